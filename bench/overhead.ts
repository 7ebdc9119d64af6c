/** How much of a run's wall time is Assay's own: everything but the repository's own commands. */
import { spawnSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { PROJECT, gitEnvironment, writeSample } from "../scripts/sample.ts";
import { readReport } from "../scripts/sample-report.ts";
import { median, renderTable, type Measurement } from "./lib/measurement.ts";

const RUNS = 5;

interface Sample {
  /** From the start of the process to its end, ms. */
  readonly wall: number;
  readonly commands: number;
  readonly percent: number;
}

async function measureRun(directory: string): Promise<Sample> {
  const sample = await writeSample(path.join(directory, "shop"));
  const report = path.join(directory, "report.json");
  const cli = path.join(PROJECT, "dist", "cli", "index.js");
  const args = [
    "run",
    "--base",
    "main",
    "--publish",
    "commit",
    "--report",
    report,
    "--out",
    path.join(directory, "out"),
  ];
  const started = performance.now();
  const end = spawnSync(process.execPath, [cli, ...args], {
    cwd: sample.root,
    env: gitEnvironment(),
    encoding: "utf8",
  });
  const wall = performance.now() - started;
  if (end.status !== 0) throw new Error(`the run ended with ${String(end.status)}:\n${end.stderr}`);
  const { commandMs } = await readReport(report);
  return { wall, commands: commandMs, percent: ((wall - commandMs) / wall) * 100 };
}

/** Keys: `percent` (median of the shares), medians of both times in ms. */
export async function run(): Promise<Measurement> {
  const runs: Sample[] = [];
  for (let count = 0; count < RUNS; count += 1) {
    const directory = await mkdtemp(path.join(tmpdir(), "assay-bench-"));
    try {
      runs.push(await measureRun(directory));
    } finally {
      await rm(directory, { recursive: true, force: true });
    }
  }
  const rows = runs.map(({ wall, commands, percent }, index) => [
    index + 1,
    Math.round(wall),
    Math.round(commands),
    Number(percent.toFixed(1)),
  ]);
  return {
    table: renderTable([["run", "wall ms", "commands ms", "own share %"], ...rows]),
    keys: {
      percent: median(runs.map(({ percent }) => percent)),
      wall_ms: median(runs.map(({ wall }) => wall)),
      command_ms: median(runs.map(({ commands }) => commands)),
    },
  };
}
