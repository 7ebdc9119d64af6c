import type { IsolationLevel } from "../domain/command.ts";
import type { Problem } from "../domain/errors.ts";
import type { FailedRun } from "../domain/github-scene.ts";
import type { EffectivePolicy } from "../domain/policy.ts";
import type { Evidence } from "../domain/evidence.ts";
import type { EndCounts, Publication } from "../domain/publication.ts";
import type { Report } from "../domain/report.ts";
import type { Settings } from "../domain/settings.ts";
import type { SumVerdict } from "../domain/sum-verdict.ts";
import type { GitHubSession } from "../adapters/github/session.ts";
import type { Events } from "../ports.ts";
import type { StatedRepair } from "../run/publish-repair.ts";
import type { PlanDocument } from "../report/to-report-json.ts";

/** What every use of the application is given. */
export interface Use {
  readonly settings: Settings;
  readonly events: Events;
  /** Aborted when the user cancels. */
  readonly signal: AbortSignal;
  /** GitHub, where the run takes place on it and may call it. */
  readonly github?: GitHubSession;
  /** What earlier runs have left on GitHub, for a run that writes nothing there; asked for only where it matters. */
  readonly earlier?: Pick<GitHubSession, "state" | "endedPulls" | "failedJobs">;
  /** The workflow run whose failure is looked at: by the event, whether GitHub may be called or not. */
  readonly failedRun?: FailedRun;
}

/** The end of a run, and where it was written down. */
export interface RunAnswer {
  readonly report: Report;
  /** Absolute directory of the bundle; absent where none was written. */
  readonly bundle?: string;
  /** SHA-256 of the bundle's manifest, in hex. */
  readonly manifestSha256?: string;
  /** Absolute path of `report.json`; absent where none was written. */
  readonly reportFile?: string;
}

/** What the changes of several bundles came to together. */
export interface VerifyAnswer extends Pick<RunAnswer, "report" | "reportFile"> {
  readonly verdict: SumVerdict;
}

/** What became of bundles that were published. */
export interface PublishAnswer {
  readonly publication: Publication;
  /** How the tasks ended that the bundles tell of. */
  readonly counts: EndCounts;
  /** What was published by; absent: the bundles were not looked at. */
  readonly evidence?: Evidence;
  /** What is told of a failure of CI; absent: the bundles were to repair none. */
  readonly repair?: StatedRepair;
}

/** What became of a policy file that was looked at. */
export interface Validation {
  readonly place: string;
  readonly source: EffectivePolicy["source"];
  readonly problems: readonly Problem[];
}

/** The files of `assay init`, and which of them were written. */
export interface InitAnswer {
  readonly files: readonly { readonly path: string; readonly text: string }[];
  /** `written`, or why not. */
  readonly end: "written" | "dry-run";
}

/** What `assay doctor` found out about this machine and repository. */
export interface Diagnosis {
  /** Version of the Node that runs this. */
  readonly node: string;
  /** What commands are fenced in with here, as measured. */
  readonly isolation: IsolationLevel;
  /** What was tried, strongest first, and what each held. */
  readonly mechanisms: readonly {
    readonly name: string;
    readonly level: IsolationLevel;
    readonly findings: readonly { readonly probe: string; readonly held: string; readonly detail: string }[];
  }[];
  /** What would raise the level. */
  readonly remedies: readonly string[];
  /** The repository's own tools, as detected; empty outside a repository. */
  readonly tools: readonly { readonly command: string; readonly run: string; readonly from: string }[];
  readonly notes: readonly string[];
}

/** Everything that the two shells can have done. Throws ConfigError and WorldError. */
export interface Application {
  /** The phases `all`, `propose` and `fix-ci`. */
  run(use: Use): Promise<RunAnswer>;
  publish(use: Use): Promise<PublishAnswer>;
  /** Runs the changes of several bundles together. */
  verify(use: Use): Promise<VerifyAnswer>;
  /** Takes earlier runs back. */
  undo(use: Use): Promise<Publication>;
  plan(use: Use): Promise<PlanDocument>;
  validate(use: Use): Promise<Validation>;
  /** The effective policy, and its text with the origin of each value. */
  policy(use: Use): Promise<{ readonly effective: EffectivePolicy; readonly text: string }>;
  init(use: Use): Promise<InitAnswer>;
  doctor(use: Use): Promise<Diagnosis>;
}
