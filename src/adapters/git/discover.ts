import { readFile, stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { ConfigError } from "../../domain/errors.ts";
import type { Git } from "./git.ts";
import { askGit, toGitError } from "./git.ts";
import { checkVersion, findGit } from "./find-git.ts";

/** Where the user's repository keeps what. Absolute paths. */
export interface Location {
  readonly git: Git;
  /** The working tree's root. */
  readonly root: string;
  /** The git directory of this working tree. */
  readonly gitDirectory: string;
  /** The git directory that linked working trees share; holds objects and refs. */
  readonly commonDirectory: string;
  readonly shallow: boolean;
  readonly objectFormat: "sha1" | "sha256";
}

function fail(place: string, message: string, remedy: string): never {
  throw new ConfigError([{ place, message, remedy }]);
}

/** Finds the repository that `directory` lies in. Throws ConfigError: no directory, no repository, bare, other owner, git missing or old. */
export async function discoverRepository(
  directory: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<Location> {
  const place = resolve(directory);
  if (!(await isDirectory(place))) fail(place, "there is no such directory", "Give --repo an existing directory");
  const git = await findGit(env, place);
  const [answer] = await Promise.all([askDiscovery(git, env), checkVersion(git)]);
  const lines = answer.stdout.split("\n");
  const [bare, gitDirectory, common, shallow, format, root] = lines;
  if (bare === "true" || root === undefined || root === "") {
    fail(
      place,
      "this is a bare repository or a git directory, without a working tree",
      "Run in a clone with a working tree",
    );
  }
  return {
    git: { ...git, cwd: root, config: answer.config },
    root,
    gitDirectory: resolve(place, gitDirectory ?? ""),
    commonDirectory: resolve(place, common ?? ""),
    shallow: shallow === "true",
    objectFormat: format === "sha256" ? "sha256" : "sha1",
  };
}

interface DiscoveryAnswer {
  readonly stdout: string;
  readonly config: readonly string[];
}

const QUESTIONS = [
  "rev-parse",
  "--is-bare-repository",
  "--absolute-git-dir",
  "--git-common-dir",
  "--is-shallow-repository",
  "--show-object-format",
  "--show-toplevel",
];

async function askDiscovery(git: Git, env: Readonly<Record<string, string | undefined>>): Promise<DiscoveryAnswer> {
  const first = await askGit(git, QUESTIONS);
  if (first.code === 0) return { stdout: first.stdout, config: [] };
  const dubious = /dubious ownership in repository at '(.*)'|is owned by someone else/u.exec(first.stderr);
  if (dubious !== null) return askAsTrusted(git, env, dubious[1] ?? git.cwd);
  if (first.stderr.includes("must be run in a work tree")) return { stdout: "true", config: [] };
  if (/not a git repository/iu.test(first.stderr)) {
    fail(git.cwd, "this is not a git repository", "Run inside a clone, or give its directory with --repo");
  }
  throw toGitError(QUESTIONS, first.code, first.stderr);
}

/** The user's own `safe.directory` settings count, though nothing else of their configuration does. */
async function askAsTrusted(
  git: Git,
  env: Readonly<Record<string, string | undefined>>,
  repository: string,
): Promise<DiscoveryAnswer> {
  const personal = toPersonalGit(git, env);
  const scopes = ["--global", "--system"].map((scope) =>
    askGit(personal, ["config", scope, "--includes", "--null", "--get-all", "safe.directory"]),
  );
  const trusted = (await Promise.all(scopes)).flatMap(({ stdout }) => stdout.split("\0").filter((text) => text !== ""));
  const config = trusted.map((path) => `safe.directory=${path}`);
  const again = await askGit({ ...git, config }, QUESTIONS);
  if (again.code === 0) return { stdout: again.stdout, config };
  return fail(
    repository,
    "this repository belongs to another user, so git does not trust it",
    `If you do: git config --global --add safe.directory ${repository}`,
  );
}

/** git with the user's own configuration, for reading single settings out of it and for nothing else. */
export function toPersonalGit(git: Git, env: Readonly<Record<string, string | undefined>>): Git {
  const closed = new Set(["GIT_CONFIG_GLOBAL", "GIT_CONFIG_NOSYSTEM"]);
  const open = Object.fromEntries(Object.entries(git.env).filter(([name]) => !closed.has(name)));
  const directory = env["XDG_CONFIG_HOME"];
  return { ...git, env: { ...open, ...(directory === undefined ? {} : { XDG_CONFIG_HOME: directory }) } };
}

/** The object directories to borrow from: the repository's own and, transitively, its alternates. */
export async function readObjectDirectories(commonDirectory: string): Promise<readonly string[]> {
  const found: string[] = [];
  const waiting = [join(commonDirectory, "objects")];
  for (let directory = waiting.shift(); directory !== undefined; directory = waiting.shift()) {
    if (found.includes(directory)) continue;
    found.push(directory);
    for (const line of await readLines(join(directory, "info", "alternates"))) {
      if (!line.startsWith("#")) waiting.push(resolve(directory, line));
    }
  }
  return found;
}

async function readLines(file: string): Promise<readonly string[]> {
  try {
    return (await readFile(file, "utf8")).split("\n").filter((line) => line !== "");
  } catch {
    return [];
  }
}

async function isDirectory(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch {
    return false;
  }
}
