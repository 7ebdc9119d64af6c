/** How many calls the probe makes in a second, start of its processes and sandbox included. */
import { mkdir, mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { createSandbox } from "../src/adapters/sandbox/sandbox.ts";
import { findMutants } from "../src/code/mutate/find-mutants.ts";
import { toRepoPath } from "../src/domain/repo-path.ts";
import { createProber } from "../src/probe/prober.ts";
import type { CallPlan } from "../src/probe/types.ts";
import type { ValueExpression } from "../src/probe/values.ts";
import { median, renderTable, type Measurement } from "./lib/measurement.ts";

const RUNS = 5;
const PLANS = 10_000;

const PLAIN = `
export function slug(text: string, limit = 20): string {
  const words = text.toLowerCase().split(/[^a-z0-9]+/).filter((word) => word !== "");
  let made = "";
  for (const word of words) {
    if (made.length + word.length + 1 > limit) break;
    made += (made === "" ? "" : "-") + word;
  }
  return made;
}
`;
const STATEFUL = `const seen = new Map<string, number>();\n${PLAIN}
export function count(text: string): number { seen.set(text, (seen.get(text) ?? 0) + 1); return seen.get(text) ?? 0; }
`;

function toPlan(file: string, name: string, index: number): CallPlan {
  const module = toRepoPath(file);
  if (!module.ok) throw new Error(module.problem);
  const args: readonly ValueExpression[] = [{ type: "primitive", value: `Call number ${index}, and some more` }];
  return { module: module.path, steps: [{ type: "call", on: { base: "exports", path: [name] }, args }] };
}

/** Keys: calls per second on a plain function, on a module that is loaded anew for each, mutant runs per second, start in ms. */
export async function run(): Promise<Measurement> {
  const root = await realpath(await mkdtemp(path.join(tmpdir(), "assay-bench-")));
  try {
    await mkdir(path.join(root, "src"));
    await writeFile(path.join(root, "src", "plain.ts"), PLAIN);
    await writeFile(path.join(root, "src", "stateful.ts"), STATEFUL);
    const sandbox = await createSandbox({ env: process.env, minimum: "L0", hidden: [] });
    const workspace = {
      root,
      run: (...[spec, signal]: Parameters<Parameters<typeof createProber>[0]["workspace"]["run"]>) =>
        sandbox.run(spec, { workspaceRoot: root, linked: [] }, signal),
    };
    await using prober = createProber({ workspace, signal: new AbortController().signal });
    const timed = async (work: () => Promise<unknown>): Promise<number> => {
      const started = performance.now();
      await work();
      return performance.now() - started;
    };
    const plans = (file: string, name: string, count: number) =>
      Array.from({ length: count }, (_, index) => toPlan(file, name, index));
    const mutants = findMutants("src/plain.ts", PLAIN);
    const rows: (readonly number[])[] = [];
    for (let index = 0; index < RUNS; index += 1) {
      const start = await timed(() => prober.run(plans("src/plain.ts", "slug", 1)));
      const plain = await timed(() => prober.run(plans("src/plain.ts", "slug", PLANS)));
      const stateful = await timed(() => prober.run(plans("src/stateful.ts", "count", PLANS)));
      const judged = await timed(() => prober.judge(plans("src/plain.ts", "slug", 100), mutants, "every"));
      const perSecond = (count: number, ms: number): number => Math.round((count / ms) * 1000);
      rows.push([start, perSecond(PLANS, plain), perSecond(PLANS, stateful), perSecond(mutants.length * 100, judged)]);
    }
    const column = (index: number): number => median(rows.map((row) => row[index] ?? Number.NaN));
    const head = ["run", "start ms", "calls/s", "calls/s, loaded anew", "mutant runs/s"];
    return {
      table: `sandbox ${sandbox.level}\n${renderTable([head, ...rows.map((row, index) => [index + 1, ...row.map(Math.round)])])}`,
      keys: {
        calls_per_second: column(1),
        fresh_calls_per_second: column(2),
        mutant_runs_per_second: column(3),
        start_ms: column(0),
      },
    };
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}
