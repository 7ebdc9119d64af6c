import type { CiRepair } from "../domain/ci-repair.ts";
import type { Problem } from "../domain/errors.ts";
import type { FailedRun } from "../domain/github-scene.ts";

/** What the job that publishes was started for, by its own inputs and its own event. */
export type Purpose =
  | { readonly type: "work" }
  /** `failedRun` absent: the job is part of no workflow run. */
  | { readonly type: "repair"; readonly failedRun?: FailedRun };

const AGAIN = "Nothing was published. Run the workflow again, and publish what its own jobs have made.";

function problem(message: string, remedy: string): readonly Problem[] {
  return [{ place: "bundle repair", message, remedy }];
}

function render({ id, attempt }: Pick<FailedRun, "id" | "attempt">): string {
  return `the failure of run ${id}, attempt ${attempt}`;
}

/**
 * Why a bundle is not about what this job was started for. A job that is part of the failing run itself may be run again
 * alone, in a later attempt of it: whether the bundle still counts then is told by its origin.
 */
export function repairProblems(repair: CiRepair | undefined, purpose: Purpose): readonly Problem[] {
  if (purpose.type === "work") {
    if (repair === undefined) return [];
    return problem("the bundle is to repair a failure of CI, and this job is not", "Give failed-run here, too.");
  }
  if (repair === undefined) {
    return problem(
      "the bundle does not come from a failure of CI",
      "Give failed-run in the job that proposes, too, and publish what that has made.",
    );
  }
  const { failedRun: own } = purpose;
  if (own === undefined) return [];
  const { failedRun: stated } = repair;
  const isSame = stated?.id === own.id && (own.place === "own" || stated.attempt === own.attempt);
  if (isSame) return [];
  const what = stated === undefined ? "no run that failed" : render(stated);
  return problem(`the bundle is about ${what}, but this job is about ${render(own)}`, AGAIN);
}
