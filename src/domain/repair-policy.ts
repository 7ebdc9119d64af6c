/**
 * What becomes of a repair that may not be the one that is meant. `suggestions`: suggested on the pull request, or shown
 * as an annotation beside a patch file where it can not be; `patch`: a patch file; `publish`: as any other change.
 */
export const AMBIGUOUS_MODES = ["suggestions", "patch", "publish"] as const;
export type AmbiguousMode = (typeof AMBIGUOUS_MODES)[number];

/** How repairs of a failing check are dealt with. */
export interface RepairPolicy {
  readonly ambiguous: AmbiguousMode;
}

/** Where the policy says nothing. */
export const DEFAULT_REPAIR: RepairPolicy = { ambiguous: "suggestions" };
