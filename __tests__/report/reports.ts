import { toRepoPath, type RepoPath } from "../../src/domain/repo-path.ts";
import type { GateResult } from "../../src/domain/gate.ts";
import type { Attempt, Outcome } from "../../src/domain/outcome.ts";
import type { Report } from "../../src/domain/report.ts";
import type { Task } from "../../src/domain/task.ts";

function repoPath(raw: string): RepoPath {
  const result = toRepoPath(raw);
  if (!result.ok) throw new Error(`${raw}: ${result.problem}`);
  return result.path;
}

export function makeTask(target: string, digits = "0123456789"): Task {
  const path = repoPath(target);
  return { id: `fix-${digits}`, kind: "fix", target: path, writable: [path], reason: "modified on feature", rule: 0 };
}

export const PASSED: Extract<GateResult, { status: "passed" }> = {
  gate: "lint",
  level: "required",
  status: "passed",
  durationMs: 1234.5678,
  figures: { before: 3, after: 0 },
};

export const FAILED: Extract<GateResult, { status: "failed" }> = {
  gate: "tests",
  level: "required",
  status: "failed",
  durationMs: 2000,
  figures: { total: 9, failed: 1 },
  diagnostics: [
    {
      source: "jest",
      severity: "error",
      message: "expected 510\nreceived 390",
      path: "src/shipping.ts",
      range: { line: 13, column: 79 },
    },
  ],
  commands: [
    {
      command: "jest --json",
      end: { type: "exited", code: 1 },
      durationMs: 1900,
      isolation: "L3",
      output: Array.from({ length: 30 }, (_, index) => `| line ${index + 1}`).join("\n"),
    },
  ],
};

const PATCH = [
  "diff --git a/src/user.ts b/src/user.ts",
  "index 1111111..2222222 100644",
  "--- a/src/user.ts",
  "+++ b/src/user.ts",
  "@@ -1,2 +1,3 @@",
  '+import { find } from "./find.ts";',
  " export const a = 1;",
  "-export const b = find(a)",
  "+export const b = find(a);",
  "",
].join("\n");

export function makeAccepted(target = "src/user.ts", digits?: string): Extract<Outcome, { type: "accepted" }> {
  const task = makeTask(target, digits);
  const candidate = {
    task,
    attempt: 1,
    engine: "embedded" as const,
    rationale: "Add missing import.",
    files: [{ path: task.target, before: "old\n", after: "new\n" }],
  };
  const patch = PATCH.replaceAll("src/user.ts", target);
  const attempt: Attempt = { number: 1, engine: "embedded", durationMs: 3000, candidate, patch, gates: [PASSED] };
  return { type: "accepted", task, candidate, patch, gates: [PASSED], attempts: [attempt] };
}

export function makeRejected(target = "src/shipping.ts"): Extract<Outcome, { type: "rejected" }> {
  const { candidate, patch } = makeAccepted(target);
  const reason = "gate tests failed: one kilo";
  const attempt: Attempt = {
    number: 1,
    engine: "embedded",
    durationMs: 65_000,
    candidate,
    patch,
    gates: [PASSED, FAILED],
    reason,
  };
  return { type: "rejected", task: makeTask(target, "aaaaaaaaaa"), reason, attempts: [attempt] };
}

export function makeDeclined(target = "src/tax.ts"): Extract<Outcome, { type: "declined" }> {
  const reason = "nothing is wrong with it";
  return { type: "declined", task: makeTask(target, "bbbbbbbbbb"), engine: "embedded", reason, attempts: [] };
}

/** A report with one outcome of each sort. */
export function makeReport(overrides: Partial<Report> = {}): Report {
  const outcomes = [makeAccepted(), makeRejected(), makeDeclined()];
  return {
    tool: { name: "assay", version: "0.1.0" },
    startedAt: "2026-03-01T12:00:00.000Z",
    durationMs: 70_000,
    commandMs: 60_000,
    subject: { base: "a".repeat(40), mergeBase: "b".repeat(40), head: "c".repeat(40), branch: "feature" },
    policy: { source: "base-commit", sha256: "d".repeat(64) },
    engine: "auto",
    isolation: "L3",
    plan: {
      tasks: outcomes.map(({ task }) => task),
      skips: [
        { path: "a.md", reason: "no-rule", detail: "no rule of the policy matches it" },
        { path: "b.md", kind: "docs", reason: "no-rule", detail: "no rule of the policy matches it" },
        { path: "c.md", reason: "no-rule", detail: "no rule of the policy matches it" },
        { path: "d.md", reason: "no-rule", detail: "no rule of the policy matches it" },
        { reason: "task-limit", detail: "the policy allows 3 tasks" },
      ],
    },
    baseline: [
      { gate: "lint", status: "green", durationMs: 900, figures: { errors: 0 }, commands: [], diagnostics: [] },
      {
        gate: "types",
        status: "red",
        durationMs: 1100,
        figures: { errors: 1 },
        commands: [],
        diagnostics: [{ source: "tsc", code: "TS2304", severity: "error", message: "Cannot find name 'find'." }],
      },
      {
        gate: "coverage",
        status: "skipped",
        durationMs: 0,
        figures: {},
        commands: [],
        diagnostics: [],
        reason: "no coverage command",
      },
    ],
    outcomes,
    sum: [PASSED, { gate: "types", level: "required", status: "skipped", durationMs: 0, reason: "no type checker" }],
    spending: { requests: 0, inputTokens: 0, outputTokens: 0, usd: 0 },
    publication: {
      type: "commit",
      branch: "feature",
      commits: [{ task: "fix-0123456789", id: "e".repeat(40), subject: "fix(src/user.ts): add missing import" }],
    },
    conclusion: "neutral",
    notes: ["This version does not have the gate license."],
    ...overrides,
  };
}
