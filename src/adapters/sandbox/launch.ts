import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import { devNull } from "node:os";
import { performance } from "node:perf_hooks";
import type { CommandEnd } from "../../domain/command.ts";
import { createCapture } from "./capture.ts";
import type { Capture } from "./capture.ts";

/** One process to start: an argument array, never a shell string. */
export interface Launch {
  readonly file: string;
  readonly args: readonly string[];
  /** Absolute path. */
  readonly cwd: string;
  /** The whole environment of the process; nothing is inherited. */
  readonly env: Readonly<Record<string, string>>;
  /** Wall clock. */
  readonly timeoutMs: number;
  /** Bytes kept of each stream. */
  readonly outputLimit: number;
  /** Written to standard input, which is closed after it; absent: closed at once. */
  readonly stdin?: string;
  readonly signal?: AbortSignal;
  /** Our own inherited descriptors up to this one are covered with /dev/null, so that none reaches the process. */
  readonly highestInherited?: number;
  /** Commands that have to stand before `kill` where the launched processes belong to another user: `sudo -n`. */
  readonly elevate?: readonly string[];
  /** Asked every {@link WATCH_MS}; an answer ends the launch. */
  readonly watch?: () => Promise<CommandEnd | undefined>;
}

export interface LaunchResult {
  readonly end: CommandEnd;
  readonly stdout: string;
  readonly stderr: string;
  /** The streams that were longer than what is kept, with the bytes left out. */
  readonly cut: ReadonlyMap<"stdout" | "stderr", number>;
  /** What was written to file descriptor 3: for the launcher's own status, at most 64 KiB. */
  readonly status: string;
  readonly durationMs: number;
}

const STATUS_LIMIT = 64 * 1024;
const WATCH_MS = 200;

/** A process that writes more than this many times the kept bytes (and at least {@link FLOOD_FLOOR}) is ended. */
const FLOOD_FACTOR = 4;
const FLOOD_FLOOR = 8 * 1024 * 1024;

/** How long the pipes may stay open after the process itself is gone: a survivor that left its group holds them. */
const PIPE_GRACE_MS = 250;

/** Kills the process group that `child` leads; also what it started, unless it made a group of its own. */
function killGroup(child: ChildProcess, elevate: readonly string[] = []): void {
  if (child.pid === undefined) return;
  const [file, ...args] = elevate;
  if (file !== undefined) {
    const killer = spawn(file, [...args, "kill", "-KILL", "--", `-${child.pid}`], { stdio: "ignore", detached: true });
    killer.on("error", () => undefined);
    return;
  }
  try {
    process.kill(-child.pid, "SIGKILL");
  } catch {
    // ESRCH: the whole group is already gone, which is what is wanted.
  }
}

/** A signal's end is never read as success: a killed process reports no exit code at all. */
function toEnd(code: number | null, signal: NodeJS.Signals | null): CommandEnd {
  if (signal !== null) return { type: "signalled", signal };
  if (code === null) return { type: "signalled", signal: "unknown" };
  return { type: "exited", code };
}

function closeInput(child: ChildProcess, text: string | undefined): void {
  // A process that ends without reading its input breaks the pipe; that is its right.
  child.stdin?.on("error", () => undefined);
  child.stdin?.end(text ?? "");
}

/** The three captured streams. */
interface Captures {
  readonly stdout: Capture;
  readonly stderr: Capture;
  readonly status: Capture;
}

function watchOutput(child: ChildProcess, captures: Captures, onBytes: (bytes: number) => void): void {
  const { stdout, stderr, status } = captures;
  const streams = [
    [child.stdout, stdout],
    [child.stderr, stderr],
    [child.stdio[3], status],
  ] as const;
  for (const [stream, capture] of streams) {
    stream?.on("data", (chunk: Buffer) => {
      capture.write(chunk);
      onBytes(stdout.bytes + stderr.bytes + status.bytes);
    });
  }
}

function destroyStreams(child: ChildProcess): void {
  for (const stream of child.stdio) stream?.destroy();
}

