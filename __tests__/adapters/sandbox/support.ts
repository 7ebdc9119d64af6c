import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { CommandResult, CommandSpec } from "../../../src/domain/command.ts";
import { findMechanisms } from "../../../src/adapters/sandbox/mechanism.ts";
import type { Mechanism } from "../../../src/adapters/sandbox/mechanism.ts";
import { createSandbox } from "../../../src/adapters/sandbox/sandbox.ts";
import type { Sandbox, SandboxOptions } from "../../../src/adapters/sandbox/sandbox.ts";

const HOSTILE = fileURLToPath(new URL("fixtures/hostile/", import.meta.url));

/** A directory of the test's own with a workspace and installed dependencies beside it. */
export interface Scene extends Disposable {
  readonly root: string;
  readonly workspace: string;
  readonly linked: string;
}

export function makeScene(): Scene {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "assay-scene-")));
  const [workspace, linked] = [join(root, "workspace"), join(root, "user", "node_modules")];
  mkdirSync(workspace);
  mkdirSync(join(linked, "dep"), { recursive: true });
  writeFileSync(join(linked, "dep", "index.js"), "module.exports = 1;\n");
  return {
    root,
    workspace,
    linked,
    [Symbol.dispose]() {
      rmSync(root, { recursive: true, force: true });
    },
  };
}

export function shell(line: string, more: Partial<CommandSpec> = {}): CommandSpec {
  return { command: { type: "shell", line }, timeoutMs: 30_000, outputLimit: 64 * 1024, ...more };
}

/** A hostile program; its text goes along with the call, since the fixtures are outside of every sandbox. */
export function hostile(name: string, args: readonly string[], more: Partial<CommandSpec> = {}): CommandSpec {
  const source = readFileSync(join(HOSTILE, `${name}.cjs`), "utf8");
  // With -e there is no file name in argv[1]: put one there, so that arguments start at 2 as in any program.
  const program = `process.argv.splice(1, 0, ${JSON.stringify(name)});\n${source}`;
  const command = { type: "argv", file: "node", args: ["-e", program, "--", ...args] } as const;
  return { command, timeoutMs: 30_000, outputLimit: 256 * 1024, ...more };
}

/** The mechanisms of this machine that have to hold everything, by a name for the tests' titles. */
export async function fencesHere(): Promise<readonly { readonly name: string; readonly mechanism: Mechanism }[]> {
  const found = await findMechanisms(process.geteuid?.());
  return found
    .filter(
      (mechanism) => mechanism.type === "namespaces" || ("linkedAs" in mechanism && mechanism.linkedAs === "overlay"),
    )
    .map((mechanism) => ({ name: mechanism.type, mechanism }));
}

export function sandboxOf(mechanism: Mechanism, more: Partial<SandboxOptions> = {}): Promise<Sandbox> {
  return createSandbox({ env: process.env, minimum: "L0", mechanisms: [mechanism], ...more });
}

/** The JSON that a hostile program printed. */
export function answerOf(result: CommandResult): unknown {
  return JSON.parse(result.stdout === "" ? `"${result.end.type}: ${result.stderr.slice(0, 200)}"` : result.stdout);
}

/** Ids of the processes of the machine whose command line holds a mark. */
export function processesWith(mark: string): readonly number[] {
  return readdirSync("/proc").flatMap((id) => {
    if (!/^\d+$/u.test(id)) return [];
    try {
      const status = readFileSync(`/proc/${id}/stat`, "utf8");
      const zombie = status.slice(status.lastIndexOf(")") + 2).startsWith("Z");
      return !zombie && readFileSync(`/proc/${id}/cmdline`, "utf8").includes(mark) ? [Number(id)] : [];
    } catch {
      return [];
    }
  });
}

export function endAll(ids: readonly number[]): void {
  for (const id of ids) {
    try {
      process.kill(id, "SIGKILL");
    } catch {
      // Ended meanwhile.
    }
  }
}
