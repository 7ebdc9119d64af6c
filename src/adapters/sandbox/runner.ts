import { randomInt } from "node:crypto";
import { mkdirSync, mkdtempSync } from "node:fs";
import { lstat, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import type { CommandEnd, CommandResult, CommandSpec, IsolationLevel } from "../../domain/command.ts";
import { makeControlGroup } from "./cgroup.ts";
import type { ControlGroupSite } from "./cgroup.ts";
import { createDiskGuard } from "./disk-guard.ts";
import { commandEnvironment } from "./environment.ts";
import { fence, fencedPlaces } from "./fence.ts";
import type { Fenced } from "./fence.ts";
import { launchProcess } from "./launch.ts";
import type { LaunchResult } from "./launch.ts";
import type { Limits } from "./limits.ts";
import { DEDICATED_UIDS } from "./mechanism.ts";
import type { Mechanism } from "./mechanism.ts";
import { changeOwner, killUser, openParents } from "./owner.ts";
import { readScratch, removeTree } from "./scratch.ts";
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
    return ["/bin/sh", "-c", spec.command.line.replaceAll("{scratch}", shellWord(scratch))];
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
  const before = await lstat(place.workspaceRoot);
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

/** Runs the fenced command in its own control group and sees to it that nothing of it stays behind. */
async function launchFenced(
  request: RunRequest,
  context: RunnerContext,
  root: string,
): Promise<LaunchResult & { end: CommandEnd }> {
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
    return { ...result, end: toEnd(result, fenced, spec) };
  } finally {
    await group?.dispose();
    if (mechanism.type === "plain" && group === undefined) await killMarked(basename(root));
  }
}

function notStarted(error: unknown): LaunchResult {
  const reason = error instanceof Error ? error.message : String(error);
  return { end: { type: "not-started", reason }, stdout: "", stderr: "", status: "", durationMs: 0 };
}

/** Runs one command behind the given fence and cleans up after it. Never throws for what the command does. */
export async function runFenced(
  request: RunRequest,
  context: RunnerContext,
  isolation: IsolationLevel,
): Promise<CommandResult> {
  // Synchronous: five calls of microseconds each, against five turns of the thread pool per launch.
  const root = mkdtempSync(join(context.parent, "assay-launch-"));
  const own = { ...request, mechanism: ownUser(request.mechanism) };
  try {
    for (const name of ["scratch", "home", "tmp", "base"]) mkdirSync(join(root, name));
    const result = await asOwner(own, context, root, () => launchFenced(own, context, root)).catch(notStarted);
    const { end, stdout, stderr, durationMs } = result;
    return { end, stdout, stderr, durationMs, isolation, scratch: await readScratch(join(root, "scratch")) };
  } finally {
    await removeTree(root);
  }
}
