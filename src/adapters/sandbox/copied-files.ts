import { lstat, readdir, readFile } from "node:fs/promises";
import { join, relative, resolve } from "node:path";

/** A file of the workspace as it was when a launch began. */
export interface NotedFile {
  /** Relative to the workspace. */
  readonly path: string;
  readonly inode: number;
  readonly bytes: number;
  /** Changes with the content, the times and the owner, and cannot be set. */
  readonly changedMs: number;
}

/** Words of a line that are looked up, and files that are noted: a line names few files that it could copy. */
const MAX_WORDS = 256;
const MAX_NOTED = 256;
/** Characters that end a word for the shell, or in an option's value. */
const BETWEEN_WORDS = /[\s'"`;&|<>()=,:]+/u;
/** Shorter texts are the same by chance. */
const MIN_BYTES = 16;

/**
 * Notes the files that a shell line names, also those directly in a directory that it names: what a command could hand
 * over as its report without having written it. Never throws.
 */
export async function noteNamedFiles(line: string, root: string): Promise<readonly NotedFile[]> {
  const noted: NotedFile[] = [];
  for (const word of new Set(line.split(BETWEEN_WORDS).slice(0, MAX_WORDS))) {
    const path = word === "" ? "" : relative(root, resolve(root, word));
    if (path === "" || path.startsWith("..")) continue;
    const names = await readdir(join(root, path)).catch(() => undefined);
    for (const name of names === undefined ? [path] : names.map((name) => join(path, name))) {
      const file = noted.length < MAX_NOTED ? await note(name, root) : undefined;
      if (file !== undefined) noted.push(file);
    }
  }
  return noted;
}

async function note(path: string, root: string): Promise<NotedFile | undefined> {
  const stat = await lstat(join(root, path)).catch(() => undefined);
  if (stat?.isFile() !== true || stat.size < MIN_BYTES) return undefined;
  return { path, inode: stat.ino, bytes: stat.size, changedMs: stat.ctimeMs };
}

/** Those of the noted files that nothing has been done to since. */
export async function keepUntouched(noted: readonly NotedFile[], root: string): Promise<readonly NotedFile[]> {
  const now = await Promise.all(noted.map(({ path }) => note(path, root)));
  return noted.filter(({ inode, changedMs }, at) => now[at]?.inode === inode && now[at].changedMs === changedMs);
}

/** Which of the texts hold at their end all that one of the files holds: its path by the text's key. Never throws. */
export async function findCopies(
  files: readonly NotedFile[],
  texts: ReadonlyMap<string, string>,
  root: string,
): Promise<ReadonlyMap<string, string>> {
  const copies = new Map<string, string>();
  if (files.length === 0) return copies;
  const sized = [...texts].map(([key, held]) => ({ key, held, size: Buffer.byteLength(held) }));
  for (const { path, bytes } of files) {
    const suspects = sized.filter(({ size }) => size >= bytes);
    const text = suspects.length === 0 ? undefined : await readFile(join(root, path), "utf8").catch(() => undefined);
    if (text === undefined) continue;
    for (const { key, held } of suspects) if (held.endsWith(text)) copies.set(key, path);
  }
  return copies;
}
