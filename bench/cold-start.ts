/** How long the action's bundle takes to a printed plan of the sample repository, compared with an empty program. */
import { spawnSync } from "node:child_process";
import { mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { writeSample } from "../scripts/sample.ts";
import { ACTION, writeStep, type StepRequest } from "../scripts/run-action.ts";
import { median, renderTable, type Measurement } from "./lib/measurement.ts";

const RUNS = 21;
const TARGET = "src/shipping.ts";

/** Milliseconds that a program took; throws where it failed or did not print what it has to. */
function measure(args: readonly string[], expected: string, options: { cwd: string; env: NodeJS.ProcessEnv }): number {
  const started = performance.now();
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { ...options, encoding: "utf8" });
  const elapsed = performance.now() - started;
  if (status !== 0) throw new Error(`${args.join(" ")} ended with ${String(status)}:\n${stdout}\n${stderr}`);
  if (!stdout.includes(expected)) throw new Error(`${args.join(" ")} printed no plan:\n${stdout}`);
  return elapsed;
}

/** Bytes of a module and of everything that it imports statically from files beside it. */
async function sumEagerBytes(file: string, seen = new Set<string>()): Promise<number> {
  if (seen.has(file)) return 0;
  seen.add(file);
  const text = await readFile(file, "utf8");
  let bytes = (await stat(file)).size;
  for (const [, specifier = ""] of text.matchAll(/(?:^|[;}\n])(?:import|export)[^"'()]*["'](\.[^"']+)["']/gu)) {
    bytes += await sumEagerBytes(path.resolve(path.dirname(file), specifier), seen);
  }
  return bytes;
}

/** Keys: `ratio` (action over empty program, of the medians), both medians in ms, `eager_bytes`. */
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
    measure([ACTION], TARGET, options);
    const action: number[] = [];
    const empty: number[] = [];
    for (let count = 0; count < RUNS; count += 1) {
      empty.push(measure(["-e", "0"], "", options));
      action.push(measure([ACTION], TARGET, options));
    }
    const eager = await sumEagerBytes(ACTION);
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
      table: `${table}\nloaded at every start: ${eager} bytes of dist/action`,
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
