import type { ExampleRemark } from "../code/docs/example-program.ts";
import type { FileChange } from "../domain/change.ts";
import { parseJson } from "../domain/parse-json.ts";
import { toRepoPath, type RepoPath } from "../domain/repo-path.ts";
import type { Workspace } from "../ports.ts";
import { createProber } from "./prober.ts";
import type { CallRecord, Prober, StepOutcome } from "./types.ts";

/** Where examples are run: the module with everything that it imports lies in the workspace. */
export interface ExampleScene {
  readonly workspace: Pick<Workspace, "root" | "run" | "apply" | "read">;
  readonly signal: AbortSignal;
}

/** What became of an example. */
export type ExampleRun =
  | { readonly type: "ran"; readonly remarks: readonly ExampleRemark[] }
  /** It does not run to its end. */
  | {
      readonly type: "broken";
      readonly reason: string;
      /** 0-based line inside the example, where it is known. */
      readonly line?: number;
    };

/** Two days, two seeds: what differs between them is no result. */
const WORLDS = [
  { now: Date.UTC(2021, 4, 17, 10, 30), seed: 3 },
  { now: Date.UTC(2033, 10, 2, 23, 5), seed: 91 },
] as const;
const TIMEOUT_MS = 5_000;

/** Runs examples about one module in the sandbox, each for itself; answers in their order. The workspace is as before afterwards. */
export async function runExamples(
  scene: ExampleScene,
  module: RepoPath,
  examples: readonly string[],
): Promise<readonly ExampleRun[]> {
  const { hasImports } = await import("../code/docs/example-program.ts");
  const { syntaxErrors } = await import("../code/syntax.ts");
  const text = await scene.workspace.read(module);
  if (text === undefined) return examples.map(() => ({ type: "broken", reason: `${module} does not exist` }));
  const runs = new Map<number, ExampleRun>();
  const together: number[] = [];
  const alone: number[] = [];
  for (const [index, code] of examples.entries()) {
    const [problem] = syntaxErrors(/\.[jt]sx$/iu.test(module) ? "example.tsx" : "example.ts", code);
    if (problem !== undefined) runs.set(index, { type: "broken", reason: problem.message, line: problem.line - 1 });
    else (hasImports(code) ? alone : together).push(index);
  }
  for (const group of [together, ...alone.map((index) => [index])]) {
    if (group.length === 0) continue;
    const found = await runTogether(
      scene,
      { path: module, text },
      group.map((index) => examples[index] ?? ""),
    );
    for (const [at, index] of group.entries())
      runs.set(index, found[at] ?? { type: "broken", reason: "it was not run" });
  }
  return examples.map((_, index) => runs.get(index) ?? { type: "broken", reason: "it was not run" });
}

async function runTogether(
  { workspace, signal }: ExampleScene,
  module: { readonly path: RepoPath; readonly text: string },
  examples: readonly string[],
): Promise<readonly ExampleRun[]> {
  const { examplePath, toExampleProgram } = await import("../code/docs/example-program.ts");
  const checked = toRepoPath(examplePath(module.path));
  if (!checked.ok) return [];
  const program = toExampleProgram(examples, module.path, module.text);
  const { path } = checked;
  const files: readonly FileChange[] = [{ path, after: program }];
  const problems = await workspace.apply(files);
  if (problems.length > 0) return examples.map(() => ({ type: "broken", reason: problems[0]?.message ?? "" }));
  const prober = createProber({ workspace, signal });
  const worlds: (readonly CallRecord[])[] = [];
  for (const world of WORLDS) worlds.push(await runIn(prober, path, examples.length, world));
  await prober[Symbol.asyncDispose]();
  await workspace.apply([{ path, before: program }]);
  return examples.map((_, index) => toRun(worlds.map((records) => records[index])));
}

function runIn(
  prober: Prober,
  module: RepoPath,
  count: number,
  world: (typeof WORLDS)[number],
): Promise<readonly CallRecord[]> {
  const plans = Array.from({ length: count }, (_, index) => ({
    module,
    steps: [
      { type: "call", on: { base: "exports", path: [`run${index}`] }, args: [] },
      { type: "await", step: 0 },
    ] as const,
  }));
  return prober.run(plans, { ...world, callTimeoutMs: TIMEOUT_MS, fresh: "always" });
}

/** The remarks that every world agrees on; where they differ the last one tells. */
function toRun(records: readonly (CallRecord | undefined)[]): ExampleRun {
  let last: ExampleRun = { type: "broken", reason: "it was not run" };
  for (const record of records) {
    const ends = record?.steps.map(({ outcome }) => outcome) ?? [];
    const end = ends.find(({ type }) => type !== "returned") ?? ends.at(-1);
    last = end === undefined ? last : toEnd(end);
    if (last.type === "broken" || last.remarks.some(({ ok }) => !ok)) return last;
  }
  return last;
}

function toEnd(end: StepOutcome): ExampleRun {
  if (end.type === "returned") {
    const text = end.value.type === "primitive" && typeof end.value.value === "string" ? end.value.value : "";
    const parsed = parseJson(text);
    if (parsed.ok && Array.isArray(parsed.value)) return { type: "ran", remarks: parsed.value.filter(isRemark) };
    return { type: "broken", reason: "its results cannot be read" };
  }
  return { type: "broken", reason: reasonOf(end) };
}

function isRemark(value: unknown): value is ExampleRemark {
  return typeof value === "object" && value !== null && "ok" in value && "actual" in value && "stated" in value;
}

function reasonOf(end: Exclude<StepOutcome, { readonly type: "returned" }>): string {
  switch (end.type) {
    case "threw":
      return `it throws ${end.error.name === "" ? "something" : end.error.name}: ${end.error.message.slice(0, 200)}`;
    case "pending":
      return "it waits for something that never comes";
    case "timed-out":
      return "it does not end";
    case "crashed":
      return `the process dies of it: ${end.reason}`;
    case "exited":
      return `it ends the process with ${end.code}`;
    case "denied":
      return `it needs what the sandbox refuses: ${end.what}`;
    case "impossible":
      return end.reason.slice(0, 300);
    case "skipped":
      return "it was not run";
  }
}
