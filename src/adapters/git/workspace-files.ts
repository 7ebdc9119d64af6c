import { constants } from "node:fs";
import type { Stats } from "node:fs";
import { lstat, mkdir, open, readFile, readdir, rmdir, unlink } from "node:fs/promises";
import { join } from "node:path";
import type { FileChange } from "../../domain/change.ts";
import { WorldError } from "../../domain/errors.ts";
import { toFileText } from "../../domain/file-text.ts";
import type { RepoPath } from "../../domain/repo-path.ts";
import type { ApplyProblem } from "../../ports.ts";
import { hasCode } from "./error-code.ts";

/** Largest file that is read as text, in bytes. */
export const TEXT_BYTES = 4 * 1024 * 1024;

async function statOf(path: string): Promise<Stats | undefined> {
  try {
    return await lstat(path);
  } catch (error) {
    if (hasCode(error, "ENOENT", "ENOTDIR")) return undefined;
    throw new WorldError(`${path} cannot be looked at`, { cause: error });
  }
}

/** What stands at a path, no symbolic link followed on the way. */
type Standing =
  | { readonly type: "absent" }
  | { readonly type: "file"; readonly stats: Stats }
  | { readonly type: "other"; readonly what: string; readonly at: string };

async function readStanding(root: string, path: string): Promise<Standing> {
  const segments = path.split("/");
  for (let count = 1; count <= segments.length; count++) {
    const at = segments.slice(0, count).join("/");
    const stats = await statOf(join(root, at));
    if (stats === undefined) return { type: "absent" };
    if (stats.isSymbolicLink()) return { type: "other", what: "a symbolic link", at };
    const last = count === segments.length;
    if (last && stats.isFile()) return { type: "file", stats };
    if (last || !stats.isDirectory()) {
      return { type: "other", what: stats.isDirectory() ? "a directory" : "not a directory", at };
    }
  }
  return { type: "absent" };
}

/** Text of a file below `root`; undefined where there is none. Throws WorldError for links, binaries and what is too large. */
export async function readWorkspaceText(root: string, path: string): Promise<string | undefined> {
  const standing = await readStanding(root, path);
  if (standing.type === "absent") return undefined;
  if (standing.type === "other") {
    if (standing.what !== "a symbolic link") return undefined;
    throw new WorldError(`${path} is not read: ${standing.at} is ${standing.what}`);
  }
  if (standing.stats.size > TEXT_BYTES) throw tooLarge(path, standing.stats.size);
  return toTextOrThrow(path, await readFile(join(root, path)));
}

/** The text of bytes; throws WorldError that names the path where they are none. */
export function toTextOrThrow(path: string, bytes: Uint8Array): string {
  const content = toFileText(bytes);
  if (content.type === "text") return content.text;
  const why = content.type === "binary" ? "it holds NUL bytes" : "it is not valid UTF-8";
  throw new WorldError(`${path} cannot be read as text: ${why}`);
}

/** The error for a file above {@link TEXT_BYTES}. */
export function tooLarge(path: string, size: number): WorldError {
  return new WorldError(`${path} has ${size} bytes; at most ${TEXT_BYTES} are read as text`);
}

/** Two names that some file system takes for one. */
function fold(name: string): string {
  return name.normalize("NFC").toUpperCase().toLowerCase().normalize("NFC");
}

/** The first segment of a new path that differs from an existing name only in case or Unicode form. */
async function readCollision(root: string, path: string): Promise<string | undefined> {
  let at = "";
  for (const segment of path.split("/")) {
    const names: readonly string[] = await readdir(join(root, at)).catch(() => []);
    if (!names.includes(segment)) {
      const other = names.find((name) => fold(name) === fold(segment));
      return other === undefined ? undefined : join(at, other);
    }
    at = join(at, segment);
  }
  return undefined;
}

/** Why one file may not be written; undefined where it may. `blocked` are paths that belong to somebody else (submodules, links). */
export async function readApplyProblem(
  root: string,
  file: FileChange,
  blocked: ReadonlySet<string>,
): Promise<ApplyProblem | undefined> {
  const problem = (message: string): ApplyProblem => ({ path: file.path, message });
  const owner = [...blocked].find((path) => file.path === path || file.path.startsWith(`${path}/`));
  if (owner !== undefined) return problem(`lies in ${owner}, which is a submodule or linked from outside`);
  const standing = await readStanding(root, file.path);
  if (standing.type === "other") return problem(`cannot be written: ${standing.at} is ${standing.what}`);
  if (standing.type === "absent") {
    if (file.before !== undefined) return problem("does not exist, though the edit was made on its text");
    const other = await readCollision(root, file.path);
    return other === undefined ? undefined : problem(`differs from ${other} only in case or Unicode form`);
  }
  if (standing.stats.size > TEXT_BYTES) return problem(tooLarge(file.path, standing.stats.size).message);
  const now = toFileText(await readFile(join(root, file.path)));
  if (now.type !== "text") return problem(`is not UTF-8 text (${now.type})`);
  return now.text === file.before ? undefined : problem("is not what the edit was made on");
}

/** Writes or deletes one file that {@link readApplyProblem} has found fit. Keeps the mode of an existing one. */
export async function writeWorkspaceFile(root: string, path: RepoPath, after: string | undefined): Promise<void> {
  const target = join(root, path);
  if (after === undefined) {
    await unlink(target).catch(ignoreMissing);
    await removeEmptyParents(root, path);
    return;
  }
  await mkdir(join(target, ".."), { recursive: true });
  const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_TRUNC | constants.O_NOFOLLOW;
  const handle = await open(target, flags, 0o644);
  try {
    await handle.writeFile(after);
  } finally {
    await handle.close();
  }
}

function ignoreMissing(error: unknown): void {
  if (!hasCode(error, "ENOENT")) throw error;
}

/** git knows no empty directories. */
async function removeEmptyParents(root: string, path: string): Promise<void> {
  const segments = path.split("/");
  for (let count = segments.length - 1; count > 0; count--) {
    try {
      await rmdir(join(root, ...segments.slice(0, count)));
    } catch {
      return;
    }
  }
}

/** Whether a path holds exactly this text as a regular file (undefined: whether nothing is there). */
export async function holdsText(root: string, path: string, text: string | undefined): Promise<boolean> {
  const standing = await readStanding(root, path);
  if (standing.type !== "file") return standing.type === "absent" && text === undefined;
  if (text === undefined || standing.stats.size !== Buffer.byteLength(text)) return false;
  return (await readFile(join(root, path))).equals(Buffer.from(text));
}
