import { z } from "zod";
import { GITHUB_LIMITS } from "../../domain/github-limits.ts";
import { STATE_FILE, STATE_REF } from "../../domain/run-state.ts";
import type { StateStore } from "../../ports.ts";
import type { RepositoryName } from "./check-run.ts";
import type { Client } from "./client.ts";
import { renderFailure, succeed, type Failure, type Reply } from "./reply.ts";

const REF = STATE_REF.replace(/^refs\//u, "");
/** Tries of a write while others write too, or whose answers are lost. */
const TRIES = GITHUB_LIMITS.tries + 1;

const idSchema = z.object({ sha: z.string() }).transform(({ sha }) => sha);
const refSchema = z.object({ object: z.object({ sha: z.string() }) }).transform(({ object }) => object.sha);
const fileSchema = z
  .object({ content: z.string(), encoding: z.literal("base64") })
  .transform(({ content }) => Buffer.from(content, "base64").toString("utf8"));

interface Place {
  readonly client: Client;
  readonly repository: RepositoryName;
}

interface Now {
  readonly commit?: string;
  readonly text?: string;
}

/**
 * The state on a ref of the repository on GitHub: each write is a commit on the one before, and the ref is moved forward
 * only. A write whose answer is lost is looked for first: merging the same state in again changes nothing.
 */
export function createGitHubStateStore(place: Place): StateStore {
  return {
    async read() {
      const now = await readNow(place);
      if (!now.ok) return { ok: false, reason: renderFailure(now.failure) };
      const { text } = now.data;
      return { ok: true, ...(text !== undefined && { text }) };
    },
    update: (change) => update(place, change),
  };
}

async function update(place: Place, change: Parameters<StateStore["update"]>[0]): Promise<string | undefined> {
  let last: Failure | undefined;
  for (let tries = 1; tries <= TRIES; tries += 1) {
    const now = await readNow(place);
    if (!now.ok) return renderFailure(now.failure);
    const next = change(now.data.text);
    if (next === undefined || next === now.data.text) return undefined;
    const written = await write(place, next, now.data.commit);
    if (written.ok) return undefined;
    last = written.failure;
    if (!["moved", "exists", "unavailable"].includes(last.kind)) break;
    await place.client.pause(tries);
  }
  return last && renderFailure(last);
}

async function readNow({ client, repository }: Place): Promise<Reply<Now>> {
  const ref = await client.read({
    route: "GET /repos/{owner}/{repo}/git/ref/{ref}",
    parameters: { ...repository, ref: REF },
    schema: refSchema,
  });
  if (!ref.ok) return ref.failure.kind === "missing" ? succeed({}) : ref;
  const file = await client.read({
    route: "GET /repos/{owner}/{repo}/contents/{path}",
    parameters: { ...repository, path: STATE_FILE, ref: ref.data },
    schema: fileSchema,
  });
  if (file.ok) return succeed({ commit: ref.data, text: file.data });
  return file.failure.kind === "missing" ? succeed({ commit: ref.data }) : file;
}

async function write({ client, repository }: Place, text: string, before: string | undefined): Promise<Reply<string>> {
  const tree = await client.write({
    route: "POST /repos/{owner}/{repo}/git/trees",
    parameters: { ...repository, tree: [{ path: STATE_FILE, mode: "100644", type: "blob", content: text }] },
    schema: idSchema,
  });
  if (!tree.ok) return tree;
  const commit = await client.write({
    route: "POST /repos/{owner}/{repo}/git/commits",
    parameters: {
      ...repository,
      message: "assay: state",
      tree: tree.data,
      parents: before === undefined ? [] : [before],
    },
    schema: idSchema,
  });
  if (!commit.ok) return commit;
  if (before === undefined) {
    return client.write({
      route: "POST /repos/{owner}/{repo}/git/refs",
      parameters: { ...repository, ref: STATE_REF, sha: commit.data },
      schema: refSchema,
    });
  }
  return client.write({
    route: "PATCH /repos/{owner}/{repo}/git/refs/{ref}",
    parameters: { ...repository, ref: REF, sha: commit.data, force: false },
    schema: refSchema,
  });
}
