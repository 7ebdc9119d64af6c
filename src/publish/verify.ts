import type { BundleEntry, Manifest } from "../domain/bundle.ts";
import type { Problem } from "../domain/errors.ts";
import type { GateName } from "../domain/gate.ts";
import type { PublishMode } from "../domain/policy.ts";
import type { Subject } from "../domain/report.ts";
import type { RunOrigin } from "../domain/run-origin.ts";
import { repairProblems, type Purpose } from "./repair-problems.ts";
import { originProblems, type DigestSource } from "./origin-problems.ts";

/** What publish found out for itself, to compare the bundle with. */
export interface Known {
  readonly version: string;
  /** The run that publishes; absent where it is none of a workflow. */
  readonly origin?: RunOrigin;
  readonly digest: DigestSource;
  /** Absent in a terminal: who publishes decides. */
  readonly purpose?: Purpose;
  readonly subject: Subject;
  readonly policy: { readonly path: string; readonly sha256: string };
  /** Git tree of head with the bundle's patches applied, as computed now. */
  readonly tree: string;
  /** The gates that policy requires for a change. */
  readonly requiredGates: (entry: BundleEntry) => readonly GateName[];
  /** How policy and settings publish a change. */
  readonly publishOf: (entry: BundleEntry) => PublishMode;
}

const AGAIN = "Make a new bundle with assay propose.";

function compare(place: string, stated: string, known: string, remedy: string): readonly Problem[] {
  if (stated === known) return [];
  return [
    { place, message: `the bundle says ${JSON.stringify(stated)}, but here it is ${JSON.stringify(known)}`, remedy },
  ];
}

function entryProblems(entry: BundleEntry, known: Known): readonly Problem[] {
  const place = `bundle ${entry.task}`;
  const passed = new Set(entry.gates.filter(({ status }) => status === "passed").map(({ gate }) => gate));
  const missing = known.requiredGates(entry).filter((gate) => !passed.has(gate));
  const gates = missing.map((gate) => ({ place, message: `the required gate ${gate} has not passed`, remedy: AGAIN }));
  const remedy = "The policy counts, unless publish (--publish) says otherwise: give it in this phase too.";
  return [...gates, ...compare(`${place} publish`, entry.publish, known.publishOf(entry), remedy)];
}

/**
 * Every reason not to publish: empty where what was gated is what would be published. Digests and form are checked by
 * `openBundle`.
 */
export function verifyBundle(manifest: Manifest, known: Known): readonly Problem[] {
  const { subject, policy } = known;
  const moved = "The branch has moved since: run again on its new head.";
  return [
    ...originProblems(manifest.run, known.origin, known.digest),
    ...(known.purpose === undefined ? [] : repairProblems(manifest.repair, known.purpose)),
    ...compare("bundle tool version", manifest.tool.version, known.version, "Use the same version in both phases."),
    ...compare("bundle base", manifest.subject.base, subject.base, moved),
    ...compare("bundle merge base", manifest.subject.mergeBase, subject.mergeBase, moved),
    ...compare("bundle head", manifest.subject.head, subject.head, moved),
    ...compare("bundle branch", manifest.subject.branch ?? "", subject.branch ?? "", "Check out the branch first."),
    ...compare("bundle policy", manifest.policy.path, policy.path, "Name the same policy file in both phases."),
    ...compare("bundle policy digest", manifest.policy.sha256, policy.sha256, AGAIN),
    ...compare("bundle tree", manifest.tree, known.tree, AGAIN),
    ...manifest.entries.flatMap((entry) => entryProblems(entry, known)),
  ];
}
