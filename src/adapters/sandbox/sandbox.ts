import { mkdir, mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { CommandResult, CommandSpec, IsolationLevel } from "../../domain/command.ts";
import { commandEnvironment } from "./environment.ts";
import { launchProcess } from "./launch.ts";
import { readScratch, removeTree } from "./scratch.ts";

/** One question that the self-test put to the sandbox, and what it measured. */
export interface SelfTestFinding {
  readonly probe: string;
  readonly held: "yes" | "no" | "not-measured";
  readonly detail: string;
}

/** Where a command runs. */
export interface SandboxPlace {
  /** Absolute path of a throw-away copy; writable. */
  readonly workspaceRoot: string;
  /** Absolute real paths that symbolic links of the workspace lead to (installed dependencies): readable, not writable where the level can hold it. */
  readonly linked: readonly string[];
}

/** Runs commands fenced in as strongly as was measured to hold here. */
export interface Sandbox {
  readonly level: IsolationLevel;
  readonly findings: readonly SelfTestFinding[];
  /** Never throws for what the command does. */
  run(spec: CommandSpec, place: SandboxPlace, signal?: AbortSignal): Promise<CommandResult>;
}

export interface SandboxOptions {
  /** The caller's environment; nothing but tool chain paths is handed on. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** A weaker sandbox than this is a ConfigError. */
  readonly minimum: IsolationLevel;
  /** Existing directory for scratch directories and homes; default: the system's. */
  readonly temporaryDirectory?: string;
}

/** Single-quoted where a shell would read more into a path than its characters. */
function shellWord(text: string): string {
  return /^[\w./@%+=:,-]+$/u.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

function fillIn(spec: CommandSpec, scratch: string): { readonly file: string; readonly args: readonly string[] } {
  if (spec.command.type === "shell") {
    return { file: "/bin/sh", args: ["-c", spec.command.line.replaceAll("{scratch}", shellWord(scratch))] };
  }
  const fill = (text: string): string => text.replaceAll("{scratch}", scratch);
  return { file: fill(spec.command.file), args: spec.command.args.map(fill) };
}

/** A sandbox for one run. Throws ConfigError where `minimum` is not reached; never falls back silently. */
export function createSandbox(options: SandboxOptions): Promise<Sandbox> {
  const level: IsolationLevel = "L0";
  const parent = options.temporaryDirectory ?? tmpdir();
  return Promise.resolve({
    level,
    findings: [],
    async run(spec, place, signal) {
      const root = await mkdtemp(join(parent, "assay-launch-"));
      const [scratch, home, temporary] = [join(root, "scratch"), join(root, "home"), join(root, "tmp")];
      for (const directory of [scratch, home, temporary]) await mkdir(directory);
      const places = { workspaceRoot: place.workspaceRoot, home, temporary, node: process.execPath };
      const result = await launchProcess({
        ...fillIn(spec, scratch),
        cwd: place.workspaceRoot,
        env: commandEnvironment(options.env, places, spec.env),
        timeoutMs: spec.timeoutMs,
        outputLimit: spec.outputLimit,
        ...(spec.stdin === undefined ? {} : { stdin: spec.stdin }),
        ...(signal === undefined ? {} : { signal }),
      });
      const files = await readScratch(scratch);
      await removeTree(root);
      return { ...result, isolation: level, scratch: files };
    },
  });
}
