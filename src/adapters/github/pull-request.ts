import type { Publication, PublishedCommit } from "../../domain/publication.ts";
import type { PullRequestText } from "../../domain/pull-request.ts";
import type { BuiltStep, BuiltSteps } from "./built-steps.ts";
import { commitSteps } from "./commit-steps.ts";
import { createBranch, moveBranch, readBranch, readCommit, writeCommit } from "./git-data.ts";
import { refuse, refuseFor, type GitHubWork } from "./work.ts";
import { BRANCH_PREFIX, decoratePull, listFrom, openPull, readLimit, updatePull, type Pull } from "./pulls.ts";
import { renderFailure, succeed, type Reply } from "./reply.ts";

/** What a pull request is about, kept in its body: files at head as they were when it was proposed. */
function renderMark(work: string): string {
  return `<!-- assay work=${work} -->`;
}

/** All steps as one, for a branch that has earlier commits of ours. */
function joinSteps(steps: readonly BuiltStep[], title: string): BuiltStep {
  const trailers = steps.flatMap(({ message }) => message.split("\n").filter((line) => line.startsWith("Assay-")));
  const subjects = steps.map(({ message }) => `* ${message.split("\n")[0] ?? ""}`);
  return {
    task: steps[0]?.task ?? "",
    message: `${title}\n\n${subjects.join("\n")}\n\n${[...new Set(trailers)].join("\n")}\n`,
    tree: steps.at(-1)?.tree ?? "",
    changes: steps.flatMap(({ changes }) => changes),
  };
}

interface Placed {
  readonly end: "made" | "moved" | "same";
  readonly commits: readonly PublishedCommit[];
}

/** Puts the changes on the branch: anew on head, or on top of what is there, if all of that is ours. Never forced. */
async function placeBranch(work: GitHubWork, built: BuiltSteps, branch: string): Promise<Reply<Placed>> {
  const { client, repository, request } = work;
  const { head } = request.manifest.subject;
  const tip = await readBranch(client, repository, branch);
  if (!tip.ok) return tip;
  if (tip.data === undefined) {
    const made = await createBranch(client, repository, branch, head);
    if (!made.ok) return made;
  } else if (tip.data !== head) {
    return moveOn(work, built, branch, tip.data);
  }
  const { commits, failure } = await commitSteps(client, { repository, branch, head }, built);
  return failure === undefined ? succeed({ end: "made", commits }) : { ok: false, failure };
}

async function moveOn(work: GitHubWork, built: BuiltSteps, branch: string, tip: string): Promise<Reply<Placed>> {
  const { client, repository, request } = work;
  const { head } = request.manifest.subject;
  const there = await readCommit(client, repository, tip, "old");
  if (!there.ok) return there;
  const joined = joinSteps(built.steps, request.pullRequest?.title ?? "");
  const known = await readSame(work, built, there.data);
  if (known)
    return succeed({
      end: "same",
      commits: [{ task: joined.task, id: tip, subject: joined.message.split("\n")[0] ?? "" }],
    });
  const continued = await commitSteps(client, { repository, branch, head }, built);
  // A run that broke off half way is gone on with.
  if (continued.failure === undefined) return succeed({ end: "moved", commits: continued.commits });
  if (continued.failure.kind !== "moved") return { ok: false, failure: continued.failure };
  if (!/^Assay-Task: /mu.test(there.data.message)) {
    const message = `somebody else's commit ${tip.slice(0, 7)} is on ${branch}`;
    return { ok: false, failure: { ...continued.failure, message } };
  }
  const parts = { built, step: joined, base: built.base, parents: [tip, head] };
  const commit = await writeCommit(client, repository, parts);
  if (!commit.ok) return commit;
  const moved = await moveBranch(client, repository, branch, commit.data);
  if (!moved.ok) return moved;
  const subject = joined.message.split("\n")[0] ?? "";
  return succeed({ end: "moved", commits: [{ task: joined.task, id: commit.data, subject }] });
}

