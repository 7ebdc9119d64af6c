import type { Alternative, Choice } from "../../../domain/proposal.ts";
import type { ProposeRequest } from "../../../ports.ts";
import { renderValue } from "../../../probe/explore/render-literal.ts";
import { createProber } from "../../../probe/prober.ts";
import type { CallRecord } from "../../../probe/types.ts";
import { toNearbyPlans, type PlannedCall } from "./call-plan.ts";
import type { Ranked } from "./choose.ts";
import { changesOf, type Patch, type Search } from "./search.ts";

/** Alternatives that are shown with their patch: nobody reads more. */
const MAX_ALTERNATIVES = 3;
const MAX_SHOWN = 120;
const STYLE = { quote: '"', exported: () => "module" } as const;

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
  const size = ({ args }: PlannedCall): number => JSON.stringify(args).length;
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
  const records = problems.length === 0 ? await prober.run(calls.map(({ plan }) => plan)) : [];
  await workspace.reset();
  return { patch, records };
}

function firstDifference(
  calls: readonly PlannedCall[],
  here: readonly CallRecord[],
  there: readonly CallRecord[],
): Alternative["differs"] {
  for (const [index, { name, args }] of calls.entries()) {
    const [proposed, alternative] = [renderEnd(here[index]), renderEnd(there[index])];
    const texts = args.map((value) => renderValue(value, STYLE));
    if (proposed === undefined || alternative === undefined || proposed === alternative) continue;
    if (texts.every((text) => text !== undefined))
      return { call: `${name}(${texts.join(", ")})`, proposed, alternative };
  }
  return undefined;
}

/** What a call came to, as code or in words; undefined where it cannot be told. */
function renderEnd(record: CallRecord | undefined): string | undefined {
  const outcome = record?.steps.findLast((step) => step.outcome.type !== "skipped")?.outcome;
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

function shorten(text: string | undefined): string | undefined {
  if (text === undefined || text.length <= MAX_SHOWN) return text;
  return `${text.slice(0, MAX_SHOWN - 1)}…`;
}
