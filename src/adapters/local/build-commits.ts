import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { PublishedCommit } from "../../domain/publication.ts";
import type { Location } from "../git/discover.ts";
import { readObjectDirectories } from "../git/discover.ts";
import type { Git } from "../git/git.ts";
import { askGit, readGit, readGitBytes, withPlaces } from "../git/git.ts";
import { writePrivateDirectory } from "../git/private-directory.ts";
import type { Step } from "./local-publisher.ts";

/** One commit per step on top of `head`, made in a private git directory; or the step whose patch does not apply. */
export type BuiltCommits =
  | { readonly type: "built"; readonly commits: readonly PublishedCommit[]; readonly tree: string; readonly git: Git }
  | { readonly type: "conflict"; readonly task: string; readonly message: string };

export interface BuildRequest {
  readonly location: Location;
  readonly head: string;
  readonly steps: readonly Step[];
  /** Existing empty directory for what is made. */
  readonly directory: string;
  /** Environment that names author and committer. */
  readonly identity: Readonly<Record<string, string>>;
}

/** Builds the commits. Writes nothing outside `directory`. */
export async function buildCommits(request: BuildRequest): Promise<BuiltCommits> {
  const { location, head, directory } = request;
  const path = join(directory, "publish.git");
  const workTree = join(directory, "nothing");
  await mkdir(workTree);
  const objectDirectories = await readObjectDirectories(location.commonDirectory);
  await writePrivateDirectory({ path, location, objectDirectories, head });
  const plain = { ...location.git, config: [], env: { ...location.git.env, ...request.identity } };
  const git = withPlaces(plain, { gitDirectory: path, workTree, index: join(directory, "index") });
  await readGit(git, ["read-tree", head]);
  const commits: PublishedCommit[] = [];
  let tree = "";
  for (const step of request.steps) {
    const applied = await askGit(git, ["apply", "--cached", "--whitespace=nowarn", "-"], Buffer.from(step.patch));
    if (applied.code !== 0) return { type: "conflict", task: step.task, message: applied.stderr.trim() };
    tree = (await readGit(git, ["write-tree"])).trim();
    const parent = commits.at(-1)?.id ?? head;
    const message = step.message.endsWith("\n") ? step.message : `${step.message}\n`;
    const id = (await readGit(git, ["commit-tree", tree, "-p", parent, "-F", "-"], Buffer.from(message))).trim();
    commits.push({ task: step.task, id, subject: message.split("\n")[0] ?? "" });
  }
  return { type: "built", commits, tree, git };
}

/** Copies what the commits are made of into the user's object store; no ref changes. */
export async function copyObjects(
  from: Git,
  to: Git,
  range: { readonly head: string; readonly last: string },
): Promise<void> {
  const revisions = Buffer.from(`${range.last}\n^${range.head}\n`);
  const pack = await readGitBytes(from, ["pack-objects", "--revs", "--stdout", "--quiet", "--thin"], revisions);
  await readGit(to, ["unpack-objects", "-q"], pack);
}
