import type { RepairPart } from "../../../code/repair/repair-candidate.ts";
import type { FailingCheck, ProposeRequest } from "../../../ports.ts";
import { toFilePatch } from "./file-patch.ts";
import { readTests } from "./read-tests.ts";
import { runWith } from "./run-with.ts";
import type { FastReport, Patch, SearchedFile } from "./search.ts";
import type { TypeFilter } from "./type-filter.ts";

/** Runs of the command at most: by count, so that how sure a repair is does not hang on how busy the machine is. */
const MAX_TRIED = 12;

/** What became of the candidates of code that runs while a module is loaded. */
export interface LoadSearch {
  readonly patches: readonly Patch[];
  readonly tried: number;
  readonly ms: number;
  /** Whether some that may matter had no turn: there were too many, or the time was up. */
  readonly left: boolean;
}

/** Candidates of code that runs at load and that what failed may depend on, likeliest first. */
async function candidatesAtLoad(
  files: readonly SearchedFile[],
  reports: readonly Pick<FastReport, "reached">[],
  tests: readonly string[],
): Promise<readonly Patch[]> {
  const [{ isNamedIn, loadReach }, { loadValues }] = await Promise.all([
    import("../../../code/repair/load-reach.ts"),
    import("../../../code/repair/load-values.ts"),
  ]);
  const reached = reports.flatMap((report) => report.reached).filter(({ failed }) => failed > 0);
  const run = new Set(reached.map(({ file }) => file));
  return files
    .flatMap((file, index) => {
      const atLoad = file.candidates.filter(({ when }) => when === "load");
      if (atLoad.length === 0) return [];
      const lines = new Set(reached.filter((one) => one.file === index).map(({ line }) => line));
      const others = [
        ...files.filter((_, other) => other !== index && run.has(other)).map(({ text }) => text),
        ...tests,
      ];
      const matters = loadReach(file.path, file.text, { lines, others });
      // What was made anew in the runner's process has had its turn, if nobody else has kept a value of it.
      const tried = loadValues(file.path, file.text).filter(({ name }) => !isNamedIn(others, name));
      const isTried = ({ start, end }: RepairPart): boolean =>
        tried.some((value) => value.start <= start && end <= value.end);
      return atLoad.flatMap((candidate): readonly Patch[] => {
        if (!candidate.parts.some((part) => matters(part.start) && !isTried(part))) return [];
        const patch = toFilePatch(file, [candidate]);
        return patch === undefined ? [] : [{ ...patch, prior: candidate.prior }];
      });
    })
    .toSorted((a, b) => b.prior - a.prior);
}

/**
 * The rivals that the runner's process cannot switch, for their code has run by then: those that what failed may depend on,
 * at one run of the command each. All that make it green, not the first: they are compared with what was found there.
 */
export async function searchAtLoad(
  files: readonly SearchedFile[],
  reports: readonly Pick<FastReport, "reached">[],
  failing: FailingCheck,
  {
    request,
    budgetMs,
    isSound,
  }: { readonly request: ProposeRequest; readonly budgetMs: number; readonly isSound: TypeFilter },
): Promise<LoadSearch> {
  // Where a test stands in for the command, what is found is a guess in any case.
  if (request.failing !== undefined && request.failing.command !== failing.command) {
    return { patches: [], tried: 0, ms: 0, left: true };
  }
  const tests = await readTests(failing, request);
  const rivals = await candidatesAtLoad(files, reports, tests);
  const patches: Patch[] = [];
  let [tried, ms] = [0, 0];
  for (const patch of rivals) {
    if (tried >= MAX_TRIED || ms > budgetMs || request.signal.aborted) return { patches, tried, ms, left: true };
    if (!isSound(patch)) continue;
    const run = await runWith(patch, failing, request);
    tried += 1;
    ms += run.ms;
    if (run.green) patches.push(patch);
  }
  return { patches, tried, ms, left: false };
}
