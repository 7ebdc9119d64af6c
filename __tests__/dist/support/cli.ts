import { spawn, type ChildProcess } from "node:child_process";
import path from "node:path";
import { PROJECT, gitEnvironment } from "../../../scripts/sample.ts";

export const CLI = path.join(PROJECT, "dist", "cli", "index.js");

/** How a program ended. */
export interface End {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CliOptions {
  readonly cwd: string;
  /** Directory for temporary files. */
  readonly temporary?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** An environment like that of a terminal: nothing of a CI job, no colours. */
function terminalEnvironment(options: CliOptions): Record<string, string> {
  const env: Record<string, string> = {};
  for (const [name, value] of Object.entries(gitEnvironment())) {
    if (!/^(?:CI$|GITHUB_|RUNNER_|INPUT_|ACTIONS_|NODE_OPTIONS$|FORCE_COLOR$)/u.test(name)) env[name] = value;
  }
  return {
    ...env,
    NO_COLOR: "1",
    // The cache of compiled code would be left in the directory for temporary files.
    NODE_DISABLE_COMPILE_CACHE: "1",
    ...(options.temporary !== undefined && { TMPDIR: options.temporary }),
    ...options.env,
  };
}

/** Starts the built command line. */
export function startCli(args: readonly string[], options: CliOptions): ChildProcess {
  return spawn(process.execPath, [CLI, ...args], {
    cwd: options.cwd,
    env: terminalEnvironment(options),
    stdio: ["ignore", "pipe", "pipe"],
  });
}

/** Collects what a program prints, to its end. */
export function collect(child: ChildProcess): Promise<End> {
  let stdout = "";
  let stderr = "";
  child.stdout?.on("data", (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr?.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code, signal) => {
      resolve({ code, signal, stdout, stderr });
    });
  });
}

/** Runs the built command line to its end. */
export function runCli(args: readonly string[], options: CliOptions): Promise<End> {
  return collect(startCli(args, options));
}
