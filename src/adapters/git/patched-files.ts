import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Change } from "../../domain/change.ts";
import { toRepoPath } from "../../domain/repo-path.ts";
import type { RepoPath } from "../../domain/repo-path.ts";
import { toFileText } from "../../domain/file-text.ts";
import type { ApplyProblem } from "../../ports.ts";
import type { TreeRequest } from "./candidate-tree.ts";
import { readModes, withCandidateIndex } from "./candidate-tree.ts";
import type { Git } from "./git.ts";
import { askGit, readGit, streamGit } from "./git.ts";
import { parseRawDiff } from "./records.ts";
import { removeTree } from "./remove-tree.ts";

/** A patch on top of a commit with files. */
export interface PatchRequest extends TreeRequest {
  readonly patch: string;
  /** Path of a directory that is made here and removed again. */
  readonly directory: string;
}

/** What a patch makes of its files, as a checkout would write them; `after` is absent for a deletion. */
export type PatchedFiles =
  | { readonly type: "problem"; readonly problem: ApplyProblem }
  | { readonly type: "files"; readonly files: readonly { readonly path: RepoPath; readonly after?: string }[] };

/** Applies a patch to an index only, and reads what came out of it. Nothing is written to a working tree. */
export async function readPatchedFiles(git: Git, request: PatchRequest): Promise<PatchedFiles> {
  return withCandidateIndex(git, request, async (scratch) => {
    const before = (await readGit(scratch, ["write-tree"])).trim();
    const args = ["apply", "--cached", "--whitespace=nowarn", "-"];
    const answer = await askGit(scratch, args, Buffer.from(request.patch));
    if (answer.code !== 0) return toProblem("the patch", `does not apply: ${answer.stderr.trim()}`);
    const after = (await readGit(scratch, ["write-tree"])).trim();
    const format = ["-r", "--raw", "-z", "--no-renames", "--no-abbrev"];
    const changes: Change[] = [];
    for await (const change of parseRawDiff(streamGit(scratch, ["diff-tree", ...format, before, after]))) {
      changes.push(change);
    }
    const names = changes.map((change) => change.path.text);
    const modes = await readModes(scratch, ["ls-tree", "-r", "-z", "--full-tree", before, "--", ...names]);
    await mkdir(request.directory);
    try {
      return await readFiles(scratch, changes, { directory: request.directory, modes });
    } finally {
      await removeTree(request.directory);
    }
  });
}

interface Sources {
  readonly directory: string;
  /** Modes before the patch, by path. */
  readonly modes: ReadonlyMap<string, string>;
}

async function readFiles(scratch: Git, changes: readonly Change[], sources: Sources): Promise<PatchedFiles> {
  const files: { readonly path: RepoPath; readonly after?: string }[] = [];
  for (const change of changes) {
    const file = await readPatchedFile(scratch, change, sources);
    if ("message" in file) return { type: "problem", problem: file };
    files.push(file);
  }
  return { type: "files", files };
}

function toProblem(path: string, message: string): PatchedFiles {
  return { type: "problem", problem: { path, message } };
}

async function readPatchedFile(
  scratch: Git,
  change: Change,
  { directory, modes }: Sources,
): Promise<ApplyProblem | { readonly path: RepoPath; readonly after?: string }> {
  const path = change.path.utf8 ? toRepoPath(change.path.text) : { ok: false as const, problem: "not-utf8" as const };
  const refuse = (message: string): ApplyProblem => ({ path: change.path.text, message });
  if (!path.ok) return refuse(`is no name that Assay writes (${path.problem})`);
  if (change.status === "deleted") return { path: path.path };
  if (change.mode === "120000") return refuse("would become a symbolic link");
  if (change.mode === "160000") return refuse("would become a submodule");
  if (change.status === "type-changed") return refuse("would change its type");
  if (change.status === "modified" && change.mode !== modes.get(path.path)) return refuse("would change its mode");
  if (change.status === "added" && change.mode === "100755") return refuse("would be a new executable file");
  await readGit(scratch, ["checkout-index", "--force", `--prefix=${directory}/`, "--", path.path]);
  const content = toFileText(await readFile(join(directory, path.path)));
  if (content.type !== "text") return refuse(`would not be UTF-8 text (${content.type})`);
  return { path: path.path, after: content.text };
}
