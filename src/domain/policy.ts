import type { ApprovalClass } from "./approval.ts";
import type { IsolationLevel, ToolCommand } from "./command.ts";
import type { DocsPolicy } from "./docs-policy.ts";
import type { EngineChoice } from "./engine-name.ts";
import type { GateLevel, GateName } from "./gate.ts";
import type { BudgetPolicy, ContextPolicy, ModelPolicy } from "./model-policy.ts";
import type { PullRequestPolicy } from "./pull-request.ts";
import type { RefactorPolicy } from "./refactor-policy.ts";
import type { RepairPolicy } from "./repair-policy.ts";
import type { CapsPolicy, SchedulePolicy } from "./schedule-policy.ts";
import type { TaskKind } from "./task.ts";

/** How the output of a linter, type checker or formatter is read: as diagnostics with their places. */
export const DIAGNOSTIC_FORMATS = [
  "eslint-json",
  "tsc",
  "sarif",
  "checkstyle",
  "ruff-json",
  "flake8",
  "mypy",
  "pyright-json",
  "golangci-json",
  "go-vet",
  "rustc-json",
  "pattern",
] as const;

/** How the report of a test runner is read: test by test. */
export const TEST_FORMATS = [
  "jest-json",
  "mocha-json",
  "junit",
  "tap",
  "node-test",
  "go-test-json",
  "rustc-json",
] as const;

/** How a coverage report is read: line by line. */
export const COVERAGE_FORMATS = [
  "lcov",
  "istanbul-json",
  "cobertura",
  "jacoco",
  "clover",
  "go-cover",
  "coverage-py-json",
] as const;

export type DiagnosticFormat = (typeof DIAGNOSTIC_FORMATS)[number];
export type TestFormat = (typeof TEST_FORMATS)[number];
export type CoverageFormat = (typeof COVERAGE_FORMATS)[number];
/**
 * How a tool's output is read; what each holds is in docs/formats.md. `pattern` reads lines by the command's own
 * pattern, `exit-code` nothing but the exit code. `rustc-json` holds diagnostics, and with `cargo test` tests.
 */
export type FormatName = DiagnosticFormat | TestFormat | CoverageFormat | "exit-code";

export const COMMAND_NAMES = ["lint", "types", "test", "coverage", "format"] as const;
export type CommandName = (typeof COMMAND_NAMES)[number];

export const PUBLISH_MODES = ["none", "worktree", "patch", "commit", "pull-request", "suggestions"] as const;
export type PublishMode = (typeof PUBLISH_MODES)[number];
/** The modes that need nothing but this machine. */
export type LocalPublishMode = Extract<PublishMode, "worktree" | "patch" | "commit">;

/** A gate's level and thresholds; which thresholds exist depends on the gate. */
export interface GateSetting {
  readonly level: GateLevel;
  /** coverage: percentage points that the target's line coverage has to rise by at least. */
  readonly minDelta?: number;
  /** coverage: percentage points that the branch coverage of the target has to rise by at least. */
  readonly minBranchDelta?: number;
  /** coverage: percentage of changed executable lines that have to be covered. */
  readonly minChangedLines?: number;
  /** coverage: percentage of the branches on changed lines that have to be taken. */
  readonly minChangedBranches?: number;
  /** stability: how often new tests are run. */
  readonly runs?: number;
  /** mutation: percentage of the target's mutants that new tests have to notice. */
  readonly minScore?: number;
  /** equivalence: percentage of the changed code that comparable calls have to reach. */
  readonly minCoverage?: number;
  /** equivalence: time for looking for inputs; mutation: time for the mutants of one target. */
  readonly seconds?: number;
}

export interface Rule {
  /** Globs in order; a leading `!` takes paths out again. */
  readonly paths: readonly string[];
  readonly tasks: readonly TaskKind[];
  /** Templates of paths that a task may create or write besides its target: `{dir}`, `{name}`, `{ext}`. */
  readonly write: readonly string[];
  readonly gates: Readonly<Partial<Record<GateName, GateSetting>>>;
  readonly publish?: PublishMode;
}

