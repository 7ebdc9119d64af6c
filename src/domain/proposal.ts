import type { Edit } from "./edit.ts";

/** An engine's answer to a task. An engine never throws for any of these. */
export type Proposal =
  | { readonly type: "proposed"; readonly edits: readonly Edit[]; readonly rationale: string }
  /** There is nothing to do, or nothing that this engine can do; not a failure. */
  | { readonly type: "declined"; readonly reason: string }
  /** The answer could not be read or applied. */
  | { readonly type: "malformed"; readonly reason: string }
  /** The engine could not work (endpoint down, over budget). */
  | { readonly type: "failed"; readonly reason: string };
