import type { Answer } from "./place.ts";

/** A change, and what the comparison says of it. */
export interface Trial {
  /** The function, or the package and the module. */
  readonly where: string;
  readonly kind: "mistake" | "mutant" | "honest";
  readonly what: string;
  /** Whether what does not belong to the gate knows a change of behaviour. */
  readonly known: "by its tests" | "by other inputs" | "no";
  readonly answer: Answer;
}
