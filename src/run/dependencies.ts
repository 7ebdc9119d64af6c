import type { FailedJobs } from "../domain/ci-failure.ts";
import type { Problem } from "../domain/errors.ts";
import type { FailedRun } from "../domain/github-scene.ts";
import type { CountTokens } from "../domain/model-exchange.ts";
import type { ModelPolicy } from "../domain/model-policy.ts";
import type { PublishMode } from "../domain/policy.ts";
import type { Confirmation, RunOrigin } from "../domain/run-origin.ts";
import type { Asked } from "../domain/task.ts";
import type { History } from "../domain/undo.ts";
import type {
  Clock,
  Engine,
  Events,
  FileStore,
  InstalledFiles,
  Model,
  Publisher,
  Repository,
  StateStore,
} from "../ports.ts";

/** A model that can be asked, or what is missing; `key`: nothing else is, as far as can be told without it. */
export type OpenedModel =
  | { readonly ok: true; readonly model: Model }
  | { readonly ok: false; readonly problem: Problem; readonly lacks?: "key" };

/** Everything that a run needs from outside, as values. */
export interface RunDependencies {
  readonly repository: Repository;
  /** Engines that need nothing from the policy. */
  readonly engines: readonly Engine[];
  /** Opens the model that a policy names; sends nothing. */
  readonly openModel: (policy: ModelPolicy) => OpenedModel;
  /** A counter for the models of a policy; absent: tokens are bounded by bytes alone. */
  readonly tokenCounter?: (policy: ModelPolicy) => CountTokens;
  /** Waits; ends early, without an error, when the signal is aborted. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  /** In [0, 1). */
  readonly random: () => number;
  readonly publisherFor: (mode: Exclude<PublishMode, "none">) => Publisher;
  readonly files: FileStore;
  readonly installed: InstalledFiles;
  /** The job's own environment: its secret values must not appear in a candidate. Never handed to a command. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly events: Events;
  readonly clock: Clock;
  readonly version: string;
  /** Address of the CI run, for the commits; absent in a terminal, where it is told by its time. */
  readonly runAddress?: string;
  /** The workflow run that this is part of; absent where it is in none. */
  readonly origin?: RunOrigin;
  /** GitHub's own word on the runs that bundles say they are of; absent: nobody can be asked. */
  readonly confirmRun?: (stated: readonly RunOrigin[]) => Promise<Confirmation>;
  /** Tells this run from others in the counts of a day; absent in a terminal. */
  readonly runKey?: string;
  /** Opens the history of the repository; absent: nothing is known of it. */
  readonly history?: () => Promise<History>;
  /** Where runs leave what later ones have to know; absent: nowhere. */
  readonly state?: StateStore;
  /** How those of these pull requests ended that are no longer open; absent: nobody can be asked. */
  readonly endedPulls?: (numbers: readonly number[]) => Promise<ReadonlyMap<number, "closed" | "merged">>;
  /** The jobs that failed in CI, with their logs; absent: nobody can be asked. */
  readonly failedJobs?: () => Promise<FailedJobs>;
  /** The workflow run whose failure is looked at, by the event of this job; absent where it is in none. */
  readonly failedRun?: FailedRun;
  /** Cyclomatic complexity of a file; absent: every file counts the same. */
  readonly complexityOf?: (path: string, text: string) => Promise<number>;
  /** SHA-256 of the UTF-8 text, in hex. */
  readonly digest: (text: string) => string;
  /** What a scaffold is asked for in words; absent: nothing is. */
  readonly asked?: Asked;
  /** How many workspaces may run commands at the same time. */
  readonly lanes: number;
  /** What had to be guessed about the repository so far; absent: nothing. */
  readonly notes?: () => readonly string[];
  /** Aborted when the user cancels. */
  readonly signal: AbortSignal;
}
