import type { Problem } from "../domain/errors.ts";
import type { RunOrigin } from "../domain/run-origin.ts";

/**
 * Whether the job that made the bundle has stated its digest, so that it is known which one it has made last, and that it
 * is still that one: every job of a run can write the run's artifacts. `made-here`: it never left this process.
 */
export type DigestSource = "made-here" | "stated-by-job" | "unstated";

const AGAIN = "Nothing was published. Run the workflow again, and publish what its own jobs have made.";

/**
 * Why a bundle is none of this run's. A rerun of single jobs leaves the bundles of the others as they are, made in an
 * earlier attempt: such a one counts where the outputs of the jobs, which GitHub keeps along with them, state its digest.
 * A digest that is not there is a failure, also of this attempt: outputs get lost where they look like a secret.
 */
export function originProblems(
  stated: RunOrigin | undefined,
  own: RunOrigin | undefined,
  digest: DigestSource,
): readonly Problem[] {
  if (own === undefined) return [];
  const place = "bundle run";
  if (stated === undefined) return [{ place, message: "the bundle does not say which run has made it", remedy: AGAIN }];
  if (stated.repositoryId !== own.repositoryId) {
    const message = `the bundle is of the repository ${stated.repositoryId}, but this is ${own.repositoryId}`;
    return [{ place, message, remedy: AGAIN }];
  }
  if (stated.runId !== own.runId) {
    return [{ place, message: `the bundle is of run ${stated.runId}, but this is run ${own.runId}`, remedy: AGAIN }];
  }
  if (stated.attempt > own.attempt) {
    const message = `the bundle is of attempt ${stated.attempt}, but this is attempt ${own.attempt} of the run`;
    return [{ place, message, remedy: AGAIN }];
  }
  if (digest !== "unstated") return [];
  return [
    {
      place,
      message: "no job has stated the digest of the bundle, so any job of the run may have changed it",
      remedy:
        "Give the output manifest-sha256 of the job or step that proposed; an output can get lost where it looks secret.",
    },
  ];
}
