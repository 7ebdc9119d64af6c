import { lstat, realpath, stat, symlink } from "node:fs/promises";
import { join } from "node:path";
import { removeTree } from "./remove-tree.ts";
import type { TreeSurvey } from "./tree-survey.ts";

/** Directories of installed packages, and the tracked files that they stand beside. */
const INSTALLED: readonly { readonly name: string; readonly beside: RegExp }[] = [
  { name: "node_modules", beside: /^package\.json$/u },
  { name: ".venv", beside: /^(pyproject\.toml|setup\.(py|cfg)|Pipfile|requirements[\w.-]*\.txt)$/u },
  { name: "venv", beside: /^(pyproject\.toml|setup\.(py|cfg)|Pipfile|requirements[\w.-]*\.txt)$/u },
];

/** Whether a tracked file's name can have installed packages beside it. */
export function isManifest(name: string): boolean {
  return INSTALLED.some(({ beside }) => beside.test(name));
}

/** A directory of installed packages of the user's tree. */
export interface Dependency {
  /** Repository path of the link in a workspace. */
  readonly path: string;
  /** Absolute real path that it leads to. */
  readonly target: string;
}

/** Finds the installed packages of the user's tree that the commit does not hold itself. */
export async function readDependencies(root: string, survey: TreeSurvey): Promise<readonly Dependency[]> {
  const found: Dependency[] = [];
  for (const directory of ["", ...survey.manifestDirectories].toSorted()) {
    for (const { name } of INSTALLED) {
      const path = directory === "" ? name : `${directory}/${name}`;
      if (found.some((other) => other.path === path) || survey.installedPaths.has(path)) continue;
      const target = await readDirectoryTarget(join(root, path));
      if (target !== undefined) found.push({ path, target });
    }
  }
  return found;
}

async function readDirectoryTarget(path: string): Promise<string | undefined> {
  try {
    return (await stat(path)).isDirectory() ? await realpath(path) : undefined;
  } catch {
    return undefined;
  }
}

/** Puts the links into a workspace, in place of whatever stands there. */
export async function linkDependencies(workspace: string, dependencies: readonly Dependency[]): Promise<void> {
  for (const { path, target } of dependencies) {
    const link = join(workspace, path);
    // A sparse tree or a deleted directory has no place for it.
    if (!(await isPlainDirectory(join(link, "..")))) continue;
    await removeTree(link);
    await symlink(target, link, "dir");
  }
}

async function isPlainDirectory(path: string): Promise<boolean> {
  try {
    return (await lstat(path)).isDirectory();
  } catch {
    return false;
  }
}
