import { ConfigError, type Problem } from "../domain/errors.ts";
import { readsBundles, type Settings } from "../domain/settings.ts";
import { matchShards, type Stated } from "../publish/match-shards.ts";
import { keepVerdict, mergeBundles, type MergedBundle, type NamedBundle } from "../publish/merge-bundles.ts";
import { openBundle } from "../publish/open-bundle.ts";
import { parseMatrix } from "../publish/parse-matrix.ts";
import { parseVerdict, verdictProblems, type JudgedBundle } from "../publish/sum-verdict.ts";
import { splitBundles } from "../publish/split-bundles.ts";
import { MANIFEST_FILE } from "../publish/to-bundle.ts";

interface OpenScene {
  readonly settings: Settings;
  readonly dependencies: { readonly digest: (text: string) => string };
}

/** What other jobs have stated about the bundles; asked for only where bundles came from elsewhere. */
function readStated(settings: Settings): Stated {
  if (!readsBundles(settings)) return {};
  const { manifestSha256, matrix: text, ci } = settings;
  const digests = manifestSha256 === undefined ? {} : { digests: manifestSha256 };
  if (text === undefined) return digests;
  const matrix = parseMatrix(text);
  const remedy = "Hand on the output matrix of the phase plan as it is.";
  if (matrix === undefined) throw new ConfigError([{ place: "matrix", message: "is no matrix of a plan", remedy }]);
  if (ci && manifestSha256 === undefined) {
    const message = "no job has stated a digest, so anybody may have made these bundles";
    const how =
      "Give the outputs manifest-sha256 of the jobs that proposed; an output can get lost where it looks secret.";
    throw new ConfigError([{ place: "manifest-sha256", message, remedy: how }]);
  }
  return { ...digests, matrix };
}

/** A problem of one of several bundles names it. */
export function inPart(problem: Problem, name: string): Problem {
  return name === "" ? problem : { ...problem, place: `${JSON.stringify(name)} ${problem.place}` };
}

/**
 * The bundles of a directory, opened, compared with what other jobs have stated, and merged. Nothing is known yet of
 * whether they may be published. Throws ConfigError with every reason not to go on.
 */
export function openBundles(files: ReadonlyMap<string, string>, { settings, dependencies }: OpenScene): MergedBundle {
  const { digest } = dependencies;
  const { phase } = settings;
  const stated = readStated(settings);
  const split = splitBundles(files);
  if (!split.ok) throw new ConfigError(split.problems);
  const problems: Problem[] = [];
  const parts: NamedBundle[] = [];
  for (const { name, files: own } of split.parts) {
    const opened = openBundle(own, digest);
    if (!opened.ok) {
      problems.push(...opened.problems.map((problem) => inPart(problem, name)));
      continue;
    }
    parts.push({ name, bundle: opened.bundle, sha256: digest(own.get(MANIFEST_FILE) ?? "") });
  }
  const compared = parts.map(({ name, sha256, bundle }) => {
    return { name, sha256, tasks: bundle.manifest.entries.map(({ task }) => task) };
  });
  if (problems.length === 0) problems.push(...matchShards(compared, stated));
  if (problems.length > 0) throw new ConfigError(problems);
  const merging = mergeBundles(parts, digest);
  if (!merging.ok) throw new ConfigError(merging.problems);
  return phase === "publish" ? judged(merging.merged, compared, settings.verdict) : merging.merged;
}

/** What may be published of bundles that are compared with what was said of them together. */
function judged(merged: MergedBundle, bundles: readonly JudgedBundle[], text: string | undefined): MergedBundle {
  const verdict = text === undefined ? undefined : parseVerdict(text);
  if (text !== undefined && verdict === undefined) {
    const remedy = "Hand on the output verdict of the phase verify as it is.";
    throw new ConfigError([{ place: "verdict", message: "is no verdict", remedy }]);
  }
  const problems = verdictProblems(bundles, verdict);
  if (problems.length > 0) throw new ConfigError(problems);
  return verdict === undefined ? merged : keepVerdict(merged, verdict);
}
