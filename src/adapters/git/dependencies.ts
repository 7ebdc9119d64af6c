import { lstat, realpath, stat, symlink } from "node:fs/promises";
import { join } from "node:path";
import { readPackageLinks, writePackageLinks } from "./package-links.ts";
import type { PackageLink, ToInside } from "./package-links.ts";
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
  /**
   * Its names one by one, where some are packages of the repository itself: those lead into the workspace, or its
   * commands would run the user's copy of them. Absent: it is linked as a whole.
   */
  readonly links?: readonly PackageLink[];
}

/** Finds the installed packages of the user's tree that the commit does not hold itself. */
export async function readDependencies(root: string, survey: TreeSurvey): Promise<readonly Dependency[]> {
  const found: Dependency[] = [];
  for (const directory of ["", ...survey.manifestDirectories].toSorted()) {
    for (const { name } of INSTALLED) {
      const path = directory === "" ? name : `${directory}/${name}`;
      if (found.some((other) => other.path === path) || survey.installedPaths.has(path)) continue;
      const target = await readDirectoryTarget(join(root, path));
      if (target === undefined) continue;
      const links =
        name === "node_modules"
          ? await readPackageLinks(target, createToInside({ root, path, target }, survey))
          : undefined;
      found.push({ path, target, ...(links && { links }) });
    }
  }
  return found;
}

/**
 * Tells the repository's own packages by where they really lie. Packages that are shared between working trees (the
 * directory is itself a link) name the other tree's copies: these are taken for ours where the commit has the same ones.
 */
function createToInside(place: { readonly root: string } & Dependency, survey: TreeSurvey): ToInside {
  const { root, path, target } = place;
  const owner = target.endsWith(`/${path}`) ? target.slice(0, -path.length - 1) : root;
  return (real) => {
    const inside = relativeTo(root, real);
    if (inside !== undefined) return inside;
    const shared = relativeTo(owner, real);
    return shared !== undefined && isBelowManifest(shared, survey) ? shared : undefined;
  };
}

function relativeTo(root: string, real: string): string | undefined {
  if (real === root) return "";
  const below = real.startsWith(`${root}/`) ? real.slice(root.length + 1) : undefined;
  return below?.split("/").includes("node_modules") === true ? undefined : below;
}

function isBelowManifest(path: string, { manifestDirectories }: TreeSurvey): boolean {
  return [...manifestDirectories].some((directory) => path === directory || path.startsWith(`${directory}/`));
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
  for (const { path, target, links } of dependencies) {
    const link = join(workspace, path);
    // A sparse tree or a deleted directory has no place for it.
    if (!(await isPlainDirectory(join(link, "..")))) continue;
    await removeTree(link);
    if (links === undefined) await symlink(target, link, "dir");
    else await writePackageLinks(link, links, workspace);
  }
}

async function isPlainDirectory(path: string): Promise<boolean> {
  try {
    return (await lstat(path)).isDirectory();
  } catch {
    return false;
  }
}
