import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
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
}

export interface LaunchResult {
  readonly end: CommandEnd;
  readonly stdout: string;
  readonly stderr: string;
  readonly durationMs: number;
}

/** A process that writes more than this many times the kept bytes (and at least {@link FLOOD_FLOOR}) is ended. */
const FLOOD_FACTOR = 4;
const FLOOD_FLOOR = 8 * 1024 * 1024;

/** How long the pipes may stay open after the process itself is gone: a survivor that left its group holds them. */
const PIPE_GRACE_MS = 250;

/** Kills the process group that `child` leads; also what it started, unless it made a group of its own. */
function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
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

function watchOutput(
  child: ChildProcess,
  captures: readonly [Capture, Capture],
  onBytes: (bytes: number) => void,
): void {
  const [stdout, stderr] = captures;
  child.stdout?.on("data", (chunk: Buffer) => {
    stdout.write(chunk);
    onBytes(stdout.bytes + stderr.bytes);
  });
  child.stderr?.on("data", (chunk: Buffer) => {
    stderr.write(chunk);
    onBytes(stdout.bytes + stderr.bytes);
  });
}

function start(launch: Launch): ChildProcess {
  return spawn(launch.file, [...launch.args], {
    cwd: launch.cwd,
    env: { ...launch.env },
    detached: true,
    stdio: ["pipe", "pipe", "pipe"],
    windowsHide: true,
  });
}

/** Waits for the end of `child`; the first reason to end it wins over how it then died. */
function supervise(child: ChildProcess, launch: Launch, captures: readonly [Capture, Capture]): Promise<CommandEnd> {
  const { promise, resolve } = Promise.withResolvers<CommandEnd>();
  let ended: CommandEnd | undefined;
  let timers: NodeJS.Timeout[] = [];
  const stop = (end: CommandEnd): void => {
    ended ??= end;
    killGroup(child);
  };
  const abort = (): void => {
    stop({ type: "cancelled" });
  };
  const settle = (end: CommandEnd): void => {
    for (const timer of timers) clearTimeout(timer);
    timers = [];
    launch.signal?.removeEventListener("abort", abort);
    resolve(ended ?? end);
  };
  timers.push(
    setTimeout(() => {
      stop({ type: "timed-out", limitMs: launch.timeoutMs });
    }, launch.timeoutMs),
  );
  launch.signal?.addEventListener("abort", abort, { once: true });
  const flood = Math.max(FLOOD_FLOOR, FLOOD_FACTOR * launch.outputLimit);
  watchOutput(child, captures, (bytes) => {
    if (bytes > flood) stop({ type: "flooded", bytes });
  });
  child.once("error", (error) => {
    settle({ type: "not-started", reason: `${launch.file}: ${error.message}` });
  });
  child.once("exit", (code, signal) => {
    killGroup(child);
    const end = toEnd(code, signal);
    timers.push(
      setTimeout(() => {
        child.stdout?.destroy();
        child.stderr?.destroy();
        settle(end);
      }, PIPE_GRACE_MS),
    );
    child.once("close", () => {
      settle(end);
    });
  });
  return promise;
}

/** Starts a process in a group of its own and sees it to its end. Never throws for what the process does. */
export async function launchProcess(launch: Launch): Promise<LaunchResult> {
  const started = performance.now();
  const captures: readonly [Capture, Capture] = [createCapture(launch.outputLimit), createCapture(launch.outputLimit)];
  const finish = (end: CommandEnd): LaunchResult => ({
    end,
    stdout: captures[0].text(),
    stderr: captures[1].text(),
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
