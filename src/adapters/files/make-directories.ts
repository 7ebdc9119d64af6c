import { mkdir, stat } from "node:fs/promises";
import path from "node:path";

/**
 * Makes a directory and those above it, one by one: Node's own recursive mkdir never ends where the system says of a
 * child of an existing directory that it does not exist, as below /proc.
 */
export async function makeDirectories(directory: string): Promise<void> {
  try {
    await mkdir(directory);
    return;
  } catch (error) {
    if ((await stat(directory).catch(() => undefined))?.isDirectory() === true) return;
    const parent = path.dirname(directory);
    const isMissing = (await stat(parent).catch(() => undefined)) === undefined;
    if (!isMissing || parent === directory) throw error;
  }
  await makeDirectories(path.dirname(directory));
  await makeDirectories(directory);
}
