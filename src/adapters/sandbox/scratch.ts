import { constants } from "node:fs";
import { open, opendir, rm } from "node:fs/promises";
import { join } from "node:path";

/** Bytes read back from one scratch directory, in total. */
const MAX_TOTAL_BYTES = 64 * 1024 * 1024;
/** Directories below the scratch directory that are looked into. */
const MAX_DEPTH = 8;
/** Entries looked at; a directory with more is not read to its end. */
const MAX_ENTRIES = 10_000;

/** File systems and clocks round: a time within this of a launch belongs to it. */
const CLOCK_SLACK_MS = 2_000;

/** What a launch left in its scratch directory. */
export interface Scratch {
  /** Text of the regular files, by path relative to the directory, '/'-separated. */
  readonly texts: ReadonlyMap<string, string>;
  /** Files that are not read, or not to be believed, with the reason. */
  readonly flaws: ReadonlyMap<string, string>;
}

/** When a launch began and ended, in milliseconds since 1970. */
export interface Period {
  readonly startMs: number;
  readonly endMs: number;
}

type Reading = { readonly text: string; readonly modifiedMs: number } | "no-file" | "too-large";

/** Reads a regular file of at most `limit` bytes, whatever was put in its place meanwhile. */
async function readRegular(path: string, limit: number): Promise<Reading> {
  // O_NONBLOCK: a named pipe must not hold us; O_NOFOLLOW: a symbolic link would lead out of the directory.
  const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;
  const file = await open(path, flags).catch(() => undefined);
  if (file === undefined) return "no-file";
  try {
    const stat = await file.stat();
    if (!stat.isFile()) return "no-file";
    if (stat.size > limit) return "too-large";
    const buffer = Buffer.alloc(stat.size);
    const { bytesRead } = await file.read(buffer, 0, stat.size, 0);
    return { text: buffer.subarray(0, bytesRead).toString("utf8"), modifiedMs: stat.mtimeMs };
  } finally {
    await file.close();
  }
}

/** The directory was empty when the launch began: an older file was brought here with the time that it had elsewhere. */
function timeFlaw(modifiedMs: number, { startMs, endMs }: Period): string | undefined {
  const time = new Date(modifiedMs).toISOString();
  if (modifiedMs < startMs - CLOCK_SLACK_MS) return `was written at ${time}, before this run of the command began`;
  if (modifiedMs > endMs + CLOCK_SLACK_MS) return `says that it was written at ${time}, which is still to come`;
  return undefined;
}

/**
 * Reads the regular files of a scratch directory. Symbolic links, pipes and devices are left out; so is what goes over
 * 64 MiB in total, 8 levels or 10,000 entries.
 */
export async function readScratch(root: string, period: Period): Promise<Scratch> {
  const texts = new Map<string, string>();
  const flaws = new Map<string, string>();
  let left = MAX_TOTAL_BYTES;
  let entries = 0;
  const pending: { readonly path: string; readonly depth: number }[] = [{ path: "", depth: 1 }];
  for (let next = pending.shift(); next !== undefined; next = pending.shift()) {
    const directory = await opendir(join(root, next.path)).catch(() => undefined);
    if (directory === undefined) continue;
    for await (const entry of directory) {
      entries += 1;
      if (entries > MAX_ENTRIES) return { texts, flaws };
      const path = next.path === "" ? entry.name : `${next.path}/${entry.name}`;
      if (entry.isDirectory() && next.depth < MAX_DEPTH) pending.push({ path, depth: next.depth + 1 });
      if (!entry.isFile()) continue;
      const read = await readRegular(join(root, path), left);
      if (read === "too-large") flaws.set(path, `is larger than the ${MAX_TOTAL_BYTES >> 20} MiB that are read`);
      if (typeof read === "string") continue;
      left -= Buffer.byteLength(read.text);
      texts.set(path, read.text);
      const flaw = timeFlaw(read.modifiedMs, period);
      if (flaw !== undefined) flaws.set(path, flaw);
    }
  }
  return { texts, flaws };
}

/** Removes a launch's directory; what cannot be removed now goes with the run's temporary directory. */
export async function removeTree(root: string): Promise<void> {
  await rm(root, { recursive: true, force: true, maxRetries: 2 }).catch(() => undefined);
}
