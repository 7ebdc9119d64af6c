import type { CommandRecord, CommandResult } from "../domain/command.ts";
import { neutralise } from "../domain/neutralise.ts";
import { toRepoPath } from "../domain/repo-path.ts";
import type { Workspace } from "../ports.ts";
import { toShellLine, type LineValues } from "./expand-line.ts";

/** One launch of a tool. */
export interface Launch {
  /** The line as it ran, `{scratch}` left in it. */
  readonly line: string;
  readonly result: CommandResult;
}

/** Runs the repository's tools in one workspace, on what is applied in it. */
export interface ToolRunner {
  /** Absolute path of the workspace. */
  readonly root: string;
  /** Runs a tool's shell line with its placeholders filled in; a line that has run before answers from memory. Never throws for what the tool does. */
  launch(line: string, values: LineValues): Promise<Launch>;
  /** Text of a file of the workspace as it is now; undefined where there is none or the path is none of the repository's. */
  read(path: string): Promise<string | undefined>;
  /** How many commands this runner really started. */
  launched(): number;
}

/** What commands answered in one state of one workspace, by their shell line. */
export type Launches = Map<string, Promise<Launch>>;

/** What {@link createToolRunner} needs. */
export interface ToolRunnerOptions {
  readonly workspace: Pick<Workspace, "root" | "run" | "read">;
  readonly commandSeconds: number;
  readonly signal?: AbortSignal;
  /** Of the same state of the same workspace: what is in it is not started again, what is started is added. */
  readonly launches?: Launches;
}

/** Bytes of each output stream that are kept for the parsers: linters print their whole JSON there. */
const OUTPUT_LIMIT = 16 * 1024 * 1024;

/** Characters of output that a record keeps at the beginning and at the end. */
const RECORD_HEAD = 2000;
const RECORD_TAIL = 6000;

/**
 * No tool fetches anything, asks anything or paints anything. `CI` keeps Jest and Vitest from writing snapshots and
 * from watching; `NO_COLOR` alone, as Node warns when `FORCE_COLOR` is set beside it.
 */
const TOOL_ENV = { CI: "true", NO_COLOR: "1", npm_config_offline: "true", npm_config_yes: "false" } as const;

/** A runner for one state of a workspace: make a new one after each reset. */
export function createToolRunner(options: ToolRunnerOptions): ToolRunner {
  const { workspace, commandSeconds, signal, launches = new Map<string, Promise<Launch>>() } = options;
  let launched = 0;
  async function start(line: string): Promise<Launch> {
    const spec = {
      command: { type: "shell", line },
      timeoutMs: commandSeconds * 1000,
      outputLimit: OUTPUT_LIMIT,
      env: TOOL_ENV,
    } as const;
    const result = await workspace.run(spec, signal);
    return { line, result };
  }
  return {
    root: workspace.root,
    launch(line, values) {
      const expanded = toShellLine(line, values);
      const known = launches.get(expanded);
      if (known !== undefined) return known;
      const launch = start(expanded);
      launched += 1;
      launches.set(expanded, launch);
      return launch;
    },
    async read(path) {
      const checked = toRepoPath(path);
      return checked.ok ? workspace.read(checked.path) : undefined;
    },
    launched: () => launched,
  };
}

/**
 * What the report keeps of a launch. With `errors-only` standard output was a machine-readable report that has been
 * read, and only standard error is kept.
 */
export function toCommandRecord(launch: Launch, keep: "all-output" | "errors-only"): CommandRecord {
  const { end, durationMs, isolation, stdout, stderr } = launch.result;
  const parts = keep === "errors-only" ? [stderr] : [stdout, stderr];
  const output = parts.map((part) => part.trimEnd()).filter((part) => part !== "");
  return { command: launch.line, end, durationMs, isolation, output: neutralise(cap(output.join("\n"))) };
}

/** Head and tail of a long text, with a mark where it was cut. */
function cap(text: string): string {
  const cut = text.length - RECORD_HEAD - RECORD_TAIL;
  if (cut <= 0) return text;
  return `${text.slice(0, RECORD_HEAD)}\n[… ${cut} characters cut …]\n${text.slice(-RECORD_TAIL)}`;
}
