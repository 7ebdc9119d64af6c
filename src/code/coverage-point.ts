/** Something that a run can reach: a statement, a function, or one way of a branch (istanbul's notions). */
export interface CoveragePoint {
  /** Index in the list of the file's points. */
  readonly id: number;
  readonly type: "statement" | "function" | "branch";
  /** UTF-16 offsets in the original text, end exclusive. */
  readonly start: number;
  readonly end: number;
  /** 1-based line of the start. */
  readonly line: number;
  /** 1-based line of the last character. */
  readonly endLine: number;
  /** Name of a function as far as the text tells. */
  readonly name?: string;
  /** For a branch: which one of the file (from 0), its kind, and which way this point is. */
  readonly branch?: {
    readonly index: number;
    readonly kind: "if" | "cond-expr" | "switch" | "binary-expr" | "default-arg";
    readonly way: number;
    readonly ways: number;
  };
}
