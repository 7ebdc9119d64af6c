import type { Mutant } from "../../code/mutate/mutant.ts";
import type { CommandRecord } from "../../domain/command.ts";
import type { Diagnostic } from "../../domain/diagnostic.ts";
import type { GateAnswer } from "../../domain/gate.ts";
import { EMPTIED, emptiedBodies } from "../../code/mutate/emptied.ts";
import { testCalls } from "../../code/tests.ts";
import { toRepoPath } from "../../domain/repo-path.ts";
import type { GateSetting } from "../../domain/policy.ts";
import type { Gate, GateContext } from "../gate.ts";
import { WHOLE } from "../expand-line.ts";
import { togetherOf } from "./together-of.ts";
import { jestModulesHarness } from "../new-tests/jest-modules-harness.ts";
import { modulesOf } from "../new-tests/modules-of.ts";
import { harnessPath, harnessText, mutantSuite, type HarnessFile } from "../new-tests/mutant-harness.ts";
import { newTestFiles, type NewTestFile } from "../new-tests/new-test-files.ts";
import { readStryker } from "../new-tests/read-stryker.ts";
import type { StrykerSettings } from "../new-tests/stryker-settings.ts";
import { knownRunner, variantLine, type KnownRunner } from "../new-tests/runner-line.ts";
import type { TestReport } from "../parse/test-report.ts";
import type { Reading } from "../reading.ts";
import { runTests, type TestRun } from "../run-tests.ts";

/** New tests notice at least one small change to their target, and as many of them as the policy asks for. */
export const mutationGate: Gate = {
  name: "mutation",
  cost: "executes",
  isAbout: ({ subject }) => subject.scope === "candidate" && newTestFiles(subject).length > 0,
  check: checkMutation,
};

const MOST_SURVIVORS = 12;

/** Everything that is known before a run. */
interface Work {
  readonly context: GateContext;
  readonly file: NewTestFile;
  readonly runner: KnownRunner;
  readonly line: string;
  readonly text: string;
  readonly mutants: readonly Mutant[];
  /** Together they take every body out. */
  readonly emptied: readonly Mutant[];
  /** The repository's own configuration of StrykerJS; absent: it has none. */
  readonly settings?: StrykerSettings;
}

async function checkMutation(context: GateContext): Promise<GateAnswer> {
  const line = context.policy.commands.test?.run;
  const runner = line === undefined ? undefined : knownRunner(line);
  if (line === undefined || runner === undefined) {
    return {
      status: "skipped",
      reason: "commands.test names no runner that mutants can be tried with: Jest, Vitest or mocha",
    };
  }
  const stryker = await readStryker(context);
  if (stryker.type === "unreadable") {
    const remedy =
      "Mend the configuration of StrykerJS, or set gates.mutation to off: its settings say what is to be tried";
    return { status: "errored", reason: stryker.reason, remedy };
  }
  const settings = stryker.type === "read" ? { settings: stryker.settings } : {};
  const answers: GateAnswer[] = [];
  for (const file of newTestFiles(context.subject))
    answers.push(await checkFile(context, file, { line, runner, ...settings }));
  return togetherOf(answers);
}

async function checkFile(
  context: GateContext,
  file: NewTestFile,
  { line, runner, settings }: Pick<Work, "line" | "runner" | "settings">,
): Promise<GateAnswer> {
  const text = await context.workspace.read(file.target);
  if (text === undefined) return { status: "skipped", reason: `${file.target} does not exist` };
  const { chooseMutants } = await import("../new-tests/choose-mutants.ts");
  const { all, counted, why } = chooseMutants(file.target, text, settings);
  if (why !== undefined) return { status: "skipped", reason: why };
  if (counted.length === 0)
    return { status: "skipped", reason: `there is nothing in ${file.target} that a small change could be made to` };
  const own = settings === undefined ? {} : { settings };
  return judge({ context, file, runner, line, text, mutants: counted, emptied: emptiedBodies(all), ...own });
}

/** The target with all mutants in it, switched by a global. */
async function switchedText({ file, text, mutants, emptied }: Work): Promise<string> {
  const { switchAll } = await import("../../code/mutate/switch-all.ts");
  const { instrument } = await import("../../code/instrument.ts");
  const { text: ticking } = instrument(file.target, switchAll(text, [...emptied, ...mutants]), {
    coverage: "off",
    comparisons: "off",
  });
  return ticking.startsWith("#!") ? ticking : `// @ts-nocheck\n/* eslint-disable */\n${ticking}`;
}

async function judge(work: Work): Promise<GateAnswer> {
  const { context, file, runner, mutants } = work;
  const modules = await modulesOf(context.workspace, work);
  const emptied = work.emptied.length === 0 ? [] : [EMPTIED];
  const ids = [0, ...emptied, ...mutants.map(({ id }) => id)];
  const harness =
    runner === "jest" && modules === "esm"
      ? jestModulesHarness(file, ids, await staticIds(work))
      : [{ path: harnessPath(file.path), text: harnessText(runner, file.path, ids, modules) }];
  const reading = await runHarness(work, harness);
  if (reading.type === "absent") return { status: "skipped", reason: reading.reason };
  const { commands } = reading;
  if (reading.type === "errored")
    return { status: "errored", reason: reading.reason, remedy: reading.remedy, commands };
  if (reading.value.detail !== "tests")
    return { status: "skipped", reason: "the format of commands.test does not name single tests" };
  return answer(work, context, reading.value.report, commands);
}

