import { mkdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { History, NamedCommit, OwnCommit, Reverted, UndoConflict } from "../../domain/undo.ts";
import { discoverRepository, readObjectDirectories, type Location } from "./discover.ts";
import { askGit, readGit, streamGit, withPlaces, type Git } from "./git.ts";
import { writePrivateDirectory } from "./private-directory.ts";
import { splitRecords } from "./records.ts";
import { removeTree } from "./remove-tree.ts";
import { revertCommit } from "./revert-commit.ts";
import { makeRunDirectory, removeAbandoned } from "./run-directory.ts";

/** Commits that are named where one stands in the way. */
const MAX_LATER = 10;

export interface HistoryOptions {
  /** Any directory of the working tree. */
  readonly directory: string;
  /** The caller's environment; git gets an allow-listed part of it. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Existing directory for what is made on the way; default: the system's. */
  readonly temporaryDirectory?: string;
}

/** The history of the user's repository. Throws ConfigError like `createRepository`. */
export async function createHistory(options: HistoryOptions): Promise<History> {
  const location = await discoverRepository(options.directory, options.env);
  return {
    shallow: location.shallow,
    async resolve(revision) {
      const name = `${revision}^{commit}`;
      const answer = await askGit(location.git, ["rev-parse", "--quiet", "--verify", "--end-of-options", name]);
      return answer.code === 0 ? answer.stdout.trim() : undefined;
    },
    churn: (head, days) => readChurn(location.git, head, days),
    depth: async (head) => (await readDepth(location.git, head)).runs,
    isCutOff: async (head) => location.shallow && (await readDepth(location.git, head)).end === "clone",
    own: (head) => readOwn(location.git, head),
    revert: (head, commits) => revert(location, options.temporaryDirectory ?? tmpdir(), { head, commits }),
  };
}

const RUN = /^Assay-Run: (.+)$/gmu;
const UNDO = /^Assay-Undo: ([0-9a-f]{40}(?:[0-9a-f]{24})?)$/gmu;

function valuesOf(message: string, trailer: RegExp): readonly string[] {
  return [...new Set([...message.matchAll(trailer)].map(([, value = ""]) => value.trim()))];
}

/**
 * Whether a commit holds several that were squashed on GitHub: its title ends in the pull request's number, and the
 * messages of all stand below, each after an asterisk. Whatever it quotes of ours, people's work is in it as well.
 */
function isSquash(message: string): boolean {
  const [title = "", ...rest] = message.trim().split("\n\n");
  return /\(#\d+\)$/u.test(title) && rest.some((part) => part.startsWith("* "));
}

async function readOwn(git: Git, head: string): Promise<readonly OwnCommit[]> {
  const own: OwnCommit[] = [];
  const format = ["-z", "--format=%H%n%P%n%B", "--topo-order", "--grep=^Assay-Run: "];
  for await (const record of splitRecords(streamGit(git, ["log", ...format, head]))) {
    const [id = "", parents = "", ...lines] = record.toString("utf8").split("\n");
    const message = lines.join("\n").trim();
    const ids = parents.split(" ").filter((parent) => parent !== "");
    // A merge of somebody's may quote us; one of ours ends in trailers, and stands on its last parent.
    if (isSquash(message)) continue;
    const ending = ids.length > 1 ? (message.split("\n\n").at(-1) ?? "") : message;
    const runs = valuesOf(ending, RUN);
    const base = ids.at(-1);
    if (runs.length === 0) continue;
    const [subject = ""] = message.split("\n");
    own.push({ id, subject, runs, undoes: valuesOf(ending, UNDO), ...(base !== undefined && { base }) });
  }
  return own;
}

/** Commits that are looked at for churn. */
const MAX_CHURN = 20_000;
const MAX_DEPTH = 50;

async function readChurn(git: Git, head: string, days: number): Promise<ReadonlyMap<string, number>> {
  const at = Number((await readGit(git, ["show", "--no-patch", "--format=%ct", head])).trim());
  const people = ["--invert-grep", "--grep=^Assay-Run: ", "--no-merges", `--max-count=${MAX_CHURN}`];
  const range = [`--since=${at - days * 86_400}`, "--format=", "--name-only", "--no-renames", "-z"];
  const counts = new Map<string, number>();
  for await (const record of splitRecords(streamGit(git, ["log", ...people, ...range, head]))) {
    const path = record.toString("utf8").replace(/^\n/u, "");
    if (path !== "") counts.set(path, (counts.get(path) ?? 0) + 1);
  }
  return counts;
}

interface Depth {
  readonly runs: number;
  /** What ended the counting: somebody's commit, the last commit of the clone, or that it is more than enough. */
  readonly end: "somebody" | "clone" | "enough";
}

async function readDepth(git: Git, head: string): Promise<Depth> {
  const shape = ["--first-parent", `--max-count=${MAX_DEPTH}`, "-z", "--format=%B"];
  const runs = new Set<string>();
  let commits = 0;
  for await (const record of splitRecords(streamGit(git, ["log", ...shape, head]))) {
    const message = record.toString("utf8");
    const own = isSquash(message) ? [] : valuesOf(message, RUN);
    if (own.length === 0) return { runs: runs.size, end: "somebody" };
    for (const run of own) runs.add(run);
    commits += 1;
  }
  return { runs: runs.size, end: commits < MAX_DEPTH ? "clone" : "enough" };
}

interface RevertRequest {
  readonly head: string;
  readonly commits: readonly OwnCommit[];
}

async function revert(location: Location, temporaryDirectory: string, request: RevertRequest): Promise<Reverted> {
  const { head } = request;
  await removeAbandoned(temporaryDirectory);
  const directory = await makeRunDirectory(temporaryDirectory);
  try {
    const path = join(directory, "undo.git");
    const workTree = join(directory, "nothing");
    await mkdir(workTree);
    const objectDirectories = await readObjectDirectories(location.commonDirectory);
    await writePrivateDirectory({ path, location, objectDirectories, head });
    const places = { gitDirectory: path, workTree, index: join(directory, "index") };
    const git = withPlaces({ ...location.git, config: [] }, places);
    await readGit(git, ["read-tree", head]);
    return await revertAll(git, request, directory);
  } finally {
    await removeTree(directory);
  }
}

async function revertAll(git: Git, { head, commits }: RevertRequest, directory: string): Promise<Reverted> {
  const conflicts: UndoConflict[] = [];
  const taken = new Set(commits.map(({ id }) => id));
  for (const commit of commits) {
    for (const path of await revertCommit(git, commit, directory)) {
      const later = await readLater(git, { since: commit.id, head, path, taken });
      conflicts.push({ path, commit: { id: commit.id, subject: commit.subject }, later });
    }
  }
  if (conflicts.length > 0) return { type: "conflict", conflicts };
  const tree = (await readGit(git, ["write-tree"])).trim();
  const shape = ["-r", "--no-renames", "--no-ext-diff", "--no-textconv", "--no-color"];
  const patch = await readGit(git, ["diff-tree", "-p", "--binary", "--full-index", ...shape, head, tree]);
  const names = await readGit(git, ["diff-tree", "--name-only", "-z", ...shape, head, tree]);
  return { type: "reverted", tree, patch, paths: names.split("\0").filter((name) => name !== "") };
}

interface LaterRequest {
  readonly since: string;
  readonly head: string;
  readonly path: string;
  /** Commits that are taken back too. */
  readonly taken: ReadonlySet<string>;
}

async function readLater(git: Git, request: LaterRequest): Promise<readonly NamedCommit[]> {
  const { since, head, path, taken } = request;
  const range = [`${since}..${head}`, "--", path];
  const listed = await readGit(git, [
    "log",
    "-z",
    "--format=%H%n%s",
    `--max-count=${MAX_LATER + taken.size}`,
    ...range,
  ]);
  return listed
    .split("\0")
    .flatMap((record) => {
      const [id = "", subject = ""] = record.split("\n");
      return id === "" || taken.has(id) ? [] : [{ id, subject }];
    })
    .slice(0, MAX_LATER);
}
