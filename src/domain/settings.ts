import type { EngineChoice } from "./engine-name.ts";
import type { PublishMode } from "./policy.ts";
import type { TaskKind } from "./task.ts";

export const PHASES = ["all", "plan", "propose", "verify", "publish", "undo", "fix-ci"] as const;
export type Phase = (typeof PHASES)[number];

/** Whether a run is about what failed in CI, in one job or in one of two. */
export function repairsCi({ phase, failedRun }: { readonly phase: Phase; readonly failedRun?: boolean }): boolean {
  return phase === "fix-ci" || failedRun === true;
}

/** Whether a phase goes by bundles that other jobs have made. */
export function readsBundles({ phase }: { readonly phase: Phase }): boolean {
  return phase === "publish" || phase === "verify";
}

export const FAIL_LEVELS = ["none", "rejected", "any"] as const;
/** Which end of a run counts as a finding (exit code 1): none, a rejected task, or any task that had work to do. */
export type FailLevel = (typeof FAIL_LEVELS)[number];

/** Inputs and flags, parsed. Values that are absent fall back to the policy. */
export interface Settings {
  readonly repo: string;
  readonly policy: string;
  readonly tasks?: readonly TaskKind[];
  readonly engine?: EngineChoice;
  readonly base?: string;
  readonly head?: string;
  readonly all: boolean;
  /** The files with the highest hotspot score instead of changed ones. */
  readonly hotspots?: boolean;
  /** Ids of the only tasks that are worked on: a shard. */
  readonly only?: readonly string[];
  readonly paths: readonly string[];
  readonly failing?: string;
  /** Work comes from the workflow run that failed, and goes back to it: in the phases `propose` and `publish` as in `fix-ci`. */
  readonly failedRun?: boolean;
  /** File with what is to be built: a specification or an issue's text; `paths` names the module. */
  readonly spec?: string;
  readonly publish?: PublishMode;
  readonly phase: Phase;
  /** Directory of a bundle: read by publish. */
  readonly bundle?: string;
  /** Runs and commits that the phase `undo` takes back. */
  readonly undo?: readonly string[];
  /** Directory that the bundle and patches are written to. */
  readonly out?: string;
  readonly report?: string;
  /** File that the findings are written to as SARIF. */
  readonly sarif?: string;
  /** Directory that each exchange with the model is saved in, redacted. */
  readonly transcript?: string;
  /** Directory of a transcript that answers in the model's place. */
  readonly replay?: string;
  /** SHA-256 of each bundle's manifest, told by another way than the bundles came. */
  readonly manifestSha256?: readonly string[];
  /** Most jobs that the phase `plan` shares the tasks out to. */
  readonly shards?: number;
  /** What the phase `plan` has shared out, as its output says: what each bundle may hold. */
  readonly matrix?: string;
  /** What the phase `verify` has said of several bundles together, as its output says. */
  readonly verdict?: string;
  /** The values of the job's leg of a matrix, as JSON: what tells it from the other legs. */
  readonly leg?: string;
  /** What the action may call GitHub with. Never shown, never handed to a command. */
  readonly token?: string;
  readonly failLevel: FailLevel;
  readonly json: boolean;
  readonly dryRun: boolean;
  readonly verbose: boolean;
  readonly color: boolean;
  /** True in CI: a policy that is not committed is not read there. */
  readonly ci: boolean;
}
