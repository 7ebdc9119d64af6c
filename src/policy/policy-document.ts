import type { ApprovalClass, ApprovalWay } from "../domain/approval.ts";
import type { IsolationLevel, ToolCommand } from "../domain/command.ts";
import type { DocsPolicy } from "../domain/docs-policy.ts";
import type { EngineChoice } from "../domain/engine-name.ts";
import type { GateName } from "../domain/gate.ts";
import type {
  CiPolicy,
  CommandName,
  GateSetting,
  LicensePolicy,
  SecretsPolicy,
  Limits,
  PublishMode,
  Rule,
} from "../domain/policy.ts";
import type { PullRequestPolicy } from "../domain/pull-request.ts";
import type { RefactorPolicy } from "../domain/refactor-policy.ts";
import type { RepairPolicy } from "../domain/repair-policy.ts";
import type { CapsPolicy, SchedulePolicy } from "../domain/schedule-policy.ts";
import type { TaskKind } from "../domain/task.ts";
import type { ModelKeys } from "./to-model-keys.ts";

/** A command as the policy file gives it: what is absent is detected or a default. */
export type DocumentCommand = Pick<ToolCommand, "run"> & Partial<ToolCommand>;

/** Levels and thresholds as the policy file gives them. */
export type DocumentGates = Readonly<Partial<Record<GateName, Partial<GateSetting>>>>;

/** A rule as the policy file gives it. */
export type DocumentRule = Pick<Rule, "paths"> &
  Partial<Pick<Rule, "tasks" | "write" | "publish">> & { readonly gates?: DocumentGates };

/** A class of `approval` as the policy file gives it. */
export interface DocumentApproval {
  readonly by: ApprovalWay;
  readonly environment?: string;
  readonly tasks?: ApprovalClass["tasks"];
  readonly paths?: readonly string[];
}

/** The validated policy file: every key but `version` may be absent. `model`, `budget` and `context` come with ModelKeys. */
export interface PolicyDocument extends ModelKeys {
  readonly version: 1;
  readonly engine?: EngineChoice;
  readonly tasks?: readonly TaskKind[];
  readonly commands?: Readonly<Partial<Record<CommandName, DocumentCommand>>>;
  readonly rules?: readonly DocumentRule[];
  readonly protected?: readonly string[];
  readonly gates?: DocumentGates;
  readonly limits?: Readonly<Partial<Limits>>;
  readonly license?: Readonly<Partial<LicensePolicy>>;
  readonly secrets?: Readonly<Partial<SecretsPolicy>>;
  readonly sandbox?: { readonly minimum?: IsolationLevel };
  readonly publish?: PublishMode;
  readonly pullRequest?: Partial<PullRequestPolicy>;
  /** One class, or a list of them. */
  readonly approval?: DocumentApproval | readonly DocumentApproval[];
  readonly ci?: CiPolicy;
  readonly docs?: Partial<DocsPolicy>;
  readonly repair?: Partial<RepairPolicy>;
  readonly refactor?: Partial<RefactorPolicy>;
  readonly schedule?: Partial<SchedulePolicy>;
  readonly caps?: Partial<CapsPolicy>;
  /** 1-based line of each key, by dotted key as it is spelled in the file: `limits.file-bytes`, `rules.0.paths`. */
  readonly lines: ReadonlyMap<string, number>;
}
