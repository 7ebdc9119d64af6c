import { z } from "zod";
import { GITHUB_LIMITS } from "../../domain/github-limits.ts";
import type { Claim, PullRequestText } from "../../domain/pull-request.ts";
import { parseWorkMark } from "../../domain/work-mark.ts";
import type { ClaimsAnswer } from "../../ports.ts";
import type { RepositoryName } from "./check-run.ts";
import { writeOnce, type Client } from "./client.ts";
import { renderFailure, succeed, type Failure, type Reply } from "./reply.ts";
import type { GitHubWork } from "./work.ts";

/** Branches of Assay's begin with this. */
export const BRANCH_PREFIX = "assay/";

/** The branch that work of a key is proposed from, for a branch. */
export function toProposalBranch(branch: string, key: string): string {
  return `${BRANCH_PREFIX}${branch}/${key}`;
}

const pullSchema = z
  .object({
    number: z.number(),
    state: z.string(),
    html_url: z.string(),
    title: z.string(),
    body: z.string().nullish(),
    merged_at: z.string().nullish(),
    created_at: z.string(),
    head: z.object({ ref: z.string(), repo: z.object({ id: z.number() }).nullish() }),
    base: z.object({ repo: z.object({ id: z.number() }) }),
    labels: z.array(z.object({ name: z.string() })).nullish(),
    assignees: z.array(z.object({ login: z.string() })).nullish(),
    requested_reviewers: z.array(z.object({ login: z.string() })).nullish(),
    requested_teams: z.array(z.object({ slug: z.string() })).nullish(),
  })
  .transform(({ number, state, title, head, base, ...rest }) => ({
    number,
    state,
    title,
    url: rest.html_url,
    body: rest.body ?? "",
    merged: rest.merged_at !== undefined && rest.merged_at !== null,
    createdAt: rest.created_at,
    // Strangers name the branches of their forks as they like.
    branch: head.repo?.id === base.repo.id ? head.ref : "",
    labels: rest.labels?.map(({ name }) => name) ?? [],
    assignees: rest.assignees?.map(({ login }) => login) ?? [],
    /** Those who have not answered yet. */
    reviewers: rest.requested_reviewers?.map(({ login }) => login) ?? [],
    teams: rest.requested_teams?.map(({ slug }) => slug) ?? [],
  }));

/** A pull request as GitHub has it. */
export type Pull = z.infer<typeof pullSchema>;

function listPulls(
  work: Pick<GitHubWork, "client" | "repository">,
  filter: object,
  most: number,
): Promise<Reply<readonly Pull[]>> {
  return work.client.readAll(
    {
      route: "GET /repos/{owner}/{repo}/pulls",
      parameters: { ...work.repository, sort: "created", direction: "desc", ...filter },
      schema: z.array(pullSchema),
    },
    most,
  );
}

/** Pull requests from a branch, newest first. */
export function listFrom(work: GitHubWork, branch: string): Promise<Reply<readonly Pull[]>> {
  return listPulls(work, { state: "all", head: `${work.repository.owner}:${branch}` }, GITHUB_LIMITS.page);
}

/** What stands against opening one more. */
export async function readLimit(
  work: GitHubWork,
  { open, hourly }: PullRequestText["settings"],
): Promise<string | undefined> {
  // Asked for by themselves: one that has been open for long stands behind many that were opened since.
  const opened = await listPulls(work, { state: "open" }, GITHUB_LIMITS.page * 10);
  if (!opened.ok) return renderFailure(opened.failure);
  const isOurs = ({ branch }: Pull): boolean => branch.startsWith(BRANCH_PREFIX);
  const now = opened.data.filter(isOurs).length;
  if (now >= open) return `${now} pull requests of Assay's are open, and the policy allows ${open}`;
  const newest = await listPulls(work, { state: "all" }, GITHUB_LIMITS.page * 3);
  if (!newest.ok) return renderFailure(newest.failure);
  const hour = work.now().getTime() - 3_600_000;
  const recent = newest.data.filter((pull) => isOurs(pull) && Date.parse(pull.createdAt) > hour).length;
  if (recent >= hourly) return `${recent} were opened within the hour, and the policy allows ${hourly}`;
  return undefined;
}