/** Mutants of what runs while the target is loaded: it has to be loaded anew for each. */
async function staticIds({ file, text, mutants, emptied }: Work): Promise<ReadonlySet<number>> {
  const { outsideFunctions } = await import("../../code/mutate/outside-functions.ts");
  return new Set(outsideFunctions(file.target, text, [...emptied, ...mutants]).map(({ id }) => id));
}

/** Lays the switched target and the harness into the workspace, runs it, and puts everything back. */
async function runHarness(
  { context, file, runner, line, text, mutants, ...rest }: Work,
  harness: readonly HarnessFile[],
): Promise<Reading<TestRun>> {
  const { workspace, tools, policy } = context;
  const switched = await switchedText({ context, file, runner, line, text, mutants, ...rest });
  const laid = harness.flatMap((one) => {
    const checked = toRepoPath(one.path);
    return checked.ok ? [{ path: checked.path, after: one.text }] : [];
  });
  await workspace.apply([{ path: file.target, before: text, after: switched }, ...laid]);
  const test = policy.commands.test;
  const commands =
    test === undefined ? {} : { test: { ...test, run: variantLine(line, runner, {}, [harnessPath(file.path)]) } };
  const reading = await runTests(tools, { ...policy, commands }, WHOLE);
  // What mutants left behind says nothing of the tests: they passed on the unchanged target before.
  await workspace.reset();
  await workspace.apply(context.subject.files);
  return reading;
}

function answer(
  { file, mutants, settings }: Work,
  { setting }: GateContext,
  report: TestReport,
  commands: readonly CommandRecord[],
): GateAnswer {
  const old = oldTests(file);
  const isNew = (name: string): boolean => !old.has(name.replace(/^mutant \d+:\s*/u, "").replaceAll(" > ", " "));
  const own = (id: number): TestReport["tests"] =>
    report.tests.filter(({ name }) => name.startsWith(mutantSuite(id)) && isNew(name));
  const original = own(0);
  if (original.length === 0 || original.some(({ status }) => status === "failed")) {
    const [failed] = original.filter(({ status }) => status === "failed");
    const why =
      failed === undefined ? (report.broken[0]?.message ?? "no test was run") : `${failed.name} ${failed.message}`;
    return {
      status: "errored",
      reason: `the tests do not pass on the unchanged ${file.target} when mutants can be switched in it: ${why.slice(0, 300)}`,
      remedy: "Set gates.mutation to off for these paths where the tests need the file as it is written",
      commands,
    };
  }
  const titleOf = (name: string): string => name.replace(/^mutant \d+:\s*(?:> )?/u, "");
  const noticing = new Set(
    mutants.flatMap(({ id }) => own(id).flatMap(({ status, name }) => (status === "failed" ? [titleOf(name)] : []))),
  );
  const hollow = own(EMPTIED).filter(({ status, name }) => status === "passed" && !noticing.has(titleOf(name)));
  if (hollow.length > 0 && own(EMPTIED).length === original.length)
    return { status: "failed", diagnostics: hollow.map(({ name }) => toHollow(name, file)), commands };
  const killed = mutants.filter(({ id }) => own(id).some(({ status }) => status === "failed"));
  const endless = killed.filter(({ id }) => own(id).some(({ message }) => message.includes("endless")));
  const survivors = mutants.filter((mutant) => !killed.includes(mutant));
  const score = Math.floor((100 * killed.length) / mutants.length);
  const figures = {
    mutants: mutants.length,
    killed: killed.length,
    timed_out: endless.length,
    survived: survivors.length,
    score,
  };
  const { least, asker } = leastScore(settings, setting);
  if (killed.length > 0 && score >= least) return { status: "passed", figures, commands };
  const message =
    killed.length === 0
      ? `none of ${mutants.length} small changes to ${file.target} makes a new test fail: the tests pass whatever the code does`
      : `the new tests notice ${score} % of small changes to ${file.target}, at least ${least} % are asked for (${asker})`;
  const first: Diagnostic = { source: "mutation", code: "min-score", severity: "error", message };
  return {
    status: "failed",
    diagnostics: [first, ...survivors.slice(0, MOST_SURVIVORS).map((mutant) => toSurvivor(mutant, file))],
    figures,
    commands,
  };
}

/** The score that is asked for, and by whom. */
function leastScore(
  settings: StrykerSettings | undefined,
  { minScore = 0 }: GateSetting,
): { readonly least: number; readonly asker: string } {
  if (settings?.break === undefined) return { least: minScore, asker: "min-score" };
  return { least: settings.break, asker: `thresholds.break of ${settings.path}` };
}

/** Full names of the tests that the file had before: they prove nothing for the new ones. */
function oldTests({ path, before }: NewTestFile): ReadonlySet<string> {
  if (before === undefined) return new Set();
  return new Set(testCalls(path, before).map(({ suites, title }) => [...suites, title].join(" ")));
}

function toHollow(name: string, { path, target }: NewTestFile): Diagnostic {
  const title = name.replace(/^mutant \d+:\s*(?:> )?/u, "");
  const message = `the test ${title} passes with every function body of ${target} taken out: it does not depend on what the code does`;
  return { source: "mutation", code: "passes-without-body", severity: "error", message, path };
}

function toSurvivor({ description, line, column }: Mutant, { target }: NewTestFile): Diagnostic {
  return {
    source: "mutation",
    code: "survived",
    severity: "info",
    message: `no new test notices ${description}`,
    path: target,
    range: { line, column },
  };
}
