import type { Diagnostic } from "./diagnostic.ts";
import type { GateName } from "./gate.ts";

/** What the next attempt is told about the last one. */
export interface Feedback {
  /** The gate that stopped the last attempt, or `proposal` where the answer could not be applied. */
  readonly from: GateName | "proposal";
  readonly message: string;
  readonly diagnostics: readonly Diagnostic[];
}

export type Verdict =
  | { readonly type: "accept" }
  | { readonly type: "retry"; readonly feedback: Feedback }
  /** `errored`: the gate could not run, which is no word on the candidate. */
  | { readonly type: "reject"; readonly reason: string; readonly because?: "errored" };
