import type { Tolerance } from "./bounds.ts";

/** How much an assertion demands: see {@link STRENGTHS}. */
export type Strength = 0 | 1 | 2 | 3 | 4 | 5;

/** What the steps of strength are called in figures. */
export const STRENGTHS = {
  0: "empty",
  1: "truthy",
  2: "any",
  3: "snapshot",
  4: "partial",
  5: "exact",
} as const satisfies Record<Strength, string>;

/** What may keep an assertion from failing its test, in words. */
export const HELD = {
  condition: "it runs only under a condition now",
  catch: "its failure is caught now",
  unreached: "it is never reached now",
  uncalled: "it stands in a function that nothing calls now",
  unawaited: "nothing waits for it now",
} as const;

/** One assertion, of any language. */
export interface Claim {
  /** What is asserted about, as written with blanks taken out. */
  readonly subject: string;
  /** The assertion's name: `expect().toBe`, `assert ==`, `assert_eq!`. */
  readonly name: string;
  /** Expected value as written; empty where there is none. */
  readonly expected: string;
  readonly strength: Strength;
  /** How far the value may be off; absent where the assertion has no tolerance. */
  readonly tolerance?: Tolerance;
  /** The expected value is computed by code that the subject calls as well. */
  readonly selfComputed?: true;
  /** What may keep it from running or from failing its test, in words; absent where nothing does. */
  readonly held?: string;
  /** 1-based. */
  readonly line: number;
}

/** One test, or the claims of a file outside any test. */
export interface TestCase {
  readonly path: string;
  /** Titles of the suites around it and its own. */
  readonly names: readonly string[];
  readonly kind: "test" | "suite" | "outside";
  /** `skip`, `only`, `todo`, `failing`, `conditional`, `retry`, `each`, … */
  readonly modifiers: readonly string[];
  readonly claims: readonly Claim[];
  /** 1-based. */
  readonly line: number;
  readonly text: string;
  /** Rows of its table, where it has one that is written out. */
  readonly rows?: number;
}

/** Blanks and quote styles do not matter when two pieces of source are compared. */
export function plainSource(text: string): string {
  return text.replace(/\s+/gu, "").replace(/["`]/gu, "'");
}
