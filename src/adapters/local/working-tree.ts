import type { Git } from "../git/git.ts";
import { askGit, readGit } from "../git/git.ts";

/** git for the user's working tree: the filters that its configuration names are off, so that none of them runs. */
export async function withoutFilters(git: Git): Promise<Git> {
  const listed = await askGit(git, ["config", "--null", "--name-only", "--get-regexp", "^filter\\."]);
  const drivers = new Set<string>();
  for (const key of listed.stdout.split("\0")) {
    const dot = key.lastIndexOf(".");
    if (dot > 0) drivers.add(key.slice(0, dot));
  }
  const off = [...drivers].flatMap((driver) => [
    `${driver}.clean=`,
    `${driver}.smudge=`,
    `${driver}.process=`,
    `${driver}.required=false`,
  ]);
  return { ...git, config: [...git.config, ...off] };
}

/** Those of the paths that a filter (Git LFS, for example) stands before: their content is not what git stores. */
export async function readFilteredPaths(git: Git, paths: readonly string[]): Promise<readonly string[]> {
  const listed = await readGit(git, ["check-attr", "-z", "filter", "--", ...paths]);
  const fields = listed.split("\0");
  const filtered: string[] = [];
  for (let index = 0; index + 2 < fields.length; index += 3) {
    const [path, value] = [fields[index], fields[index + 2]];
    if (path !== undefined && value !== "unspecified" && value !== "unset") filtered.push(path);
  }
  return filtered;
}

/** Those of the paths where index or working tree differ from HEAD, untracked and ignored files included. */
export async function readLocalChanges(git: Git, paths: readonly string[]): Promise<readonly string[]> {
  const format = ["--porcelain=v1", "-z", "--no-renames", "--untracked-files=all", "--ignored=matching"];
  const listed = await readGit(git, ["status", ...format, "--", ...paths]);
  return listed
    .split("\0")
    .filter((record) => record !== "")
    .map((record) => record.slice(3).replace(/\/$/u, ""));
}

/** Those of the paths that two commits hold in different versions. */
export async function readDifferingPaths(
  git: Git,
  between: readonly [string, string],
  paths: readonly string[],
): Promise<readonly string[]> {
  const listed = await readGit(git, [
    "diff-tree",
    "-r",
    "-z",
    "--name-only",
    "--no-renames",
    ...between,
    "--",
    ...paths,
  ]);
  return listed.split("\0").filter((path) => path !== "");
}
