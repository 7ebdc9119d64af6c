import type { GitHubSession } from "../adapters/github/session.ts";
import type { Settings } from "../domain/settings.ts";
import type { RunDependencies } from "../run/dependencies.ts";

/** The legs of a matrix, and a run that is started again, are runs of their own. */
function runKeyOf({ scene }: GitHubSession, { leg = "" }: Settings): string {
  return [scene.run.id, scene.run.attempt, leg].join("/");
}

type GitHubParts = Pick<RunDependencies, "runAddress" | "runKey" | "endedPulls" | "failedJobs" | "confirmRun">;

/** What a run can ask and say on GitHub. */
export function toGitHubParts(github: GitHubSession, settings: Settings): GitHubParts {
  return {
    runAddress: github.scene.run.url,
    runKey: runKeyOf(github, settings),
    endedPulls: github.endedPulls,
    failedJobs: github.failedJobs,
    confirmRun: github.confirmRun,
  };
}
