import { MAX_ATTEMPT, RUN_NUMBER, type RunOrigin } from "../domain/run-origin.ts";
import type { Environment } from "../settings/inputs.ts";

/** The workflow run that this process is part of; undefined where it is in none. */
export function toRunOrigin(env: Environment): RunOrigin | undefined {
  const { GITHUB_REPOSITORY_ID: repositoryId = "", GITHUB_RUN_ID: runId = "", GITHUB_RUN_ATTEMPT: attempt = "" } = env;
  if (env["GITHUB_ACTIONS"] !== "true") return undefined;
  const isTold =
    [repositoryId, runId, attempt].every((text) => RUN_NUMBER.test(text)) && Number(attempt) <= MAX_ATTEMPT;
  return isTold ? { repositoryId, runId, attempt: Number(attempt) } : undefined;
}