export interface Limits {
  readonly tasks: number;
  readonly attempts: number;
  /** Per candidate: files, added plus removed lines, removed lines. */
  readonly files: number;
  readonly lines: number;
  readonly deletions: number;
  /** Wall clock of the whole run. */
  readonly minutes: number;
  /** Bytes of the largest file that is worked on. */
  readonly fileBytes: number;
  /** Seconds that one command may take. */
  readonly commandSeconds: number;
}

export interface LicensePolicy {
  /** SPDX expressions. */
  readonly allow: readonly string[];
  readonly deny: readonly string[];
  /** Text that has to stand at the head of each new file. */
  readonly header?: string;
}

export interface SecretsPolicy {
  /** Fingerprints, as the secrets gate shows them, of texts that are no secrets. */
  readonly allow: readonly string[];
}

/** What may be run to see a failure of CI again. */
export interface CiPolicy {
  /** Shell lines as the workflows have them. */
  readonly commands: readonly string[];
}

/** The repository's file after defaults and detection: everything a run needs to know. */
export interface Policy {
  readonly version: 1;
  readonly engine: EngineChoice;
  readonly tasks: readonly TaskKind[];
  readonly commands: Readonly<Partial<Record<CommandName, ToolCommand>>>;
  readonly rules: readonly Rule[];
  /** Globs added to the built-in protected set. */
  readonly protected: readonly string[];
  /** Levels and thresholds where a rule says nothing. */
  readonly gates: Readonly<Record<GateName, GateSetting>>;
  readonly limits: Limits;
  readonly license: LicensePolicy;
  /** Absent: nothing is excused. */
  readonly secrets?: SecretsPolicy;
  readonly sandbox: { readonly minimum: IsolationLevel };
  readonly publish: PublishMode;
  /** Absent: the defaults. */
  readonly pullRequest?: PullRequestPolicy;
  /** Absent: DEFAULT_SCHEDULE. */
  readonly schedule?: SchedulePolicy;
  /** Absent: DEFAULT_CAPS. */
  readonly caps?: CapsPolicy;
  /** Classes of changes that wait for a yes; the strictest that applies counts. Absent: nothing waits. */
  readonly approval?: readonly ApprovalClass[];
  /** Absent: only `commands`. */
  readonly ci?: CiPolicy;
  /** Absent: DEFAULT_DOCS. */
  readonly docs?: DocsPolicy;
  /** Absent: DEFAULT_REPAIR. */
  readonly repair?: RepairPolicy;
  /** Absent: DEFAULT_REFACTOR. */
  readonly refactor?: RefactorPolicy;
  /** Absent: there is no model, and everything is the embedded engine's. */
  readonly model?: ModelPolicy;
  /** Absent: DEFAULT_BUDGET. */
  readonly budget?: BudgetPolicy;
  /** Absent: DEFAULT_CONTEXT. */
  readonly context?: ContextPolicy;
}

/** Where a value of the effective policy came from. */
export type Origin =
  | { readonly type: "default" }
  | { readonly type: "detected"; readonly from: string }
  | { readonly type: "policy"; readonly line: number }
  | { readonly type: "setting"; readonly name: string };

export interface EffectivePolicy {
  readonly policy: Policy;
  /** By dotted key: `commands.lint.run`, `limits.tasks`. */
  readonly origins: ReadonlyMap<string, Origin>;
  /** Where the text came from; `none` where there is no policy file. */
  readonly source: "base-commit" | "working-tree" | "none";
  /** SHA-256 of the policy text, hex; of the empty text where there is none. */
  readonly sha256: string;
  /** What detection saw and did not use, and why; absent: nothing. */
  readonly notes?: readonly string[];
}
