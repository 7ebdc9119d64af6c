import type { Baseline } from "../../src/check/baseline.ts";
import type { Policy } from "../../src/domain/policy.ts";
import { detectTools } from "../../src/policy/detect/detect-tools.ts";
import { toEffectivePolicy } from "../../src/policy/effective.ts";
import type { CommandResult } from "../../src/domain/command.ts";
import type { FileChange } from "../../src/domain/change.ts";
import { toRepoPath, type RepoPath } from "../../src/domain/repo-path.ts";
import type { Task } from "../../src/domain/task.ts";
import type { ApplyProblem, ProposeRequest, Workspace } from "../../src/ports.ts";
import type { AcceptedOutcome } from "../../src/run/check-sum.ts";

/** A path that is known to be good. */
function repoPath(raw: string): RepoPath {
  const result = toRepoPath(raw);
  if (!result.ok) throw new Error(`${raw}: ${result.problem}`);
  return result.path;
}

/** A fix task for one file. */
export function fixTask(target: string): Task {
  const path = repoPath(target);
  return { id: `fix-${target}`, kind: "fix", target: path, writable: [path], reason: "modified", rule: 0 };
}

/** An accepted outcome that writes one file. */
export function acceptedOutcome(target: string): AcceptedOutcome {
  const task = fixTask(target);
  const files: readonly FileChange[] = [{ path: task.target, before: "old\n", after: `new ${target}\n` }];
  const candidate = { task, attempt: 1, engine: "embedded" as const, rationale: "", files };
  return { type: "accepted", task, candidate, patch: "", gates: [], attempts: [] };
}

export interface FakeWorkspace extends Workspace {
  /** What has been applied since the last reset. */
  readonly files: Map<string, string>;
  readonly commands: string[];
}

/** A workspace in memory: untouched files are what `untouched` says. */
export function fakeWorkspace(
  untouched: Readonly<Record<string, string>> = {},
  parts: {
    readonly apply?: (files: readonly FileChange[]) => readonly ApplyProblem[];
    readonly run?: (line: string) => Partial<CommandResult>;
  } = {},
): FakeWorkspace {
  const files = new Map<string, string>();
  const commands: string[] = [];
  return {
    root: "/nowhere",
    files,
    commands,
    reset: () => {
      files.clear();
      return Promise.resolve();
    },
    apply: (changes) => {
      const problems = parts.apply?.(changes) ?? [];
      if (problems.length === 0) for (const change of changes) files.set(change.path, change.after ?? "");
      return Promise.resolve(problems);
    },
    applyPatch: () => Promise.resolve([]),
    read: (path) => Promise.resolve(files.get(path) ?? untouched[path]),
    tree: () => Promise.resolve(JSON.stringify([...files].sort())),
    patch: () => Promise.resolve([...files.keys()].sort().join("\n")),
    strayChanges: () => Promise.resolve([]),
    run: (spec) => {
      const line = spec.command.type === "shell" ? spec.command.line : spec.command.file;
      commands.push(line);
      return Promise.resolve({
        end: { type: "exited", code: 0 },
        stdout: "",
        stderr: "",
        durationMs: 1,
        isolation: "L0",
        scratch: new Map(),
        ...parts.run?.(line),
      });
    },
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
}

/** A first attempt to mend one file. */
export function fixRequest(target: string, workspace: Workspace): ProposeRequest {
  return {
    task: fixTask(target),
    attempt: 1,
    policy: policyOf({}),
    diagnostics: [],
    workspace,
    signal: new AbortController().signal,
  };
}

const ABSENT = { type: "absent", reason: "no command" } as const;

/** A baseline of a repository without tools. */
export const emptyBaseline: Baseline = {
  records: [],
  lint: ABSENT,
  types: ABSENT,
  tests: ABSENT,
  coverage: ABSENT,
  diagnosticsOf: () => [],
  strays: new Set(),
};

/** The default policy of a repository without tools, with other limits. */
export function policyOf(limits: Partial<Policy["limits"]>): Policy {
  const detected = detectTools({ paths: new Set(), texts: new Map() });
  const { policy } = toEffectivePolicy({ detected, overrides: {}, source: "none", sha256: "" });
  return { ...policy, limits: { ...policy.limits, ...limits } };
}
