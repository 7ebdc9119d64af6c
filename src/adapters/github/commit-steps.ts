import { z } from "zod";
import { WorldError } from "../../domain/errors.ts";
import { GITHUB_LIMITS } from "../../domain/github-limits.ts";
import type { PublishedCommit } from "../../domain/publication.ts";
import type { BuiltStep, BuiltSteps } from "./built-steps.ts";
import type { RepositoryName } from "./check-run.ts";
import type { Client } from "./client.ts";
import { moveBranch, readBranch, readCommit, writeCommit, type RemoteCommit } from "./git-data.ts";
import { readKept } from "./kept-commits.ts";
import { succeed, type Failure, type Reply } from "./reply.ts";

/** A branch and the commit that it has to be at: the one that was gated. */
export interface BranchTarget {
  readonly repository: RepositoryName;
  readonly branch: string;
  readonly head: string;
  /** `new`: this run has just made it, and GitHub may not know it everywhere yet. Absent: it has been there. */
  readonly age?: "new";
}

/** What is on the branch at the end; `failure` says why not all are there. */
export interface Committed {
  readonly commits: readonly PublishedCommit[];
  readonly failure?: Failure;
}

const MUTATION = `mutation ($input: CreateCommitOnBranchInput!) {
  createCommitOnBranch(input: $input) { commit { oid } }
}`;

const mutationSchema = z
  .object({ createCommitOnBranch: z.object({ commit: z.object({ oid: z.string() }) }) })
  .transform(({ createCommitOnBranch }) => createCommitOnBranch.commit.oid);

/** What tells where a branch is. */
const REF_ROUTE = "GET /repos/{owner}/{repo}/git/ref/{ref}";

type Way = "mutation" | "parts";

/** The mutation knows no executable bit and no large commit. */
async function wayOf(step: BuiltStep, built: BuiltSteps): Promise<Way> {
  if (step.changes.some(({ mode }) => mode === "100755")) return "parts";
  if (step.changes.length > GITHUB_LIMITS.commitFiles) return "parts";
  let bytes = 0;
  for (const { blob } of step.changes) bytes += blob === undefined ? 0 : (await built.readBlob(blob)).length;
  return bytes > GITHUB_LIMITS.commitBytes ? "parts" : "mutation";
}

/** Head, then the commits of ours that stand on it, oldest first; undefined where somebody else's stand there. */
async function readChain(
  client: Client,
  { repository, branch, head, age }: BranchTarget,
  steps: readonly BuiltStep[],
): Promise<Reply<readonly string[] | undefined>> {
  const tip = await readBranch(client, repository, branch, age);
  if (!tip.ok) return tip;
  const chain: RemoteCommit[] = [];
  let at = tip.data;
  while (at !== undefined && at !== head && chain.length < steps.length) {
    const commit = await readCommit(client, repository, at, "new");
    if (!commit.ok) return commit;
    chain.unshift(commit.data);
    at = commit.data.parents.length === 1 ? commit.data.parents[0] : undefined;
  }
  const ours = at === head && chain.every(({ tree }, index) => tree === steps[index]?.tree);
  return succeed(ours ? chain.map(({ id }) => id) : undefined);
}

/** Puts one step on the branch, sent once. Answers the id of the commit. */
async function writeStep(
  client: Client,
  target: BranchTarget,
  { built, step, base, parent }: { built: BuiltSteps; step: BuiltStep; base: string; parent: string },
): Promise<Reply<string>> {
  const { repository, branch } = target;
  if ((await wayOf(step, built)) === "mutation") {
    const reply = await sendMutation(client, target, { built, step, parent });
    if (reply.ok || reply.failure.kind !== "unsupported") return reply;
  }
  const commit = await writeCommit(client, repository, { built, step, base, parents: [parent] });
  return commit.ok ? moveBranch(client, repository, branch, commit.data) : commit;
}

async function sendMutation(
  client: Client,
  { repository, branch }: BranchTarget,
  { built, step, parent }: { built: BuiltSteps; step: BuiltStep; parent: string },
): Promise<Reply<string>> {
  const additions: { path: string; contents: string }[] = [];
  const deletions: { path: string }[] = [];
  for (const { path, blob } of step.changes) {
    if (blob === undefined) deletions.push({ path: path.text });
    else additions.push({ path: path.text, contents: (await built.readBlob(blob)).toString("base64") });
  }
  const [headline = "", ...body] = step.message.trimEnd().split("\n");
  const input = {
    branch: { repositoryNameWithOwner: `${repository.owner}/${repository.repo}`, branchName: branch },
    expectedHeadOid: parent,
    message: { headline, body: body.join("\n").trim() },
    fileChanges: { additions, deletions },
  };
  return client.mutate({ query: MUTATION, variables: { input }, schema: mutationSchema });
}

