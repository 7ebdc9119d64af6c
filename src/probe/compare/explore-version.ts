import { spread } from "../../domain/spread.ts";
import { findMutants } from "../../code/mutate/find-mutants.ts";
import type { Mutant } from "../../code/mutate/mutant.ts";
import type { CoveragePoint } from "../../code/coverage-point.ts";
import { readModuleInputs } from "../../code/inputs/module-inputs.ts";
import type { RepoPath } from "../../domain/repo-path.ts";
import { toEntryPoints } from "../explore/entry-points.ts";
import { explore, type Explored } from "../explore/explore.ts";
import { toIngredients } from "../explore/ingredients.ts";
import { createRandom, toSeed } from "../explore/random.ts";
import { SAMPLE_FILES, worksOnFiles } from "../explore/working-files.ts";
import type { ModuleShape, ProbeOptions, Prober } from "../types.ts";
import { followUps } from "./follow-ups.ts";
import { createRecorder, type Observation } from "./recorder.ts";

/** A version of a module that lies in the workspace. */
export interface VersionRequest {
  readonly prober: Prober;
  readonly root: string;
  readonly module: RepoPath;
  readonly text: string;
  /** Told from the version, so that both do not try the same. */
  readonly seed: string;
  /** Lines whose code is in question: inputs go on being looked for until small changes to them would show. */
  readonly inQuestion: (line: number) => boolean;
  /** Whether the time for this version is used up, from 0 to 1. */
  readonly used: () => number;
}

/** What a version was seen to do. */
export interface ExploredVersion {
  readonly type: "explored";
  readonly shape: Extract<ModuleShape, { type: "loaded" }>;
  readonly points: readonly CoveragePoint[];
  /** Things that can be called. */
  readonly entries: number;
  readonly observations: readonly Observation[];
  /** Small changes in question, and how many of them some call would show. */
  readonly mutants: number;
  readonly noticed: number;
}

/** Variations of what is known that are always tried, whatever was reached. */
const VARIATIONS = 1_500;
const ROUNDS = 4;
const MOST_MUTANTS = 160;
/** Plans that mutants are judged by: the judge runs each on each mutant that it reaches. */
const MOST_JUDGING = 500;

/** The options that every run of a module has, whichever version: what goes on late belongs to the call that began it. */
export function optionsFor(text: string): ProbeOptions {
  return { reached: "all", late: "wait", ...(worksOnFiles(text) ? { files: SAMPLE_FILES } : {}) };
}

/** Calls what a version exports, as the search for tests does, and keeps everything that it did. */
export async function exploreVersion(
  request: VersionRequest,
): Promise<ExploredVersion | { readonly type: "failed"; readonly reason: string }> {
  const { prober, module, text, root } = request;
  const shape = await prober.describe(module);
  if (shape.type === "failed") return shape;
  const points = await prober.points(module);
  const inputs = readModuleInputs(root, module);
  const entries = toEntryPoints(shape, inputs, "subject");
  const recorder = createRecorder(prober);
  const options = optionsFor(text);
  const explored = await explore({
    prober: recorder.prober,
    module,
    points: points.filter(({ id }) => !shape.reached.includes(id)),
    entries,
    typed: inputs.typed,
    inputs,
    ingredientsOf: toIngredients(entries, inputs),
    random: createRandom(toSeed(module + request.seed)),
    options,
    expired: () => request.used() > 0.5,
  });
  // The probe reads a file without the mark that may stand before its text: places are counted behind it.
  const mutants = findMutants(module, text.replace(/^\uFEFF/u, "")).filter(({ line }) => request.inQuestion(line));
  const sample = mutants.filter((_, index) => index % Math.ceil(mutants.length / MOST_MUTANTS) === 0);
  if (entries.length > 0) await explored.meet();
  const left = entries.length === 0 ? sample : await sharpen(request, { explored, options, mutants: sample, recorder });
  const longer = followUps(recorder.observations());
  if (longer.length > 0 && request.used() < 1) await recorder.prober.run(longer, options);
  return {
    type: "explored",
    shape,
    points,
    entries: entries.length,
    observations: recorder.observations(),
    mutants: sample.length,
    noticed: sample.length - left.length,
  };
}

interface Sharpening {
  readonly explored: Explored;
  readonly options: ProbeOptions;
  readonly mutants: readonly Mutant[];
  readonly recorder: ReturnType<typeof createRecorder>;
}

/** More calls until most small changes in question would show; answers those that still would not. */
async function sharpen(
  { prober, used }: VersionRequest,
  { explored, options, mutants, recorder }: Sharpening,
): Promise<readonly Mutant[]> {
  const entries = [...explored.trials.keys()];
  let left = mutants;
  let judged = 0;
  for (let round = 0; round < ROUNDS && used() < 0.9; round += 1) {
    if (round === 0 || left.length > 0) await explored.vary(entries, round === 0 ? VARIATIONS / 3 : VARIATIONS);
    if (mutants.length === 0) break;
    const fresh = spread(recorder.observations().slice(judged), MOST_JUDGING);
    judged = recorder.observations().length;
    const plans = fresh.map(({ plan }) => plan);
    if (plans.length === 0) break;
    const records = await prober.judge(plans, left, "first", options);
    const survived = new Set(
      records.filter(({ status }) => status === "survived" || status === "unreached").map(({ mutant }) => mutant),
    );
    left = left.filter(({ id }) => survived.has(id));
    if (left.length === 0) break;
  }
  return left;
}
