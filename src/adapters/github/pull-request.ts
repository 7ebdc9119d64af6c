import type { Publication, PublishedCommit } from "../../domain/publication.ts";
import type { PullRequestText, RestOfWork } from "../../domain/pull-request.ts";
import { parseWorkMark, renderWorkMark } from "../../domain/work-mark.ts";
import type { BuiltStep, BuiltSteps } from "./built-steps.ts";
import { commitSteps } from "./commit-steps.ts";
import { completePull, decoratePull } from "./decorate-pull.ts";
import { createBranch, moveBranch, readBranch, readCommit, writeCommit } from "./git-data.ts";
import { refuse, refuseFor, type GitHubWork } from "./work.ts";
import { BRANCH_PREFIX, toProposalBranch, listFrom, openPull, readLimit, updatePull, type Pull } from "./pulls.ts";
import { remedyOf, renderFailure, succeed, type Failure, type Reply } from "./reply.ts";

const MODE = "pull-request";

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

interface Found {
  readonly tip: string;
  /** Absent: it has been there. */
  readonly age?: "new";
}

/** Where the branch is: at head, where it has just been made. */
async function findOrCreateBranch({ client, repository, request }: GitHubWork, branch: string): Promise<Reply<Found>> {
  const tip = await readBranch(client, repository, branch);
  if (!tip.ok) return tip;
  if (tip.data !== undefined) return succeed({ tip: tip.data });
  const made = await createBranch(client, repository, branch, request.manifest.subject.head);
  if (made.ok) return succeed({ tip: made.data, age: "new" });
  if (made.failure.kind !== "moved") return made;
  // Another run has made it meanwhile, and gone on from there.
  const now = await readBranch(client, repository, branch);
  return now.ok && now.data !== undefined ? succeed({ tip: now.data }) : made;
}

/** Puts the changes on the branch: anew on head, or on top of what is there, if all of that is ours. Never forced. */
async function placeBranch(work: GitHubWork, built: BuiltSteps, branch: string): Promise<Reply<Placed>> {
  const { client, repository, request } = work;
  const { head } = request.manifest.subject;
  const found = await findOrCreateBranch(work, branch);
  if (!found.ok) return found;
  const { tip, age } = found.data;
  if (tip !== head) return moveOn(work, built, branch, tip);
  const { commits, failure } = await commitSteps(client, { repository, branch, head, ...(age && { age }) }, built);
  return failure === undefined ? succeed({ end: "made", commits }) : breakOff(failure, branch, { commits, built });
}

/** What failed, and what is there all the same. */
function breakOff(
  failure: Failure,
  branch: string,
  { commits, built }: { readonly commits: readonly PublishedCommit[]; readonly built: BuiltSteps },
): Extract<Reply<Placed>, { readonly ok: false }> {
  const message = `${failure.message}; ${branch} is there with ${commits.length} of ${built.steps.length} commits`;
  return { ok: false, failure: { ...failure, message } };
}

