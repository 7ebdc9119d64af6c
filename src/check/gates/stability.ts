import { abroad } from "../../domain/abroad.ts";
import type { Diagnostic } from "../../domain/diagnostic.ts";
import type { GateAnswer } from "../../domain/gate.ts";
import { spread } from "../../domain/spread.ts";
import { hollownessIn, type Hollow } from "../../code/hollow-test.ts";
import { testCalls } from "../../code/tests.ts";
import type { Gate, GateContext } from "../gate.ts";
import { WHOLE } from "../expand-line.ts";
import { newTestFiles, type NewTestFile } from "../new-tests/new-test-files.ts";
import { createTally, type Tally } from "../new-tests/tally.ts";
import { partsOf, planStarts, type Start, type Surroundings, type Way } from "../new-tests/plan-starts.ts";
import { variantLine, type RunVariant } from "../new-tests/runner-line.ts";
import { runnerOf } from "../new-tests/runner-of.ts";
import { straysOf } from "../run-gates.ts";
import { runTests, type TestRun } from "../run-tests.ts";
import type { Reading } from "../reading.ts";

/**
 * New tests pass every time: run after run, in random order, in another time zone and locale, on another day, and each
 * by itself.
 */
export const stabilityGate: Gate = {
  name: "stability",
  cost: "executes",
  isAbout: ({ subject }) => subject.scope === "candidate" && newTestFiles(subject).length > 0,
  check: checkStability,
};

const DEFAULT_RUNS = 5;
/** Where copies cannot be made, as many tests are run alone, from all parts of the files: each is a start of the runner. */
const MOST_ALONE: Readonly<Record<Way["runner"], number>> = { mocha: 30, jest: 3, vitest: 3, node: 0 };
/** Milliseconds of such starts after which no more are made than the least. */
const ALONE_MS = 60_000;
const LEAST_ALONE = 3;

/** They catch what depends on them: far east and west of Greenwich, commas in numbers, other casing rules, the date. */
const SURROUNDINGS: readonly Surroundings[] = [
  { env: {}, clock: "now" },
  { env: abroad("Pacific/Kiritimati", "tr_TR"), clock: "now" },
  { env: {}, clock: "another day" },
  { env: abroad("America/St_Johns", "de_DE"), clock: "now" },
  { env: { TZ: "UTC" }, clock: "now" },
];

async function checkStability(context: GateContext): Promise<GateAnswer> {
  const files = newTestFiles(context.subject);
  const empty = files.flatMap(emptyTests);
  if (empty.length > 0) return { status: "failed", diagnostics: empty };
  const found = await runnerOf(context.policy.commands.test?.run, context.tools);
  if (found === undefined) {
    return {
      status: "skipped",
      reason: "commands.test names no runner that can run one file: Jest, Vitest, mocha or node --test",
    };
  }
  return runAll(context, files, { ...found, format: context.policy.commands.test?.format });
}

/** What is said of a test that would pass whatever the code does. */
const WHY: Readonly<Record<Hollow, string>> = {
  "no-assertion": "asserts nothing",
  tautology: "only compares what it writes out itself",
  "only-mocks": "calls and looks at nothing but its own mocks",
  condition: "has no assertion but under a condition: it passes where that is not so",
  catch: "has no assertion but in a `try` whose `catch` lets every failure pass",
  unreached: "has no assertion that is ever reached",
  uncalled: "has no assertion but in a function that nothing calls",
  unawaited: "has no assertion that it waits for",
};

/** Tests of the new text that show nothing, by their text alone. */
function emptyTests({ path, text, before }: NewTestFile): readonly Diagnostic[] {
  const old = new Set(
    before === undefined ? [] : testCalls(path, before).map(({ suites, title }) => [...suites, title].join(" ")),
  );
  const lines = text.split("\n");
  const hollowness = hollownessIn(text);
  return testCalls(path, text).flatMap((call): readonly Diagnostic[] => {
    const name = [...call.suites, call.title].join(" ");
    const why = old.has(name) ? undefined : hollowness(call, lines.slice(call.start - 1, call.end - 1).join("\n"));
    if (why === undefined) return [];
    const message = `the test ${name} ${WHY[why]}`;
    return [{ source: "stability", code: why, severity: "error", message, path, range: { line: call.start } }];
  });
}

