import { chmod, copyFile, mkdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { FileChange } from "../../domain/change.ts";
import { WorldError } from "../../domain/errors.ts";
import type { Git } from "./git.ts";
import { readGit, readGitBytes, withPlaces } from "./git.ts";
import { removeTree } from "./remove-tree.ts";
import { toTextOrThrow } from "./workspace-files.ts";

/** A commit and the files that are put on top of it. */
export interface TreeRequest {
  readonly commit: string;
  readonly files: readonly FileChange[];
  /** Index of the commit; only read. */
  readonly index: string;
  /** Path of a directory that is made here and removed again, and of an index beside it. */
  readonly scratch: string;
}

/**
 * Writes the tree of the commit with the files, as git would add them, into the private directory. Built from the
 * texts, not from the workspace, so that nothing that ran there can slip in. Attributes are those of the commit: line
 * endings are converted as they ask for; filters cannot run, because the private directory configures none.
 */
export async function buildTree(git: Git, request: TreeRequest): Promise<string> {
  if (request.files.length === 0) {
    return (await readGit(git, ["rev-parse", "--verify", `${request.commit}^{tree}`])).trim();
  }
  return withCandidateIndex(git, request, async (scratch) => (await readGit(scratch, ["write-tree"])).trim());
}

/** Hands over git on an index of the commit with the files; index and files are removed afterwards. */
export async function withCandidateIndex<T>(
  git: Git,
  request: TreeRequest,
  use: (scratch: Git) => Promise<T>,
): Promise<T> {
  const index = `${request.scratch}.index`;
  await copyFile(request.index, index);
  await mkdir(request.scratch);
  const scratch = withPlaces(git, { index, workTree: request.scratch });
  try {
    if (request.files.length > 0) await addFiles(scratch, request);
    return await use(scratch);
  } finally {
    await rm(index, { force: true });
    await removeTree(request.scratch);
  }
}

/** Adds the files from a directory that holds nothing else: what git finds no attributes in, it looks up in the index. */
async function addFiles(scratch: Git, request: TreeRequest): Promise<void> {
  const paths = request.files.map((file) => file.path);
  const modes = await readModes(scratch, ["ls-files", "--stage", "-z", "--", ...paths]);
  for (const { path, after } of request.files) {
    if (after === undefined) continue;
    const file = join(request.scratch, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, after);
    await chmod(file, modes.get(path) === "100755" ? 0o755 : 0o644);
  }
  // Deletions first: a file may make room for a directory.
  const order = request.files.toSorted((a, b) => Number(a.after !== undefined) - Number(b.after !== undefined));
  const input = order.map(({ path }) => `${path}\0`).join("");
  await readGit(scratch, ["update-index", "--add", "--remove", "-z", "--stdin"], Buffer.from(input));
}

/** Modes by path, from `ls-files --stage -z` or `ls-tree -z`. */
export async function readModes(git: Git, args: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const modes = new Map<string, string>();
  for (const record of (await readGit(git, args)).split("\0")) {
    const tab = record.indexOf("\t");
    if (tab > 0) modes.set(record.slice(tab + 1), record.slice(0, 6));
  }
  return modes;
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
