import { createHash } from "node:crypto";
import { lstat, readdir, readFile, readlink } from "node:fs/promises";
import path from "node:path";

/**
 * Every file, link and directory below a directory, `.git` included, with its mode and the hash of its contents. Links
 * are not followed. Two trees are the same byte for byte if and only if the results are equal.
 */
export async function hashTree(root: string, below = ""): Promise<Record<string, string>> {
  const hashes: Record<string, string> = {};
  const entries = await readdir(path.join(root, below), { withFileTypes: true });
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const name = path.posix.join(below, entry.name);
    const file = path.join(root, name);
    const mode = (await lstat(file)).mode.toString(8);
    if (entry.isDirectory()) {
      hashes[name] = mode;
      Object.assign(hashes, await hashTree(root, name));
      continue;
    }
    const contents = entry.isSymbolicLink() ? await readlink(file) : await readFile(file);
    hashes[name] = `${mode} ${createHash("sha256").update(contents).digest("hex")}`;
  }
  return hashes;
}
