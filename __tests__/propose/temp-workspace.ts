import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll } from "@jest/globals";
import type { CommandSpec } from "../../src/domain/command.ts";
import type { Policy } from "../../src/domain/policy.ts";
import { toRepoPath, type RepoPath } from "../../src/domain/repo-path.ts";
import type { Feedback } from "../../src/domain/verdict.ts";
import type { Engine, ProposeRequest, Workspace } from "../../src/ports.ts";
import type { Diagnostic } from "../../src/domain/diagnostic.ts";
import type { Proposal } from "../../src/domain/proposal.ts";

const modules = path.resolve(import.meta.dirname, "../../node_modules");

const roots: string[] = [];
// Most tests hold their workspace to the end of the file: what is left by then goes.
afterAll(() => {
  for (const root of roots.splice(0)) rmSync(root, { recursive: true, force: true });
});

/** A real folder with real files; `reset` puts back what it was made with. */
export interface TempWorkspace extends Workspace {
  /** Shell lines that were run, in order. */
  readonly lines: string[];
}

export function repoPath(raw: string): RepoPath {
  const result = toRepoPath(raw);
  if (!result.ok) throw new Error(result.problem);
  return result.path;
}

/** Makes a workspace of files, with the project's own packages linked as its dependencies. */
export function tempWorkspace(files: Readonly<Record<string, string>>): TempWorkspace {
  const root = realpathSync(mkdtempSync(path.join(tmpdir(), "assay-propose-")));
  roots.push(root);
  const write = (): void => {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
      writeFileSync(path.join(root, name), text);
    }
  };
  write();
  symlinkSync(modules, path.join(root, "node_modules"), "dir");
  const lines: string[] = [];
  const read = (name: string): string | undefined => {
    try {
      return readFileSync(path.join(root, name), "utf8");
    } catch {
      return undefined;
    }
  };
  return {
    root,
    lines,
    reset: () => {
      write();
      return Promise.resolve();
    },
    apply: (changes) => {
      for (const change of changes) writeFileSync(path.join(root, change.path), change.after ?? "");
      return Promise.resolve([]);
    },
    applyPatch: () => Promise.resolve([]),
    read: (name) => Promise.resolve(read(name)),
    tree: () => Promise.resolve(""),
    patch: () => Promise.resolve(""),
    strayChanges: () => Promise.resolve([]),
    run: (spec: CommandSpec) => {
      const line = spec.command.type === "shell" ? spec.command.line : "";
      lines.push(line);
      return new Promise((resolve) => {
        const env = { ...process.env, PATH: `${modules}/.bin:${process.env["PATH"] ?? ""}`, NODE_OPTIONS: "" };
        execFile("sh", ["-c", line], { cwd: root, env }, (error, stdout, stderr) => {
          const end = {
            type: "exited",
            code: typeof error?.code === "number" ? error.code : error === null ? 0 : 1,
          } as const;
          resolve({ end, stdout, stderr, durationMs: 0, isolation: "L0", scratch: new Map() });
        });
      });
    },
    [Symbol.asyncDispose]: () => {
      rmSync(root, { recursive: true, force: true });
      return Promise.resolve();
    },
  };
}

/** A policy with nothing but commands. */
export function policyWith(commands: Policy["commands"]): Policy {
  const gate = { level: "required" } as const;
  return {
    version: 1,
    engine: "auto",
    tasks: ["fix"],
    commands,
    rules: [],
    protected: [],
    gates: {
      scope: gate,
      size: gate,
      secrets: gate,
      license: gate,
      dependency: gate,
      tamper: gate,
      syntax: gate,
      "docs-only": gate,
      lint: gate,
      types: gate,
      tests: gate,
      coverage: gate,
      stability: gate,
      mutation: gate,
      equivalence: gate,
      failing: gate,
    },
    limits: {
      tasks: 50,
      attempts: 3,
      files: 20,
      lines: 800,
      deletions: 100,
      minutes: 20,
      fileBytes: 1_000_000,
      commandSeconds: 120,
    },
    license: { allow: [], deny: [] },
    sandbox: { minimum: "L0" },
    publish: "none",
  };
}

export interface Asked {
  readonly workspace: Workspace;
  readonly target: string;
  readonly commands?: Policy["commands"];
  readonly attempt?: number;
  readonly feedback?: Feedback;
  readonly diagnostics?: readonly Diagnostic[];
  readonly kind?: ProposeRequest["task"]["kind"];
  readonly signal?: AbortSignal;
  readonly formatted?: boolean;
  readonly check?: NonNullable<ProposeRequest["check"]>;
}

/** Asks an engine for a fix of a target. */
export function ask(engine: Engine, asked: Asked): Promise<Proposal> {
  const target = repoPath(asked.target);
  return engine.propose({
    task: { id: `fix-${target}`, kind: asked.kind ?? "fix", target, writable: [target], reason: "changed", rule: 0 },
    attempt: asked.attempt ?? 1,
    ...(asked.feedback === undefined ? {} : { feedback: asked.feedback }),
    policy: policyWith(asked.commands ?? {}),
    diagnostics: asked.diagnostics ?? [],
    ...(asked.formatted === undefined ? {} : { formatted: asked.formatted }),
    ...(asked.check === undefined ? {} : { check: asked.check }),
    workspace: asked.workspace,
    signal: asked.signal ?? new AbortController().signal,
  });
}

/** The whole text that a proposal gives its one file. */
export function textOf(proposal: Proposal): string {
  if (proposal.type !== "proposed") throw new Error(`${proposal.type}: ${proposal.reason}`);
  const [edit] = proposal.edits;
  if (edit?.type !== "write" || proposal.edits.length !== 1) throw new Error("expected one whole file");
  return edit.text;
}
