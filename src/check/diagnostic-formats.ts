import type { DiagnosticFormat, FormatName } from "../domain/policy.ts";
import type { DiagnosticsResult } from "./parse/diagnostics-result.ts";
import { parseCheckstyle } from "./parse/checkstyle.ts";
import { parseEslintJson } from "./parse/eslint-json.ts";
import { parseFlake8 } from "./parse/flake8.ts";
import { parseGoVet } from "./parse/go-vet.ts";
import { parseGolangciJson } from "./parse/golangci-json.ts";
import { parseMypy } from "./parse/mypy.ts";
import { parseByPattern } from "./parse/pattern.ts";
import { parsePyrightJson } from "./parse/pyright-json.ts";
import { parseRuffJson } from "./parse/ruff-json.ts";
import { parseRustcJson } from "./parse/rustc-json.ts";
import { parseSarif } from "./parse/sarif.ts";
import { parseTsc } from "./parse/tsc.ts";

/** How one format is read. */
export interface DiagnosticReader {
  /** Where the tool prints it, when its line has no `{report}`. */
  readonly stream: "stdout" | "stderr" | "both";
  /** The output is for machines only: the report keeps the other stream. */
  readonly isReport: boolean;
  /** Greatest exit code with which what it printed is whole; absent: any. */
  readonly lastCode?: number;
  /** Exit code with which it stopped before it had looked at everything. */
  readonly stoppedCode?: number;
  read(text: string, root: string, pattern: string): DiagnosticsResult | Promise<DiagnosticsResult>;
}

const READERS: Readonly<Record<DiagnosticFormat, DiagnosticReader>> = {
  // ESLint's 2 is a crash or a broken configuration; what it printed before is not the whole.
  "eslint-json": { stream: "stdout", isReport: true, lastCode: 1, read: parseEslintJson },
  tsc: { stream: "stdout", isReport: false, read: parseTsc },
  sarif: { stream: "stdout", isReport: true, read: parseSarif },
  checkstyle: { stream: "stdout", isReport: true, read: parseCheckstyle },
  // https://docs.astral.sh/ruff/linter/#exit-codes: 2 is an abnormal end.
  "ruff-json": { stream: "stdout", isReport: true, lastCode: 1, read: parseRuffJson },
  flake8: { stream: "stdout", isReport: false, lastCode: 1, read: parseFlake8 },
  // mypy ends with 2 for an error that keeps it from going on (of syntax, for one), which it prints as any other.
  mypy: { stream: "stdout", isReport: false, stoppedCode: 2, read: parseMypy },
  // Pyright's 2 to 4 are a crash, a broken configuration and a wrong flag (docs/command-line.md#pyright-exit-codes).
  "pyright-json": { stream: "stdout", isReport: true, lastCode: 1, read: parsePyrightJson },
  // Above 1 golangci-lint failed itself, ran out of time or found no files (pkg/exitcodes).
  "golangci-json": { stream: "stdout", isReport: true, lastCode: 1, read: parseGolangciJson },
  "go-vet": { stream: "both", isReport: false, read: parseGoVet },
  "rustc-json": { stream: "stdout", isReport: true, read: parseRustcJson },
  pattern: { stream: "both", isReport: false, read: parseByPattern },
};

/** The reader of a format that holds diagnostics; undefined for any other. */
export function diagnosticReader(format: FormatName): DiagnosticReader | undefined {
  return isDiagnosticFormat(format) ? READERS[format] : undefined;
}

function isDiagnosticFormat(format: FormatName): format is DiagnosticFormat {
  return Object.hasOwn(READERS, format);
}
