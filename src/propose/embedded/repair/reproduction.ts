import { toRepoPath, type RepoPath } from "../../../domain/repo-path.ts";
import type { FailingCheck, ProposeRequest } from "../../../ports.ts";
import { createProber } from "../../../probe/prober.ts";
import type { CallRecord } from "../../../probe/types.ts";
import { workspaceWith } from "../../../probe/workspace-with.ts";
import { toCallPlan } from "./call-plan.ts";
import { renderReproduction } from "./render-reproduction.ts";
import type { RecordedCall } from "./recorded-call.ts";
import type { FastReport } from "./search.ts";
import { isRepairable, toReport, TOOL_ENV } from "./try-fast.ts";

/** A test that does what a program did when it failed, apart from the program. */
export interface Reproduction {
  readonly path: RepoPath;
  readonly text: string;
  /** The call as code: `cityOf(undefined)`. */
  readonly call: string;
  /** What it throws. */
  readonly error: string;
}

interface Suspect {
  readonly path: RepoPath;
  readonly text: string;
}

/** Calls of one file that are tried: those just before the end come first. */
const MAX_CALLS = 200;
const OUTPUT_LIMIT = 64 * 1024;
const TEST_NAME = "assay-reproduction.test.mjs";

/**
 * For a program that ends with an error and a stack, and that no test is about: runs it once more, records how the
 * functions of the suspected files are called, calls them again with the probe, and writes the smallest call that throws
 * the same error as a test for `node --test`. Undefined where the error cannot be had that way. The workspace is clean
 * afterwards.
 */
export async function reproduceCrash(
  request: ProposeRequest,
  failing: FailingCheck,
): Promise<Reproduction | undefined> {
  // Where a loop was ended from outside nothing was thrown by itself.
  if (failing.held !== undefined) return undefined;
  if (!/^\s+at .*[:)]\d*/mu.test(failing.output) || !/Error\b/u.test(failing.output)) return undefined;
  const suspects: Suspect[] = [];
  for (const path of request.task.writable.filter(isRepairable)) {
    const text = await request.workspace.read(path);
    if (text !== undefined) suspects.push({ path, text });
  }
  const reports = await recordCalls(suspects, request, failing);
  const calls = reports.flatMap((report) => report.calls);
  for (const [index, { path }] of suspects.entries()) {
    const own = calls.filter(({ file }) => file === index).slice(-MAX_CALLS);
    const found = own.length === 0 ? undefined : await findCrash(path, own, request, failing);
    if (found !== undefined) return found;
  }
  return undefined;
}

async function recordCalls(
  suspects: readonly Suspect[],
  { workspace, policy, signal }: ProposeRequest,
  { command }: FailingCheck,
): Promise<readonly FastReport[]> {
  const { toCallRecorder } = await import("../../../code/repair/call-recorder.ts");
  const changes = suspects.map(({ path, text }, index) => ({
    path,
    before: text,
    after: toCallRecorder(path, text, index),
  }));
  const problems = await workspace.apply(changes);
  const result =
    problems.length > 0
      ? undefined
      : await workspace.run(
          {
            command: { type: "shell", line: `export ASSAY_CALLS={scratch}; ${command}` },
            timeoutMs: policy.limits.commandSeconds * 1000,
            outputLimit: OUTPUT_LIMIT,
            env: TOOL_ENV,
          },
          signal,
        );
  await workspace.reset();
  return [...(result?.scratch ?? [])].flatMap(([name, text]) => (name.includes("found-") ? toReport(text) : []));
}

async function findCrash(
  path: RepoPath,
  calls: FastReport["calls"],
  { workspace, signal }: ProposeRequest,
  { output }: FailingCheck,
): Promise<Reproduction | undefined> {
  await using prober = createProber({ workspace, signal });
  const shape = await prober.describe(path);
  const planned = calls.flatMap((call) => {
    const plan = toCallPlan(path, shape, call);
    return plan === undefined ? [] : [{ call, plan }];
  });
  const records = await prober.run(planned.map(({ plan }) => plan));
  const crashes = planned.flatMap(({ call, plan }, index) => {
    const error = errorOf(records[index], output);
    const [first] = plan.steps;
    const on = first?.type === "call" || first?.type === "construct" ? first.on.path : [];
    return error === undefined ? [] : [{ call, on, error }];
  });
  const size = ({ call }: (typeof crashes)[number]): number => JSON.stringify([call.args, call.on]).length;
  // Of calls of the same size the last one is the innermost.
  const [first] = crashes.toReversed().sort((a, b) => size(a) - size(b));
  return first === undefined ? undefined : toReproduction(path, first);
}

/** What a call threw, where the program's output tells of the same. */
function errorOf(record: CallRecord | undefined, output: string): string | undefined {
  for (const { outcome } of record?.steps ?? []) {
    if (outcome.type !== "threw" || outcome.error.message === "") continue;
    const { name, message } = outcome.error;
    if (output.includes(message)) return `${name}: ${message}`;
  }
  return undefined;
}

function toReproduction(
  path: RepoPath,
  crash: { readonly call: RecordedCall; readonly on: readonly string[]; readonly error: string },
): Reproduction | undefined {
  const test = toRepoPath(TEST_NAME);
  const rendered = renderReproduction(path, crash);
  return test.ok && rendered !== undefined ? { path: test.path, ...rendered, error: crash.error } : undefined;
}

/** The request in whose workspace the reproduction lies beside whatever is applied, and that it is red for. */
export function withReproduction(
  request: ProposeRequest,
  failing: FailingCheck,
  { path, text }: Reproduction,
): ProposeRequest {
  const { workspace } = request;
  const beside = workspaceWith(workspace, { apply: (files) => workspace.apply([...files, { path, after: text }]) });
  return { ...request, workspace: beside, failing: { ...failing, command: `node --test ${path}`, tests: [path] } };
}
