import { runGit } from "../../../scripts/sample.ts";
import type { GitHttp } from "../../adapters/github/server/git-http.ts";

export interface CheckoutRequest {
  readonly directory: string;
  /** The commit that the job is about. */
  readonly commit: string;
  /** `feature`, or what stands for a pull request: `pull/7/merge`. */
  readonly ref: string;
  /** `fetch-depth`: 0 is everything. */
  readonly depth: number;
  /** `persist-credentials` */
  readonly credentials: "kept" | "removed";
}

/** Does what `actions/checkout` does, in its order: the same fetches, settings and refs. */
export async function checkOut(remote: GitHttp, request: CheckoutRequest): Promise<void> {
  const { directory, commit, ref, depth, credentials } = request;
  const isBranch = !ref.startsWith("pull/");
  const local = isBranch ? `refs/remotes/origin/${ref}` : `refs/remotes/${ref}`;
  const git = (...args: string[]): Promise<string> => runGit(directory, args, { GIT_TERMINAL_PROMPT: "0" });
  const header = `http.${new URL(remote.url).origin}/.extraheader`;
  await runGit("/", ["init", "--quiet", directory]);
  await git("remote", "add", "origin", remote.url);
  await git("config", "--local", "gc.auto", "0");
  await git("config", "--local", header, `AUTHORIZATION: ${remote.authorization}`);
  const one = [`+${commit}:${local}`];
  const all = ["+refs/heads/*:refs/remotes/origin/*", "+refs/tags/*:refs/tags/*", ...(isBranch ? [] : one)];
  const cut = depth === 0 ? [] : ["--no-tags", `--depth=${depth}`];
  const shape = ["--quiet", "--prune", "--no-recurse-submodules", ...cut];
  await git("-c", "protocol.version=2", "fetch", ...shape, "origin", ...(depth === 0 ? all : one));
  await git("checkout", "--quiet", "--force", ...(isBranch ? ["-B", ref] : []), local);
  if (credentials === "removed") await git("config", "--local", "--unset-all", header);
}
