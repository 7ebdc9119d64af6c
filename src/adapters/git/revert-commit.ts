import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { WorldError } from "../../domain/errors.ts";
import type { OwnCommit } from "../../domain/undo.ts";
import { askGit, readGit, readGitBytes, type Git } from "./git.ts";

/** A file of a tree or of the index; absent where there is none. */
interface Entry {
  readonly mode: string;
  readonly blob: string;
}

interface Sides {
  readonly path: string;
  /** Now, as the commit left it, and before the commit. */
  readonly now: Entry | undefined;
  readonly made: Entry | undefined;
  readonly before: Entry | undefined;
}

/**
 * Takes the changes of a commit back in the index of `git`. Answers the paths where that is not possible: what the commit
 * made has been changed at the same lines since (a three-way merge with the commit as the common ancestor), or is no text.
 */
export async function revertCommit(git: Git, commit: OwnCommit, directory: string): Promise<readonly string[]> {
  const { id, base } = commit;
  if (base === undefined) throw new WorldError(`the commit before ${id.slice(0, 7)} is not in this clone`);
  const raw = await readGit(git, ["diff-tree", "-r", "--name-only", "-z", "--no-renames", base, id]);
  const paths = raw.split("\0").filter((path) => path !== "");
  const [made, before] = await Promise.all([readEntries(git, id, paths), readEntries(git, base, paths)]);
  const now = await readIndex(git, paths);
  const failed: string[] = [];
  for (const path of paths) {
    const sides = { path, now: now.get(path), made: made.get(path), before: before.get(path) };
    const wanted = isSame(sides.now, sides.before)
      ? ({ type: "entry", entry: sides.now } as const)
      : isSame(sides.now, sides.made)
        ? ({ type: "entry", entry: sides.before } as const)
        : await merge(git, sides, directory);
    if (wanted.type === "conflict") failed.push(path);
    else await writeIndex(git, path, wanted.entry);
  }
  return failed;
}

function isSame(one: Entry | undefined, other: Entry | undefined): boolean {
  return one?.blob === other?.blob && one?.mode === other?.mode;
}

type Merged = { readonly type: "entry"; readonly entry: Entry | undefined } | { readonly type: "conflict" };

async function merge(git: Git, { now, made, before }: Sides, directory: string): Promise<Merged> {
  if (now === undefined || made === undefined || before === undefined) return { type: "conflict" };
  const regular = [now, made, before].every(({ mode }) => mode.startsWith("100"));
  const modes = now.mode === made.mode ? before.mode : before.mode === made.mode ? now.mode : undefined;
  if (!regular || modes === undefined) return { type: "conflict" };
  const place = join(directory, "merge");
  await mkdir(place, { recursive: true });
  for (const [name, { blob }] of Object.entries({ now, made, before })) {
    await writeFile(join(place, name), await readGitBytes(git, ["cat-file", "blob", blob]));
  }
  const files = ["now", "made", "before"].map((name) => join(place, name));
  // Exit code: the number of conflicts, or above 127 for files that are no text.
  const merged = await askGit(git, ["merge-file", "--quiet", ...files]);
  if (merged.code !== 0) return { type: "conflict" };
  const blob = (await readGit(git, ["hash-object", "-w", "--no-filters", "--", files[0] ?? ""])).trim();
  return { type: "entry", entry: { mode: modes, blob } };
}

async function readEntries(git: Git, commit: string, paths: readonly string[]): Promise<ReadonlyMap<string, Entry>> {
  if (paths.length === 0) return new Map();
  return parseEntries(await readGit(git, ["ls-tree", "-r", "-z", "--full-tree", commit, "--", ...paths]), 2);
}

async function readIndex(git: Git, paths: readonly string[]): Promise<ReadonlyMap<string, Entry>> {
  if (paths.length === 0) return new Map();
  return parseEntries(await readGit(git, ["ls-files", "-s", "-z", "--", ...paths]), 1);
}

/** `mode type id<TAB>path` of ls-tree, `mode id stage<TAB>path` of ls-files; `at` is the place of the id. */
function parseEntries(listed: string, at: 1 | 2): ReadonlyMap<string, Entry> {
  const entries = new Map<string, Entry>();
  for (const record of listed.split("\0")) {
    const tab = record.indexOf("\t");
    if (tab < 0) continue;
    const fields = record.slice(0, tab).split(" ");
    entries.set(record.slice(tab + 1), { mode: fields[0] ?? "", blob: fields[at] ?? "" });
  }
  return entries;
}

async function writeIndex(git: Git, path: string, entry: Entry | undefined): Promise<void> {
  const line = `${entry?.mode ?? "0"} ${entry?.blob ?? "0".repeat(40)}\t${path}\0`;
  await readGit(git, ["update-index", "-z", "--index-info"], Buffer.from(line));
}
