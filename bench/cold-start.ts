/** How long the action's bundle takes to a printed plan of the sample repository, compared with an empty program. */
import { spawn } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { writeSample } from "../scripts/sample.ts";
import { ACTION, writeStep, type StepRequest } from "../scripts/run-action.ts";
import { median, renderTable, type Measurement } from "./lib/measurement.ts";

const RUNS = 21;
const TARGET = "src/shipping.ts";

interface Place {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
}

/**
 * Milliseconds until a program had printed the expected text, or until it ended where none is expected. Throws where it
 * failed or never printed it.
 */
async function measure(args: readonly string[], expected: string, options: Place): Promise<number> {
  const started = performance.now();
  let elapsed: number | undefined;
  let text = "";
  const child = spawn(process.execPath, args, { ...options, stdio: ["ignore", "pipe", "pipe"] });
  child.stdout.on("data", (chunk: Buffer) => {
    text += chunk.toString();
    if (expected !== "" && text.includes(expected)) elapsed ??= performance.now() - started;
  });
  child.stderr.on("data", (chunk: Buffer) => (text += chunk.toString()));
  const status = await new Promise<number | null>((resolve, reject) => child.on("error", reject).on("close", resolve));
  if (expected === "") elapsed = performance.now() - started;
  if (status !== 0) throw new Error(`${args.join(" ")} ended with ${String(status)}:\n${text}`);
  if (elapsed === undefined) throw new Error(`${args.join(" ")} printed no plan:\n${text}`);
  return elapsed;
}

const coverageSchema = z.object({ result: z.array(z.object({ url: z.string() })) });

/** Bytes of the files of `dist/action` that were really loaded until the plan was printed, as the engine recorded them. */
async function sumLoadedBytes(directory: string, options: Place): Promise<number> {
  await measure([ACTION], TARGET, { ...options, env: { ...options.env, NODE_V8_COVERAGE: directory } });
  const loaded = new Set<string>();
  for (const name of await readdir(directory)) {
    const { result } = coverageSchema.parse(JSON.parse(await readFile(path.join(directory, name), "utf8")));
    for (const { url } of result) if (url.startsWith("file:")) loaded.add(fileURLToPath(url));
  }
  const own = [...loaded].filter((file) => file.startsWith(path.dirname(ACTION) + path.sep));
  if (!own.includes(ACTION)) throw new Error(`no record of loaded files in ${directory}`);
  const sizes = await Promise.all(own.map(async (file) => (await stat(file)).size));
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** Keys: `ratio` (action over empty program, of the medians), both medians in ms, `eager_bytes` (loaded until the plan is printed). */
export async function run(): Promise<Measurement> {
  const directory = await mkdtemp(path.join(tmpdir(), "assay-bench-"));
  try {
    const sample = await writeSample(path.join(directory, "shop"));
    const request: StepRequest = {
      workspace: sample.root,
      temporary: path.join(directory, "runner"),
      inputs: { phase: "plan", base: "main" },
      eventName: "workflow_dispatch",
      event: {},
    };
    const env = await writeStep(request);
    const options = { cwd: sample.root, env };
    await measure([ACTION], TARGET, options);
    const action: number[] = [];
    const empty: number[] = [];
    for (let count = 0; count < RUNS; count += 1) {
      empty.push(await measure(["-e", "0"], "", options));
      action.push(await measure([ACTION], TARGET, options));
    }
    const eager = await sumLoadedBytes(path.join(directory, "loaded"), options);
    const row = (name: string, values: readonly number[]) => [
      name,
      Number(median(values).toFixed(1)),
      Number(Math.min(...values).toFixed(1)),
      Number(Math.max(...values).toFixed(1)),
    ];
    const table = renderTable([
      [`${RUNS} runs each, ms`, "median", "least", "most"],
      row("node -e 0", empty),
      row("action, phase plan", action),
    ]);
    return {
      table: `${table}\nloaded until the plan is printed: ${eager} bytes of dist/action`,
      keys: {
        ratio: median(action) / median(empty),
        action_ms: median(action),
        empty_ms: median(empty),
        eager_bytes: eager,
      },
    };
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
