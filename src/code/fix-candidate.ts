import type { CodeDiagnostic } from "./diagnostics.ts";
import type { Confidence } from "../domain/proposal.ts";
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
  /** The same as one short imperative, where the compiler's words would not tell enough. */
  readonly summary?: string;
  /** Lower is tried first. */
  readonly rank: number;
  readonly changes: readonly TextChange[];
  /** How sure it is where nothing else fits: other answers to the same mistake make a guess of it. */
  readonly confidence: Confidence;
  /** What it makes of a name that names nothing; one mistake has one answer in a whole file. */
  readonly answer?: Answer;
}

/** One reading of a name that names nothing. */
export interface Answer {
  /** The same for the same name with the same receiver. */
  readonly mistake: string;
  /** The same where the same is meant: what an import leads to, the other spelling. */
  readonly choice: string;
  /** The choice in words that stand after "could also be". */
  readonly words: string;
}

/** Whether two repairs read one mistake in two ways. */
export function contradicts(a: Answer | undefined, b: Answer | undefined): boolean {
  return b !== undefined && a?.mistake === b.mistake && a.choice !== b.choice;
}

/**
 * The key of a repair: whether an import is added or extended depends on the state of the text, and which code a
 * misspelling has on how many there are, so these are left out.
 */
export function keyOfFix(name: string, diagnostic: CodeDiagnostic, symbol: string, description: string): string {
  const code = name === "spelling" ? "" : diagnostic.code;
  return [name, code, symbol, description.replace(/^(Add|Update) import/u, "import")].join("|");
}
