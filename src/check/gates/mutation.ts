import type { GateAnswer } from "../../domain/gate.ts";
import { emptiedBodies } from "../../code/mutate/emptied.ts";
import type { Gate, GateContext } from "../gate.ts";
import { togetherOf } from "./together-of.ts";
import { newTestFiles, type NewTestFile } from "../new-tests/new-test-files.ts";
import { readStryker } from "../new-tests/read-stryker.ts";
import type { StrykerSettings } from "../new-tests/stryker-settings.ts";
import { scoreTests } from "../new-tests/score-tests.ts";
import type { KnownRunner } from "../new-tests/runner-line.ts";
import { runnerOf } from "../new-tests/runner-of.ts";

/** New tests notice at least one small change to their target, and as many of them as the policy asks for. */
export const mutationGate: Gate = {
  name: "mutation",
  cost: "executes",
  isAbout: ({ subject }) => subject.scope === "candidate" && newTestFiles(subject).length > 0,
  check: checkMutation,
};

/** For the mutants of one target, where the policy does not say. */
const DEFAULT_SECONDS = 30;

/** What is the same for all test files of a candidate. */
interface Way {
  readonly line: string;
  readonly runner: KnownRunner;
  /** The repository's own configuration of StrykerJS; absent: it has none. */
  readonly settings?: StrykerSettings;
}

async function checkMutation(context: GateContext): Promise<GateAnswer> {
  const found = await runnerOf(context.policy.commands.test?.run, context.tools);
  if (found === undefined) {
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
    answers.push(await checkFile(context, file, { ...found, ...settings }));
  return togetherOf(answers);
}

async function checkFile(context: GateContext, file: NewTestFile, way: Way): Promise<GateAnswer> {
  const text = await context.workspace.read(file.target);
  if (text === undefined) return { status: "skipped", reason: `${file.target} does not exist` };
  const { chooseMutants } = await import("../new-tests/choose-mutants.ts");
  const { all, counted, whole, why } = chooseMutants(file.target, text, way.settings);
  if (why !== undefined) return { status: "skipped", reason: why };
  if (counted.length === 0)
    return { status: "skipped", reason: `there is nothing in ${file.target} that a small change could be made to` };
  const budgetMs = (context.setting.seconds ?? DEFAULT_SECONDS) * 1_000;
  const { line, runner } = way;
  const { runMutants } = await import("../new-tests/run-mutants.ts");
  const run = await runMutants({
    ...{ context, file, line, runner, text, budgetMs },
    mutants: counted,
    emptied: emptiedBodies(all),
  });
  if (run.type === "absent") return { status: "skipped", reason: run.reason };
  const { commands } = run;
  if (run.type === "errored") return { status: "errored", reason: run.reason, remedy: run.remedy, commands };
  const own = way.settings === undefined ? {} : { settings: way.settings };
  return { ...scoreTests({ file, mutants: counted, whole, ...own }, context.setting, run.results), commands };
}
