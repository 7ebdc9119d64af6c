import { z } from "zod";
import { GITHUB_LIMITS } from "../../domain/github-limits.ts";
import type { Publication } from "../../domain/publication.ts";
import type { ApprovalRequest } from "../../domain/pull-request.ts";
import type { Call, Client } from "./client.ts";
import { toRepositoryName, type GitHubPublisherOptions } from "./work.ts";
import { runOf } from "./confirm-run.ts";
import { readPermission } from "./rights.ts";
import { remedyOf, renderFailure, succeed, type Reply } from "./reply.ts";

const eventSchema = z.object({
  event: z.string(),
  actor: z.object({ login: z.string() }).nullish(),
  label: z.object({ name: z.string() }).nullish(),
});

const reviewSchema = z.object({
  state: z.string(),
  body: z.string().nullish(),
  commit_id: z.string().nullish(),
  user: z.object({ login: z.string() }).nullish(),
});

/** Events or reviews of one pull request that are read. */
const MOST_READ = GITHUB_LIMITS.page * 10;

/** What waits, and for what. */
type Waiting = Extract<Publication, { readonly type: "waiting" }>;

/** The label that says yes to exactly these changes. */
function labelOf({ digest }: ApprovalRequest): string {
  return `assay-approved-${digest}`;
}

/** Entries of a run's log of deployment reviews; nothing in it says which bundle was looked at but the comment. */
const deploymentSchema = z.object({
  state: z.string(),
  comment: z.string().nullish(),
  environments: z.array(z.object({ name: z.string() })),
  user: z.object({ login: z.string() }).nullish(),
});

/** People, newest word first. */
type Approvers = readonly string[];

/** Whose words are looked up; ours: a pull request has no more reviewers, and each is a call. */
const MOST_ASKED = 30;

function loginsOf(words: readonly { readonly user?: { readonly login: string } | null | undefined }[]): Approvers {
  return [...new Set(words.flatMap(({ user }) => user?.login ?? []))];
}

/** A whole list: one that may have been cut may lack the word that takes a yes back, so nothing is read from it. */
async function readWhole<T>(client: Client, call: Call<readonly T[]>): Promise<Reply<readonly T[]>> {
  const reply = await client.readAll(call, MOST_READ);
  if (!reply.ok || reply.data.length < MOST_READ) return reply;
  const message = `there are ${MOST_READ} entries or more, so whether a yes was taken back cannot be told`;
  return { ok: false, failure: { kind: "invalid", route: call.route, message } };
}

/** Who has let these changes into the environment, in this run; a no to them counts more than any yes. */
async function readDeployers(
  { client, scene }: GitHubPublisherOptions,
  { digest, environment }: Extract<ApprovalRequest, { by: "environment" }>,
): Promise<Reply<Approvers>> {
  const reply = await client.read({
    route: "GET /repos/{owner}/{repo}/actions/runs/{run_id}/approvals",
    parameters: { ...toRepositoryName(scene.repository), run_id: runOf(scene) },
    schema: z.array(deploymentSchema),
  });
  if (!reply.ok) return reply;
  const about = reply.data.filter(
    ({ comment, environments }) =>
      comment?.includes(digest) === true &&
      environments.some(({ name }) => name.toLowerCase() === environment.toLowerCase()),
  );
  if (about.some(({ state }) => state === "rejected")) return succeed([]);
  return succeed(loginsOf(about.filter(({ state }) => state === "approved")));
}

/** Who has put the label on that is there now. */
async function readLabeller(
  { client, scene }: GitHubPublisherOptions,
  approval: ApprovalRequest,
  number: number,
): Promise<Reply<Approvers>> {
  const events = await readWhole(client, {
    route: "GET /repos/{owner}/{repo}/issues/{issue_number}/events",
    parameters: { ...toRepositoryName(scene.repository), issue_number: number },
    schema: z.array(eventSchema),
  });
  if (!events.ok) return events;
  const last = events.data.findLast(
    ({ event, label }) => ["labeled", "unlabeled"].includes(event) && label?.name === labelOf(approval),
  );
  return succeed(last?.event === "labeled" ? loginsOf([{ user: last.actor }]) : []);
}

/** Who has approved this head with the digest, and has not asked for changes since. */
async function readReviewers(
  { client, scene }: GitHubPublisherOptions,
  { digest }: ApprovalRequest,
  number: number,
): Promise<Reply<Approvers>> {
  const reviews = await readWhole(client, {
    route: "GET /repos/{owner}/{repo}/pulls/{pull_number}/reviews",
    parameters: { ...toRepositoryName(scene.repository), pull_number: number },
    schema: z.array(reviewSchema),
  });
  if (!reviews.ok) return reviews;
  const yes = reviews.data.filter(
    ({ state, body, commit_id: commit, user }, at) =>
      state === "APPROVED" &&
      commit === scene.head &&
      body?.includes(digest) === true &&
      !reviews.data.slice(at).some((later) => later.state === "CHANGES_REQUESTED" && later.user?.login === user?.login),
  );
  return succeed(loginsOf(yes.toReversed()));
}

/** Who says yes. */
function readApprovers(
  options: GitHubPublisherOptions,
  approval: ApprovalRequest,
  number: number,
): Promise<Reply<Approvers>> {
  switch (approval.by) {
    case "environment":
      return readDeployers(options, approval);
    case "label":
      return readLabeller(options, approval, number);
    case "review":
      return readReviewers(options, approval, number);
  }
}

function wait(by: string, reason: string, remedy: string): Waiting {
  return { type: "waiting", approval: by, reason, remedy };
}

/** How to say yes to exactly these changes. */
function howTo(approval: ApprovalRequest, number: number, run: string): string {
  const { by, digest } = approval;
  switch (by) {
    case "label":
      return `Put the label ${labelOf(approval)} on #${number}`;
    case "review":
      return `Approve #${number} in a review whose text holds ${digest}`;
    case "environment":
      return `Approve the deployment to the environment ${approval.environment} of ${run} with the comment ${digest}`;
  }
}

/**
 * Whether somebody who may write has said yes to exactly these changes, by GitHub's own word: undefined where so, else
 * what is waited for. A yes to other changes counts for nothing.
 */
export async function readApproval(
  options: GitHubPublisherOptions,
  approval: ApprovalRequest,
): Promise<Waiting | undefined> {
  const { scene, client } = options;
  const { by, digest, cause } = approval;
  const number = scene.pullRequest ?? 0;
  if (number === 0 && by !== "environment") {
    return wait(by, "there is no pull request to approve it on", "Run on pull_request");
  }
  const how = howTo(approval, number, scene.run.url);
  const approvers = await readApprovers(options, approval, number);
  if (!approvers.ok) {
    const { failure } = approvers;
    return wait(by, renderFailure(failure), failure.kind === "permission" ? remedyOf(failure) : how);
  }
  const asked = approvers.data.slice(0, MOST_ASKED);
  if (asked.length === 0) return wait(by, `nobody has approved ${digest} yet (${cause})`, how);
  for (const login of asked) {
    const permission = await readPermission(client, toRepositoryName(scene.repository), login);
    if (permission.ok && permission.data === "write") return undefined;
  }
  return wait(by, `${asked.join(", ")} may not write to ${scene.repository}, so this is no approval`, how);
}
