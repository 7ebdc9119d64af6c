import { EMPTIED } from "../../code/mutate/emptied.ts";
import { functionsOf } from "../../code/mutate/functions-of.ts";
import type { Mutant } from "../../code/mutate/mutant.ts";
import { testCalls } from "../../code/tests.ts";
import type { FileChange } from "../../domain/change.ts";
import type { CommandRecord } from "../../domain/command.ts";
import { toRepoPath, type RepoPath } from "../../domain/repo-path.ts";
import { WHOLE } from "../expand-line.ts";
import type { GateContext } from "../gate.ts";
import type { TestCase, TestReport } from "../parse/test-report.ts";
import type { Reading } from "../reading.ts";
import { runTests, type TestRun } from "../run-tests.ts";
import { RECORD_VARIABLE, type HarnessPlan } from "./harness-head.ts";
import { jestModulesHarness } from "./jest-modules-harness.ts";
import { modulesOf, type ModuleKind } from "./modules-of.ts";
import { harnessPath, harnessText, type HarnessFile } from "./mutant-harness.ts";
import type { NewTestFile } from "./new-test-files.ts";
import { readRecord, type HarnessRecord, type Survey } from "./read-record.ts";
import { variantLine, type KnownRunner } from "./runner-line.ts";
import { byMutant, oldTests, type MutantResults } from "./score-tests.ts";

/** Everything that is known before mutants are run. */
export interface MutantWork {
  readonly context: GateContext;
  readonly file: NewTestFile;
  readonly runner: KnownRunner;
  readonly line: string;
  /** Of the target, as it is. */
  readonly text: string;
  /** In the order in which they are tried. */
  readonly mutants: readonly Mutant[];
  /** Together they take every body out. */
  readonly emptied: readonly Mutant[];
  readonly budgetMs: number;
}

/** What came of running the tests under mutants; without an answer as a reading has it. */
export type MutantRun =
  | { readonly type: "run"; readonly results: MutantResults; readonly commands: readonly CommandRecord[] }
  | Exclude<Reading<never>, { readonly type: "read" }>;

/** Tests times mutants up to which it is not worth asking first which test reaches what. */
const FEW = 300;
const RECORD_NAME = "mutants";
/** Starts of the runner for one target: each but the first two follows a mutant that ended the process. */
const MOST_PASSES = 6;

/** One start of the runner. */
interface Pass {
  readonly reading: Reading<TestRun>;
  readonly record: HarnessRecord;
}

/** Lays the switched target and harnesses into the workspace and runs them. */
interface Bench {
  pass(plan: HarnessPlan): Promise<Pass>;
  /** Puts everything back. */
  close(): Promise<void>;
}

/** The target with all mutants in it. */
async function switchedText({ file, text, mutants, emptied }: MutantWork): Promise<string> {
  const { switchAll } = await import("../../code/mutate/switch-all.ts");
  const { instrument } = await import("../../code/instrument.ts");
  const switched = switchAll(text, [...emptied, ...mutants], (id) => `__assayOn(${id})`);
  const { text: ticking } = instrument(file.target, switched, { coverage: "off", comparisons: "off" });
  return ticking.startsWith("#!") ? ticking : `// @ts-nocheck\n/* eslint-disable */\n${ticking}`;
}

/** Mutants of what runs while the target is loaded: it has to be loaded anew for each. */
function freshIds({ file, text, mutants }: MutantWork): ReadonlySet<number> {
  const holders = functionsOf(file.target, text, mutants);
  return new Set([EMPTIED, ...mutants.filter((one) => holders.get(one) === -1).map(({ id }) => id)]);
}

function harnessOf(work: MutantWork, modules: ModuleKind, plan: HarnessPlan): readonly HarnessFile[] {
  const { file, runner } = work;
  if (runner === "jest" && modules === "esm") return jestModulesHarness(file, { ...plan, fresh: freshIds(work) });
  return [{ path: harnessPath(file.path), text: harnessText(runner, file.path, { ...plan, modules }) }];
}

/** Throws where a file is not as it was left: the tests would run on something else. */
async function lay(workspace: GateContext["workspace"], files: readonly FileChange[]): Promise<void> {
  const [problem] = await workspace.apply(files);
  if (problem !== undefined) throw new Error(`${problem.path} ${problem.message}`);
}

