import { copyFile, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Location } from "./discover.ts";

/** How a git directory of our own is made. */
export interface PrivateDirectory {
  /** Absolute path; must not exist. */
  readonly path: string;
  readonly location: Location;
  /** The user's object directories, which are only read. */
  readonly objectDirectories: readonly string[];
  /** What HEAD says: a commit id (detached). */
  readonly head: string;
}

/**
 * Writes a git directory that borrows the objects of the user's repository and has nothing else of it: no configuration,
 * so no filter, hook or remote; no refs. Written by hand because `git init` costs a process and copies templates.
 */
export async function writePrivateDirectory(directory: PrivateDirectory): Promise<void> {
  const { path, location } = directory;
  for (const name of ["objects/info", "objects/pack", "refs/heads", "info"]) {
    await mkdir(join(path, name), { recursive: true });
  }
  const alternates = directory.objectDirectories.map(quoteAlternate).join("\n");
  await Promise.all([
    writeFile(join(path, "HEAD"), `${directory.head}\n`),
    writeFile(join(path, "config"), renderConfig(location.objectFormat)),
    writeFile(join(path, "objects/info/alternates"), `${alternates}\n`),
    copyIfThere(join(location.commonDirectory, "shallow"), join(path, "shallow")),
    copyIfThere(join(location.commonDirectory, "info/exclude"), join(path, "info/exclude")),
  ]);
}

function renderConfig(format: Location["objectFormat"]): string {
  const core = [
    "bare = false",
    "filemode = true",
    "symlinks = true",
    "autocrlf = false",
    "eol = lf",
    "logAllRefUpdates = false",
  ];
  const lines = [`\trepositoryformatversion = ${format === "sha256" ? 1 : 0}`, ...core.map((line) => `\t${line}`)];
  const extensions = format === "sha256" ? ["[extensions]", "\tobjectformat = sha256"] : [];
  return ["[core]", ...lines, "[checkout]", "\tworkers = 1", ...extensions, ""].join("\n");
}

/** git reads a line that begins with a quote as a C string, and one that begins with `#` as a comment. */
function quoteAlternate(path: string): string {
  if (!/^["#]|\n/u.test(path)) return path;
  return `"${path.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n")}"`;
}

async function copyIfThere(from: string, to: string): Promise<void> {
  try {
    await copyFile(from, to);
  } catch {
    // Neither file has to exist.
  }
}
