import type { Baseline } from "../check/baseline.ts";
import type { GateSubject } from "../check/gate.ts";
import { toGateSetting } from "../check/gate-setting.ts";
import { runFailing } from "../check/run-failing.ts";
import { straysOf } from "../check/run-gates.ts";
import { runTests } from "../check/run-tests.ts";
import { toTestSelection } from "../check/test-selection.ts";
import { createToolRunner, type Launches, type ToolRunner } from "../check/tool-runner.ts";
import type { FileChange } from "../domain/change.ts";
import type { Policy } from "../domain/policy.ts";
import type { Task } from "../domain/task.ts";
import type { FailingCheck, ProposeRequest, Workspace } from "../ports.ts";
import { keyOf, type Answered } from "./answered.ts";
import { endedByItself } from "./last-accepted.ts";
import { rulesOf } from "./task-rule.ts";

/** What proofs of one task share. */
export interface ProofSetting {
  readonly policy: Policy;
  readonly baseline: Baseline;
  /** The red check that fixes were planned from; absent where they come from the diff. */
  readonly failing?: FailingCheck;
  /** A clean workspace that no task works in; absent: there is no core for it. */
  readonly spare?: Workspace;
  /** Whether there is no other task: then the sum is what its candidate is. */
  readonly isAlone?: boolean;
  readonly signal: AbortSignal;
}

interface ProofScene {
  readonly task: Task;
  readonly workspace: Workspace;
  readonly setting: ProofSetting;
}

/**
 * Lets an engine have the failing check run on files that it has not handed in. With a spare workspace the check runs
 * there, and the tests that the gates will ask for run beside it in the task's own. What either answered is told to
 * `onAnswer` where the check is green.
 */
export function createProof(scene: ProofScene, onAnswer: (answer: Answered) => void): Pick<ProposeRequest, "prove"> {
  const { task, workspace, setting } = scene;
  const { failing, spare, policy, baseline } = setting;
  if (failing === undefined) return {};
  const prove = async (files: readonly FileChange[]): Promise<"green" | "red"> => {
    const over = new AbortController();
    const place = { files, baseline, commandSeconds: policy.limits.commandSeconds };
    const named = runIn(spare ?? workspace, { ...place, signal: setting.signal }, async (tools) => {
      const reading = await runFailing(tools, failing.command, policy);
      return reading.type === "read" && reading.value.green;
    });
    const tests =
      spare === undefined
        ? undefined
        : runIn(workspace, { ...place, signal: AbortSignal.any([setting.signal, over.signal]) }, (tools) =>
            runAsked(
              tools,
              { scope: "candidate", tasks: [task], files, ...(setting.isAlone && { tests: "whole" }) },
              setting,
            ),
          );
    const stop = (): void => {
      over.abort();
    };
    void named.then(({ value }) => {
      if (value !== true) stop();
    }, stop);
    // Where one breaks off, the other is not left running, and neither error is unheard.
    await Promise.allSettled([named, tests]);
    const { value: isGreen, launches } = await named;
    const beside = await tests;
    if (isGreen !== true) return "red";
    const both: Launches = new Map([...(beside?.launches ?? []), ...launches]);
    onAnswer({ files: keyOf(files), launches: await endedByItself(both) });
    return "green";
  };
  return { prove };
}

/** The run of tests that the gate `tests` will ask for. */
async function runAsked(
  tools: ToolRunner,
  subject: GateSubject,
  { policy }: Pick<ProofSetting, "policy">,
): Promise<void> {
  const rules = rulesOf(subject.tasks, policy);
  if (toGateSetting("tests", policy, rules, subject.scope).level === "off") return;
  await runTests(tools, policy, toTestSelection(subject));
}

/** Work on files in a clean workspace, with what its commands answered: nothing where they changed the tree. */
async function runIn<Value>(
  workspace: Workspace,
  {
    files,
    baseline,
    commandSeconds,
    signal,
  }: {
    readonly files: readonly FileChange[];
    readonly baseline: Baseline;
    readonly commandSeconds: number;
    readonly signal: AbortSignal;
  },
  work: (tools: ToolRunner) => Promise<Value>,
): Promise<{ readonly value?: Value; readonly launches: Launches }> {
  const launches: Launches = new Map();
  const none: Launches = new Map();
  await workspace.reset();
  const problems = await workspace.apply(files);
  if (problems.length > 0) {
    await workspace.reset();
    return { launches: none };
  }
  const value = await work(createToolRunner({ workspace, commandSeconds, signal, launches }));
  const strays = await straysOf({ workspace, baseline, subject: { files } });
  await workspace.reset();
  return { value, launches: strays.length === 0 ? launches : none };
}
