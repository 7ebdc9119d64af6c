import { spawn } from "node:child_process";
import { statfs } from "node:fs/promises";
import { devNull } from "node:os";
import { getExecOutput } from "@actions/exec";
import { PlaceError, WorldError } from "../../domain/errors.ts";

/** How git is called: which executable, where, with which environment. A value; nothing is inherited from the process. */
export interface Git {
  /** Absolute path of the executable. */
  readonly file: string;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** `-c` settings besides the hardening ones, as `key=value`. */
  readonly config: readonly string[];
}

export interface GitAnswer {
  /** Exit code; null where a signal ended it. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** What is kept of the standard error of a streamed call. */
const STDERR_BYTES = 8192;

/** What a repository's own configuration could make git execute or fetch is off in every call. */
const HARDENING = [
  "core.fsmonitor=false",
  `core.hooksPath=${devNull}`,
  `core.excludesFile=${devNull}`,
  `core.attributesFile=${devNull}`,
  "core.pager=cat",
  "core.quotePath=true",
  "protocol.allow=never",
  "gc.auto=0",
  "maintenance.auto=false",
  "submodule.recurse=false",
  "log.showSignature=false",
  "color.ui=false",
  "advice.detachedHead=false",
];

/** The caller's variables that git may see: where programs and temporary files are, nothing that steers git. */
const INHERITED = ["PATH", "HOME", "USERPROFILE", "SystemRoot", "TMPDIR", "TEMP", "TMP"];

/** The environment of every git call: an allow-list, no system or global configuration, no prompt, no network, no optional lock. */
export function toGitEnvironment(env: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const name of INHERITED) {
    const value = env[name];
    if (value !== undefined) kept[name] = value;
  }
  return {
    // `include.path=~/x` in a repository's configuration is fatal where there is no home.
    HOME: "/",
    ...kept,
    LC_ALL: "C",
    GIT_CONFIG_GLOBAL: devNull,
    GIT_CONFIG_NOSYSTEM: "1",
    GIT_ATTR_NOSYSTEM: "1",
    GIT_TERMINAL_PROMPT: "0",
    GIT_OPTIONAL_LOCKS: "0",
    GIT_NO_REPLACE_OBJECTS: "1",
    GIT_LITERAL_PATHSPECS: "1",
    // Git before 2.44 knows no GIT_NO_LAZY_FETCH: no transport is allowed either, whatever the configuration says.
    GIT_NO_LAZY_FETCH: "1",
    GIT_ALLOW_PROTOCOL: "none",
  };
}

/** The same git with a git directory, working tree or index of its own. */
export function withPlaces(
  git: Git,
  places: { readonly gitDirectory?: string; readonly workTree?: string; readonly index?: string },
): Git {
  return {
    ...git,
    ...(places.workTree === undefined ? {} : { cwd: places.workTree }),
    env: {
      ...git.env,
      ...(places.gitDirectory === undefined ? {} : { GIT_DIR: places.gitDirectory }),
      ...(places.workTree === undefined ? {} : { GIT_WORK_TREE: places.workTree }),
      ...(places.index === undefined ? {} : { GIT_INDEX_FILE: places.index }),
    },
  };
}

/** The arguments of a call with the hardening settings before them. */
export function gitArguments(git: Git, args: readonly string[]): string[] {
  return [...[...HARDENING, ...git.config].flatMap((setting) => ["-c", setting]), ...args];
}

/** Runs git for a short text answer. Throws WorldError only where git could not be started. */
export async function askGit(git: Git, args: readonly string[], input?: Uint8Array): Promise<GitAnswer> {
  // exec has no error handler on the input pipe: a git that ends without reading would end us.
  if (input !== undefined) return feedGit(git, args, input);
  try {
    const answer = await getExecOutput(`"${git.file}"`, gitArguments(git, args), {
      cwd: git.cwd,
      env: { ...git.env },
      silent: true,
      ignoreReturnCode: true,
    });
    return { code: answer.exitCode, stdout: answer.stdout, stderr: answer.stderr };
  } catch (cause) {
    throw notStarted(git, cause);
  }
}

interface Started {
  readonly stdout: AsyncIterable<Buffer>;
  /** Exit code, once all output is read. Throws WorldError where git could not be started. */
  readonly ended: () => Promise<number | null>;
  /** The first bytes of standard error. */
  readonly stderr: () => string;
  readonly kill: () => void;
}

