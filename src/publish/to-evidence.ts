import type { Evidence } from "../domain/evidence.ts";
import type { MergedBundle } from "./merge-bundles.ts";
import { toRejectedTasks } from "./to-pull-request.ts";

/** What bundles that have been verified are published by; what a report says of rejected tasks is its job's word. Never throws. */
export function toEvidence({ manifest, patches, reportTexts, dropped }: MergedBundle): Evidence {
  const rejected = [...reportTexts.flatMap(toRejectedTasks), ...dropped];
  return {
    entries: manifest.entries,
    patches,
    rejected: rejected.map(({ kind, target, reason }) => ({ kind, target, reason })),
  };
}