function spawnWith(launch: Launch, covers: readonly number[]): ChildProcess {
  return spawn(launch.file, [...launch.args], {
    cwd: launch.cwd,
    env: { ...launch.env },
    detached: true,
    stdio: ["pipe", "pipe", "pipe", "pipe", ...covers],
    windowsHide: true,
  });
}

/** Descriptors from 4 on that were left open to us would reach the process: "ignore" does not close them. */
function start(launch: Launch): ChildProcess {
  const count = (launch.highestInherited ?? 0) - 3;
  if (count <= 0) return spawnWith(launch, []);
  const empty = openSync(devNull, "r");
  try {
    return spawnWith(
      launch,
      Array.from({ length: count }, () => empty),
    );
  } finally {
    closeSync(empty);
  }
}

/** Calls `stop` when the wall clock, the caller's signal or the watch says so; answers how to call that off. */
function armReasons(launch: Launch, stop: (end: CommandEnd) => void): () => void {
  const abort = (): void => {
    stop({ type: "cancelled" });
  };
  const clock = setTimeout(() => {
    stop({ type: "timed-out", limitMs: launch.timeoutMs });
  }, launch.timeoutMs);
  const watch = setInterval(() => {
    void launch.watch?.().then((end) => {
      if (end !== undefined) stop(end);
    });
  }, WATCH_MS);
  launch.signal?.addEventListener("abort", abort, { once: true });
  return () => {
    clearTimeout(clock);
    clearInterval(watch);
    launch.signal?.removeEventListener("abort", abort);
  };
}

/** Waits for the end of `child`; the first reason to end it wins over how it then died. */
function supervise(child: ChildProcess, launch: Launch, captures: Captures): Promise<CommandEnd> {
  const { promise, resolve } = Promise.withResolvers<CommandEnd>();
  let ended: CommandEnd | undefined;
  let grace: NodeJS.Timeout | undefined;
  const stop = (end: CommandEnd): void => {
    ended ??= end;
    killGroup(child, launch.elevate);
  };
  const disarm = armReasons(launch, stop);
  const settle = (end: CommandEnd): void => {
    disarm();
    clearTimeout(grace);
    destroyStreams(child);
    resolve(ended ?? end);
  };
  const flood = Math.max(FLOOD_FLOOR, FLOOD_FACTOR * launch.outputLimit);
  watchOutput(child, captures, (bytes) => {
    if (bytes > flood) stop({ type: "flooded", bytes });
  });
  child.once("error", (error) => {
    settle({ type: "not-started", reason: `${launch.file}: ${error.message}` });
  });
  child.once("exit", (code, signal) => {
    killGroup(child, launch.elevate);
    const end = toEnd(code, signal);
    grace = setTimeout(() => {
      settle(end);
    }, PIPE_GRACE_MS);
    child.once("close", () => {
      settle(end);
    });
  });
  return promise;
}

function cutOf<Name>(name: Name, { bytes }: Capture, kept: number): readonly (readonly [Name, number])[] {
  return bytes > kept ? [[name, bytes - kept]] : [];
}

/** Starts a process in a group of its own and sees it to its end. Never throws for what the process does. */
export async function launchProcess(launch: Launch): Promise<LaunchResult> {
  const started = performance.now();
  const captures: Captures = {
    stdout: createCapture(launch.outputLimit),
    stderr: createCapture(launch.outputLimit),
    status: createCapture(STATUS_LIMIT),
  };
  const finish = (end: CommandEnd): LaunchResult => ({
    end,
    stdout: captures.stdout.text(),
    stderr: captures.stderr.text(),
    cut: new Map((["stdout", "stderr"] as const).flatMap((name) => cutOf(name, captures[name], launch.outputLimit))),
    status: captures.status.text(),
    durationMs: performance.now() - started,
  });
  if (launch.signal?.aborted === true) return finish({ type: "cancelled" });
  let child: ChildProcess;
  try {
    child = start(launch);
  } catch (error) {
    // Arguments that no system takes: a NUL byte, or more text than the kernel allows.
    const reason = error instanceof Error ? error.message : String(error);
    return finish({ type: "not-started", reason: `${launch.file}: ${reason}` });
  }
  const end = supervise(child, launch, captures);
  closeInput(child, launch.stdin);
  return finish(await end);
}
