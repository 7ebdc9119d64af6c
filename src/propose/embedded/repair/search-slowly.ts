import { applyRepair, type RepairCandidate } from "../../../code/repair/repair-candidate.ts";
import type { FailingCheck, ProposeRequest } from "../../../ports.ts";
import { isFurther } from "./progress.ts";
import { joinPatches } from "./rank-together.ts";
import { runWith } from "./run-with.ts";
import type { Patch, Search, SearchedFile } from "./search.ts";
import type { TypeFilter } from "./type-filter.ts";

/** Mistakes behind one command that are repaired one after another at most. */
const MAX_MISTAKES = 4;
/** Of the time that is left, what looking for others that do by themselves may take once one did, or got further. */
const SHARE = 0.5;

/** Candidates that make the command green, at most: more only say that it checks little. */
const MAX_GREEN = 12;

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
 * One run of the command for each candidate, likeliest first, until the time is up; once one is green, others have a share
 * of what is left of it. Where some only get further than the untouched code, there are several mistakes: the first of
 * those stays, and the search goes on behind it.
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
  const [patches = [], ...others] = found;
  return others.length === 0 ? { patches, ...spent } : { patches: [], mistakes: found, ...spent };
}

function toPatch(file: SearchedFile, candidate: RepairCandidate): Patch {
  return { file, candidates: [candidate], after: applyRepair(file.text, candidate.parts), prior: candidate.prior };
}

/** What makes the command green behind the patches that are there, and what gets further, within the time for it. */
async function tryAll(
  there: readonly Patch[],
  output: string,
  slow: Slow,
): Promise<{ readonly green: readonly Patch[]; readonly steps: readonly Step[] }> {
  const { spent, budgetMs } = slow;
  const enough = spent.ms + (budgetMs - spent.ms) * SHARE;
  const steps: Step[] = [];
  const green: Patch[] = [];
  for (const patch of slow.all) {
    const isEnough = steps.length + green.length > 0;
    if (spent.ms > (isEnough ? enough : budgetMs) || green.length >= MAX_GREEN || slow.signal.aborted) break;
    const joined = joinPatches([...there, patch]);
    if (joined === undefined) continue;
    const run = await slow.run(joined);
    if (run.green) green.push(patch);
    else if (run.output !== "" && slow.isFurther(output, run.output)) steps.push({ patch, output: run.output });
  }
  return { green, steps };
}

/**
 * All candidates that make the command green behind the patches that are there; else, one of those that get further and
 * what does behind it. The patches of each mistake; empty where none do.
 */
async function searchBehind(
  there: readonly Patch[],
  output: string,
  slow: Slow,
): Promise<readonly (readonly Patch[])[]> {
  const { green, steps } = await tryAll(there, output, slow);
  if (green.length > 0) return [green];
  if (there.length + 1 >= MAX_MISTAKES) return [];
  for (const step of steps) {
    if (slow.spent.ms > slow.budgetMs || slow.signal.aborted) break;
    const found = await searchBehind([...there, step.patch], step.output, slow);
    if (found.length > 0) return [[step.patch], ...found];
  }
  return [];
}
