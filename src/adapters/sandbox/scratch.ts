import { constants } from "node:fs";
import { open, opendir, rm } from "node:fs/promises";
import { join } from "node:path";

/** Bytes read back from one scratch directory, in total. */
const MAX_TOTAL_BYTES = 64 * 1024 * 1024;
/** Directories below the scratch directory that are looked into. */
const MAX_DEPTH = 4;
/** Entries looked at; a directory with more is not read to its end. */
const MAX_ENTRIES = 10_000;

/** Reads a regular file, whatever was put in its place meanwhile; undefined for anything else or more than `limit` bytes. */
async function readRegular(path: string, limit: number): Promise<string | undefined> {
  // O_NONBLOCK: a named pipe must not hold us; O_NOFOLLOW: a symbolic link would lead out of the directory.
  const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;
  const file = await open(path, flags).catch(() => undefined);
  if (file === undefined) return undefined;
  try {
    const stat = await file.stat();
    if (!stat.isFile() || stat.size > limit) return undefined;
    const buffer = Buffer.alloc(stat.size);
    const { bytesRead } = await file.read(buffer, 0, stat.size, 0);
    return buffer.subarray(0, bytesRead).toString("utf8");
  } finally {
    await file.close();
  }
}

/**
 * Text of the regular files of a scratch directory, by path relative to it, '/'-separated. Symbolic links, pipes and
 * devices are left out; so is what goes over 64 MiB in total, 4 levels or 10,000 entries.
 */
export async function readScratch(root: string): Promise<ReadonlyMap<string, string>> {
  const texts = new Map<string, string>();
  let left = MAX_TOTAL_BYTES;
  let entries = 0;
  const pending: { readonly path: string; readonly depth: number }[] = [{ path: "", depth: 1 }];
  for (let next = pending.shift(); next !== undefined; next = pending.shift()) {
    const directory = await opendir(join(root, next.path)).catch(() => undefined);
    if (directory === undefined) continue;
    for await (const entry of directory) {
      entries += 1;
      if (entries > MAX_ENTRIES) return texts;
      const path = next.path === "" ? entry.name : `${next.path}/${entry.name}`;
      if (entry.isDirectory() && next.depth < MAX_DEPTH) pending.push({ path, depth: next.depth + 1 });
      if (!entry.isFile()) continue;
      const text = await readRegular(join(root, path), left);
      if (text === undefined) continue;
      left -= Buffer.byteLength(text);
      texts.set(path, text);
    }
  }
  return texts;
}

/** Removes a launch's directory; what cannot be removed now goes with the run's temporary directory. */
export async function removeTree(root: string): Promise<void> {
  await rm(root, { recursive: true, force: true, maxRetries: 2 }).catch(() => undefined);
}
