import { copyFile, rm } from "node:fs/promises";
import type { FileChange } from "../../domain/change.ts";
import { WorldError } from "../../domain/errors.ts";
import type { Git } from "./git.ts";
import { readGit, readGitBytes, withPlaces } from "./git.ts";
import { toTextOrThrow } from "./workspace-files.ts";

/** A commit and the files that are put on top of it. */
export interface TreeRequest {
  readonly commit: string;
  readonly files: readonly FileChange[];
  /** Index of the commit; only read. */
  readonly index: string;
  /** Path of the index that is made here and removed again. */
  readonly scratch: string;
}

/**
 * Writes the tree of the commit with the files, as git would add them, into the private directory. Built from the
 * texts, not from the disk, so that nothing that ran in the workspace can slip in. Attributes are those of the commit:
 * line endings are converted as they ask for; filters cannot run, because the private directory configures none.
 */
export async function buildTree(git: Git, request: TreeRequest): Promise<string> {
  if (request.files.length === 0) {
    return (await readGit(git, ["rev-parse", "--verify", `${request.commit}^{tree}`])).trim();
  }
  return withCandidateIndex(git, request, async (scratch) => (await readGit(scratch, ["write-tree"])).trim());
}

/** Hands over git on an index of the commit with the files; the index is removed afterwards. */
export async function withCandidateIndex<T>(
  git: Git,
  request: TreeRequest,
  use: (scratch: Git) => Promise<T>,
): Promise<T> {
  await copyFile(request.index, request.scratch);
  const scratch = withPlaces(git, { index: request.scratch });
  try {
    const modes = await readModes(scratch, request.files);
    const lines: string[] = [];
    for (const file of request.files) {
      lines.push(await toIndexLine(scratch, file, modes.get(file.path), request.commit.length));
    }
    if (lines.length > 0) await readGit(scratch, ["update-index", "-z", "--index-info"], Buffer.from(lines.join("")));
    return await use(scratch);
  } finally {
    await rm(request.scratch, { force: true });
  }
}

async function readModes(git: Git, files: readonly FileChange[]): Promise<ReadonlyMap<string, string>> {
  if (files.length === 0) return new Map<string, string>();
  const paths = files.map((file) => file.path);
  const listed = await readGit(git, ["ls-files", "--stage", "-z", "--", ...paths]);
  const modes = new Map<string, string>();
  for (const record of listed.split("\0")) {
    const tab = record.indexOf("\t");
    if (tab > 0) modes.set(record.slice(tab + 1), record.slice(0, 6));
  }
  return modes;
}

async function toIndexLine(git: Git, file: FileChange, mode: string | undefined, idLength: number): Promise<string> {
  // Mode 0 removes the entry; git wants an id of the right length with it.
  if (file.after === undefined) return `0 ${"0".repeat(idLength)}\t${file.path}\0`;
  const id = await readGit(git, ["hash-object", "-w", "--stdin", `--path=${file.path}`], Buffer.from(file.after));
  return `${mode ?? "100644"} ${id.trim()}\t${file.path}\0`;
}

/** Unified diff in git's format from the commit to a tree: full ids, no renames, prefixes `a/` and `b/`. */
export async function readTreePatch(git: Git, commit: string, tree: string): Promise<string> {
  const format = ["-p", "-r", "--text", "--binary", "--full-index", "--no-renames", "--no-ext-diff", "--no-textconv"];
  const prefixes = ["--src-prefix=a/", "--dst-prefix=b/", "--unified=3", "--diff-algorithm=myers", "--no-color"];
  const bytes = await readGitBytes(git, ["diff-tree", ...format, ...prefixes, `${commit}^{tree}`, tree]);
  if (bytes.length === 0) return "";
  if (bytes.includes(0)) throw new WorldError("the patch holds NUL bytes, though only text was edited");
  return toTextOrThrow("the patch", bytes);
}
