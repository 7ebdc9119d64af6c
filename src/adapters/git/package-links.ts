import type { Dirent } from "node:fs";
import { mkdir, readdir, readlink, realpath, symlink } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";

/** One name of a directory of installed packages, as a workspace gets it. */
export interface PackageLink {
  /** Path below the directory: `lodash`, `@scope/a`, `.bin/jest`. */
  readonly name: string;
  readonly leads:
    | { readonly type: "outside"; /** Absolute. */ readonly path: string }
    /** To a package of the repository itself. */
    | { readonly type: "inside"; /** Repository path; "" is the root. */ readonly path: string };
}

/** Answers the repository path of a real path that belongs to the repository itself; undefined for every other. */
export type ToInside = (path: string) => string | undefined;

/**
 * The names of a directory of installed packages (scopes and `.bin` one level deeper), where at least one of them is a
 * link to a package of the repository itself, as npm, pnpm and yarn make them for workspaces; undefined where none is.
 */
export async function readPackageLinks(
  directory: string,
  toInside: ToInside,
): Promise<readonly PackageLink[] | undefined> {
  const links: PackageLink[] = [];
  for (const entry of await readEntries(directory)) {
    const isGroup = entry.isDirectory() && (entry.name.startsWith("@") || entry.name === ".bin");
    if (!isGroup) {
      links.push(await readPackageLink(directory, entry, entry.name, toInside));
      continue;
    }
    const group = join(directory, entry.name);
    for (const below of await readEntries(group)) {
      links.push(await readPackageLink(group, below, `${entry.name}/${below.name}`, toInside));
    }
  }
  return links.some(({ leads }) => leads.type === "inside") ? links : undefined;
}

async function readEntries(directory: string): Promise<readonly Dirent[]> {
  return await readdir(directory, { withFileTypes: true }).catch(() => []);
}

async function readPackageLink(
  directory: string,
  entry: Dirent,
  name: string,
  toInside: ToInside,
): Promise<PackageLink> {
  const path = join(directory, entry.name);
  const inside = entry.isSymbolicLink() ? toInside(await readTarget(path)) : undefined;
  return { name, leads: inside === undefined ? { type: "outside", path } : { type: "inside", path: inside } };
}

/** Where a link leads, also where nothing is there: a program that is built later has its link already. */
async function readTarget(link: string): Promise<string> {
  const target = resolve(dirname(link), await readlink(link));
  return await realpath(link).catch(() => readFuturePath(target));
}

/** The real path that a path will have once its missing directories are made. */
async function readFuturePath(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch {
    const parent = dirname(path);
    return parent === path ? path : join(await readFuturePath(parent), basename(path));
  }
}

/** Makes the directory at `path`; what leads inside leads into `workspace`. */
export async function writePackageLinks(path: string, links: readonly PackageLink[], workspace: string): Promise<void> {
  for (const directory of new Set(links.map(({ name }) => dirname(join(path, name))))) {
    await mkdir(directory, { recursive: true });
  }
  await Promise.all(
    links.map(({ name, leads }) =>
      symlink(leads.type === "inside" ? join(workspace, leads.path) : leads.path, join(path, name)),
    ),
  );
}
