import { statfs } from "node:fs/promises";
import type { CommandEnd } from "../../domain/command.ts";

/** A launch may take this much of the disk that its workspace lies on; the machine's other work counts in. */
const MAX_TAKEN_BYTES = 4 * 1024 ** 3;
/** A launch ends before the disk has less than this free, unless it had less at the start. */
const MIN_FREE_BYTES = 256 * 1024 ** 2;
/** Files and directories that a launch may make on that disk. */
const MAX_TAKEN_ENTRIES = 500_000;

export interface DiskBounds {
  readonly takenBytes: number;
  readonly freeBytes: number;
  readonly takenEntries: number;
}

export const DISK_BOUNDS: DiskBounds = {
  takenBytes: MAX_TAKEN_BYTES,
  freeBytes: MIN_FREE_BYTES,
  takenEntries: MAX_TAKEN_ENTRIES,
};

/**
 * A question for {@link Launch.watch}: has the disk of `path` shrunk too far since now? Whole-disk figures cost one
 * system call however large the workspace is. Undefined where the file system tells no figures.
 */
export async function createDiskGuard(
  path: string,
  bounds: DiskBounds = DISK_BOUNDS,
): Promise<(() => Promise<CommandEnd | undefined>) | undefined> {
  const before = await statfs(path).catch(() => undefined);
  if (before === undefined) return undefined;
  const freeBefore = before.bavail * before.bsize;
  return async () => {
    const now = await statfs(path).catch(() => undefined);
    if (now === undefined) return undefined;
    const free = now.bavail * now.bsize;
    const taken = freeBefore - free;
    const low = free < bounds.freeBytes && freeBefore >= bounds.freeBytes;
    const entries = before.ffree - now.ffree;
    if (taken <= bounds.takenBytes && !low && entries <= bounds.takenEntries) return undefined;
    return { type: "flooded", bytes: Math.max(taken, 0) };
  };
}
