import { z } from "zod";
import { GITHUB_LIMITS } from "../../domain/github-limits.ts";
import type { PublishedCommit } from "../../domain/publication.ts";
import type { RepositoryName } from "./check-run.ts";
import type { Client } from "./client.ts";
import { readBranch } from "./git-data.ts";
import { succeed, type Reply } from "./reply.ts";

/** A branch, and the commit that it was at before. */
interface Place {
  readonly repository: RepositoryName;
  readonly branch: string;
  readonly head: string;
  /** `new`: this run has just made it. */
  readonly age?: "new";
}

const statusSchema = z.object({ status: z.string() }).transform(({ status }) => status);

/** Whether a commit is, or stands under, the tip of a branch. */
async function isUnder(client: Client, { repository }: Place, commit: string, tip: string): Promise<Reply<boolean>> {
  if (commit === tip) return succeed(true);
  const reply = await client.read({
    route: "GET /repos/{owner}/{repo}/compare/{basehead}",
    parameters: { ...repository, basehead: `${commit}...${tip}`, per_page: 1 },
    schema: statusSchema,
  });
  return reply.ok ? succeed(["ahead", "identical"].includes(reply.data)) : reply;
}

/**
 * How many of these commits, oldest first, each on the one before, are on the branch now: somebody may have pushed over
 * them by force. A branch that seems to be where it was before them is looked at again: GitHub may be late in telling.
 */
export async function readKept(
  client: Client,
  place: Place,
  commits: readonly PublishedCommit[],
): Promise<Reply<number>> {
  const earlier = new Set([place.head, ...commits.slice(0, -1).map(({ id }) => id)]);
  let tip = await readBranch(client, place.repository, place.branch, place.age);
  for (let look = 1; look < GITHUB_LIMITS.tries; look += 1) {
    if (!tip.ok || tip.data === undefined || !earlier.has(tip.data)) break;
    await client.pause(look);
    tip = await readBranch(client, place.repository, place.branch, place.age);
  }
  if (!tip.ok) return tip;
  if (tip.data === undefined) return succeed(0);
  for (let kept = commits.length; kept > 0; kept -= 1) {
    const under = await isUnder(client, place, commits[kept - 1]?.id ?? "", tip.data);
    if (!under.ok) return under;
    if (under.data) return succeed(kept);
  }
  return succeed(0);
}
