import type { Mutant } from "../../code/mutate/mutant.ts";
import type { CommandRecord } from "../../domain/command.ts";
import type { Diagnostic } from "../../domain/diagnostic.ts";
import type { GateAnswer } from "../../domain/gate.ts";
import { EMPTIED, emptiedBodies } from "../../code/mutate/emptied.ts";
import { testCalls } from "../../code/tests.ts";
import { toRepoPath, type RepoPath } from "../../domain/repo-path.ts";
import type { Gate, GateContext } from "../gate.ts";
import { WHOLE } from "../expand-line.ts";
import { togetherOf } from "./together-of.ts";
import { harnessPath, harnessText, mutantSuite } from "../new-tests/mutant-harness.ts";
import { newTestFiles, type NewTestFile } from "../new-tests/new-test-files.ts";
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

/** Mutants of one target that are tried; of more an even sample. */
const MOST_MUTANTS = 400;
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
  const answers: GateAnswer[] = [];
  for (const file of newTestFiles(context.subject)) answers.push(await checkFile(context, file, { line, runner }));
  return togetherOf(answers);
}

async function checkFile(
  context: GateContext,
  file: NewTestFile,
  { line, runner }: Pick<Work, "line" | "runner">,
): Promise<GateAnswer> {
  const text = await context.workspace.read(file.target);
  if (text === undefined) return { status: "skipped", reason: `${file.target} does not exist` };
  const { findMutants } = await import("../../code/mutate/find-mutants.ts");
  const found = findMutants(file.target, text);
  if (found.length === 0)
    return { status: "skipped", reason: `there is nothing in ${file.target} that a small change could be made to` };
  const step = Math.max(1, found.length / MOST_MUTANTS);
  const mutants = found.filter((_, index) => Math.floor(index / step) !== Math.floor((index - 1) / step));
  return judge({ context, file, runner, line, text, mutants, emptied: emptiedBodies(found) });
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

function isNativeEsm({ file, line, runner }: Work): boolean {
  if (line.includes("--experimental-vm-modules") || /\.m[jt]s$/u.test(file.path)) return true;
  if (runner === "jest" || runner === "vitest" || file.path.endsWith(".cjs")) return false;
  // TypeScript under mocha is most often turned into CommonJS by what is required before it.
  const isTurned = runner === "mocha" && /\.tsx?$/u.test(file.path) && !/--(?:import|loader)\b/u.test(line);
  return !isTurned && /^import\s/mu.test(file.text);
}

async function judge(work: Work): Promise<GateAnswer> {
  const { context, file, runner, mutants } = work;
  const modules = isNativeEsm(work) ? "esm" : "commonjs";
  const emptied = work.emptied.length === 0 ? [] : [EMPTIED];
  const harness = harnessText(runner, file.path, [0, ...emptied, ...mutants.map(({ id }) => id)], modules);
  const checked = toRepoPath(harnessPath(file.path));
  if (harness === undefined || !checked.ok) {
    return {
      status: "skipped",
      reason: `mutants cannot be switched inside ${runner} with native modules`,
    };
  }
  const reading = await runHarness(work, checked.path, harness);
  if (reading.type === "absent") return { status: "skipped", reason: reading.reason };
  const { commands } = reading;
  if (reading.type === "errored")
    return { status: "errored", reason: reading.reason, remedy: reading.remedy, commands };
  if (reading.value.detail !== "tests")
    return { status: "skipped", reason: "the format of commands.test does not name single tests" };
  return answer(work, context, reading.value.report, commands);
}

/** Lays the switched target and the harness into the workspace, runs it, and puts everything back. */
async function runHarness(
  { context, file, runner, line, text, mutants, ...rest }: Work,
  path: RepoPath,
  harness: string,
): Promise<Reading<TestRun>> {
  const { workspace, tools, policy } = context;
  const switched = await switchedText({ context, file, runner, line, text, mutants, ...rest });
  await workspace.apply([
    { path: file.target, before: text, after: switched },
    { path, after: harness },
  ]);
  const test = policy.commands.test;
  const commands = test === undefined ? {} : { test: { ...test, run: variantLine(line, runner, {}, [path]) } };
  const reading = await runTests(tools, { ...policy, commands }, WHOLE);
  // What mutants left behind says nothing of the tests: they passed on the unchanged target before.
  await workspace.reset();
  await workspace.apply(context.subject.files);
  return reading;
}

function answer(
  { file, mutants }: Work,
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
  const least = setting.minScore ?? 0;
  if (killed.length > 0 && score >= least) return { status: "passed", figures, commands };
  const message =
    killed.length === 0
      ? `none of ${mutants.length} small changes to ${file.target} makes a new test fail: the tests pass whatever the code does`
      : `the new tests notice ${score} % of small changes to ${file.target}, at least ${least} % are asked for (min-score)`;
  const first: Diagnostic = { source: "mutation", code: "min-score", severity: "error", message };
  return {
    status: "failed",
    diagnostics: [first, ...survivors.slice(0, MOST_SURVIVORS).map((mutant) => toSurvivor(mutant, file))],
    figures,
    commands,
  };
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
