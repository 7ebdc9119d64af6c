import type { CommandRecord } from "../../domain/command.ts";
import type { Diagnostic } from "../../domain/diagnostic.ts";
import type { GateAnswer } from "../../domain/gate.ts";
import { hollowness, type Hollow } from "../../code/hollow-test.ts";
import { testCalls } from "../../code/tests.ts";
import type { Gate, GateContext } from "../gate.ts";
import { WHOLE } from "../expand-line.ts";
import { newTestFiles, type NewTestFile } from "../new-tests/new-test-files.ts";
import { knownRunner, variantLine, type KnownRunner, type RunVariant } from "../new-tests/runner-line.ts";
import { runTests, type TestRun } from "../run-tests.ts";
import type { Reading } from "../reading.ts";

/** New tests pass every time: run after run, in random order, in another time zone and locale, and each by itself. */
export const stabilityGate: Gate = {
  name: "stability",
  cost: "executes",
  isAbout: ({ subject }) => subject.scope === "candidate" && newTestFiles(subject).length > 0,
  check: checkStability,
};

const DEFAULT_RUNS = 5;
/** As many tests are also run alone, from the first: each is a start of the runner. */
const MOST_ALONE = 3;
/** Surroundings that catch what depends on them: far east and west of Greenwich, commas in numbers, other casing rules. */
const SURROUNDINGS: readonly Readonly<Record<string, string>>[] = [
  {},
  { TZ: "Pacific/Kiritimati", LANG: "tr_TR.UTF-8", LC_ALL: "tr_TR.UTF-8" },
  {},
  { TZ: "America/St_Johns", LANG: "de_DE.UTF-8", LC_ALL: "de_DE.UTF-8" },
  { TZ: "UTC" },
];

async function checkStability(context: GateContext): Promise<GateAnswer> {
  const files = newTestFiles(context.subject);
  const empty = files.flatMap(emptyTests);
  if (empty.length > 0) return { status: "failed", diagnostics: empty };
  const line = context.policy.commands.test?.run;
  const runner = line === undefined ? undefined : knownRunner(line);
  if (line === undefined || runner === undefined) {
    return {
      status: "skipped",
      reason: "commands.test names no runner that can run one file: Jest, Vitest, mocha or node --test",
    };
  }
  return runAll(context, files, { line, runner });
}

/** What is said of a test that would pass whatever the code does. */
const WHY: Readonly<Record<Hollow, string>> = {
  "no-assertion": "asserts nothing",
  tautology: "only compares what it writes out itself",
  "only-mocks": "calls and looks at nothing but its own mocks",
};

/** Tests of the new text that show nothing, by their text alone. */
function emptyTests({ path, text, before }: NewTestFile): readonly Diagnostic[] {
  const old = new Set(
    before === undefined ? [] : testCalls(path, before).map(({ suites, title }) => [...suites, title].join(" ")),
  );
  const lines = text.split("\n");
  return testCalls(path, text).flatMap((call): readonly Diagnostic[] => {
    const name = [...call.suites, call.title].join(" ");
    const why = old.has(name) ? undefined : hollowness(call, lines.slice(call.start - 1, call.end - 1).join("\n"));
    if (why === undefined) return [];
    const message = `the test ${name} ${WHY[why]}`;
    return [{ source: "stability", code: why, severity: "error", message, path, range: { line: call.start } }];
  });
}

interface Way {
  readonly line: string;
  readonly runner: KnownRunner;
}

/** One run of the new tests in some way. */
function runOnce(
  { tools, policy }: GateContext,
  files: readonly NewTestFile[],
  way: Way,
  variant: RunVariant,
): Promise<Reading<TestRun>> {
  const test = policy.commands.test;
  const run = variantLine(
    way.line,
    way.runner,
    variant,
    files.map(({ path }) => path),
  );
  const commands = test === undefined ? {} : { test: { ...test, run } };
  return runTests(tools, { ...policy, commands }, WHOLE);
}

async function runAll(context: GateContext, files: readonly NewTestFile[], way: Way): Promise<GateAnswer> {
  const runs = context.setting.runs ?? DEFAULT_RUNS;
  const commands: CommandRecord[] = [];
  const names = new Set<string>();
  const failures = new Map<string, { readonly message: string; readonly count: number }>();
  const isOwn = (path: string | undefined): boolean => path === undefined || files.some((file) => file.path === path);
  const note = (run: TestRun, only?: string): void => {
    if (run.detail !== "tests") return;
    for (const { path, name, status, message } of run.report.tests) {
      if ((only !== undefined && name !== only) || !isOwn(path)) continue;
      names.add(name);
      if (status === "failed") failures.set(name, { message, count: (failures.get(name)?.count ?? 0) + 1 });
    }
    for (const { path, message } of run.report.broken)
      failures.set(path, { message, count: (failures.get(path)?.count ?? 0) + 1 });
  };
  const variants: RunVariant[] = Array.from({ length: runs }, (_, index) => ({
    seed: index + 1,
    env: SURROUNDINGS[index % SURROUNDINGS.length] ?? {},
  }));
  for (const variant of variants) {
    const reading = await runOnce(context, files, way, variant);
    if (reading.type === "absent") return { status: "skipped", reason: reading.reason };
    commands.push(...reading.commands);
    if (reading.type === "errored")
      return { status: "errored", reason: reading.reason, remedy: reading.remedy, commands };
    note(reading.value);
  }
  const alone = way.runner === "node" ? [] : [...names].filter((name) => !failures.has(name)).slice(0, MOST_ALONE);
  for (const name of alone) {
    const reading = await runOnce(context, files, way, { only: name });
    if (reading.type !== "read") continue;
    commands.push(...reading.commands);
    note(reading.value, name);
  }
  const order = way.runner === "jest" || way.runner === "vitest" ? "random" : "as written";
  const figures = { tests: names.size, runs, order, alone: alone.length, unstable: failures.size };
  if (names.size === 0) return { status: "failed", diagnostics: [nothingRan(files)], figures, commands };
  if (failures.size === 0) return { status: "passed", figures, commands };
  return {
    status: "failed",
    diagnostics: [...failures].map(([name, failure]) => toDiagnostic(name, failure, files)),
    figures,
    commands,
  };
}

function nothingRan(files: readonly NewTestFile[]): Diagnostic {
  const names = files.map(({ path }) => path).join(", ");
  return {
    source: "stability",
    code: "no-tests",
    severity: "error",
    message: `the test command runs no test of ${names}`,
  };
}

function toDiagnostic(
  name: string,
  { message, count }: { readonly message: string; readonly count: number },
  files: readonly NewTestFile[],
): Diagnostic {
  const [first] = message.split("\n");
  const path = files[0]?.path;
  return {
    source: "stability",
    code: "unstable",
    severity: "error",
    message: `the test ${name} failed in ${count} of its runs: ${first ?? ""}`,
    ...(path === undefined ? {} : { path }),
  };
}
