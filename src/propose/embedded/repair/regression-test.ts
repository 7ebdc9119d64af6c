import type { Edit } from "../../../domain/edit.ts";
import { stemOf, type RepoPath } from "../../../domain/repo-path.ts";
import type { ProposeRequest } from "../../../ports.ts";
import type { ModuleInputs } from "../../../code/inputs/module-inputs.ts";
import { toEntryPoints } from "../../../probe/explore/entry-points.ts";
import { toPlan, type Trial } from "../../../probe/explore/plans.ts";
import { createProber } from "../../../probe/prober.ts";
import type { CallRecord } from "../../../probe/types.ts";
import { formatNewFile } from "../tests/format-new-file.ts";
import { renderFile } from "../tests/render-file.ts";
import { toPage } from "../tests/page.ts";
import { readAnswers, toScenario, type Callables } from "./regression-scenarios.ts";
import { changesOf } from "./file-patch.ts";
import type { Patch, Search } from "./search.ts";

/** Calls of the failing tests that are looked at, the smallest first. */
const MAX_CALLS = 100;
/** Tests of a regression test: each shows the same mistake. */
const MAX_TESTS = 3;

type Planned = Omit<Trial, "record">;

/**
 * A new test file for the case that a patch mends: calls that the failing check made and whose end the patch changes,
 * with what they come to now. Undefined where the task may write no new test, or no such call is known. Each test is red
 * without the patch, for the call ended otherwise, and green with it. The workspace is clean afterwards.
 */
export async function writeRegressionTest(
  patch: Pick<Patch, "file" | "after" | "beside">,
  { files, calls }: Pick<Search, "files" | "calls">,
  request: ProposeRequest,
): Promise<Edit | undefined> {
  const { task, workspace } = request;
  const { file } = patch;
  const testPath = await freeTest(request);
  if (testPath === undefined) return undefined;
  const { readModuleInputs } = await import("../../../code/inputs/module-inputs.ts");
  const inputs = readModuleInputs(workspace.root, file.path);
  const index = files.indexOf(file);
  const own = calls.filter((call) => call.file === index);
  const found = await findCallables(file.path, own, inputs, request);
  if (found === undefined) return undefined;
  const planned = toPlanned(file.path, own, found);
  const before = await runPlans(planned, request);
  const problems = await workspace.apply(changesOf(patch));
  const now = problems.length === 0 ? await runPlans(planned, request) : [];
  await workspace.reset();
  const trials = planned.flatMap((one, at): readonly Trial[] => {
    const record = now[at];
    return record !== undefined && isMended(before[at], record, one) ? [{ ...one, record }] : [];
  });
  if (trials.length === 0) return undefined;
  const whole = found.points.find(({ path }) => path.length === 0)?.name;
  const writing = { ...request, task: { ...task, target: file.path, writable: [testPath] } };
  const page = await toPage(writing, file.text, runnerLine(request));
  if (typeof page === "string") return undefined;
  const rendered = renderFile({
    ...page,
    ...(whole === undefined ? {} : { whole }),
    target: file.path,
    trials: trials.slice(0, MAX_TESTS),
    files: "none",
    note: [`// A case that ${file.path} once got wrong, with what it comes to since it was repaired.`],
  });
  if (rendered.cases.length === 0) return undefined;
  return { type: "write", path: testPath, text: await formatNewFile(request, testPath, rendered.text) };
}

/** The path of a test that the task may write and that does not exist yet. */
async function freeTest({ task, workspace }: ProposeRequest): Promise<RepoPath | undefined> {
  for (const path of task.writable) if ((await workspace.read(path)) === undefined) return path;
  return undefined;
}

/** A line that names the repository's test runner; where there is none, Node has one of its own. */
function runnerLine({ policy, failing }: ProposeRequest): string {
  const command = failing?.command ?? "";
  return policy.commands.test?.run ?? (/\b(?:jest|vitest|mocha)\b/u.test(command) ? command : "node --test");
}

async function findCallables(
  path: RepoPath,
  calls: Search["calls"],
  inputs: ModuleInputs,
  { workspace, signal }: ProposeRequest,
): Promise<Callables | undefined> {
  await using prober = createProber({ workspace, signal });
  const shape = await prober.describe(path);
  if (shape.type === "failed") return undefined;
  const points = toEntryPoints(shape, inputs, stemOf(path));
  return { points, answers: await readAnswers(path, calls, points, { prober, inputs }) };
}

async function runPlans(
  planned: readonly Planned[],
  { workspace, signal }: ProposeRequest,
): Promise<readonly CallRecord[]> {
  await using prober = createProber({ workspace, signal });
  return await prober.run(planned.map(({ plan }) => plan));
}

/** The different calls, smallest first, as plans; what is not reached from the exports is left out. */
function toPlanned(module: RepoPath, calls: Search["calls"], callables: Callables): readonly Planned[] {
  const different = new Map(calls.map((call) => [JSON.stringify([call.name, call.args, call.on]), call]));
  const sorted = [...different].sort(([a], [b]) => a.length - b.length).slice(0, MAX_CALLS);
  return sorted.flatMap(([, call]): readonly Planned[] => {
    const scenario = toScenario(callables, call);
    return scenario === undefined ? [] : [{ scenario, ...toPlan(module, scenario) }];
  });
}

/** Whether a call ends otherwise than before, after the same earlier ones, and in a way that a test can ask for again. */
function isMended(before: CallRecord | undefined, now: CallRecord, { places }: Planned): boolean {
  const { effects, steps } = now;
  if (before === undefined || effects.clock !== undefined || effects.random !== undefined) return false;
  if (steps.some(({ outcome }) => outcome.type !== "returned")) return false;
  const own = places.at(-1) ?? 0;
  return JSON.stringify(before.steps.slice(own)) !== JSON.stringify(steps.slice(own));
}