/** The tree that GitHub has has to be the one that was gated: anything else is told loudly. */
async function verify(client: Client, target: BranchTarget, id: string, step: BuiltStep): Promise<Failure | undefined> {
  const commit = await readCommit(client, target.repository, id, "new");
  if (!commit.ok) {
    const message = `commit ${id.slice(0, 7)} was put on ${target.branch}, but cannot be looked at: ${commit.failure.message}`;
    return { ...commit.failure, message };
  }
  if (commit.data.tree === step.tree) return undefined;
  throw new WorldError(
    `commit ${id} on ${target.branch} holds the tree ${commit.data.tree}, but ${step.tree} passed the gates: revert it, and look at what stands between here and GitHub`,
  );
}

/**
 * Puts the steps on the branch, one commit each, and only on the commit that was gated. Doing it again adds what is
 * missing: what is there is known by its trees. Nothing is written over anybody's work, and what somebody has pushed over
 * meanwhile is not said to be there. Throws WorldError where GitHub stored something else than it was sent.
 */
export async function commitSteps(client: Client, target: BranchTarget, built: BuiltSteps): Promise<Committed> {
  const written = await writeSteps(client, target, built);
  const { commits } = written;
  if (commits.length === 0) return written;
  const kept = await readKept(client, target, commits);
  if (!kept.ok || kept.data === commits.length) return written;
  const lost = commits.slice(kept.data).map(({ id, subject }) => `${id.slice(0, 7)} (${subject})`);
  const message = `somebody has pushed over commits that had just been put on ${target.branch}: ${lost.join(", ")}`;
  return { commits: commits.slice(0, kept.data), failure: { kind: "moved", route: REF_ROUTE, message } };
}

async function writeSteps(client: Client, target: BranchTarget, built: BuiltSteps): Promise<Committed> {
  let at = await readCommitted(client, target, built.steps);
  for (let tries = 1; at.failure === undefined && at.commits.length < built.steps.length;) {
    const next = await commitNext(client, target, built, at.commits);
    if (next.failure === undefined) {
      at = next;
      continue;
    }
    // Lost answers and moved branches: what is on the branch decides, not what was answered.
    const { kind } = next.failure;
    const early = isEarly(target, next.failure);
    if (kind !== "unavailable" && kind !== "moved" && !early) return next;
    await client.pause(tries);
    tries += 1;
    const now = await readCommitted(client, target, built.steps);
    const came = now.commits.length > at.commits.length;
    if (now.failure !== undefined) return { ...now, commits: at.commits };
    if (!came && ((kind === "moved" && !early) || tries > GITHUB_LIMITS.tries)) return next;
    at = now;
  }
  return at;
}

/** Whether a branch that was just made is not known yet where it is written to. */
function isEarly({ age }: BranchTarget, { kind, message }: Failure): boolean {
  return age === "new" && (kind === "missing" || (kind === "moved" && /does not exist/iu.test(message)));
}

/** The commits that are there already. */
async function readCommitted(client: Client, target: BranchTarget, steps: readonly BuiltStep[]): Promise<Committed> {
  const chain = await readChain(client, target, steps);
  if (!chain.ok) return { commits: [], failure: chain.failure };
  if (chain.data === undefined) return { commits: [], failure: movedFrom(target) };
  return { commits: chain.data.map((id, index) => toPublished(id, steps[index])) };
}

/** One commit more, or why not. */
async function commitNext(
  client: Client,
  target: BranchTarget,
  built: BuiltSteps,
  commits: readonly PublishedCommit[],
): Promise<Committed> {
  const step = built.steps[commits.length];
  if (step === undefined) return { commits };
  const parent = commits.at(-1)?.id ?? target.head;
  const base = built.steps[commits.length - 1]?.tree ?? built.base;
  const reply = await writeStep(client, target, { built, step, base, parent });
  if (!reply.ok) return { commits, failure: reply.failure };
  const failure = await verify(client, target, reply.data, step);
  return failure === undefined ? { commits: [...commits, toPublished(reply.data, step)] } : { commits, failure };
}

function toPublished(id: string, step: BuiltStep | undefined): PublishedCommit {
  return { task: step?.task ?? "", id, subject: step?.message.split("\n")[0] ?? "" };
}

function movedFrom({ branch, head }: BranchTarget): Failure {
  const message = `${branch} is no longer at ${head.slice(0, 7)}, which is what was checked`;
  return { kind: "moved", route: REF_ROUTE, message };
}
