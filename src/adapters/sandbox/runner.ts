import { randomInt } from "node:crypto";
import { mkdirSync, mkdtempSync } from "node:fs";
import { lstat, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import type { CommandEnd, CommandResult, CommandSpec, IsolationLevel } from "../../domain/command.ts";
import { ownPrefix } from "../git/run-directory.ts";
import { makeControlGroup } from "./cgroup.ts";
import type { ControlGroupSite } from "./cgroup.ts";
import { findCopies, keepUntouched, noteNamedFiles } from "./copied-files.ts";
import type { NotedFile } from "./copied-files.ts";
import { createDiskGuard } from "./disk-guard.ts";
import { commandEnvironment } from "./environment.ts";
import { fence, fencedPlaces } from "./fence.ts";
import type { Fenced } from "./fence.ts";
import { startInstalled } from "./installed-tools.ts";
import { launchProcess } from "./launch.ts";
import type { LaunchResult } from "./launch.ts";
import type { Limits } from "./limits.ts";
import { DEDICATED_UIDS } from "./mechanism.ts";
import type { Mechanism } from "./mechanism.ts";
import { changeOwner, killUser, openParents } from "./owner.ts";
import { readScratch, removeTree } from "./scratch.ts";
import type { Scratch } from "./scratch.ts";
import { shellWord } from "./shell-word.ts";
import { killMarked, LAUNCH_VARIABLE } from "./survivors.ts";
import type { Mount } from "./view.ts";

/** Where a command runs. */
export interface SandboxPlace {
  /** Absolute path of a throw-away copy; writable. */
  readonly workspaceRoot: string;
  /**
   * Absolute real paths that symbolic links of the workspace lead to (installed dependencies). From L2 on they are as
   * good as read-only: what is written there ends with the launch.
   */
  readonly linked: readonly string[];
}

/** What all launches of a run share. */
export interface RunnerContext {
  /** The caller's environment. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Absolute real path of the directory that launch directories are made in. */
  readonly parent: string;
  readonly uid: number | undefined;
  readonly node: string;
  readonly system: readonly Mount[];
  readonly site: ControlGroupSite;
  /** Highest descriptor that we were started with and must not hand on. */
  readonly highestInherited: number;
  readonly prlimit: string | undefined;
  readonly setpriv: string | undefined;
}

/** One launch, before it is fenced. */
export interface RunRequest {
  readonly spec: CommandSpec;
  readonly place: SandboxPlace;
  readonly mechanism: Mechanism;
  readonly limits: Limits;
  readonly signal?: AbortSignal;
}

function fillIn(spec: CommandSpec, scratch: string): readonly string[] {
  if (spec.command.type === "shell") {
    return ["/bin/sh", "-c", startInstalled(spec.command.line).replaceAll("{scratch}", shellWord(scratch))];
  }
  const fill = (text: string): string => text.replaceAll("{scratch}", scratch);
  return [fill(spec.command.file), ...spec.command.args.map(fill)];
}

function elevation(mechanism: Mechanism): readonly string[] {
  return mechanism.type === "namespaces" ? mechanism.elevate : [];
}

/** Runs `work` while the workspace belongs to the dedicated user, where the mechanism has one. */
async function asOwner<T>(
  request: RunRequest,
  context: RunnerContext,
  root: string,
  work: () => Promise<T>,
): Promise<T> {
  const { mechanism, place } = request;
  if (mechanism.type !== "namespaces" && mechanism.type !== "user") return work();
  // Of the launch's own directory: the workspace may be lent to another launch at this moment.
  const before = await lstat(root);
  const elevate = elevation(mechanism);
  const paths = [place.workspaceRoot, ...["scratch", "home", "tmp"].map((name) => join(root, name))];
  await changeOwner(paths, `${mechanism.uid}:${mechanism.uid}`, elevate);
  if (mechanism.type === "user") {
    await openParents(place.workspaceRoot, context.parent);
    await openParents(join(root, "scratch"), context.parent);
  }
  try {
    return await work();
  } finally {
    if (mechanism.type === "user") await killUser(mechanism.uid);
    await changeOwner(paths, `${before.uid}:${before.gid}`, elevate);
  }
}

/** A user id for this launch alone: launches side by side cannot reach each other, and what is left of it is known by it. */
function ownUser(mechanism: Mechanism): Mechanism {
  if (mechanism.type !== "namespaces" && mechanism.type !== "user") return mechanism;
  return { ...mechanism, uid: mechanism.uid + randomInt(DEDICATED_UIDS) };
}

/** A launcher that failed is not the command's fault; a command that is missing did not start. */
function toEnd(result: LaunchResult, fenced: Fenced, spec: CommandSpec): CommandEnd {
  const { end } = result;
  if (end.type !== "exited") return end;
  const tail = result.stderr.trim().split("\n").slice(-3).join(" ");
  if (fenced.startedMark !== undefined && !result.status.includes(fenced.startedMark)) {
    return { type: "not-started", reason: `the sandbox could not be set up: ${tail}` };
  }
  const missing = spec.command.type === "argv" && (end.code === 126 || end.code === 127);
  if (missing && result.stderr.startsWith("prlimit: ")) return { type: "not-started", reason: tail };
  return end;
}

/** A launch that came to its end. */
interface Ended extends LaunchResult {
  /** Files of the workspace that the line names and that the launch did nothing to. */
  readonly untouched: readonly NotedFile[];
}

/** Runs the fenced command in its own control group and sees to it that nothing of it stays behind. */
async function launchFenced(request: RunRequest, context: RunnerContext, root: string): Promise<Ended> {
  const { spec, place, mechanism, limits } = request;
  const directory = await stat(place.workspaceRoot).catch(() => undefined);
  if (directory?.isDirectory() !== true) throw new Error(`${place.workspaceRoot} is no directory to run a command in`);
  const group = await makeControlGroup(context.site, basename(root), limits);
  // It could be made for the self-test: a launch without one must not pass for a bounded launch.
  if (group === undefined && context.site.type !== "none") throw new Error("the launch's control group cannot be made");
  try {
    const places = { workspaceRoot: place.workspaceRoot, node: context.node, ...fencedPlaces(mechanism, root) };
    const fenced = await fence({
      mechanism,
      limits,
      timeoutMs: spec.timeoutMs,
      root,
      workspaceRoot: place.workspaceRoot,
      linked: place.linked,
      system: context.system,
      joins: group?.joins ?? [],
      uid: context.uid,
      prlimit: context.prlimit,
      setpriv: context.setpriv,
      env: { ...commandEnvironment(context.env, places, spec.env), [LAUNCH_VARIABLE]: basename(root) },
      command: fillIn(spec, join(root, "scratch")),
    });
    const line = spec.command.type === "shell" ? spec.command.line : "";
    const noted = await noteNamedFiles(line, place.workspaceRoot);
    const watch = await createDiskGuard(place.workspaceRoot);
    const result = await launchProcess({
      file: fenced.file,
      args: fenced.args,
      cwd: fenced.cwd,
      env: fenced.env,
      timeoutMs: spec.timeoutMs,
      outputLimit: spec.outputLimit,
      elevate: elevation(mechanism),
      highestInherited: context.highestInherited,
      ...(spec.stdin === undefined ? {} : { stdin: spec.stdin }),
      ...(request.signal === undefined ? {} : { signal: request.signal }),
      ...(watch === undefined ? {} : { watch }),
    });
    const untouched = await keepUntouched(noted, place.workspaceRoot);
    return { ...result, end: toEnd(result, fenced, spec), untouched };
  } finally {
    await group?.dispose();
    if (mechanism.type === "plain" && group === undefined) await killMarked(basename(root));
  }
}

function notStarted(error: unknown): Ended {
  const reason = error instanceof Error ? error.message : String(error);
  const end = { type: "not-started", reason } as const;
  return { end, stdout: "", stderr: "", cut: new Map(), status: "", durationMs: 0, untouched: [] };
}

/** What of the launch's texts is cut, old, or a file of the workspace that was there before. */
async function findFlaws(result: Ended, scratch: Scratch, root: string): Promise<ReadonlyMap<string, string>> {
  const { stdout, stderr, cut, untouched } = result;
  const flaws = new Map<string, string>(scratch.flaws);
  for (const [stream, bytes] of cut) flaws.set(stream, `is too long to be read: ${bytes} bytes of it are left out`);
  const texts = new Map([["stdout", stdout], ["stderr", stderr], ...scratch.texts]);
  for (const [key, path] of await findCopies(untouched, texts, root)) {
    flaws.set(key, `is a copy of ${path}, which this run of the command did not write`);
  }
  return flaws;
}

/** Runs one command behind the given fence and cleans up after it. Never throws for what the command does. */
export async function runFenced(
  request: RunRequest,
  context: RunnerContext,
  isolation: IsolationLevel,
): Promise<CommandResult> {
  // Synchronous: five calls of microseconds each, against five turns of the thread pool per launch.
  const root = mkdtempSync(join(context.parent, ownPrefix("launch")));
  const own = { ...request, mechanism: ownUser(request.mechanism) };
  try {
    for (const name of ["scratch", "home", "tmp", "base"]) mkdirSync(join(root, name));
    const startMs = Date.now();
    const result = await asOwner(own, context, root, () => launchFenced(own, context, root)).catch(notStarted);
    const { end, stdout, stderr, durationMs } = result;
    const scratch = await readScratch(join(root, "scratch"), { startMs, endMs: Date.now() });
    const flaws = await findFlaws(result, scratch, request.place.workspaceRoot);
    const shown = { end, stdout, stderr, durationMs, isolation, scratch: scratch.texts };
    return flaws.size === 0 ? shown : { ...shown, flaws };
  } finally {
    await removeTree(root);
  }
}
