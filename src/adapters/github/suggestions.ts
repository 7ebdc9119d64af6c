import { z } from "zod";
import { GITHUB_LIMITS } from "../../domain/github-limits.ts";
import type { Publication } from "../../domain/publication.ts";
import type { Suggestion } from "../../domain/pull-request.ts";
import type { BuiltSteps } from "./built-steps.ts";
import { writeOnce } from "./client.ts";
import { refuse, refuseFor, type GitHubWork } from "./work.ts";
import { succeed, type Reply } from "./reply.ts";

const commentSchema = z.object({
  id: z.number(),
  body: z.string(),
  path: z.string(),
  /** Where it stands now, as commits move it; null: the lines that it was about are no more. Old servers do not say. */
  line: z.number().nullish(),
  start_line: z.number().nullish(),
});
type Comment = z.infer<typeof commentSchema>;

/** A comment that is to be there, told by a mark in its body. */
interface Wanted {
  readonly suggestion: Suggestion;
  /** Stable for the place. */
  readonly place: string;
  /** With the mark. */
  readonly body: string;
}

const MARK = /<!-- assay suggestion=([0-9a-f]{16}) -->/u;

function toWanted(suggestion: Suggestion, digest: GitHubWork["digest"]): Wanted {
  const { task, path, start, end, body } = suggestion;
  const place = digest([task, path, start, end].join("\0")).slice(0, 16);
  return { suggestion, place, body: `${body}\n\n<!-- assay suggestion=${place} -->` };
}

/** Whether a comment is the one that is wanted: one of ours on these lines, which is changed and not repeated. */
function isSame({ body, path, line, start_line: first }: Comment, { suggestion, place }: Wanted): boolean {
  const mark = MARK.exec(body)?.[1];
  if (mark === undefined || path !== suggestion.path) return false;
  if (line === undefined) return mark === place;
  return line === suggestion.end && (first ?? line) === suggestion.start;
}

/** Suggestions whose lines the pull request shows: GitHub takes no others. */
async function readShown(
  built: BuiltSteps,
  mergeBase: string,
  all: readonly Suggestion[],
): Promise<readonly Suggestion[]> {
  const ranges = new Map<string, readonly { start: number; end: number }[]>();
  for (const path of new Set(all.map((one) => one.path))) ranges.set(path, await built.readShownLines(mergeBase, path));
  return all.filter(({ path, start, end }) =>
    (ranges.get(path) ?? []).some((range) => start >= range.start && end < range.end),
  );
}

function readComments(work: GitHubWork, pullRequest: number): Promise<Reply<readonly Comment[]>> {
  return work.client.readAll(
    {
      route: "GET /repos/{owner}/{repo}/pulls/{pull_number}/comments",
      parameters: { ...work.repository, pull_number: pullRequest },
      schema: z.array(commentSchema),
    },
    GITHUB_LIMITS.page * 10,
  );
}

function toComment({ suggestion: { path, start, end }, body }: Wanted): object {
  const several = start < end ? { start_line: start, start_side: "RIGHT" } : {};
  return { path, body, line: end, side: "RIGHT", ...several };
}

/** One review with all that is new; sent again only where its first comment is not there. */
function writeReview(work: GitHubWork, pullRequest: number, wanted: readonly Wanted[]): Promise<Reply<number>> {
  const [first] = wanted;
  return writeOnce<number>(
    work.client,
    () =>
      work.client.write({
        route: "POST /repos/{owner}/{repo}/pulls/{pull_number}/reviews",
        parameters: {
          ...work.repository,
          pull_number: pullRequest,
          commit_id: work.request.manifest.subject.head,
          event: "COMMENT",
          body: "Changes that passed every gate of the policy.",
          comments: wanted.map(toComment),
        },
        schema: z.object({ id: z.number() }).transform(({ id }) => id),
      }),
    async () => {
      const now = await readComments(work, pullRequest);
      if (!now.ok || first === undefined) return now.ok ? succeed(undefined) : now;
      return succeed(now.data.find((comment) => isSame(comment, first))?.id);
    },
  );
}

/** Suggests the changes on the lines of the pull request, in one review; what stands there already is kept or changed. */
export async function publishSuggestions(work: GitHubWork, built: BuiltSteps): Promise<Publication> {
  const mode = "suggestions";
  const { scene, request, client } = work;
  const pullRequest = scene.pullRequest;
  if (pullRequest === undefined) {
    return refuse(mode, `the event ${scene.event} is about no pull request`, "Run on pull_request");
  }
  const all = request.suggestions ?? [];
  const shown = await readShown(built, request.manifest.subject.mergeBase, all);
  const wanted = shown.slice(0, GITHUB_LIMITS.reviewComments).map((one) => toWanted(one, work.digest));
  const kept = new Set(wanted.map(({ suggestion }) => suggestion));
  const touched = request.manifest.entries.flatMap(({ paths }) => paths);
  const whole = (path: string): boolean =>
    all.some((one) => one.path === path) && all.every((one) => one.path !== path || kept.has(one));
  const omitted = [...new Set(touched.filter((path) => !whole(path)))].sort();
  const there = await readComments(work, pullRequest);
  if (!there.ok) return refuseFor(mode, there.failure);
  const found = wanted.map((one) => ({ one, comment: there.data.find((comment) => isSame(comment, one)) }));
  const added = found.flatMap(({ one, comment }) => (comment === undefined ? [one] : []));
  const changed = found.flatMap(({ one, comment }) =>
    comment === undefined || comment.body.replaceAll("\r\n", "\n") === one.body ? [] : [{ ...one, id: comment.id }],
  );
  if (request.dryRun)
    return { type: "none", reason: `dry run: would suggest ${added.length} changes on #${pullRequest}` };
  if (added.length > 0) {
    const review = await writeReview(work, pullRequest, added);
    if (!review.ok) return refuseFor(mode, review.failure);
  }
  const rest = { unchanged: wanted.length - added.length - changed.length, omitted };
  for (const [updated, { id, body }] of changed.entries()) {
    const parameters = { ...work.repository, comment_id: id, body };
    const route = "PATCH /repos/{owner}/{repo}/pulls/comments/{comment_id}";
    const reply = await client.write({ route, parameters, schema: commentSchema });
    if (reply.ok) continue;
    const message = `${reply.failure.message}; ${changed.length - updated} suggestions on #${pullRequest} are the old ones`;
    const refused = refuseFor(mode, { ...reply.failure, message });
    if (added.length + updated === 0) return refused;
    const done: Publication = { type: "suggestions", pullRequest, added: added.length, updated, ...rest };
    return { type: "several", publications: [done, refused] };
  }
  return { type: "suggestions", pullRequest, added: added.length, updated: changed.length, ...rest };
}
