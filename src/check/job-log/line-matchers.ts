import type { Diagnostic } from "../../domain/diagnostic.ts";
import type { LogTool } from "../../domain/ci-failure.ts";
import { parseFlake8 } from "../parse/flake8.ts";
import { parseGoVet } from "../parse/go-vet.ts";
import { parseMypy } from "../parse/mypy.ts";
import { parseTsc } from "../parse/tsc.ts";
import type { DiagnosticsResult } from "../parse/diagnostics-result.ts";

/** A place as one line of a log names it, its path not looked up yet. */
export interface Place {
  readonly tool: LogTool;
  readonly path: string;
  readonly line?: number;
  readonly column?: number;
  readonly message: string;
}

/** Reads one line; undefined where it is not of its tool. */
type Matcher = (line: string) => Place | undefined;

/** The reader of a tool's whole output, asked about a single line that names a file of the tool's. */
function byReader(tool: LogTool, read: (text: string, root: string) => DiagnosticsResult, files = /(?:)/u): Matcher {
  return (line) => {
    const result = read(line, "");
    const [diagnostic] = result.ok ? result.diagnostics : [];
    if (diagnostic?.path === undefined || !files.test(diagnostic.path)) return undefined;
    return fromDiagnostic(tool, diagnostic, diagnostic.path);
  };
}

const PYTHON = /\.pyi?$/u;

function fromDiagnostic(tool: LogTool, { code, message, range }: Diagnostic, path: string): Place {
  return {
    tool,
    path,
    ...(range && { line: range.line }),
    ...(range?.column !== undefined && { column: range.column }),
    message: code === undefined ? message : `${code}: ${message}`,
  };
}

/** The place that the groups path, line, column, message of a match name. */
export function toPlace(
  tool: LogTool,
  groups: Readonly<Record<string, string | undefined>> | undefined,
  path = groups?.["path"] ?? "",
): Place {
  const { line, column, message = "" } = groups ?? {};
  return {
    tool,
    path,
    ...(line !== undefined && { line: Number(line) }),
    ...(column !== undefined && { column: Number(column) }),
    message: message.trim(),
  };
}

/** A pattern with the groups path, line, column, message. */
function byPattern(tool: LogTool, pattern: RegExp): Matcher {
  return (line) => {
    const groups = pattern.exec(line)?.groups;
    return groups === undefined ? undefined : toPlace(tool, groups);
  };
}

/**
 * Tools that name a place on one line, in this order: what is surer comes first. Each pattern is anchored and every part
 * of it ends where the next begins, so that a line takes time in proportion to its length.
 */
const MATCHERS: readonly Matcher[] = [
  byReader("tsc", parseTsc),
  // `src/a.ts:3:5 - error TS2322: text`, as tsc prints for people.
  byPattern(
    "tsc",
    /^(?<path>[^\s:][^:]*):(?<line>\d{1,9}):(?<column>\d{1,9}) - (?:error|warning) (?<message>TS\d+: .*)$/u,
  ),
  // Maven: `[ERROR] /home/runner/…/A.java:[3,5] text`.
  byPattern(
    "java",
    /^\[(?:ERROR|WARNING)\] (?<path>[^[\]]+\.(?:java|kt|groovy|scala)):\[(?<line>\d{1,9}),(?<column>\d{1,9})\] (?<message>.*)$/u,
  ),
  // javac and Gradle: `/home/runner/…/A.java:3: error: text`; Kotlin: `e: file:///…/A.kt:3:5 text`.
  byPattern("java", /^(?<path>[^\s:][^:]*\.(?:java|groovy|scala)):(?<line>\d{1,9}): error: (?<message>.*)$/u),
  byPattern("java", /^e: (?<path>(?:file:\/\/)?[^:]+\.kts?):(?<line>\d{1,9}):(?<column>\d{1,9}):? (?<message>.*)$/u),
  // Rust: the place stands below the message.
  byPattern(
    "rust",
    /^thread '[^']*' (?:\(\d+\) )?panicked at (?<path>[^:]+\.rs):(?<line>\d{1,9}):(?<column>\d{1,9}):?$/u,
  ),
  // pytest: `FAILED tests/test_a.py::test_one - AssertionError: text`, `tests/test_a.py:5: AssertionError`.
  byPattern("pytest", /^(?:FAILED|ERROR) (?<path>[^\s:]+\.py)(?:::(?<message>.*))?$/u),
  byPattern("pytest", /^(?<path>[^\s:]+\.py):(?<line>\d{1,9}): (?<message>(?:in )?[A-Za-z_<][\w.>]*)$/u),
  byReader("mypy", parseMypy, PYTHON),
  byReader("flake8", parseFlake8, PYTHON),
  byReader("go", parseGoVet),
  // Jest: `FAIL src/a.test.js`; Vitest: ` FAIL  src/a.test.ts > adds > zero`.
  byPattern("vitest", /^ FAIL {2}(?:\|[^|]*\| )?(?<path>[^\s>[]+)(?: > (?<message>.*)| \[.*)$/u),
  byPattern("jest", /^ ?FAIL (?:[\w@./-]+ )?(?<path>[\w@./-]+\.\w+)(?: \([\d.]+ m?s\))?$/u),
  byPattern("vitest", /^ ❯ (?<path>[^\s:]+\.\w+):(?<line>\d{1,9}):(?<column>\d{1,9})$/u),
  // node:test: `test at test/a.test.js:3:1`, and in TAP `location: '/home/…/a.test.js:3:1'`.
  byPattern("node:test", /^test at (?<path>[^:]+):(?<line>\d{1,9}):(?<column>\d{1,9})$/u),
  byPattern("node:test", /^ *location: '(?<path>[^':]+):(?<line>\d{1,9}):(?<column>\d{1,9})'$/u),
];

/** A frame of a stack: `at add (file:///w/src/a.js:3:5)`, `at src/a.js:3:5`. Whose it is the rest of the log tells. */
const FRAME =
  /^ +(?:at|❯) (?:[^()]{0,300}\()?(?<path>(?:file:\/\/)?[^\s():]+):(?<line>\d{1,9}):(?<column>\d{1,9})\)?$/u;
/** `src/a.c:3:5: text`, by whatever tool. */
const PLAIN =
  /^ *(?:\S{1,20} )?(?<path>(?:[A-Z]:)?[\w@.+/\\-]*[\w@+-]\.[A-Za-z][A-Za-z0-9]{0,5}):(?<line>\d{1,9})(?::(?<column>\d{1,9}))?(?::? (?<message>.*))?:?$/u;

const matchFrame = byPattern("any", FRAME);
const matchPlain = byPattern("any", PLAIN);

/** What one line by itself names; undefined where it names no place. Never throws. */
export function matchLine(line: string): Place | undefined {
  // Every shape but one has a place or a test file in it.
  if (!line.includes(":") && !line.includes("FAIL")) return undefined;
  for (const match of MATCHERS) {
    const place = match(line);
    if (place !== undefined) return place;
  }
  return matchFrame(line) ?? matchPlain(line);
}
