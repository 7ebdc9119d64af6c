import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import type { Random } from "./random.ts";

/** One source file of an installed package. */
export interface InstalledFile {
  readonly package: string;
  /** Relative to the package. */
  readonly path: string;
  readonly text: string;
}

const MAX_BYTES = 200_000;

async function packageNames(root: string): Promise<readonly string[]> {
  const names: string[] = [];
  for (const entry of (await readdir(root)).sort()) {
    if (entry.startsWith(".")) continue;
    if (!entry.startsWith("@")) names.push(entry);
    else for (const inner of (await readdir(path.join(root, entry))).sort()) names.push(`${entry}/${inner}`);
  }
  return names;
}

/**
 * Reads the source files of the packages in `node_modules`, at most `perPackage` of each, those with a wanted ending.
 * Minified and generated files (lines over 500 characters) are left out.
 */
export async function* installedFiles(root: string, ending: RegExp, perPackage: number): AsyncGenerator<InstalledFile> {
  for (const name of await packageNames(root)) {
    const directory = path.join(root, name);
    const entries = await readdir(directory, { recursive: true, withFileTypes: true }).catch(() => []);
    const files = entries
      .filter((entry) => entry.isFile() && ending.test(entry.name) && !/\.min\.|\.d\.[cm]?ts$/u.test(entry.name))
      .map((entry) => path.relative(directory, path.join(entry.parentPath, entry.name)))
      .filter((file) => !file.startsWith("node_modules"))
      .sort();
    for (const file of files.slice(0, perPackage)) {
      const text = await readFile(path.join(directory, file), "utf8");
      if (text.length > MAX_BYTES || text.split("\n").some((line) => line.length > 500)) continue;
      yield { package: name, path: file, text };
    }
  }
}

/** Lines with a string literal of 16 characters or more, as they stand in installed packages; each text once. */
export async function benignLines(root: string, count: number, random: Random): Promise<readonly string[]> {
  const lines = new Set<string>();
  for await (const file of installedFiles(root, /\.(?:[cm]?js|ts|json|md|ya?ml)$/u, 12)) {
    // The scanners' own packages show sample tokens.
    if (file.package.includes("secretlint")) continue;
    for (const line of file.text.split("\n")) if (/["'`][^"'`]{16,}["'`]/u.test(line)) lines.add(line.trim());
  }
  const all = [...lines];
  const chosen = new Set<string>();
  while (chosen.size < Math.min(count, all.length)) chosen.add(random.pick(all));
  return [...chosen];
}
