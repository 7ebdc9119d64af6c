import { z } from "zod";
import { GITHUB_LIMITS } from "../../domain/github-limits.ts";
import type { PullRequestPolicy } from "../../domain/pull-request.ts";
import type { Pull } from "./pulls.ts";
import { remedyOf, renderFailure, succeed, type Reply } from "./reply.ts";
import type { GitHubWork } from "./work.ts";

/** What a pull request has besides its text. */
type Decoration = Pick<PullRequestPolicy, "labels" | "assignees" | "reviewers" | "teams">;

interface DecorationCall {
  readonly what: string;
  readonly route: string;
  readonly parameters: object;
}

function toCalls(number: number, { labels, assignees, reviewers, teams }: Decoration): readonly DecorationCall[] {
  const issue = { issue_number: number };
  const calls: DecorationCall[] = [];
  if (labels.length > 0) {
    const route = "POST /repos/{owner}/{repo}/issues/{issue_number}/labels";
    calls.push({ what: "labels", route, parameters: { ...issue, labels } });
  }
  if (assignees.length > 0) {
    const route = "POST /repos/{owner}/{repo}/issues/{issue_number}/assignees";
    calls.push({ what: "assignees", route, parameters: { ...issue, assignees } });
  }
  if (reviewers.length + teams.length > 0) {
    const route = "POST /repos/{owner}/{repo}/pulls/{pull_number}/requested_reviewers";
    calls.push({ what: "reviewers", route, parameters: { pull_number: number, reviewers, team_reviewers: teams } });
  }
  return calls;
}

/** Labels and people; what does not work is told and stops nothing. Answers whether anything was put on. */
export async function decoratePull(
  work: GitHubWork,
  number: number,
  decoration: Decoration,
): Promise<"changed" | "unchanged"> {
  let end: "changed" | "unchanged" = "unchanged";
  for (const { what, route, parameters } of toCalls(number, decoration)) {
    const reply = await work.client.write({
      route,
      parameters: { ...work.repository, ...parameters },
      schema: z.unknown(),
    });
    if (reply.ok) end = "changed";
    else work.onNote(`${what} of pull request ${number}: ${renderFailure(reply.failure)}. ${remedyOf(reply.failure)}.`);
  }
  return end;
}

const eventSchema = z.object({
  event: z.string(),
  label: z.object({ name: z.string() }).nullish(),
  assignee: z.object({ login: z.string() }).nullish(),
  requested_reviewer: z.object({ login: z.string() }).nullish(),
  requested_team: z.object({ slug: z.string() }).nullish(),
});

/** What has ever been put on a pull request, whoever has taken it off or answered since. */
async function readHistory({ client, repository }: GitHubWork, number: number): Promise<Reply<Decoration>> {
  const events = await client.readAll(
    {
      route: "GET /repos/{owner}/{repo}/issues/{issue_number}/events",
      parameters: { ...repository, issue_number: number },
      schema: z.array(eventSchema),
    },
    GITHUB_LIMITS.page * 10,
  );
  if (!events.ok) return events;
  const of = (name: string): typeof events.data => events.data.filter(({ event }) => event === name);
  const asked = of("review_requested");
  return succeed({
    labels: of("labeled").flatMap(({ label }) => label?.name ?? []),
    assignees: of("assigned").flatMap(({ assignee }) => assignee?.login ?? []),
    reviewers: asked.flatMap(({ requested_reviewer: reviewer }) => reviewer?.login ?? []),
    teams: asked.flatMap(({ requested_team: team }) => team?.slug ?? []),
  });
}

/** Names that GitHub takes for one, whatever their case. */
function without(wanted: readonly string[], there: readonly string[]): readonly string[] {
  const known = new Set(there.map((name) => name.toLowerCase()));
  return wanted.filter((name) => !known.has(name.toLowerCase()));
}

function lacking(wanted: Decoration, there: Decoration): Decoration {
  return {
    labels: without(wanted.labels, there.labels),
    assignees: without(wanted.assignees, there.assignees),
    reviewers: without(wanted.reviewers, there.reviewers),
    teams: without(wanted.teams, there.teams),
  };
}

/**
 * Puts on an open pull request what it has never had: a run that opened it can have been ended before it came to that.
 * What somebody has taken off, and who has answered, stays so. Where GitHub does not say what there has been, nothing is
 * put on.
 */
export async function completePull(work: GitHubWork, pull: Pull, wanted: Decoration): Promise<"changed" | "unchanged"> {
  const open = lacking(wanted, pull);
  if (toCalls(pull.number, open).length === 0) return "unchanged";
  const history = await readHistory(work, pull.number);
  if (history.ok) return decoratePull(work, pull.number, lacking(open, history.data));
  const names = [...open.labels, ...open.assignees, ...open.reviewers, ...open.teams].join(", ");
  work.onNote(`#${pull.number} is without ${names}, and why is not known: ${renderFailure(history.failure)}`);
  return "unchanged";
}