/** Whether the branch already holds exactly this, standing on this head. */
async function readSame(
  work: GitHubWork,
  built: BuiltSteps,
  tip: { readonly tree: string; readonly parents: readonly string[] },
): Promise<boolean> {
  const { head } = work.request.manifest.subject;
  if (tip.tree !== built.steps.at(-1)?.tree) return false;
  let parents = tip.parents;
  for (let depth = 0; depth <= built.steps.length; depth += 1) {
    if (parents.includes(head)) return true;
    const [first] = parents;
    if (first === undefined) return false;
    const before = await readCommit(work.client, work.repository, first, "old");
    if (!before.ok) return false;
    parents = before.data.parents;
  }
  return false;
}

/** Digest of the files at head that the changes are about. */
async function digestWork(work: GitHubWork, built: BuiltSteps): Promise<string> {
  const paths = [...new Set(built.steps.flatMap(({ changes }) => changes.map(({ path }) => path.text)))].sort();
  const blobs = await built.readHeadBlobs(paths);
  return work.digest(paths.map((path) => `${blobs.get(path) ?? "-"} ${path}\n`).join(""));
}

/**
 * One pull request for the same work: opened, or brought up to date where it is; one that was closed unmerged is not
 * opened again until its files have changed.
 */
export async function publishPullRequest(work: GitHubWork, built: BuiltSteps): Promise<Publication> {
  const mode = "pull-request";
  const text = work.request.pullRequest;
  if (text === undefined) return refuse(mode, "nothing says what it is about", "Publish by assay run or assay publish");
  if (work.branch.startsWith(BRANCH_PREFIX)) {
    return refuse(mode, `${work.branch} is a proposal of Assay's itself`, "Run on the branch that it is meant for");
  }
  const branch = `${BRANCH_PREFIX}${work.branch}/${text.key}`;
  const listed = await listFrom(work, branch);
  if (!listed.ok) return refuseFor(mode, listed.failure);
  const open = listed.data.find(({ state }) => state === "open");
  const mark = renderMark(await digestWork(work, built));
  const closed = listed.data.find(({ state, merged }) => state !== "open" && !merged);
  if (open === undefined && closed?.body.includes(mark) === true) {
    return { type: "none", reason: `#${closed.number} proposed this and was closed; the files have not changed since` };
  }
  if (work.request.dryRun) {
    const verb = open === undefined ? "open a pull request" : `update #${open.number}`;
    return { type: "none", reason: `dry run: would ${verb} from ${branch}` };
  }
  if (open === undefined) {
    const limit = await readLimit(work, text.settings);
    if (limit !== undefined) return refuse(mode, limit, "Merge or close some, or raise pull-request in the policy");
  }
  const placed = await placeBranch(work, built, branch);
  if (!placed.ok) return refuseFor(mode, placed.failure);
  const whole = { ...text, body: `${text.body}\n\n${mark}` };
  return showPull(work, { branch, open, whole, placed: placed.data });
}

interface Shown {
  readonly branch: string;
  readonly open: Pull | undefined;
  readonly whole: PullRequestText;
  readonly placed: Placed;
}

async function showPull(work: GitHubWork, { branch, open, whole, placed }: Shown): Promise<Publication> {
  const { commits } = placed;
  const done = (pull: Pull, end: "opened" | "updated" | "unchanged"): Publication => ({
    type: "pull-request",
    number: pull.number,
    url: pull.url,
    branch,
    end,
    commits,
  });
  if (open !== undefined) {
    if (placed.end === "same") return done(open, "unchanged");
    const failure = await updatePull(work, open, whole);
    if (failure !== undefined) work.onNote(`the text of #${open.number} is the old one: ${renderFailure(failure)}`);
    return done(open, "updated");
  }
  const opened = await openPull(work, branch, whole);
  if (!opened.ok) return refuseFor("pull-request", opened.failure);
  await decoratePull(work, opened.data.number, whole);
  return done(opened.data, "opened");
}
