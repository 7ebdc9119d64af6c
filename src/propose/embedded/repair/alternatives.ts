import type { Alternative, Choice } from "../../../domain/proposal.ts";
import type { ProposeRequest } from "../../../ports.ts";
import { renderValue } from "../../../probe/explore/render-literal.ts";
import { createProber } from "../../../probe/prober.ts";
import type { CallRecord, StepRecord } from "../../../probe/types.ts";
import type { SerializedValue } from "../../../probe/values.ts";
import { toNearbyPlans, type PlannedCall } from "./call-plan.ts";
import { COMPARED_TICKS, type Ranked } from "./choose.ts";
import { renderCall, STYLE } from "./render-call.ts";
import { changesOf } from "./file-patch.ts";
import type { Patch, Search } from "./search.ts";

/** Alternatives that are shown with their patch: nobody reads more. */
const MAX_ALTERNATIVES = 3;
const MAX_SHOWN = 120;

/** The best of each other behaviour, likeliest first. */
function othersOf(chosen: Ranked, rest: readonly Ranked[]): readonly Ranked[] {
  const others = new Map<string, Ranked>();
  for (const one of rest) {
    if (one.behaviour !== chosen.behaviour && !others.has(one.behaviour)) others.set(one.behaviour, one);
  }
  return [...others.values()];
}

/**
 * What else would have done: the patches of other behaviours, each with the smallest call that tells it from the chosen
 * one. Undefined where all that is left behaves the same. The workspace is clean afterwards.
 */
export async function describeChoice(
  chosen: Ranked,
  rest: readonly Ranked[],
  { found, groups }: { readonly found: Search; readonly groups: number },
  request: ProposeRequest,
): Promise<Choice | undefined> {
  const others = othersOf(chosen, rest).slice(0, MAX_ALTERNATIVES);
  if (groups < 2 || others.length === 0) return undefined;
  const calls = await planCalls(chosen.patch, found, request);
  const now = await tryOut(chosen.patch, calls, request);
  const alternatives: Alternative[] = [];
  for (const { patch } of others) {
    const isSameFile = patch.file === chosen.patch.file;
    const there = await tryOut(patch, isSameFile ? calls : [], request);
    const differs = isSameFile ? firstDifference(calls, now.records, there.records) : undefined;
    alternatives.push({
      path: patch.file.path,
      line: patch.candidates[0]?.line ?? 1,
      description: patch.candidates.map(({ description }) => description).join("; "),
      patch: there.patch,
      ...(differs && { differs }),
    });
  }
  return { groups, alternatives };
}

/** Calls of the chosen file near those of the tests, shortest first: the first that differs is the easiest to read. */
async function planCalls(
  { file }: Patch,
  { files, calls }: Search,
  { workspace, signal }: ProposeRequest,
): Promise<readonly PlannedCall[]> {
  const index = files.indexOf(file);
  const own = calls.filter((call) => call.file === index);
  if (own.length === 0) return [];
  await using prober = createProber({ workspace, signal });
  const size = ({ call }: PlannedCall): number => JSON.stringify([call.args, call.on]).length;
  const planned = toNearbyPlans(file, await prober.describe(file.path), own);
  return planned.toSorted((a, b) => size(a) - size(b));
}

async function tryOut(
  patched: Patch,
  calls: readonly PlannedCall[],
  { workspace, signal }: ProposeRequest,
): Promise<{ readonly patch: string; readonly records: readonly CallRecord[] }> {
  const problems = await workspace.apply(changesOf(patched));
  const patch = problems.length === 0 ? await workspace.patch() : "";
  await using prober = createProber({ workspace, signal });
  const records =
    problems.length === 0
      ? await prober.run(
          calls.map(({ plan }) => plan),
          { ticks: COMPARED_TICKS },
        )
      : [];
  await workspace.reset();
  return { patch, records };
}

function firstDifference(
  calls: readonly PlannedCall[],
  here: readonly CallRecord[],
  there: readonly CallRecord[],
): Alternative["differs"] {
  for (const [index, planned] of calls.entries()) {
    const [mine, other] = [here[index], there[index]];
    if (mine === undefined || other === undefined) continue;
    const call = renderCall(planned.call);
    const ends = [renderEnd(mine), renderEnd(other)];
    const left = [renderLeft(mine), renderLeft(other)];
    const [proposed, alternative] = ends[0] === ends[1] ? left : ends;
    if (call === undefined || proposed === undefined || alternative === undefined || proposed === alternative) continue;
    return { call, proposed, alternative };
  }
  return undefined;
}

function lastStep({ steps }: CallRecord): StepRecord | undefined {
  return steps.findLast((step) => step.outcome.type !== "skipped");
}

/** What a call came to, as code or in words; undefined where it cannot be told. */
function renderEnd(record: CallRecord): string | undefined {
  const outcome = lastStep(record)?.outcome;
  switch (outcome?.type) {
    case "returned":
      return shorten(renderValue(outcome.value, STYLE));
    case "threw":
      return shorten(`throws ${outcome.error.name}: ${outcome.error.message}`);
    case "timed-out":
      return "never ends";
    default:
      return undefined;
  }
}

function toPlain({ entries }: Extract<SerializedValue, { type: "instance" }>): SerializedValue {
  return { type: "object", entries };
}

/** What a call left of its object and its arguments, where it changed any. */
function renderLeft(record: CallRecord): string | undefined {
  const { changedThis, changedArguments = [] } = lastStep(record) ?? {};
  const fields = changedThis?.type === "instance" ? toPlain(changedThis) : changedThis;
  const texts = [...(fields === undefined ? [] : [fields]), ...changedArguments.map(({ after }) => after)].map(
    (value) => renderValue(value, STYLE),
  );
  return texts.includes(undefined)
    ? undefined
    : shorten(texts.length === 0 ? "changes nothing" : `leaves ${texts.join(", ")}`);
}

function shorten(text: string | undefined): string | undefined {
  if (text === undefined || text.length <= MAX_SHOWN) return text;
  return `${text.slice(0, MAX_SHOWN - 1)}…`;
}
