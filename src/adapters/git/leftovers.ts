import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { removeTree } from "./remove-tree.ts";

/**
 * Removes every `.git` below the root's own. git sees none of them in a directory that has tracked files, so neither its
 * status tells of them nor does its clean remove them. Follows no symbolic link.
 */
export async function removeNestedRepositories(root: string, skipped: ReadonlySet<string>): Promise<void> {
  const visit = async (below: string): Promise<void> => {
    for (const entry of await readdir(join(root, below), { withFileTypes: true })) {
      const path = join(below, entry.name);
      if (skipped.has(path)) continue;
      if (entry.name === ".git" && below !== "") await removeTree(join(root, path));
      else if (entry.isDirectory() && path !== ".git") await visit(path);
    }
  };
  await visit("");
}

/** Whether a path is a directory with nothing in it. */
export async function isEmptyDirectory(path: string): Promise<boolean> {
  try {
    return (await readdir(path)).length === 0;
  } catch {
    return false;
  }
}
