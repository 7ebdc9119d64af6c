import { applyRepair, type RepairCandidate } from "../../../code/repair/repair-candidate.ts";
import type { FailingCheck, ProposeRequest } from "../../../ports.ts";
import { isFurther } from "./progress.ts";
import { joinPatches } from "./rank-together.ts";
import { runWith } from "./run-with.ts";
import type { Patch, Search, SearchedFile } from "./search.ts";
import type { TypeFilter } from "./type-filter.ts";

/** Mistakes behind one command that are repaired one after another at most. */
const MAX_MISTAKES = 4;
/** Of the time that is left, what looking for a candidate that does by itself may take once others got further. */
const SHARE = 0.5;

/** How the command is run with each candidate. */
export interface SlowSetting {
  readonly request: ProposeRequest;
  readonly budgetMs: number;
  /** Candidates that have been tried already, by when their code runs. */
  readonly skip: RepairCandidate["when"] | "none";
  readonly isSound: TypeFilter;
}

interface Slow {
  readonly all: readonly Patch[];
  readonly run: (patch: Patch | undefined) => ReturnType<typeof runWith>;
  readonly isFurther: (before: string, now: string) => boolean;
  readonly spent: { ms: number; tried: number };
  readonly budgetMs: number;
  readonly signal: AbortSignal;
}

interface Step {
  readonly patch: Patch;
  readonly output: string;
}

/**
 * One run of the command for each candidate, likeliest first, until the time is up or one is green. Where some only get
 * further than the untouched code, there are several mistakes: the first of those stays, and the search goes on behind it.
 */
export async function searchSlowly(
  files: readonly SearchedFile[],
  failing: FailingCheck,
  { request, budgetMs, skip, isSound }: SlowSetting,
): Promise<Pick<Search, "patches" | "mistakes" | "tried" | "ms">> {
  const all = files
    .flatMap((file) => file.candidates.map((candidate) => toPatch(file, candidate)))
    .filter(({ candidates }) => candidates.every(({ when }) => when !== skip))
    .sort((a, b) => b.prior - a.prior);
  const spent = { ms: 0, tried: 0 };
  const paths = files.map(({ path }) => path);
  const slow: Slow = {
    all,
    spent,
    budgetMs,
    signal: request.signal,
    isFurther: (before, now) => isFurther(before, now, (path) => paths.some((own) => path.endsWith(own))),
    run: async (patch) => {
      if (patch !== undefined && !isSound(patch)) return { green: false, ms: 0, output: "" };
      const result = await runWith(patch, failing, request);
      spent.ms += result.ms;
      if (patch !== undefined) spent.tried += 1;
      return result;
    },
  };
  const found = all.length === 0 ? [] : await searchBehind([], (await slow.run(undefined)).output, slow);
  if (found.length < 2) return { patches: found, ...spent };
  return { patches: [], mistakes: found.map((patch) => [patch]), ...spent };
}

function toPatch(file: SearchedFile, candidate: RepairCandidate): Patch {
  return { file, candidates: [candidate], after: applyRepair(file.text, candidate.parts), prior: candidate.prior };
}

/** Patches that together make the command green, one for each mistake, behind those that are there; empty where none do. */
async function searchBehind(there: readonly Patch[], output: string, slow: Slow): Promise<readonly Patch[]> {
  const { spent, budgetMs } = slow;
  const enough = spent.ms + (budgetMs - spent.ms) * SHARE;
  const steps: Step[] = [];
  for (const patch of slow.all) {
    if (spent.ms > (steps.length > 0 ? enough : budgetMs) || slow.signal.aborted) break;
    const joined = joinPatches([...there, patch]);
    if (joined === undefined) continue;
    const run = await slow.run(joined);
    if (run.green) return [...there, patch];
    if (run.output !== "" && slow.isFurther(output, run.output)) steps.push({ patch, output: run.output });
  }
  if (there.length + 1 >= MAX_MISTAKES) return [];
  for (const step of steps) {
    if (spent.ms > budgetMs || slow.signal.aborted) break;
    const found = await searchBehind([...there, step.patch], step.output, slow);
    if (found.length > 0) return found;
  }
  return [];
}
