import type { CommandRecord, IsolationLevel } from "./command.ts";
import type { Diagnostic } from "./diagnostic.ts";
import type { EngineChoice } from "./engine-name.ts";
import type { Figures, GateName, GateResult } from "./gate.ts";
import type { Outcome } from "./outcome.ts";
import type { Plan } from "./plan.ts";
import type { EffectivePolicy } from "./policy.ts";
import type { Publication } from "./publication.ts";

/** The gates on the untouched tree. */
export interface BaselineRecord {
  readonly gate: GateName;
  readonly status: "green" | "red" | "errored" | "skipped";
  readonly durationMs: number;
  readonly figures: Figures;
  readonly commands: readonly CommandRecord[];
  /** What was already wrong; at most as many as the report keeps, the figures hold the count. */
  readonly diagnostics: readonly Diagnostic[];
  readonly reason?: string;
}

/** Tokens and money; all zero for the embedded engine. */
export interface Spending {
  readonly requests: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly usd: number;
  /** The models that have answered so far, as their endpoint names them; absent: none did, or none was named. */
  readonly models?: readonly string[];
}

/** What is compared with what. */
export interface Subject {
  readonly base: string;
  readonly mergeBase: string;
  readonly head: string;
  /** The branch that head stands for; absent when detached. */
  readonly branch?: string;
}

/** The conclusion in GitHub's terms. */
export type Conclusion = "success" | "neutral" | "failure";

/** The run's end. Everything that anybody may want to know about it afterwards. */
export interface Report {
  readonly tool: { readonly name: "assay"; readonly version: string };
  readonly startedAt: string;
  readonly durationMs: number;
  /** Of the above, time spent in the repository's own commands (sum over parallel lanes is capped at wall time). */
  readonly commandMs: number;
  readonly subject: Subject;
  readonly policy: Pick<EffectivePolicy, "source" | "sha256">;
  readonly engine: EngineChoice;
  readonly isolation: IsolationLevel;
  readonly plan: Plan;
  readonly baseline: readonly BaselineRecord[];
  readonly outcomes: readonly Outcome[];
  /** The gates once more on all accepted edits together; empty where nothing was accepted. */
  readonly sum: readonly GateResult[];
  readonly spending: Spending;
  readonly publication: Publication;
  readonly conclusion: Conclusion;
  /** What the reader has to know: gates that do not exist yet, fallbacks, warnings. */
  readonly notes: readonly string[];
}