/** Titles of tests that the file had before, but for those that a new test has, too: a harness knows titles alone. */
function oldTitles(file: NewTestFile): readonly string[] {
  const before = oldTests(file);
  const calls = testCalls(file.path, file.text).filter(({ kind }) => kind === "test");
  const isOld = ({ suites, title }: (typeof calls)[number]): boolean => before.has([...suites, title].join(" "));
  const fresh = new Set(calls.filter((call) => !isOld(call)).map(({ title }) => title));
  return calls.filter((call) => isOld(call) && !fresh.has(call.title)).map(({ title }) => title);
}

async function openBench(work: MutantWork): Promise<Bench> {
  const { context, file, runner, line, text } = work;
  const { workspace, tools, policy, subject } = context;
  const modules = await modulesOf(workspace, work);
  await lay(workspace, [{ path: file.target, before: text, after: await switchedText(work) }]);
  const texts = new Map<RepoPath, string>();
  const old = oldTitles(file);
  let passes = 0;
  return {
    async pass(plan) {
      passes += 1;
      const laid = harnessOf(work, modules, { ...plan, old }).flatMap((one): readonly FileChange[] => {
        const checked = toRepoPath(one.path);
        if (!checked.ok) return [];
        const before = texts.get(checked.path);
        texts.set(checked.path, one.text);
        return [{ path: checked.path, after: one.text, ...(before === undefined ? {} : { before }) }];
      });
      await lay(workspace, laid);
      // A name of its own for each pass: the same line would be answered from memory.
      const name = `${RECORD_NAME}-${passes}`;
      const bare = variantLine(line, runner, {}, [harnessPath(file.path)]);
      const run = `export ${RECORD_VARIABLE}={scratch}/${name}; ${bare}`;
      const launch = await tools.launch(run, { files: [], tests: WHOLE });
      const { test } = policy.commands;
      const commands = test === undefined ? {} : { test: { ...test, run } };
      const reading = await runTests(tools, { ...policy, commands }, WHOLE);
      return { reading, record: readRecord(launch.result.scratch.get(name) ?? "") };
    },
    async close() {
      // What mutants left behind says nothing of the tests: they passed on the unchanged target before.
      await workspace.reset();
      await workspace.apply(subject.files);
    },
  };
}

/** Runs new tests on the unchanged target, on an emptied one, and under mutants of it. */
export async function runMutants(work: MutantWork): Promise<MutantRun> {
  const bench = await openBench(work);
  try {
    return await runPasses(work, bench);
  } finally {
    await bench.close();
  }
}

async function runPasses(work: MutantWork, bench: Bench): Promise<MutantRun> {
  const { mutants, file, budgetMs } = work;
  const whole = work.emptied.length === 0 ? [0] : [0, EMPTIED];
  const isFew = testCalls(file.path, file.text).length * mutants.length <= FEW;
  const ids = isFew ? [...whole, ...mutants.map(({ id }) => id)] : whole;
  const first = await bench.pass({ ids, costs: [], wanted: {}, quiet: [], budgetMs });
  const { reading, record } = first;
  if (reading.type === "absent") return reading;
  if (reading.type === "errored" && (!isFew || !isTelling(first, file))) return reading;
  if (reading.type === "read" && (isFew || hasRedBaseline(reading.value, file))) return toRun([first], file, new Set());
  return goOn({ work, bench, first, left: isFew ? undecided(mutants, record) : mutants });
}

/** Runs what is left behind the first pass, with the tests that reach it. */
async function goOn({ work, bench, first, left }: Rest): Promise<MutantRun> {
  const { file } = work;
  const { survey } = first.record;
  const reached = left.filter(({ id }) => survey === undefined || isReached(survey, id));
  const passes = await runLeft({ work, bench, first, left: reached });
  const answered = [first, ...passes].filter((pass) => isTelling(pass, file));
  const last = passes.at(-1)?.reading;
  if (last?.type === "errored" && answered.length < 2) return last;
  return toRun(answered, file, new Set(left.filter((mutant) => !reached.includes(mutant)).map(({ id }) => id)));
}

function hasRedBaseline(run: TestRun, file: NewTestFile): boolean {
  if (run.detail !== "tests") return true;
  const original = byMutant(run.report, file).get(0) ?? [];
  return original.length === 0 || original.some(({ status }) => status === "failed");
}