/** Opens a pull request; one that is open already counts as opened. */
export async function openPull(
  work: GitHubWork,
  branch: string,
  text: PullRequestText & { body: string },
): Promise<Reply<Pull>> {
  const { client, repository, branch: base } = work;
  const find = async (): Promise<Reply<Pull | undefined>> => {
    const found = await listFrom(work, branch);
    return found.ok ? succeed(found.data.find(({ state }) => state === "open")) : found;
  };
  for (let tries = 1; ; tries += 1) {
    const reply = await writeOnce<Pull>(
      client,
      () =>
        client.write({
          route: "POST /repos/{owner}/{repo}/pulls",
          parameters: {
            ...repository,
            head: branch,
            base,
            title: text.title,
            body: text.body,
            draft: text.settings.draft,
            maintainer_can_modify: true,
          },
          schema: pullSchema,
        }),
      find,
    );
    if (reply.ok) return reply;
    if (reply.failure.kind === "exists") {
      const found = await find();
      if (!found.ok || found.data !== undefined) return found.ok ? succeed(found.data ?? raise()) : found;
    }
    // A branch that was just made may not be known yet where pull requests are made.
    const early = reply.failure.kind === "invalid" && /head|resolve/iu.test(reply.failure.message);
    if (!early || tries >= GITHUB_LIMITS.tries) return reply;
    await client.pause(tries);
  }
}

function raise(): never {
  throw new Error("a pull request that was found is not there");
}

/** Brings title and body up to date, where they are not. */
export async function updatePull(
  work: GitHubWork,
  pull: Pull,
  text: { title: string; body: string },
): Promise<Failure | undefined> {
  if (pull.title === text.title && pull.body.replaceAll("\r\n", "\n") === text.body) return undefined;
  const reply = await work.client.write({
    route: "PATCH /repos/{owner}/{repo}/pulls/{pull_number}",
    parameters: { ...work.repository, pull_number: pull.number, title: text.title, body: text.body },
    schema: pullSchema,
  });
  return reply.ok ? undefined : reply.failure;
}

/**
 * Which pieces of work other pull requests of Assay's against the same branch hold than the open one of `own`: those that
 * are open, and those that were closed without a merge. What two open ones hold is the older one's.
 */
export async function readClaims(
  client: Client,
  { repository, base, own }: { readonly repository: RepositoryName; readonly base: string; readonly own: string },
  works: ReadonlyMap<string, string>,
): Promise<ClaimsAnswer> {
  const listed = await listPulls({ client, repository }, { state: "all", base }, GITHUB_LIMITS.page * 3);
  if (!listed.ok) return { ok: false, reason: renderFailure(listed.failure) };
  const ours = listed.data.filter(({ branch }) => branch.startsWith(`${BRANCH_PREFIX}${base}/`));
  const mine = ours.find(({ state, branch }) => state === "open" && branch === own);
  const held = mine === undefined ? new Map<string, string>() : parseWorkMark(mine.body);
  const claims = new Map<string, Claim>();
  for (const pull of ours) {
    if (pull === mine || pull.merged) continue;
    const state = pull.state === "open" ? "open" : "closed";
    for (const [task, work] of parseWorkMark(pull.body)) {
      if (works.get(task) !== work || claims.get(task)?.state === "open") continue;
      const isMine = mine !== undefined && held.get(task) === work && (state === "closed" || mine.number < pull.number);
      if (!isMine) claims.set(task, { pull: pull.number, state });
    }
  }
  return { ok: true, claims };
}

/** How those of these pull requests ended that are no longer open; one that cannot be read counts as open. */
export async function readEnded(
  client: Client,
  repository: RepositoryName,
  numbers: readonly number[],
): Promise<ReadonlyMap<number, "closed" | "merged">> {
  const ended = new Map<number, "closed" | "merged">();
  for (const number of numbers) {
    const reply = await client.read({
      route: "GET /repos/{owner}/{repo}/pulls/{pull_number}",
      parameters: { ...repository, pull_number: number },
      schema: pullSchema,
    });
    if (reply.ok && reply.data.state !== "open") ended.set(number, reply.data.merged ? "merged" : "closed");
  }
  return ended;
}
