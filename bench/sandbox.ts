/** What the sandbox adds to a launch: the same command through it and by a plain spawn, in turns. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { createSandbox } from "../src/adapters/sandbox/sandbox.ts";
import type { Sandbox } from "../src/adapters/sandbox/sandbox.ts";
import { median, renderTable, type Measurement } from "./lib/measurement.ts";

const RUNS = 41;
const DEPENDENCIES = fileURLToPath(new URL("../node_modules", import.meta.url));

async function timed(work: () => Promise<void>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

async function launchFenced(sandbox: Sandbox, workspaceRoot: string, args: readonly string[]): Promise<void> {
  const [file = "", ...rest] = args;
  const { end, stderr } = await sandbox.run(
    { command: { type: "argv", file, args: rest }, timeoutMs: 30_000, outputLimit: 4096 },
    { workspaceRoot, linked: [await realpath(DEPENDENCIES)] },
  );
  if (end.type !== "exited" || end.code !== 0) throw new Error(`${args.join(" ")} ended with ${end.type}: ${stderr}`);
}

async function launchPlain(workspaceRoot: string, args: readonly string[]): Promise<void> {
  const [file = "", ...rest] = args;
  const [code] = (await once(spawn(file, rest, { cwd: workspaceRoot }), "close")) as unknown[];
  if (code !== 0) throw new Error(`${args.join(" ")} ended with ${String(code)}`);
}

/** Keys: `sandbox_ms` (median added per launch), `node_ms` (the same for a Node program), `self_test_ms`, `level`. */
export async function run(): Promise<Measurement> {
  const directory = await mkdtemp(path.join(await realpath(tmpdir()), "assay-bench-"));
  try {
    const started = performance.now();
    const sandbox = await createSandbox({ env: process.env, minimum: "L0", temporaryDirectory: directory });
    const selfTest = performance.now() - started;
    const rows: (readonly (string | number)[])[] = [["command", "plain ms", `${sandbox.level} ms`, "added ms"]];
    const added: number[] = [];
    for (const args of [["true"], ["node", "-e", "0"]]) {
      const [plain, fenced]: [number[], number[]] = [[], []];
      for (let round = 0; round < RUNS; round += 1) {
        plain.push(await timed(() => launchPlain(directory, args)));
        fenced.push(await timed(() => launchFenced(sandbox, directory, args)));
      }
      added.push(median(fenced) - median(plain));
      rows.push([
        args.join(" "),
        ...[median(plain), median(fenced), added.at(-1) ?? 0].map((ms) => Number(ms.toFixed(1))),
      ]);
    }
    const [sandboxMs = Number.NaN, nodeMs = Number.NaN] = added;
    const note = `self-test, once per run: ${selfTest.toFixed(0)} ms; launches per figure: ${RUNS}`;
    return {
      table: `${renderTable(rows)}\n${note}`,
      keys: { sandbox_ms: sandboxMs, node_ms: nodeMs, self_test_ms: selfTest, level: sandbox.level },
    };
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