function isReached({ reachedBy, outside }: Survey, id: number): boolean {
  return reachedBy.has(id) || outside.has(id);
}

/**
 * Whether a pass says something of mutants: by its report, or where that is missing by its record, which knows tests by
 * their own title alone and cannot tell new ones from those that a file had before.
 */
function isTelling({ reading, record }: Pass, { before }: NewTestFile): boolean {
  if (reading.type === "read") return true;
  const isSeen = (record.survey?.costs.length ?? 1) > 0 && before === undefined;
  return isSeen && decidedBy(record).size > 0;
}

/** The mutant that a record breaks off at has kept the process from going on. */
function decidedBy({ noticed, finished, last }: HarnessRecord): ReadonlySet<number> {
  return new Set([...noticed.map(({ id }) => id), ...finished, ...(last === undefined ? [] : [last])]);
}

function undecided(mutants: readonly Mutant[], record: HarnessRecord): readonly Mutant[] {
  const decided = decidedBy(record);
  return mutants.filter(({ id }) => !decided.has(id));
}

interface Rest {
  readonly work: MutantWork;
  readonly bench: Bench;
  readonly first: Pass;
  readonly left: readonly Mutant[];
}

/** Runs what is left, anew behind each mutant that ends the process, as long as there is time. */
async function runLeft({ work, bench, first, left }: Rest): Promise<readonly Pass[]> {
  const { context, budgetMs, file } = work;
  const now = (): number => context.clock?.monotonic() ?? performance.now();
  const [started, passes] = [now(), [] as Pass[]];
  const { survey } = first.record;
  const { costs = [], quiet = [], load } = survey ?? {};
  const known = { costs, quiet, ...(load === undefined ? {} : { load }) };
  for (let rest = left; rest.length > 0 && passes.length < MOST_PASSES;) {
    const budget = budgetMs - (now() - started);
    if (budget <= 0 && passes.length > 0) break;
    const ids = rest.map(({ id }) => id);
    const wanted = survey === undefined ? {} : wantedTests(survey, ids);
    const pass = await bench.pass({ ids, ...known, wanted, budgetMs: budget });
    passes.push(pass);
    const { reading } = pass;
    if (reading.type !== "errored" || reading.cause === "cannot-run" || !isTelling(pass, file)) break;
    rest = undecided(rest, pass.record);
  }
  return passes;
}

/** What runs outside of tests may be noticed by any of them. */
function wantedTests(
  { reachedBy, outside }: Survey,
  ids: readonly number[],
): Readonly<Record<number, readonly number[]>> {
  return Object.fromEntries(ids.filter((id) => !outside.has(id)).map((id) => [id, reachedBy.get(id) ?? []]));
}

function toRun(passes: readonly Pass[], { path }: NewTestFile, unreached: ReadonlySet<number>): MutantRun {
  const reports = passes.map((pass) => reportOf(pass, path));
  const commands = passes.flatMap(({ reading }) => (reading.type === "absent" ? [] : reading.commands));
  const found = reports.filter((report) => report !== undefined);
  if (found.length === 0) return { type: "absent", reason: "the format of commands.test does not name single tests" };
  const results = {
    tests: found.flatMap(({ tests }) => tests),
    broken: found.flatMap(({ broken }) => broken),
    unreached,
  };
  return { type: "run", results, commands };
}

function reportOf({ reading, record }: Pass, path: string): Pick<TestReport, "tests" | "broken"> | undefined {
  if (reading.type === "read") return reading.value.detail === "tests" ? reading.value.report : undefined;
  const toCase = (id: number, title: string, message: string): TestCase => {
    return { path, name: `mutant ${id}: > ${title}`, status: message === "" ? "passed" : "failed", message };
  };
  const noticed = record.noticed.map(({ id, title, isEndless }) => toCase(id, title, isEndless ? "endless" : "failed"));
  const known = new Set(record.noticed.map(({ id }) => id));
  const silent = [...record.finished].filter((id) => !known.has(id)).map((id) => toCase(id, "all", ""));
  const original = record.survey === undefined || known.has(0) ? [] : [toCase(0, "all", "")];
  const { last } = record;
  const isStuck = reading.type === "errored" && reading.cause === "no-answer";
  const stuck = isStuck && last !== undefined ? [toCase(last, "all", "endless: the process did not go on")] : [];
  return { tests: [...original, ...noticed, ...silent, ...stuck], broken: [] };
}
