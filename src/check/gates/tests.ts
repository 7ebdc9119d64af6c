import type { CommandRecord } from "../../domain/command.ts";
import type { Diagnostic } from "../../domain/diagnostic.ts";
import type { GateAnswer } from "../../domain/gate.ts";
import { compareTests } from "../compare-tests.ts";
import type { Gate, GateContext } from "../gate.ts";
import type { Reading } from "../reading.ts";
import { runTests, type TestRun } from "../run-tests.ts";
import { toTestSelection } from "../test-selection.ts";
import { unrunTests } from "../unrun-tests.ts";
import { toErroredAnswer } from "./errored-answer.ts";

/** No test fails that did not fail before, none that passed is gone, and a candidate's own test files are run. */
export const testsGate: Gate = { name: "tests", cost: "executes", check: checkTests };

async function checkTests(context: GateContext): Promise<GateAnswer> {
  const { subject, policy, tools, baseline } = context;
  const reading = await runTests(tools, policy, toTestSelection(subject));
  if (reading.type === "absent") return { status: "skipped", reason: reading.reason };
  const { commands } = reading;
  if (reading.type === "errored") return toErroredAnswer("tests", reading, baseline.tests);
  const run = reading.value;
  return run.detail === "verdict" ? judgeVerdict(context, run, commands) : judgeReport(run, baseline.tests, commands);
}

type Report = Extract<TestRun, { detail: "tests" }>;
type Verdict = Extract<TestRun, { detail: "verdict" }>;

function judgeReport(run: Report, before: Reading<TestRun>, commands: readonly CommandRecord[]): GateAnswer {
  const { report, related, unexplained } = run;
  const old = before.type === "read" && before.value.detail === "tests" ? before.value : undefined;
  const { newFailures, lost, fixed } = compareTests(old?.report, report, related === undefined ? "all" : "related");
  const count = (status: string): number => report.tests.filter((test) => test.status === status).length;
  const figures = {
    total: report.tests.length,
    passed: count("passed"),
    failed: count("failed") + report.broken.length,
    skipped: count("skipped"),
    new_failures: newFailures.length,
    lost: lost.length,
    fixed,
    related: related === undefined ? "no" : "yes",
  };
  const diagnostics = [...newFailures, ...lost, ...toUnexplained(unexplained, old?.unexplained)];
  if (diagnostics.length === 0) {
    if (report.tests.length > 0) return { status: "passed", figures, commands };
    return { status: "skipped", reason: whyNone(run) };
  }
  if (old === undefined && before.type === "errored") {
    const reason = `tests fail, and the untouched tree could not be judged: ${before.reason}`;
    return { status: "errored", reason, remedy: "Make commands.test.run work on the untouched tree", commands };
  }
  return { status: "failed", diagnostics, figures, commands };
}

/** Why a run that is no worse than before has no test in it. */
function whyNone({ report, related }: Report): string {
  const broken = report.broken.map(({ path }) => path).slice(0, 5);
  if (broken.length > 0) return `no test ran: as before, ${broken.join(", ")} cannot be loaded`;
  return related === undefined ? "the repository has no tests" : `no test reaches ${related.join(", ")}`;
}

function toUnexplained(now: number | undefined, before: number | undefined): readonly Diagnostic[] {
  if (now === undefined || before !== undefined) return [];
  const message = `the test command exited with ${now} although no test of its report failed`;
  return [{ source: "test", code: "exit-code", severity: "error", message }];
}

async function judgeVerdict(
  context: GateContext,
  run: Verdict,
  commands: readonly CommandRecord[],
): Promise<GateAnswer> {
  if (run.green) return judgeGreen(context, commands);
  const before = context.baseline.tests;
  if (before.type === "read" && before.value.detail === "verdict" && before.value.green) {
    const message = `the tests were green before and are red now\n${run.output}`;
    return { status: "failed", diagnostics: [{ source: "test", severity: "error", message }], commands };
  }
  const reason = "the tests are red on the untouched tree already, and an exit code cannot tell new from old";
  return { status: "skipped", reason: `${reason}: set commands.test.format in the policy` };
}

/** Green alone does not say that a candidate's own tests ran. */
async function judgeGreen(context: GateContext, commands: readonly CommandRecord[]): Promise<GateAnswer> {
  if (context.subject.scope === "sum") return { status: "passed", commands };
  const unrun = await unrunTests(context);
  const all = [...commands, ...unrun.commands];
  if (unrun.paths.length === 0) return { status: "passed", commands: all };
  const diagnostics = unrun.paths.map((path): Diagnostic => {
    const said = `commands.test is green even where ${path} can only fail: it does not run that file`;
    const message = `${said}. Let commands.test.run take {tests}, or write tests to where it looks (write of the rule)`;
    return { source: "test", code: "not-run", severity: "error", message, path };
  });
  return { status: "failed", diagnostics, commands: all };
}
