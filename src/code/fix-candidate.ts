import type { CodeDiagnostic } from "./diagnostics.ts";
import type { TextChange } from "./text-changes.ts";

/** One way to mend one diagnostic. */
export interface FixCandidate {
  /** The same for the same repair in every state of the text, so that it can be told apart and left out. */
  readonly key: string;
  /** The compiler's name of the fix. */
  readonly name: string;
  readonly diagnostic: CodeDiagnostic;
  /** The text that the diagnostic is about. */
  readonly symbol: string;
  /** What it does, in the compiler's words. */
  readonly description: string;
  /** Lower is tried first. */
  readonly rank: number;
  readonly changes: readonly TextChange[];
}

/** The key of a repair: whether an import is added or extended depends on the state of the text, so it is left out. */
export function keyOfFix(name: string, diagnostic: CodeDiagnostic, symbol: string, description: string): string {
  return [name, diagnostic.code, symbol, description.replace(/^(Add|Update) import/u, "import")].join("|");
}
