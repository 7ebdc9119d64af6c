import type { BundleEntry, Manifest } from "../domain/bundle.ts";
import type { CiRepair } from "../domain/ci-repair.ts";
import type { StatedDoubt } from "../domain/doubt.ts";
import type { Outcome } from "../domain/outcome.ts";
import type { PublishMode } from "../domain/policy.ts";
import type { Subject } from "../domain/report.ts";
import type { RunOrigin } from "../domain/run-origin.ts";
import type { Task } from "../domain/task.ts";
import { renderCanonicalJson } from "./canonical-json.ts";

export const MANIFEST_FILE = "manifest.json";
export const REPORT_FILE = "report.json";

type AcceptedOutcome = Extract<Outcome, { readonly type: "accepted" }>;

/** What a bundle is made of. */
export interface BundleInput {
  readonly version: string;
  /** Absent where the run is none of a workflow. */
  readonly run?: RunOrigin;
  readonly subject: Subject;
  readonly policy: { readonly path: string; readonly sha256: string };
  /** Only those that are to be published; the sum has passed. */
  readonly accepted: readonly AcceptedOutcome[];
  /** How a task's change is to be published: the setting's, else its rule's, else the policy's. */
  readonly publishOf: (task: Task) => PublishMode;
  /** Git tree of head with all patches applied. */
  readonly tree: string;
  /** The text of `report.json`, as it is written. */
  readonly reportText: string;
  /** What somebody has to look at, by task; plain lines. */
  readonly doubts?: ReadonlyMap<string, readonly StatedDoubt[]>;
  /** What is said of a failure of CI; absent: the work did not come from one. */
  readonly repair?: CiRepair;
  /** SHA-256 of the UTF-8 text, in hex. */
  readonly digest: (text: string) => string;
}

/** A bundle as files: texts by path relative to its directory. */
export interface BundleFiles {
  readonly manifest: Manifest;
  readonly files: ReadonlyMap<string, string>;
}

/** The name of a task's patch inside the bundle. */
export function patchFile(task: string): string {
  return `patches/${task}.patch`;
}

/** Order of texts by their UTF-16 units, the same on every machine. */
export function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function toEntry(outcome: AcceptedOutcome, { digest, publishOf, doubts }: BundleInput): BundleEntry {
  const { task, candidate, patch, gates } = outcome;
  const stated = doubts?.get(task.id);
  return {
    task: task.id,
    kind: task.kind,
    target: task.target,
    engine: candidate.engine,
    rationale: candidate.rationale,
    paths: candidate.files.map(({ path }) => path).sort(byText),
    patch: patchFile(task.id),
    patchSha256: digest(patch),
    publish: publishOf(task),
    gates: gates.map(({ gate, status }) => ({ gate, status })),
    ...(stated && { doubts: stated }),
  };
}

/** Accepted outcomes become a bundle. The same input gives the same bytes, whatever the order of the outcomes. */
export function toBundle(input: BundleInput): BundleFiles {
  const accepted = [...input.accepted].sort((a, b) => byText(a.task.id, b.task.id));
  const manifest: Manifest = {
    schema: "assay/bundle@1",
    tool: { name: "assay", version: input.version },
    ...(input.run && { run: input.run }),
    subject: input.subject,
    policy: input.policy,
    entries: accepted.map((outcome) => toEntry(outcome, input)),
    tree: input.tree,
    reportSha256: input.digest(input.reportText),
    ...(input.repair && { repair: input.repair }),
  };
  const files = new Map([
    [MANIFEST_FILE, renderCanonicalJson(manifest)],
    ...accepted.map(({ task, patch }): [string, string] => [patchFile(task.id), patch]),
    [REPORT_FILE, input.reportText],
  ]);
  return { manifest, files };
}
