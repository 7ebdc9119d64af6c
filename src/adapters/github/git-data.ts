import { z } from "zod";
import { GITHUB_LIMITS } from "../../domain/github-limits.ts";
import type { BuiltStep, BuiltSteps } from "./built-steps.ts";
import type { RepositoryName } from "./check-run.ts";
import { writeOnce, type Client } from "./client.ts";
import { succeed, type Reply } from "./reply.ts";

const idSchema = z.object({ sha: z.string() }).transform(({ sha }) => sha);
const refSchema = z.object({ object: z.object({ sha: z.string() }) }).transform(({ object }) => object.sha);
const commitSchema = z
  .object({
    sha: z.string(),
    message: z.string(),
    tree: z.object({ sha: z.string() }),
    parents: z.array(z.object({ sha: z.string() })),
  })
  .transform(({ sha, message, tree, parents }) => ({
    id: sha,
    message,
    tree: tree.sha,
    parents: parents.map((parent) => parent.sha),
  }));

/** A commit as GitHub has it. */
export type RemoteCommit = z.infer<typeof commitSchema>;

/** How often one that was just made is looked for: some ten seconds in all. */
const LOOKS = 4;

/** Where a branch is; undefined where there is none. A new one was just made by this run, and may not be shown at once. */
export async function readBranch(
  client: Client,
  repository: RepositoryName,
  branch: string,
  age: "new" | "old" = "old",
): Promise<Reply<string | undefined>> {
  for (let look = 1; ; look += 1) {
    const reply = await readRef(client, repository, branch);
    const hidden = reply.ok && reply.data === undefined && age === "new";
    if (!hidden || look >= LOOKS) return reply;
    await client.pause(look);
  }
}

async function readRef(client: Client, repository: RepositoryName, branch: string): Promise<Reply<string | undefined>> {
  const reply = await client.read<string | undefined>({
    route: "GET /repos/{owner}/{repo}/git/ref/{ref}",
    parameters: { ...repository, ref: `heads/${branch}` },
    schema: refSchema,
  });
  // Only "there is none" says that there is none: no other failure does.
  return !reply.ok && reply.failure.kind === "missing" ? succeed(undefined) : reply;
}

/** Reads a commit; one that was just made may not be shown at once. */
export async function readCommit(
  client: Client,
  repository: RepositoryName,
  id: string,
  age: "new" | "old",
): Promise<Reply<RemoteCommit>> {
  for (let look = 1; ; look += 1) {
    const reply = await client.read({
      route: "GET /repos/{owner}/{repo}/git/commits/{commit_sha}",
      parameters: { ...repository, commit_sha: id },
      schema: commitSchema,
    });
    const hidden = !reply.ok && reply.failure.kind === "missing" && age === "new";
    if (!hidden || look >= LOOKS) return reply;
    await client.pause(look);
  }
}

/** What has content for its name can be written again and again. */
function writeObject(client: Client, route: string, parameters: object): Promise<Reply<string>> {
  return writeOnce<string>(
    client,
    () => client.write({ route, parameters: { ...parameters }, schema: idSchema }),
    () => Promise.resolve(succeed(undefined)),
  );
}

async function writeTree(
  client: Client,
  repository: RepositoryName,
  { built, step, base }: { readonly built: BuiltSteps; readonly step: BuiltStep; readonly base: string },
): Promise<Reply<string>> {
  const entries: object[] = [];
  for (const { path, mode, blob } of step.changes) {
    if (blob === undefined || mode === undefined) {
      entries.push({ path: path.text, mode: "100644", type: "blob", sha: null });
      continue;
    }
    const content = (await built.readBlob(blob)).toString("base64");
    const written = await writeObject(client, "POST /repos/{owner}/{repo}/git/blobs", {
      ...repository,
      content,
      encoding: "base64",
    });
    if (!written.ok) return written;
    entries.push({ path: path.text, mode, type: "blob", sha: written.data });
  }
  let tree = base;
  for (let at = 0; at < entries.length; at += GITHUB_LIMITS.treeEntries) {
    const written = await writeObject(client, "POST /repos/{owner}/{repo}/git/trees", {
      ...repository,
      base_tree: tree,
      tree: entries.slice(at, at + GITHUB_LIMITS.treeEntries),
    });
    if (!written.ok) return written;
    tree = written.data;
  }
  return succeed(tree);
}

/** What a commit made from parts is made of. */
export interface PartsRequest {
  readonly built: BuiltSteps;
  readonly step: BuiltStep;
  /** Tree that the step's changes are laid over. */
  readonly base: string;
  readonly parents: readonly string[];
}

/**
 * Makes a commit from blobs and trees, on no branch yet: executable bits are kept, and the tree is compared with the one
 * that was gated before anything points to it.
 */
export async function writeCommit(
  client: Client,
  repository: RepositoryName,
  { built, step, base, parents }: PartsRequest,
): Promise<Reply<string>> {
  const tree = await writeTree(client, repository, { built, step, base });
  if (!tree.ok) return tree;
  const route = "POST /repos/{owner}/{repo}/git/commits";
  if (tree.data !== step.tree) {
    const message = `the tree there is ${tree.data}, but ${step.tree} passed the gates`;
    return { ok: false, failure: { kind: "invalid", route, message } };
  }
  return writeObject(client, route, { ...repository, message: step.message, tree: tree.data, parents });
}

/** Moves a branch forward; GitHub refuses anything else, and nothing is ever forced. */
export function moveBranch(
  client: Client,
  repository: RepositoryName,
  branch: string,
  to: string,
): Promise<Reply<string>> {
  return writeOnce<string>(
    client,
    () =>
      client.write({
        route: "PATCH /repos/{owner}/{repo}/git/refs/{ref}",
        parameters: { ...repository, ref: `heads/${branch}`, sha: to, force: false },
        schema: refSchema,
      }),
    () => findBranchAt(client, repository, branch, to),
  );
}

/** Makes a branch; one that is there already at that commit counts as made. */
export async function createBranch(
  client: Client,
  repository: RepositoryName,
  branch: string,
  at: string,
): Promise<Reply<string>> {
  const reply = await writeOnce<string>(
    client,
    () =>
      client.write({
        route: "POST /repos/{owner}/{repo}/git/refs",
        parameters: { ...repository, ref: `refs/heads/${branch}`, sha: at },
        schema: refSchema,
      }),
    () => findBranchAt(client, repository, branch, at),
  );
  if (reply.ok || reply.failure.kind !== "exists") return reply;
  const found = await findBranchAt(client, repository, branch, at);
  if (!found.ok) return found;
  return found.data === undefined ? { ok: false, failure: { ...reply.failure, kind: "moved" } } : succeed(found.data);
}

async function findBranchAt(
  client: Client,
  repository: RepositoryName,
  branch: string,
  at: string,
): Promise<Reply<string | undefined>> {
  const now = await readBranch(client, repository, branch);
  return now.ok ? succeed(now.data === at ? at : undefined) : now;
}
