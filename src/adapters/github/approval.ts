import { z } from "zod";
import { GITHUB_LIMITS } from "../../domain/github-limits.ts";
import type { Publication } from "../../domain/publication.ts";
import type { ApprovalRequest } from "../../domain/pull-request.ts";
import { toRepositoryName, type GitHubPublisherOptions } from "./work.ts";
import { runOf } from "./confirm-run.ts";
import { readPermission } from "./rights.ts";
import { renderFailure, succeed, type Reply } from "./reply.ts";

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

/** Who has let these changes into the environment, in this run; a no to them counts more than any yes. */
async function readDeployer(
  { client, scene }: GitHubPublisherOptions,
  { digest, environment }: Extract<ApprovalRequest, { by: "environment" }>,
): Promise<Reply<string | undefined>> {
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
  if (about.some(({ state }) => state === "rejected")) return succeed(undefined);
  return succeed(about.find(({ state }) => state === "approved")?.user?.login);
}

/** Who says yes, newest word first; undefined where nobody does. */
async function readApprover(
  options: GitHubPublisherOptions,
  approval: ApprovalRequest,
  number: number,
): Promise<Reply<string | undefined>> {
  if (approval.by === "environment") return readDeployer(options, approval);
  const { client, scene } = options;
  const repository = toRepositoryName(scene.repository);
  const most = GITHUB_LIMITS.page * 10;
  if (approval.by === "label") {
    const route = "GET /repos/{owner}/{repo}/issues/{issue_number}/events";
    const parameters = { ...repository, issue_number: number };
    const events = await client.readAll({ route, parameters, schema: z.array(eventSchema) }, most);
    if (!events.ok) return events;
    const last = events.data.findLast(
      ({ event, label }) => ["labeled", "unlabeled"].includes(event) && label?.name === labelOf(approval),
    );
    return succeed(last?.event === "labeled" ? last.actor?.login : undefined);
  }
  const route = "GET /repos/{owner}/{repo}/pulls/{pull_number}/reviews";
  const parameters = { ...repository, pull_number: number };
  const reviews = await client.readAll({ route, parameters, schema: z.array(reviewSchema) }, most);
  if (!reviews.ok) return reviews;
  const yes = reviews.data.findLast(
    ({ state, body, commit_id: commit }) =>
      state === "APPROVED" && commit === scene.head && body?.includes(approval.digest) === true,
  );
  return succeed(yes?.user?.login);
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
  const approver = await readApprover(options, approval, number);
  if (!approver.ok) return wait(by, renderFailure(approver.failure), how);
  if (approver.data === undefined) return wait(by, `nobody has approved ${digest} yet (${cause})`, how);
  const permission = await readPermission(client, toRepositoryName(scene.repository), approver.data);
  if (permission.ok && permission.data === "write") return undefined;
  return wait(by, `${approver.data} may not write to ${scene.repository}, so this is no approval`, how);
}