/** What failed, and what a branch of earlier commits is like all the same. */
function notMoved(failure: Failure, branch: string, tip: string): Extract<Reply<Placed>, { readonly ok: false }> {
  const message = `${failure.message}; ${branch} was at ${tip.slice(0, 7)}, with earlier changes, and these are not known to be on it`;
  return { ok: false, failure: { ...failure, message } };
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
  if (continued.failure.kind !== "moved") return breakOff(continued.failure, branch, { ...continued, built });
  if (!/^Assay-Task: /mu.test(there.data.message)) {
    const message = `somebody else's commit ${tip.slice(0, 7)} is on ${branch}`;
    return { ok: false, failure: { ...continued.failure, message } };
  }
  const parts = { built, step: joined, base: built.base, parents: [tip, head] };
  const commit = await writeCommit(client, repository, parts);
  if (!commit.ok) return notMoved(commit.failure, branch, tip);
  const moved = await moveBranch(client, repository, branch, commit.data);
  if (!moved.ok) return notMoved(moved.failure, branch, tip);
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

/** Work of an open pull request that this run does not bring and has no word on: it may not be taken out. */
function readHeld({ request, scene }: GitHubWork, text: PullRequestText, open: Pull): readonly string[] {
  const own = new Set(request.manifest.entries.map(({ task }) => task));
  const { settled, heldBack, looked } = text.rest ?? { settled: [], heldBack: [], looked: "selection" };
  // The changes of a pull request are all that it is about; those of a push are only the latest.
  const isWhole = looked === "everything" || (looked === "changes" && scene.event.startsWith("pull_request"));
  const isHeld = (task: string): boolean => (isWhole ? heldBack.includes(task) : !settled.includes(task));
  return [...parseWorkMark(open.body).keys()].filter((task) => !own.has(task) && isHeld(task));
}

/** Whether a pull request was about all of this, with the files as they are. */
function coversAll(pull: Pull, works: ReadonlyMap<string, string>): boolean {
  const theirs = parseWorkMark(pull.body);
  return works.size > 0 && [...works].every(([task, work]) => theirs.get(task) === work);
}

/** Why nothing may be proposed on the branch now; undefined where it may. */
async function readHindrance(
  work: GitHubWork,
  text: PullRequestText,
  { open, closed }: { readonly open: Pull | undefined; readonly closed: Pull | undefined },
): Promise<Publication | undefined> {
  const { body, unclear } = text;
  if (unclear !== undefined) return refuse(MODE, unclear, "Run again");
  if (open === undefined) {
    if (closed === undefined || !coversAll(closed, parseWorkMark(body))) return undefined;
    return { type: "none", reason: `#${closed.number} proposed this and was closed; the files have not changed since` };
  }
  const held = readHeld(work, text, open);
  if (held.length === 0) return undefined;
  return refuseHeld(text, open, held);
}

/** Names of one refusal; the rest is counted. */
const MOST_NAMES = 5;

/** How a run can be made to look at what is held, by what it has looked at. */
const LOOK_AT_ALL: Readonly<Record<RestOfWork["looked"], string>> = {
  selection: "Run without the inputs that choose (paths, tasks, only), so that this is looked at too",
  changes: "Run over all files (input all), so that this is looked at too",
  everything: "Let a run come to this too: its report says what kept it from it (limits, caps, time or a tool)",
};

async function refuseHeld(text: PullRequestText, { number }: Pull, held: readonly string[]): Promise<Publication> {
  const shown = held.slice(0, MOST_NAMES);
  const names = (await text.nameTasks?.(shown)) ?? shown;
  const more = held.length > MOST_NAMES ? ` and ${held.length - MOST_NAMES} more` : "";
  const whose = text.rule === undefined ? "" : `, the pull request of the rule for ${text.rule.join(", ")},`;
  const reason = `#${number}${whose} holds changes that this run did not look at, and to bring it up to date would take them out: ${names.join("; ")}${more}`;
  const isKept = text.rest !== undefined && held.some((task) => text.rest?.heldBack.includes(task));
  const look = LOOK_AT_ALL[isKept ? "everything" : (text.rest?.looked ?? "selection")];
  const apart = "have one for each task (pull-request: { per: task } in the policy)";
  return refuse(MODE, reason, `${look}; or merge or close #${number}; or ${apart}`);
}

/**
 * One pull request for the same work: opened, or brought up to date where it is, without taking out what the run did not
 * come to; one that was closed unmerged is not opened again until its files have changed.
 */
export async function publishPullRequest(work: GitHubWork, built: BuiltSteps): Promise<Publication> {
  const text = work.request.pullRequest;
  if (text === undefined) return refuse(MODE, "nothing says what it is about", "Publish by assay run or assay publish");
  if (work.branch.startsWith(BRANCH_PREFIX)) {
    return refuse(MODE, `${work.branch} is a proposal of Assay's itself`, "Run on the branch that it is meant for");
  }
  const branch = toProposalBranch(work.branch, text.key);
  const listed = await listFrom(work, branch);
  if (!listed.ok) return refuseFor(MODE, listed.failure);
  const open = listed.data.find(({ state }) => state === "open");
  const closed = listed.data.find(({ state, merged }) => state !== "open" && !merged);
  const hindrance = await readHindrance(work, text, { open, closed });
  if (hindrance !== undefined) return hindrance;
  if (work.request.dryRun) {
    const verb = open === undefined ? "open a pull request" : `update #${open.number}`;
    return { type: "none", reason: `dry run: would ${verb} from ${branch}` };
  }
  if (open === undefined) {
    const limit = await readLimit(work, text.settings);
    if (limit !== undefined) return refuse(MODE, limit, "Merge or close some, or raise pull-request in the policy");
  }
  const placed = await placeBranch(work, built, branch);
  if (!placed.ok) return refuseFor(MODE, placed.failure);
  return showPull(work, { branch, open, text, placed: placed.data });
}

interface Shown {
  readonly branch: string;
  readonly open: Pull | undefined;
  readonly text: PullRequestText;
  readonly placed: Placed;
}

async function showPull(work: GitHubWork, { branch, open, text, placed }: Shown): Promise<Publication> {
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
    // A run may have ended between the branch and the text.
    const isTold = renderWorkMark(parseWorkMark(open.body)) === renderWorkMark(parseWorkMark(text.body));
    if (placed.end === "same" && isTold) {
      const end = await completePull(work, open, text.settings);
      return done(open, end === "changed" ? "updated" : "unchanged");
    }
    const failure = await updatePull(work, open, text);
    if (failure !== undefined) {
      work.onNote(`the text of #${open.number} is the old one: ${renderFailure(failure)}. ${remedyOf(failure)}.`);
    }
    await completePull(work, open, text.settings);
    return done(open, "updated");
  }
  const opened = await openPull(work, branch, text);
  if (!opened.ok) {
    const message = `${opened.failure.message}; the commits are on ${branch}, without a pull request`;
    return refuseFor(MODE, { ...opened.failure, message });
  }
  await decoratePull(work, opened.data.number, text.settings);
  return done(opened.data, "opened");
}
