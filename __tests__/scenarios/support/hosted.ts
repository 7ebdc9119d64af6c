import { mkdtemp } from "node:fs/promises";
import path from "node:path";
import { runGit } from "../../../scripts/sample.ts";
import { GitStore } from "../../adapters/github/server/git-store.ts";
import { startServer, type GitHubServer } from "../../adapters/github/server/server.ts";
import { GitHubState } from "../../adapters/github/server/state.ts";

export type Payload = Readonly<Record<string, unknown>>;

export const REPOSITORY = { id: 1, full_name: "corner/shop" };
export const DEV = { login: "dev", type: "User" };

interface Commits {
  readonly base: string;
  readonly head: string;
}

/** The event of a pull request from `feature` to `main`; `headRepo`: another repository, or null for one that is gone. */
export function pullRequest(
  { base, head }: Commits,
  { headRepo = REPOSITORY, user = DEV }: { readonly headRepo?: object | null; readonly user?: object } = {},
): Payload {
  return {
    action: "synchronize",
    number: 7,
    repository: REPOSITORY,
    sender: user,
    pull_request: {
      number: 7,
      state: "open",
      user,
      base: { ref: "main", sha: base, repo: REPOSITORY },
      head: { ref: "feature", sha: head, repo: headRepo },
    },
  };
}

/** What the runner says of a step on `feature`, with the GitHub of our own. */
export function stepEnvironment({ url }: GitHubServer, temporary: string, head: string): Record<string, string> {
  return {
    TMPDIR: temporary,
    GITHUB_API_URL: url,
    GITHUB_GRAPHQL_URL: `${url}/graphql`,
    GITHUB_REF: "refs/heads/feature",
    GITHUB_SHA: head,
  };
}

/** A repository on a GitHub of our own, checked out as a runner does it: the commit, on no branch. */
export async function host(root: string, directory: string): Promise<GitHubServer> {
  const bare = await mkdtemp(path.join(directory, "remote-"));
  await runGit(directory, ["clone", "--quiet", "--bare", root, bare]);
  await runGit(root, ["checkout", "--quiet", "--detach"]);
  const state = new GitHubState(new GitStore(bare));
  const head = (await runGit(root, ["rev-parse", "HEAD"])).trim();
  state.runs.push({ id: 1, attempt: 1, head, repository: REPOSITORY.id });
  state.subject = { number: 7, state: "open", sha: head, repository: REPOSITORY.id };
  return startServer(state);
}
