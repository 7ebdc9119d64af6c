import { chmod, lstat, readdir, rm } from "node:fs/promises";
import { join } from "node:path";

/** One try opens what the one before could not empty; `rm` goes on in the background for a moment after it has failed. */
const TRIES = 3;

/** Removes a directory whatever executed code did to the permissions inside. Follows no symbolic link. Missing is fine. */
export async function removeTree(path: string): Promise<void> {
  for (let left = TRIES; left > 0; left--) {
    try {
      await rm(path, { recursive: true, force: true, maxRetries: 3 });
      return;
    } catch (error) {
      if (left === 1) throw error;
      await openDirectories(path);
    }
  }
}

/** Gives us back the right to read and empty every directory from `path` down, as far as that can be had. */
export async function openDirectories(path: string): Promise<void> {
  const stats = await lstat(path).catch(() => undefined);
  if (stats?.isDirectory() !== true) return;
  await chmod(path, (stats.mode & 0o7777) | 0o700).catch(() => undefined);
  for (const entry of await readdir(path, { withFileTypes: true }).catch(() => [])) {
    if (entry.isDirectory()) await openDirectories(join(path, entry.name));
  }
}
