import { access, constants } from "node:fs/promises";
import { delimiter, isAbsolute, join } from "node:path";
import { ConfigError } from "../../domain/errors.ts";
import type { Git } from "./git.ts";
import { askGit, toGitEnvironment } from "./git.ts";

/** GIT_CONFIG_GLOBAL, which keeps the user's configuration out, came with this version. */
const OLDEST = [2, 32] as const;
const REMEDY = `Install git ${OLDEST[0]}.${OLDEST[1]} or newer and put it on PATH`;

/** Finds git on the PATH of `env` and checks its version. Throws ConfigError where it is missing or too old. */
export async function findGit(env: Readonly<Record<string, string | undefined>>, directory: string): Promise<Git> {
  const file = await findExecutable("git", env["PATH"] ?? env["Path"] ?? "");
  if (file === undefined) {
    throw new ConfigError([{ place: "git", message: "git was not found on PATH", remedy: REMEDY }]);
  }
  return { file, cwd: directory, env: toGitEnvironment(env), config: [] };
}

/** Throws ConfigError where git is older than what the hardening needs. */
export async function checkVersion(git: Git): Promise<void> {
  const answer = await askGit(git, ["version"]);
  const match = /git version (\d+)\.(\d+)/u.exec(answer.stdout);
  const [major, minor] = [Number(match?.[1] ?? 0), Number(match?.[2] ?? 0)];
  if (major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])) return;
  const said = answer.stdout.trim() === "" ? "gave no version" : `is ${answer.stdout.trim()}, which is too old`;
  throw new ConfigError([{ place: git.file, message: `this git ${said}`, remedy: REMEDY }]);
}

async function findExecutable(name: string, searchPath: string): Promise<string | undefined> {
  const names = process.platform === "win32" ? [`${name}.exe`, name] : [name];
  for (const directory of searchPath.split(delimiter)) {
    // A relative entry would mean a git that the repository itself brings.
    if (!isAbsolute(directory)) continue;
    for (const file of names.map((candidate) => join(directory, candidate))) {
      if (await isExecutable(file)) return file;
    }
  }
  return undefined;
}

async function isExecutable(file: string): Promise<boolean> {
  try {
    await access(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
