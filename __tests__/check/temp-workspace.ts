import { spawn } from "node:child_process";
import { lstat, mkdir, mkdtemp, readdir, readFile, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { FileChange } from "../../src/domain/change.ts";
import type { CommandResult, CommandSpec } from "../../src/domain/command.ts";
import type { Workspace } from "../../src/ports.ts";

const NODE_MODULES = fileURLToPath(new URL("../../node_modules", import.meta.url));

/** A workspace over a plain directory: real files, real processes, no git. */
export interface TempWorkspace extends Workspace {
  /** Every shell line that was run, in order. */
  readonly lines: readonly string[];
}

/** Writes the files into a new directory and links this project's own dependencies into it. */
export async function createTempWorkspace(files: Readonly<Record<string, string>>): Promise<TempWorkspace> {
  const root = await realpath(await mkdtemp(join(tmpdir(), "assay-check-")));
  const lines: string[] = [];
  let expected = new Map(Object.entries(files));
  const write = async (path: string, text: string): Promise<void> => {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  };
  const reset = async (): Promise<void> => {
    for (const name of await readdir(root)) {
      if (name !== "node_modules") await rm(join(root, name), { recursive: true });
    }
    expected = new Map(Object.entries(files));
    for (const [path, text] of expected) await write(path, text);
  };
  await reset();
  await mkdir(`${root}-home`);
  await symlink(NODE_MODULES, join(root, "node_modules"));
  const apply = async (changes: readonly FileChange[]): Promise<readonly []> => {
    for (const { path, after } of changes) {
      if (after === undefined) {
        expected.delete(path);
        await rm(join(root, path));
      } else {
        expected.set(path, after);
        await write(path, after);
      }
    }
    return [];
  };
  return {
    root,
    lines,
    reset,
    apply,
    read: (path) => readFile(join(root, path), "utf8").catch(() => undefined),
    strayChanges: async () => {
      const found = await readTree(root);
      const paths = new Set([...found.keys(), ...expected.keys()]);
      return [...paths].filter((path) => found.get(path) !== expected.get(path)).sort();
    },
    run: (spec, signal) => {
      if (spec.command.type === "shell") lines.push(spec.command.line);
      return runProcess(spec, root, signal);
    },
    tree: () => Promise.reject(new Error("not needed here")),
    patch: () => Promise.reject(new Error("not needed here")),
    applyPatch: () => Promise.reject(new Error("not needed here")),
    [Symbol.asyncDispose]: async () => {
      for (const place of [root, `${root}-home`]) await rm(place, { recursive: true, force: true });
    },
  };
}

/** Text of every file below a directory, but for installed packages. */
export async function readTree(root: string): Promise<ReadonlyMap<string, string>> {
  const texts = new Map<string, string>();
  for (const entry of await readdir(root, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name).slice(root.length + 1);
    if (path.startsWith("node_modules") || !(await lstat(join(root, path))).isFile()) continue;
    texts.set(path, await readFile(join(root, path), "utf8"));
  }
  return texts;
}

async function runProcess(spec: CommandSpec, cwd: string, signal?: AbortSignal): Promise<CommandResult> {
  const { command } = spec;
  const scratch = await mkdtemp(join(tmpdir(), "assay-scratch-"));
  const filled = (text: string): string => text.replaceAll("{scratch}", scratch);
  const [file, args] =
    command.type === "shell"
      ? ["/bin/sh", ["-c", filled(command.line)]]
      : [command.file === "node" ? process.execPath : command.file, command.args.map(filled)];
  const env = { PATH: `${join(NODE_MODULES, ".bin")}:${process.env["PATH"] ?? ""}`, HOME: `${cwd}-home`, ...spec.env };
  const child = spawn(file, args, { cwd, env, detached: true, stdio: ["pipe", "pipe", "pipe"] });
  child.stdin.on("error", () => undefined);
  child.stdin.end(spec.stdin ?? "");
  const output = { stdout: "", stderr: "" };
  child.stdout.on("data", (chunk: Buffer) => (output.stdout += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (output.stderr += chunk.toString()));
  const state = { isLate: false };
  const end = (): void => {
    if (child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
  };
  const timer = setTimeout(() => {
    state.isLate = true;
    end();
  }, spec.timeoutMs);
  signal?.addEventListener("abort", end, { once: true });
  const [code, killedBy] = await new Promise<readonly [number | null, string | null]>((resolve) => {
    child.on("close", (exit, by) => {
      resolve([exit, by]);
    });
  });
  clearTimeout(timer);
  const files = await readTree(scratch);
  await rm(scratch, { recursive: true });
  const result = { ...output, durationMs: 1, isolation: "L0", scratch: files } as const;
  if (state.isLate) return { ...result, end: { type: "timed-out", limitMs: spec.timeoutMs } };
  if (signal?.aborted === true) return { ...result, end: { type: "cancelled" } };
  if (killedBy !== null) return { ...result, end: { type: "signalled", signal: killedBy } };
  return { ...result, end: { type: "exited", code: code ?? -1 } };
}
