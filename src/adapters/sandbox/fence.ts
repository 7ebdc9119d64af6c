import { readFileSync } from "node:fs";
import { lstat } from "node:fs/promises";
import { cpus } from "node:os";
import { join } from "node:path";
import { bubblewrapCommand } from "./bubblewrap.ts";
import { prlimitArguments } from "./limits.ts";
import type { Limits } from "./limits.ts";
import { LAUNCHER_PATH } from "./mechanism.ts";
import type { Mechanism } from "./mechanism.ts";
import { dropPrivileges, namespacesCommand } from "./namespaces.ts";
import { shellWord } from "./shell-word.ts";
import { launchView } from "./view.ts";
import type { Mount } from "./view.ts";

/** One command and everything that its fence has to know. */
export interface FenceRequest {
  readonly mechanism: Mechanism;
  readonly limits: Limits;
  readonly timeoutMs: number;
  /** The launch's own directory, with `scratch`, `home`, `tmp` and `base` in it. */
  readonly root: string;
  readonly workspaceRoot: string;
  readonly linked: readonly string[];
  readonly system: readonly Mount[];
  readonly joins: readonly string[];
  readonly uid: number | undefined;
  /** Absolute paths; undefined where there is none. */
  readonly prlimit: string | undefined;
  readonly setpriv: string | undefined;
  readonly env: Readonly<Record<string, string>>;
  readonly command: readonly string[];
}

/** What is started for it. */
export interface Fenced {
  readonly file: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** A word on file descriptor 3 that says that the fence stood; undefined where nothing says so. */
  readonly startedMark?: string;
}

/** Directories of a launch as the command sees them. */
export function fencedPlaces(
  mechanism: Mechanism,
  root: string,
): { readonly home: string; readonly temporary: string } {
  if (mechanism.type === "bubblewrap" || mechanism.type === "namespaces")
    return { home: "/home/assay", temporary: "/tmp" };
  return { home: join(root, "home"), temporary: join(root, "tmp") };
}

/** Tasks on the machine, an upper bound of those of any user; from `0.1 0.2 0.3 1/214 999`. */
function tasksNow(): number | undefined {
  try {
    const match = /\d+\/(\d+)/u.exec(readFileSync("/proc/loadavg", "utf8"));
    return match?.[1] === undefined ? undefined : Number(match[1]);
  } catch {
    // No /proc: then processes are not bounded per user, and the self-test says so.
    return undefined;
  }
}

/** RLIMIT_NPROC counts per user and is void for root; inside a new user namespace the count starts at nothing. */
function tasksBefore(request: FenceRequest): number | undefined {
  switch (request.mechanism.type) {
    case "bubblewrap":
      return request.uid === 0 ? undefined : 0;
    case "namespaces":
    case "user":
      return tasksNow();
    case "plain":
      return request.uid === 0 ? undefined : tasksNow();
  }
}

function limited(request: FenceRequest): readonly string[] {
  if (request.prlimit === undefined) return request.command;
  const context = {
    timeoutMs: request.timeoutMs,
    processors: cpus().length,
    tasksBefore: tasksBefore(request),
    memoryHeldBy: request.joins.length > 0 ? "control-group" : "address-space",
  } as const;
  return [request.prlimit, ...prlimitArguments(request.limits, context), ...request.command];
}

async function mountsOf(request: FenceRequest, linkedAs: "overlay" | "read-only"): Promise<readonly Mount[]> {
  const found = await lstat(join(request.workspaceRoot, ".git")).catch(() => undefined);
  const git = found?.isDirectory() === true ? "directory" : found?.isFile() === true ? "file" : "none";
  return launchView({
    system: request.system,
    workspaceRoot: request.workspaceRoot,
    git,
    scratch: join(request.root, "scratch"),
    home: "/home/assay",
    linked: request.linked,
    linkedAs,
  });
}

/** Joins the control groups, then becomes its arguments. */
function joined(joins: readonly string[], command: readonly string[]): readonly string[] {
  if (joins.length === 0) return command;
  const script = [...joins.map((path) => `echo $$ > ${shellWord(path)} || exit 125`), 'exec "$@"'].join("\n");
  return ["/bin/sh", "-c", script, "sh", ...command];
}

function direct(request: FenceRequest, command: readonly string[]): Fenced {
  const [file = "", ...args] = joined(request.joins, command);
  return { file, args, cwd: request.workspaceRoot, env: request.env };
}

/** Puts the fence around a command. Starts nothing. */
export async function fence(request: FenceRequest): Promise<Fenced> {
  const { mechanism } = request;
  const shared = {
    base: join(request.root, "base"),
    limits: request.limits,
    joins: request.joins,
    cwd: request.workspaceRoot,
    env: request.env,
    command: limited(request),
  };
  switch (mechanism.type) {
    case "bubblewrap": {
      const mounts = await mountsOf(request, mechanism.linkedAs);
      const memoryDisk = mechanism.linkedAs === "overlay" ? "shared" : "separate";
      const built = bubblewrapCommand({ ...shared, mounts, memoryDisk, bwrap: mechanism.bwrap });
      return { ...built, cwd: "/", env: { PATH: LAUNCHER_PATH }, startedMark: "exit-code" };
    }
    case "namespaces": {
      const mounts = await mountsOf(request, "overlay");
      const built = namespacesCommand({ ...shared, mounts, elevate: mechanism.elevate, uid: mechanism.uid });
      const launcher = { ...built, cwd: "/", env: { PATH: LAUNCHER_PATH } };
      return mechanism.elevate.length > 0 ? launcher : { ...launcher, startedMark: "started" };
    }
    case "user":
      return direct(request, [...dropPrivileges(mechanism.uid), ...limited(request)]);
    case "plain": {
      const noSudo = request.setpriv === undefined ? [] : [request.setpriv, "--no-new-privs", "--pdeathsig=KILL", "--"];
      return direct(request, [...noSudo, ...limited(request)]);
    }
  }
}
