import type { Publication } from "../../domain/publication.ts";
import type { Subject } from "../../domain/report.ts";
import type { Location } from "../git/discover.ts";
import { discoverRepository } from "../git/discover.ts";
import type { Git, GitAnswer } from "../git/git.ts";
import { askGit, readGit } from "../git/git.ts";
import { removeTree } from "../git/remove-tree.ts";
import { makeRunDirectory, removeAbandoned } from "../git/run-directory.ts";
import { buildCommits, copyObjects } from "./build-commits.ts";
import type { BuiltCommits } from "./build-commits.ts";
import { readIdentity } from "./identity.ts";
import type { Step } from "./local-publisher.ts";
import { readFilteredPaths, readLocalChanges, withoutFilters } from "./working-tree.ts";
import type { Target } from "./publish-worktree.ts";

/** Steps that become commits on the branch of the subject, and the tree that they have to end in. */
export interface CommitRequest {
  readonly subject: Pick<Subject, "branch" | "head">;
  readonly steps: readonly Step[];
  readonly tree: string;
  readonly dryRun: boolean;
  /** `patch`: the same can be had as patches instead, and people are told so. */
  readonly instead: "patch" | "nothing";
}

function refuse(reason: string, remedy: string): Publication {
  return { type: "refused", mode: "commit", reason, remedy };
}

function orPatch(remedy: string, { instead }: CommitRequest): string {
  return instead === "patch" ? `${remedy}, or use --publish patch` : remedy;
}

const RUN_AGAIN = "Run again on the branch as it is now; nothing was written";

/** Where the branch can be moved: in the working tree that has it checked out, or as a ref that nobody has checked out. */
interface Place {
  readonly branch: string;
  readonly checkedOut: "here" | "nowhere";
}

/** One commit per change on the branch, moved forward only; refused where that would overwrite anything. */
export async function publishCommits(
  request: CommitRequest,
  target: Target & { readonly temporaryDirectory: string },
): Promise<Publication> {
  const found = await discoverRepository(target.directory, target.env);
  const identity = await readIdentity(found.git, target.env);
  const git = await withoutFilters({ ...found.git, env: { ...found.git.env, ...identity } });
  const place = await readPlace(git, found, request);
  if ("type" in place) return place;
  const obstacle = place.checkedOut === "here" ? await readObstacle(git, request) : undefined;
  if (obstacle !== undefined) return obstacle;
  await removeAbandoned(target.temporaryDirectory);
  const directory = await makeRunDirectory(target.temporaryDirectory);
  try {
    const { subject, steps } = request;
    const built = await buildCommits({ location: found, head: subject.head, steps, directory, identity });
    return await publishBuilt(git, request, place, built);
  } finally {
    await removeTree(directory);
  }
}

async function readPlace(git: Git, location: Location, request: CommitRequest): Promise<Place | Publication> {
  const { branch, head } = request.subject;
  const byPatch = orPatch("Check the branch out and run again", request);
  if (branch === undefined) return refuse("head is detached, so there is no branch to commit to", byPatch);
  const valid = await askGit(git, ["check-ref-format", `refs/heads/${branch}`]);
  if (valid.code !== 0) return refuse(`${JSON.stringify(branch)} is no branch name`, byPatch);
  const now = await askGit(git, ["rev-parse", "--quiet", "--verify", `refs/heads/${branch}`]);
  if (now.code !== 0) return refuse(`branch ${branch} does not exist here`, byPatch);
  if (now.stdout.trim() !== head) {
    const [was, is] = [head.slice(0, 7), now.stdout.trim().slice(0, 7)];
    return refuse(`branch ${branch} has moved from ${was} to ${is} since the changes were checked`, RUN_AGAIN);
  }
  const trees = await readGit(git, ["worktree", "list", "--porcelain", "-z"]);
  for (const record of trees.split("\0\0")) {
    const fields = record.split("\0");
    if (!fields.includes(`branch refs/heads/${branch}`)) continue;
    const path = fields[0]?.replace(/^worktree /u, "");
    if (path === location.root) return { branch, checkedOut: "here" };
    return refuse(
      `branch ${branch} is checked out in another working tree, ${path ?? ""}`,
      `Run there: --repo ${path ?? ""}`,
    );
  }
  return { branch, checkedOut: "nowhere" };
}

/** What of the user's own work stands in the way, told before anything is written. */
async function readObstacle(git: Git, request: CommitRequest): Promise<Publication | undefined> {
  const paths = [...new Set(request.steps.flatMap((step) => step.paths))].toSorted();
  const filtered = await readFilteredPaths(git, paths);
  if (filtered.length > 0) {
    const byHand = { patch: "Use --publish patch and apply the patches by hand", nothing: "Do it by hand: git revert" };
    return refuse(`a filter stands before ${filtered.join(", ")}`, byHand[request.instead]);
  }
  const changed = await readLocalChanges(git, paths);
  if (changed.length === 0) return undefined;
  return refuse(
    `local changes would be overwritten in ${changed.join(", ")}`,
    orPatch("Commit or stash them and run again", request),
  );
}

async function publishBuilt(
  git: Git,
  { subject, tree, dryRun }: CommitRequest,
  place: Place,
  built: BuiltCommits,
): Promise<Publication> {
  if (built.type === "conflict") {
    return refuse(`the patch of task ${built.task} does not apply to head: ${built.message}`, RUN_AGAIN);
  }
  if (built.tree !== tree) {
    return refuse(
      `the patches make the tree ${built.tree.slice(0, 7)}, but ${tree.slice(0, 7)} is what passed the gates`,
      "Make the bundle again; this one was changed after it was checked",
    );
  }
  const { branch } = place;
  const last = built.commits.at(-1)?.id ?? subject.head;
  if (dryRun) {
    const subjects = built.commits.map((commit) => JSON.stringify(commit.subject)).join(", ");
    return { type: "none", reason: `dry run: would commit on ${branch}: ${subjects}` };
  }
  await copyObjects(built.git, git, { head: subject.head, last });
  const moved = await moveBranch(git, place, { from: subject.head, to: last });
  if (moved.code !== 0) {
    return refuse(`git did not move ${branch}: ${moved.stderr.trim()}`, "Settle what git names and run again");
  }
  return { type: "commit", branch, commits: built.commits };
}

/** Forward only: by a fast-forward merge where the branch is checked out, else by compare-and-swap of the ref. */
function moveBranch(git: Git, place: Place, step: { readonly from: string; readonly to: string }): Promise<GitAnswer> {
  if (place.checkedOut === "nowhere") {
    return askGit(git, ["update-ref", "-m", "assay: commit", `refs/heads/${place.branch}`, step.to, step.from]);
  }
  const plain = [
    "--ff-only",
    "--no-autostash",
    "--no-verify-signatures",
    "--no-overwrite-ignore",
    "--no-stat",
    "--quiet",
  ];
  return askGit(git, ["merge", ...plain, step.to]);
}
