/** Starts the action's bundle the way the runner does: inputs as `INPUT_*`, everything else by files. */
import { spawn, type ChildProcess } from "node:child_process";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { PROJECT, gitEnvironment } from "./sample.ts";

export const ACTION = path.join(PROJECT, "dist", "action", "index.js");

/** What the runner hands to a step. */
export interface StepRequest {
  /** The checked-out repository. */
  readonly workspace: string;
  /** A directory for the runner's own files; made where it is missing. */
  readonly temporary: string;
  readonly inputs: Readonly<Record<string, string>>;
  readonly eventName: string;
  /** The event's payload. */
  readonly event: unknown;
  readonly env?: Readonly<Record<string, string>>;
}

/** How a step ended. */
export interface StepEnd {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly outputs: ReadonlyMap<string, string>;
  readonly summary: string;
}

const FILES = ["GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY", "GITHUB_STATE", "GITHUB_ENV", "GITHUB_PATH"] as const;

function fileOf(request: StepRequest, name: (typeof FILES)[number]): string {
  return path.join(request.temporary, "_runner_file_commands", name.toLowerCase());
}

/** Writes the runner's files and returns the environment of the step. */
export async function writeStep(request: StepRequest): Promise<Record<string, string>> {
  await mkdir(path.join(request.temporary, "_runner_file_commands"), { recursive: true });
  const eventPath = path.join(request.temporary, "event.json");
  await writeFile(eventPath, JSON.stringify(request.event));
  const env: Record<string, string> = {};
  for (const [name, value] of Object.entries(gitEnvironment())) {
    if (!/^(?:GITHUB_|RUNNER_|INPUT_|ACTIONS_|FORCE_COLOR$|NO_COLOR$)/u.test(name)) env[name] = value;
  }
  for (const name of FILES) {
    await writeFile(fileOf(request, name), "");
    env[name] = fileOf(request, name);
  }
  for (const [name, value] of Object.entries(request.inputs)) env[`INPUT_${name.toUpperCase()}`] = value;
  return {
    ...env,
    CI: "true",
    GITHUB_ACTIONS: "true",
    GITHUB_ACTION: "assay",
    GITHUB_EVENT_NAME: request.eventName,
    GITHUB_EVENT_PATH: eventPath,
    GITHUB_REPOSITORY: "corner/shop",
    GITHUB_REPOSITORY_ID: "1",
    GITHUB_RUN_ID: "1",
    GITHUB_RUN_ATTEMPT: "1",
    GITHUB_SERVER_URL: "https://github.com",
    GITHUB_API_URL: "http://127.0.0.1:9",
    GITHUB_WORKSPACE: request.workspace,
    RUNNER_TEMP: request.temporary,
    RUNNER_OS: "Linux",
    ...request.env,
  };
}

/** Parses the `name<<delimiter` blocks and `name=value` lines of an output file. */
export function parseOutputs(text: string): Map<string, string> {
  const outputs = new Map<string, string>();
  const lines = text.split(/\r?\n/u);
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] ?? "";
    const block = /^([^=<]+)<<(.+)$/u.exec(line);
    if (block === null) {
      const at = line.indexOf("=");
      if (at > 0) outputs.set(line.slice(0, at), line.slice(at + 1));
      continue;
    }
    const [, name = "", delimiter = ""] = block;
    const end = lines.indexOf(delimiter, index + 1);
    outputs.set(name, lines.slice(index + 1, end).join("\n"));
    index = end;
  }
  return outputs;
}

/** Starts the bundle; standard output and error are pipes. */
async function startAction(request: StepRequest): Promise<ChildProcess> {
  const env = await writeStep(request);
  return spawn(process.execPath, [ACTION], { cwd: request.workspace, env, stdio: ["ignore", "pipe", "pipe"] });
}

/** Runs the bundle to its end; `onStart` is handed the process, to send it signals. */
export async function runAction(request: StepRequest, onStart?: (child: ChildProcess) => void): Promise<StepEnd> {
  const child = await startAction(request);
  onStart?.(child);
  let stdout = "";
  let stderr = "";
  child.stdout?.on("data", (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr?.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
  const [code, signal] = await new Promise<[number | null, NodeJS.Signals | null]>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (...end) => {
      resolve(end);
    });
  });
  return {
    code,
    signal,
    stdout,
    stderr,
    outputs: parseOutputs(await readFile(fileOf(request, "GITHUB_OUTPUT"), "utf8")),
    summary: await readFile(fileOf(request, "GITHUB_STEP_SUMMARY"), "utf8"),
  };
}
