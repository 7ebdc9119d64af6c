import type { ProposeRequest } from "../../../ports.ts";
import type { MeasureChange } from "../../../code/metrics/measures.ts";
import type { RewritePlace } from "../../../code/refactor/rewrite.ts";
import type { RewrittenFile } from "../../../code/refactor/rewrites.ts";

/** A measure that is better afterwards. */
export type Gain = Omit<MeasureChange, "key">;

/** A file after one kind of rewrite. */
export interface Made extends RewrittenFile {
  readonly places: readonly Pick<RewritePlace, "line" | "what">[];
  /** What is better beyond the measures of the file itself. */
  readonly gains?: readonly Gain[];
}

/** One purpose for a candidate: a rewrite of the engine's own, or what a tool of the repository's proposes. */
export interface Maker {
  /** Name for the report. */
  readonly name: string;
  /** What a candidate of it does, as a sentence begins. */
  readonly title: string;
  /** The target written anew. A text says why that cannot be; undefined: it fits nowhere. `isLeft`: lines (1-based) that stay as they are. */
  make(request: ProposeRequest, text: string, isLeft?: (line: number) => boolean): Promise<Made | string | undefined>;
}

/** A large file has its fill by then; what was found is good. */
export const LIMIT_MS = 20_000;

/** Whether so much time has passed since now. */
export function timeLimit(monotonic: () => number, ms: number): () => boolean {
  const deadline = monotonic() + ms;
  return () => monotonic() > deadline;
}
