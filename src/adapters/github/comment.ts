import { z } from "zod";
import { GITHUB_LIMITS } from "../../domain/github-limits.ts";
import type { GitHubScene } from "../../domain/github-scene.ts";
import { writeOnce, type Client } from "./client.ts";
import { succeed, type Failure, type Reply } from "./reply.ts";
import { toRepositoryName } from "./work.ts";

/** A comment that stands once: on the pull request of a branch or, without one, on the commit. */
export interface StandingComment {
  /** Told from others by it: hex. */
  readonly key: string;
  readonly body: string;
  /** What is done where there is none yet; absent: it is added. */
  readonly whenMissing?: "add" | "leave";
}

interface Place {
  readonly client: Client;
  readonly scene: GitHubScene;
}

/** The routes of a kind of comment, and what they need. */
interface Thread {
  readonly list: string;
  readonly add: string;
  readonly change: string;
  readonly parameters: Readonly<Record<string, string | number>>;
}

const commentSchema = z.object({ id: z.number(), body: z.string().nullish(), html_url: z.string() });
type Comment = z.infer<typeof commentSchema>;
const pullsSchema = z.array(z.object({ number: z.number() }));

/** The open pull request of the scene's branch; undefined where there is none. */
async function findPull({ client, scene }: Place): Promise<Reply<number | undefined>> {
  if (scene.pullRequest !== undefined) return succeed(scene.pullRequest);
  if (scene.branch === undefined) return succeed(undefined);
  const { owner, repo } = toRepositoryName(scene.repository);
  const reply = await client.read({
    route: "GET /repos/{owner}/{repo}/pulls",
    parameters: { owner, repo, head: `${owner}:${scene.branch}`, state: "open", per_page: 1 },
    schema: pullsSchema,
  });
  return reply.ok ? succeed(reply.data[0]?.number) : reply;
}

function toThread({ scene }: Place, pull: number | undefined): Thread | undefined {
  const repository = toRepositoryName(scene.repository);
  if (pull !== undefined) {
    return {
      list: "GET /repos/{owner}/{repo}/issues/{issue_number}/comments",
      add: "POST /repos/{owner}/{repo}/issues/{issue_number}/comments",
      change: "PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}",
      parameters: { ...repository, issue_number: pull },
    };
  }
  return scene.head === undefined ? undefined : toCommitThread(scene, scene.head);
}

function toCommitThread({ repository }: Pick<GitHubScene, "repository">, commit: string): Thread {
  return {
    list: "GET /repos/{owner}/{repo}/commits/{commit_sha}/comments",
    add: "POST /repos/{owner}/{repo}/commits/{commit_sha}/comments",
    change: "PATCH /repos/{owner}/{repo}/comments/{comment_id}",
    parameters: { ...toRepositoryName(repository), commit_sha: commit },
  };
}

/**
 * Puts a comment where it stands once: what has the key already is changed, and left where it says the same. A comment
 * that cannot be changed is somebody else's, who has copied the key. Answers the address; undefined where there is no
 * place for it.
 */
export async function putComment(
  place: Place,
  { key, body, whenMissing = "add" }: StandingComment,
): Promise<Reply<string | undefined>> {
  const pull = await findPull(place);
  if (!pull.ok) return pull;
  const thread = toThread(place, pull.data);
  if (thread === undefined) return succeed(undefined);
  const mark = `<!-- assay comment=${key} -->`;
  const whole = `${body.trimEnd()}\n\n${mark}`;
  const there = await findMarked(place.client, thread, mark);
  if (!there.ok) return there;
  for (const comment of there.data) {
    const put = await putRight(place.client, thread, comment, whole);
    if (put.ok) return succeed(put.data.html_url);
    if (!isForeign(put.failure)) return put;
  }
  if (whenMissing === "leave") {
    return pull.data === undefined ? rightOlder(place, { mark, whole }) : succeed(undefined);
  }
  const added = await writeOnce<Comment>(
    place.client,
    () =>
      place.client.write({
        route: thread.add,
        parameters: { ...thread.parameters, body: whole },
        schema: commentSchema,
      }),
    async () => {
      const now = await findMarked(place.client, thread, mark);
      return now.ok ? succeed(now.data.find((one) => says(one, whole))) : now;
    },
  );
  return added.ok ? succeed(added.data.html_url) : added;
}

const commitsSchema = z.array(z.object({ sha: z.string(), commit: z.object({ comment_count: z.number() }) }));

/** Earlier commits with comments that are looked at: one that broke is seldom far away. */
const MOST_COMMITS = 10;

/**
 * Puts right what stands on earlier commits of the branch, where no pull request keeps the comments together: each was
 * said of a commit that has been built upon. Answers the address of the newest one.
 */
async function rightOlder(
  { client, scene }: Place,
  { mark, whole }: { readonly mark: string; readonly whole: string },
): Promise<Reply<string | undefined>> {
  const repository = toRepositoryName(scene.repository);
  const listed = await client.read({
    route: "GET /repos/{owner}/{repo}/commits",
    parameters: { ...repository, sha: scene.head, per_page: GITHUB_LIMITS.page },
    schema: commitsSchema,
  });
  if (!listed.ok) return listed;
  const commented = listed.data.filter(({ sha, commit }) => sha !== scene.head && commit.comment_count > 0);
  let newest: string | undefined;
  for (const { sha } of commented.slice(0, MOST_COMMITS)) {
    const thread = toCommitThread(scene, sha);
    const there = await findMarked(client, thread, mark);
    if (!there.ok) return there;
    for (const comment of there.data) {
      const put = await putRight(client, thread, comment, whole);
      if (put.ok) newest ??= put.data.html_url;
      else if (!isForeign(put.failure)) return put;
    }
  }
  return succeed(newest);
}

function isForeign({ kind }: Failure): boolean {
  return kind === "permission" || kind === "missing";
}

/** Newest first. */
async function findMarked(client: Client, thread: Thread, mark: string): Promise<Reply<readonly Comment[]>> {
  const call = { route: thread.list, parameters: thread.parameters, schema: z.array(commentSchema) };
  const listed = await client.readAll(call, GITHUB_LIMITS.page * 10);
  if (!listed.ok) return listed;
  return succeed(listed.data.filter(({ body }) => body?.trimEnd().endsWith(mark) === true).toReversed());
}

function says({ body }: Comment, whole: string): boolean {
  return body?.replaceAll("\r\n", "\n") === whole;
}

/** Changes a comment that does not say this already. */
async function putRight(client: Client, thread: Thread, comment: Comment, whole: string): Promise<Reply<Comment>> {
  if (says(comment, whole)) return succeed(comment);
  const { owner = "", repo = "" } = thread.parameters;
  const parameters = { owner, repo, comment_id: comment.id, body: whole };
  return client.write({ route: thread.change, parameters, schema: commentSchema });
}
