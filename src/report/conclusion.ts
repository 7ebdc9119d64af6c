import { blocks, type GateResult } from "../domain/gate.ts";
import type { Outcome } from "../domain/outcome.ts";
import type { Publication } from "../domain/publication.ts";
import type { Conclusion } from "../domain/report.ts";
import type { FailLevel } from "../domain/settings.ts";
import { flattenPublication } from "./flatten-publication.ts";

/** What a run came to, as far as its conclusion depends on it. */
export interface RunEnd {
  readonly outcomes: readonly Outcome[];
  /** The gates on the sum. */
  readonly sum: readonly GateResult[];
  readonly publication: Publication;
}

/**
 * `failure` where the run's end is a finding at the fail level; else `neutral` where something that was tried did not
 * get through; else `success`.
 */
export function toConclusion(end: RunEnd, failLevel: FailLevel): Conclusion {
  const rejected = end.outcomes.some(({ type }) => type === "rejected");
  const lost =
    rejected || end.sum.some(blocks) || flattenPublication(end.publication).some(({ type }) => type === "refused");
  const worked = lost || end.outcomes.some(({ type }) => type === "accepted");
  switch (failLevel) {
    case "none":
      return lost ? "neutral" : "success";
    case "rejected":
      return lost ? "failure" : "success";
    case "any":
      return worked ? "failure" : "success";
  }
}

/** The same for a phase that only publishes: where nothing was written it is never `success`, for it has done nothing. */
export function toPublicationConclusion(publication: Publication, failLevel: FailLevel): Conclusion {
  const conclusion = toConclusion({ outcomes: [], sum: [], publication }, failLevel);
  const isIdle = flattenPublication(publication).every(({ type }) => type === "none" || type === "waiting");
  return isIdle && conclusion === "success" ? "neutral" : conclusion;
}
