export type Severity = "error" | "warning" | "info";

/** A place in a file: lines and columns are 1-based, the end is exclusive. */
export interface Range {
  readonly line: number;
  readonly column?: number;
  readonly endLine?: number;
  readonly endColumn?: number;
}

/** A tool's remark at a place (vocabulary of reviewdog's diagnostic format). */
export interface Diagnostic {
  /** The tool or gate that says it: `eslint`, `tsc`, `scope`. */
  readonly source: string;
  /** The rule or error code: `no-var`, `TS2304`; absent where the tool gives none. */
  readonly code?: string;
  readonly severity: Severity;
  readonly message: string;
  /** Repository path where the tool named one. */
  readonly path?: string;
  readonly range?: Range;
  /** The text of the line it is about, trimmed; lets diagnostics be compared when lines have moved. */
  readonly lineText?: string;
}