/** One run of test files in some way. */
function runOnce(
  { tools, policy }: GateContext,
  paths: readonly string[],
  way: Way,
  variant: RunVariant,
): Promise<Reading<TestRun>> {
  const test = policy.commands.test;
  const run = variantLine(way.line, way.runner, variant, paths);
  const commands = test === undefined ? {} : { test: { ...test, run } };
  return runTests(tools, { ...policy, commands }, WHOLE);
}

/** The same with copies laid beside the test files, which are gone afterwards. */
async function runStart(context: GateContext, way: Way, start: Start): Promise<Reading<TestRun>> {
  const copies = [...start.again, ...start.clocks, ...start.alone];
  const paths = [...start.paths, ...copies].map(({ path }) => path);
  const laid = copies.flatMap(({ files }) => files);
  if (laid.length === 0) return runOnce(context, paths, way, start.variant);
  await context.workspace.apply(laid);
  const reading = await runOnce(context, paths, way, start.variant);
  // What a run changed in the work tree fails the candidate; a reset would hide it.
  if ((await straysOf(context)).length > 0) return reading;
  await context.workspace.reset();
  await context.workspace.apply(context.subject.files);
  return reading;
}

/** What was counted besides what a tally holds. */
interface Counts {
  otherDays: number;
  alone: number;
}

/** Runs a start and counts what came of it; of one that came to no end each kind of file is tried again by itself. */
async function countStart(
  context: GateContext,
  way: Way,
  start: Start,
  { tally, counts }: { readonly tally: Tally; readonly counts: Counts },
): Promise<Exclude<Reading<TestRun>, { readonly type: "read" }> | undefined> {
  const reading = await runStart(context, way, start);
  if (reading.type === "read") {
    tally.open(reading);
    tally.note(
      reading,
      [...start.paths, ...start.again, ...start.clocks].map(({ path }) => path),
    );
    counts.otherDays += start.clocks.length > 0 ? 1 : 0;
    if (start.alone.length > 0)
      counts.alone += tally.note(
        reading,
        start.alone.map(({ path }) => path),
      );
    return undefined;
  }
  const parts = partsOf(start);
  // Tests that cannot be run one by one are not held against those that could be run together.
  if (parts.length <= 1) return start.alone.length > 0 ? undefined : reading;
  for (const part of parts) {
    const problem = await countStart(context, way, part, { tally, counts });
    if (problem !== undefined) return problem;
  }
  return undefined;
}

async function runAll(context: GateContext, files: readonly NewTestFile[], way: Way): Promise<GateAnswer> {
  const runs = context.setting.runs ?? DEFAULT_RUNS;
  const [tally, counts] = [createTally(), { otherDays: 0, alone: 0 }];
  for (const start of planStarts(files, way, { runs, surroundings: SURROUNDINGS })) {
    const problem = await countStart(context, way, start, { tally, counts });
    if (problem?.type === "absent") return { status: "skipped", reason: problem.reason };
    if (problem?.type === "errored")
      return { status: "errored", reason: problem.reason, remedy: problem.remedy, commands: tally.commands };
  }
  const alone = counts.alone > 0 ? counts.alone : await runByName(context, files, way, tally);
  const order = way.runner === "jest" || way.runner === "vitest" ? "random" : "as written";
  const { names, failures, commands } = tally;
  const figures = { tests: names.size, runs, order, other_day: counts.otherDays, alone, unstable: failures.size };
  if (names.size === 0) return { status: "failed", diagnostics: [nothingRan(files)], figures, commands };
  if (failures.size === 0) return { status: "passed", figures, commands };
  return {
    status: "failed",
    diagnostics: [...failures].map(([name, failure]) => toDiagnostic(name, failure, files)),
    figures,
    commands,
  };
}

/**
 * Runs tests by themselves where copies cannot be made: mocha loads all files into one process, and a copy would not find
 * its snapshots. The runner is started for each of some of them. Answers how many were run.
 */
async function runByName(context: GateContext, files: readonly NewTestFile[], way: Way, tally: Tally): Promise<number> {
  if (way.format === "exit-code") return 0;
  const sound = [...tally.names].filter((name) => !tally.failures.has(name));
  const paths = files.map(({ path }) => path);
  const now = (): number => context.clock?.monotonic() ?? performance.now();
  const started = now();
  let alone = 0;
  for (const only of spread(sound, MOST_ALONE[way.runner])) {
    if (alone >= LEAST_ALONE && now() - started > ALONE_MS) break;
    const reading = await runOnce(context, paths, way, { only });
    if (reading.type !== "read") continue;
    alone += 1;
    tally.open(reading);
    tally.note(reading, paths, only);
  }
  return alone;
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