function startGit(git: Git, args: readonly string[], input: Uint8Array | undefined): Started {
  const child = spawn(git.file, gitArguments(git, args), { cwd: git.cwd, env: { ...git.env }, stdio: "pipe" });
  const closed = new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  // A reader that breaks off never asks for the end, and must not leave a rejection behind.
  closed.catch(() => undefined);
  child.stdin.on("error", () => undefined);
  child.stdin.end(input);
  let stderr = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr = (stderr + text).slice(0, STDERR_BYTES);
  });
  return {
    stdout: child.stdout as AsyncIterable<Buffer>,
    stderr: () => stderr,
    kill: () => child.kill("SIGKILL"),
    async ended() {
      try {
        return await closed;
      } catch (cause) {
        throw notStarted(git, cause);
      }
    },
  };
}

async function feedGit(git: Git, args: readonly string[], input: Uint8Array): Promise<GitAnswer> {
  const started = startGit(git, args, input);
  const chunks: Buffer[] = [];
  for await (const chunk of started.stdout) chunks.push(chunk);
  const code = await started.ended();
  return { code, stdout: Buffer.concat(chunks).toString("utf8"), stderr: started.stderr() };
}

function notStarted(git: Git, cause: unknown): WorldError {
  return new WorldError(`git could not be started in ${git.cwd}`, { cause });
}

/** Runs git for a short text answer; anything but exit code 0 is a WorldError. */
export async function readGit(git: Git, args: readonly string[], input?: Uint8Array): Promise<string> {
  const answer = await askGit(git, args, input);
  if (answer.code === 0) return answer.stdout;
  throw await explain(git, toGitError(args, answer.code, answer.stderr));
}

/** The output as it comes, in chunks of bytes. A call that the reader breaks off is ended. Throws WorldError. */
export async function* streamGit(git: Git, args: readonly string[], input?: Uint8Array): AsyncGenerator<Buffer> {
  const started = startGit(git, args, input);
  try {
    for await (const chunk of started.stdout) yield chunk;
    const code = await started.ended();
    if (code !== 0) throw await explain(git, toGitError(args, code, started.stderr()));
  } finally {
    started.kill();
  }
}

/** The whole output as bytes. Throws WorldError. */
export async function readGitBytes(git: Git, args: readonly string[], input?: Uint8Array): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of streamGit(git, args, input)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

const MISSING_OBJECT =
  /missing (blob|tree|commit|object)|could not fetch|unable to read|bad object|not a tree object|lazy fetching|promisor/iu;

/** The system's words for a disk that takes nothing more; git is asked in the language C. */
const NO_PLACE = /No space left on device|Disk quota exceeded|Read-only file system/u;

/** Git does not say why of every file that it could not write. */
const NOT_WRITTEN = /unable to (?:write|create)|could not write/iu;

const ROOM = "Make room there, or have it writable; TMPDIR names the directory for temporary files.";

/** Says so where a call failed because the disk is full and git has only said that it failed. */
async function explain(git: Git, error: WorldError): Promise<WorldError> {
  if (error instanceof PlaceError || !NOT_WRITTEN.test(error.message)) return error;
  const disk = await statfs(git.cwd).catch(() => undefined);
  return disk?.bavail === 0 ? new PlaceError(`${error.message} The disk of ${git.cwd} is full. ${ROOM}`) : error;
}

/** A failed call as an error that names the call, what git said, and the remedy where there is one. */
export function toGitError(args: readonly string[], code: number | null, stderr: string): WorldError {
  const said = stderr.trim().split("\n").slice(0, 5).join("; ");
  const how = code === null ? "was ended by a signal" : `failed with exit code ${code}`;
  const what = `git ${args[0] ?? ""} ${how}: ${said === "" ? "no message" : said}.`;
  if (NO_PLACE.test(stderr)) return new PlaceError(`${what} ${ROOM}`);
  const remedy = MISSING_OBJECT.test(stderr)
    ? " Objects of the commit are missing here and Assay fetches nothing by itself: fetch them first" +
      " (git fetch --refetch --filter=blob:limit=1g, or a checkout without 'filter:')."
    : "";
  return new WorldError(`${what}${remedy}`);
}
