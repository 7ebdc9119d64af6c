import { createHash } from "node:crypto";
import { lstat, readdir, readFile, readlink } from "node:fs/promises";
import path from "node:path";

/**
 * Every file, link and directory below a directory, `.git` included, with its mode and the hash of its contents. Links
 * are not followed. Two trees are the same byte for byte if and only if the results are equal.
 */
export async function hashTree(root: string): Promise<Record<string, string>> {
  const hashes: Record<string, string> = {};
  const names = await readdir(root, { recursive: true });
  for (const name of names.sort()) {
    const file = path.join(root, name);
    const stat = await lstat(file);
    const mode = stat.mode.toString(8);
    if (stat.isDirectory()) hashes[name] = mode;
    else {
      const contents = stat.isSymbolicLink() ? await readlink(file) : await readFile(file);
      hashes[name] = `${mode} ${createHash("sha256").update(contents).digest("hex")}`;
    }
  }
  return hashes;
}
