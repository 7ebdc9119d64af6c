import type { CiRepair } from "./ci-repair.ts";
import type { StatedDoubt } from "./doubt.ts";
import type { EngineName } from "./engine-name.ts";
import type { GateName } from "./gate.ts";
import type { PublishMode } from "./policy.ts";
import type { Subject } from "./report.ts";
import type { RunOrigin } from "./run-origin.ts";
import type { TaskKind } from "./task.ts";

/** One accepted change, as it passes from propose to publish. */
export interface BundleEntry {
  readonly task: string;
  readonly kind: TaskKind;
  readonly target: string;
  readonly engine: EngineName;
  readonly rationale: string;
  readonly paths: readonly string[];
  /** File name of the patch inside the bundle, and the SHA-256 of its bytes. */
  readonly patch: string;
  readonly patchSha256: string;
  /** How this change is to be published: the setting's, else its rule's, else the policy's. */
  readonly publish: PublishMode;
  readonly gates: readonly { readonly gate: GateName; readonly status: string }[];
  /** What somebody has to look at, as the job says that proposed; absent: nothing. */
  readonly doubts?: readonly StatedDoubt[];
}

/** `manifest.json` of a bundle: the seam between privileges. Publish believes none of it unchecked. */
export interface Manifest {
  readonly schema: "assay/bundle@1";
  readonly tool: { readonly name: "assay"; readonly version: string };
  /** Absent where it was made in no workflow run. */
  readonly run?: RunOrigin;
  readonly subject: Subject;
  readonly policy: { readonly path: string; readonly sha256: string };
  readonly entries: readonly BundleEntry[];
  /** Git tree of head with all patches applied: what was gated is what may be published. */
  readonly tree: string;
  readonly reportSha256: string;
  /** Present where the run was to repair a failure of CI, whatever came of it. */
  readonly repair?: CiRepair;
}
