import type { Mutant } from "../../../code/mutate/mutant.ts";
import { createProber } from "../../../probe/prober.ts";
import type { ProposeRequest } from "../../../ports.ts";
import { toNearbyPlans } from "./call-plan.ts";
import { labelsOf, tidiness, type Label } from "./labels.ts";
import type { Patch, Search, SearchedFile } from "./search.ts";

/** A plausible patch with what tells it from the others. */
export interface Ranked {
  readonly patch: Patch;
  /** Same text: the same on every input that was compared. */
  readonly behaviour: string;
  /** Share of the compared inputs on which it differs from the code as it was, from 0 to 1; absent: not compared. */
  readonly changed?: number;
  readonly labels: readonly Label[];
  /** Of a patch for several mistakes: the repair of each. */
  readonly parts?: readonly Patch[];
  readonly score: number;
}

/** Patches that are compared at most: each costs a run of all inputs. */
export const MAX_COMPARED = 60;

/** Loop turns of one input: inputs near those of a test are about as long, and an endless one says nothing more with ten times as many. */
export const COMPARED_TICKS = 200_000;
/** Longest comparison of one file's patches; those that are left then count as behaviours of their own. */
const COMPARE_MS = 30_000;

/** The plausible patches, best first: likely, small in text and in behaviour; those that smell of overfitting last. */
export async function rank(search: Search, request: ProposeRequest): Promise<readonly Ranked[]> {
  const candidates = search.patches.toSorted((a, b) => b.prior - a.prior).slice(0, MAX_COMPARED);
  const ranked: Ranked[] = [];
  for (const file of new Set(candidates.map((patch) => patch.file))) {
    const own = candidates.filter((patch) => patch.file === file);
    ranked.push(...(await compare(file, own, search, request)));
  }
  const size = new Map<string, number>();
  for (const { behaviour } of ranked) size.set(behaviour, (size.get(behaviour) ?? 0) + 1);
  // Several ways of writing the same behaviour speak for it.
  const weight = (one: Ranked): number => one.score + Math.log(size.get(one.behaviour) ?? 1) / 2;
  return ranked.toSorted((a, b) => a.labels.length - b.labels.length || weight(b) - weight(a));
}

/**
 * How good a patch is beside others, the higher the better: likely, short, tidy, and changing little of what the code did.
 * `changed` is the share of the compared inputs on which it differs from the code as it was; absent: not compared.
 */
export function scoreOf(
  { prior, candidates }: Pick<Patch, "prior" | "candidates">,
  tidy: number,
  changed: number | undefined,
): number {
  const edits = candidates.flatMap(({ parts }) => parts);
  const added = edits.reduce((sum, part) => sum + Math.abs(part.text.length - (part.end - part.start)), 0);
  return Math.log(prior) - added / 80 - (changed ?? 0.5) + tidy;
}

async function compare(
  file: SearchedFile,
  patches: readonly Patch[],
  search: Search,
  { workspace, signal }: ProposeRequest,
): Promise<readonly Ranked[]> {
  const tidy = new Map<Patch, number>();
  const labels = new Map<Patch, readonly Label[]>();
  for (const patch of patches) {
    tidy.set(patch, await tidiness(patch));
    labels.set(patch, await labelsOf(patch, search.calls));
  }
  const toRanked = (patch: Patch, behaviour: string, changed?: number): Ranked => {
    const score = scoreOf(patch, tidy.get(patch) ?? 0, changed);
    return {
      patch,
      behaviour,
      labels: labels.get(patch) ?? [],
      score,
      ...(changed === undefined ? {} : { changed }),
    };
  };
  const apart = (): readonly Ranked[] => patches.map((patch) => toRanked(patch, patch.after));
  if (patches.length < 2) return apart();
  await using prober = createProber({ workspace, signal });
  const shape = await prober.describe(file.path);
  const index = search.files.indexOf(file);
  const own = search.calls.filter((call) => call.file === index);
  const plans = toNearbyPlans(file, shape, own).map(({ plan }) => plan);
  if (plans.length === 0) return apart();
  const { toRepairMutant } = await import("../../../code/repair/to-mutant.ts");
  const mutants: Mutant[] = patches.flatMap((patch, place) => {
    const mutant = toRepairMutant(
      file.path,
      file.text,
      patch.candidates.flatMap(({ parts }) => parts),
    );
    return mutant === undefined ? [] : [{ ...mutant, id: place + 1 }];
  });
  const records = new Map(
    (await prober.judge(plans, mutants, "every", { ticks: COMPARED_TICKS, budgetMs: COMPARE_MS })).map((record) => [
      record.mutant,
      record,
    ]),
  );
  // What never ends on an input near those of the tests, where the code as it was does, is no repair.
  const ending = patches.filter((_, place) => records.get(place + 1)?.status !== "timed-out");
  return (ending.length > 0 ? ending : patches).map((patch) => {
    const record = records.get(patches.indexOf(patch) + 1);
    // What no call reaches, or what no call tells from the code as it was though the tests do, was not compared.
    if (record?.behaviour === undefined || record.status === "unreached" || record.killedBy.length === 0) {
      return toRanked(patch, patch.after);
    }
    return toRanked(patch, record.behaviour, record.killedBy.length / plans.length);
  });
}
