import type { Publication } from "../../domain/publication.ts";
import type { BuiltSteps } from "./built-steps.ts";
import { commitSteps } from "./commit-steps.ts";
import { refuseFor, type GitHubWork } from "./work.ts";

/** Puts built steps on the branch, one commit each; what did not get there is told beside what did. */
export async function publishCommits(
  { client, repository, branch }: Pick<GitHubWork, "client" | "repository" | "branch">,
  { head, dryRun }: { readonly head: string; readonly dryRun: boolean },
  built: BuiltSteps,
): Promise<Publication> {
  if (dryRun) {
    const subjects = built.steps.map(({ message }) => JSON.stringify(message.split("\n")[0])).join(", ");
    return { type: "none", reason: `dry run: would commit on ${branch}: ${subjects}` };
  }
  const { commits, failure } = await commitSteps(client, { repository, branch, head }, built);
  const done: Publication = { type: "commit", branch, commits };
  if (failure === undefined) return done;
  if (commits.length === 0) return refuseFor("commit", failure);
  const left = built.steps.slice(commits.length).map(({ message }) => JSON.stringify(message.split("\n")[0]));
  const message = left.length === 0 ? failure.message : `${failure.message}; not on ${branch}: ${left.join(", ")}`;
  return { type: "several", publications: [done, refuseFor("commit", { ...failure, message })] };
}
