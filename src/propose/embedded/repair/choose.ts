import type { Mutant } from "../../../code/mutate/mutant.ts";
import { createProber } from "../../../probe/prober.ts";
import type { ProposeRequest } from "../../../ports.ts";
import { toNearbyPlans } from "./call-plan.ts";
import type { Patch, Search, SearchedFile } from "./search.ts";

/** Why a patch that makes the tests green may be no repair all the same. */
type Label =
  | "only deletes"
  | "makes a condition constant"
  | "swallows an error"
  | "adds a special case"
  | "special-cases a literal of the test";

const LITERAL = /"[^"]+"|'[^']+'|`[^`]+`|(?<![\w.])\d+(?:\.\d+)?/gu;
const USUAL = new Set(["0", "1", "2", "10", "100"]);

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

/** Literals that a patch brings in although neither the file nor custom had them, and a failing test did. */
function isLiteralOfTest({ file, candidates }: Patch, calls: Search["calls"]): boolean {
  const added = candidates.flatMap(({ parts }) => parts.flatMap(({ text }) => text.match(LITERAL) ?? []));
  const strange = added.filter((literal) => !USUAL.has(literal) && !file.text.includes(literal));
  const given = JSON.stringify(calls.map(({ args }) => args));
  return strange.some((literal) => given.includes(`"value":${literal.replaceAll(/^['`]|['`]$/gu, '"')}`));
}

/** `if (x == null) return …`, `if (x.length === 0) return …`: a guard against what is missing, which people do write. */
const NATURAL_GUARD = /^if \((?:!?[\w$]+|[\w$]+ [!=]= null|[\w$]+\.length === 0)\) /u;

function labelsOf(patch: Patch, calls: Search["calls"]): readonly Label[] {
  const literal: readonly Label[] = isLiteralOfTest(patch, calls) ? ["special-cases a literal of the test"] : [];
  const own = patch.candidates.flatMap(({ template, parts }): readonly Label[] => {
    if (template === "statement-removal") return ["only deletes"];
    if (template === "constant-condition") return ["makes a condition constant"];
    if (template === "guard" && !parts.every(({ text }) => NATURAL_GUARD.test(text))) return ["adds a special case"];
    return parts.some(({ text }) => /\bcatch\b/u.test(text)) ? ["swallows an error"] : [];
  });
  return [...new Set([...literal, ...own])];
}

/** A name that nobody uses any more, or one at last used: what a reviewer sees at once. */
async function tidiness({ file, after }: Patch): Promise<number> {
  const [{ unusedNames }, { parseSource }] = await Promise.all([
    import("../../../code/repair/context.ts"),
    import("../../../code/source.ts"),
  ]);
  const [before, now] = [file.text, after].map((text) => unusedNames(parseSource(file.path, text)));
  const left = [...(now ?? [])].filter((name) => before?.has(name) === false).length;
  const gained = [...(before ?? [])].filter((name) => now?.has(name) === false).length;
  return gained * 0.6 - left * 1.2;
}

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

async function compare(
  file: SearchedFile,
  patches: readonly Patch[],
  search: Search,
  { workspace, signal }: ProposeRequest,
): Promise<readonly Ranked[]> {
  const tidy = new Map<Patch, number>();
  for (const patch of patches) tidy.set(patch, await tidiness(patch));
  const toRanked = (patch: Patch, behaviour: string, changed?: number): Ranked => {
    const edits = patch.candidates.flatMap(({ parts }) => parts);
    const added = edits.reduce((sum, part) => sum + Math.abs(part.text.length - (part.end - part.start)), 0);
    const score = Math.log(patch.prior) - added / 80 - (changed ?? 0.5) + (tidy.get(patch) ?? 0);
    return {
      patch,
      behaviour,
      labels: labelsOf(patch, search.calls),
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
  const records = new Map((await prober.judge(plans, mutants, "every")).map((record) => [record.mutant, record]));
  // What never ends on an input near those of the tests, where the code as it was does, is no repair.
  const ending = patches.filter((_, place) => records.get(place + 1)?.status !== "timed-out");
  return (ending.length > 0 ? ending : patches).map((patch) => {
    const record = records.get(patches.indexOf(patch) + 1);
    if (record?.behaviour === undefined) return toRanked(patch, patch.after);
    return toRanked(patch, record.behaviour, record.killedBy.length / plans.length);
  });
}
