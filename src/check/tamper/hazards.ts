import type { FileChange } from "../../domain/change.ts";
import { addedLines } from "../added-lines.ts";
import type { Remark } from "./remark.ts";

/** Something that test code does to the run that judges it. */
interface Hazard {
  readonly code: string;
  readonly pattern: RegExp;
  /** Names of the files that it is looked for in; absent: all test code. */
  readonly languages?: RegExp;
  readonly message: string;
}

const REPORT =
  "(?:coverage[/\\\\]|coverage-(?:final|summary)|lcov|clover|cobertura|junit|jacoco|\\.nyc_output|\\.coverage\\b|cover(?:age)?\\.(?:out|xml|json)|(?:test|jest|vitest|mocha|tap)[-_]?(?:results?|report|output)|\\breport\\.(?:json|xml)|results?\\.(?:json|xml|tap))";
const WRITES =
  "(?:writeFile|appendFile|createWriteStream|copyFile|cpSync|\\brename|unlink|\\brm(?:Sync)?\\b|truncate|open(?:Sync)?|write_text|write_bytes|os\\.(?:Create|WriteFile|remove|replace|rename)|WriteFile|fs::(?:write|remove_file|rename)|File::create|Files\\.(?:write|delete|move|copy))";

/** Looked for in added lines of test code, comments left out. */
const HAZARDS: readonly Hazard[] = [
  {
    code: "process-ended",
    pattern:
      /\bprocess(?:\.|\?\.|\[["'])(?:exit|reallyExit|abort)(?:["']\])?\s*\(|\bprocess\.exitCode\s*=|\bprocess\.kill\(\s*process\.pid|\{[^}]{0,80}\b(?:exit|abort|reallyExit)\b[^}]{0,80}\}\s*(?:=\s*(?:globalThis\.)?process\b|from\s*["'](?:node:)?process["'])|=\s*(?:globalThis\.)?process\s*(?:;|$)|(?<![\w.])(?:exit|quit)\(\s*\d+\s*\)|\braise\s+SystemExit\b|\b(?:os\._exit|sys\.exit|os\.abort|os\.kill\(\s*os\.getpid|pytest\.exit)\s*\(|\bos\.Exit\(|\b(?:std::)?process::(?:exit|abort)\(|\bSystem\.exit\(|\bRuntime\.getRuntime\(\)\.(?:halt|exit)\(|\bDeno\.exit\(/u,
    message: "test code ends the process, and with it the run that judges it. Take it out",
  },
  {
    code: "exit-hooked",
    pattern:
      /\bprocess\.(?:on|once|prependListener)\(\s*["'](?:exit|beforeExit|uncaughtException|unhandledRejection)["']|\batexit\.register\(/u,
    message: "test code hooks into the end of the process, where results are written. Take it out",
  },
  {
    code: "report-edited",
    pattern: new RegExp(
      `${WRITES}[^;\\n]{0,120}["'\`][^"'\`]{0,80}${REPORT}|${REPORT}[^;\\n]{0,80}["'\`]?\\)?\\.(?:write_text|write_bytes|unlink)|__coverage__["'\\]]{0,2}\\s*(?:=[^=]|\\[|\\.)|\\b(?<out>\\w+)\\s*=\\s*["'\`][^"'\`]{0,80}${REPORT}[\\s\\S]{0,2000}(?:${WRITES})\\w*\\(\\s*\\k<out>\\b|${WRITES}[^;\\n]{0,120}(?:process|sys)\\.argv`,
      "u",
    ),
    message: "test code writes the report that the gates read. Take it out",
  },
  {
    code: "assertion-replaced",
    pattern:
      /\b(?:globalThis|global|window|self)(?:\.|\[["'])(?:expect|assert|it|test|describe)(?:["']\])?\s*=[^=]|(?<![\w.])assert\.\w+\s*=[^=]|\bObject\.(?:assign|defineProperty)\(\s*(?:assert|expect)\b|\bexpect\.extend\(\s*\{[^}]{0,200}\bto(?:Be|Equal|StrictEqual)\b|(?<![\w.])(?:const|let|var|function)\s+(?:expect|assert)\s*(?:=(?!\s*(?:require|await|chai)\b)|\()|\bsetattr\(\s*(?:unittest|pytest)\b/u,
    message: "test code replaces the assertions themselves. Take it out",
  },
  {
    code: "failure-swallowed",
    pattern:
      /\bcatch\s*(?:\(\s*\w*\s*(?::\s*\w+\s*)?\))?\s*\{\s*(?:\/\*[^*]{0,200}\*\/\s*)?\}|\.catch\(\s*(?:\(\s*\w*\s*\)|\w+)\s*=>\s*(?:\{\s*\}|undefined|null|void 0)\s*\)|\bexcept(?:\s+(?:Base)?Exception|\s+AssertionError)?(?:\s+as\s+\w+)?\s*:\s*(?:\n\s*)?(?:pass\b|\.\.\.|print\(|return\b|continue\b|log\w*\.)|\bcontextlib\.suppress\(\s*(?:AssertionError|(?:Base)?Exception)|\bdefer\s+func\(\)\s*\{\s*(?:_\s*=\s*)?recover\(\)|\bcatch_unwind\(/u,
    message: "test code swallows failures. Let them through, or assert what is thrown",
  },
  {
    code: "collection-changed",
    pattern:
      /^collect_ignore(?:_glob)?\s*=|\bdef\s+pytest_(?:collection_modifyitems|ignore_collect|pycollect_\w+|runtest_(?:makereport|protocol|call)|report_teststatus|sessionfinish|pyfunc_call)\b/mu,
    message: "test code decides which tests run or what their results are. Take it out",
  },
  {
    code: "test-cut-short",
    pattern:
      /^\s*(?:if\s*\(\s*(?:false|0|!1|true)\s*\)\s*(?:return|\{)|if\s+(?:False|0)\s*:|if\s+false\s*\{|if\s*\(\s*process\.env\.CI\b)/mu,
    message: "test code stops before its assertions, or runs them under a condition that is never met. Take it out",
  },
  {
    code: "test-cut-short",
    // JavaScript is read by its syntax: there the assertions below are told instead.
    languages: /\.(?:rs|java|kt)$/u,
    pattern: /^\s*return;/mu,
    message: "test code stops before its assertions. Take it out",
  },
  {
    code: "retried",
    pattern: /\bjest\.retryTimes\(|\bthis\.retries\(|\bretry\s*:\s*[1-9]|@pytest\.mark\.flaky|--reruns\b/u,
    message: "test code is tried again until it passes. Make it pass the first time",
  },
  {
    code: "assertions-unchecked",
    pattern: /\bpython\s+-O\b|\bPYTHONOPTIMIZE\b|\bsys\.flags\.optimize\b|\bjest\.setTimeout\(\s*1\s*\)/u,
    message: "test code switches assertions off. Take it out",
  },
];

function stripComments(text: string, path: string): string {
  const line = path.endsWith(".py") ? /^\s*#.*$|\s#\s.*$/gmu : /^\s*(?:\/\/|\*|\/\*).*$|\s\/\/\s.*$/gmu;
  return text.replace(line, "");
}

/** Matches of a pattern, as texts. */
function matches(text: string, pattern: RegExp): readonly string[] {
  return [...text.matchAll(new RegExp(pattern.source, `${pattern.flags}g`))].map(([match]) => match.trim());
}

/** The line of the new text in which something stands. */
function lineOf(text: string, match: string): number {
  const at = text.indexOf(match);
  return at < 0 ? 1 : text.slice(0, at).split("\n").length;
}

/** What test code does to its own judge, where it did not do so before. */
export function hazardRemarks(change: FileChange): readonly Remark[] {
  const after = change.after ?? "";
  const added = stripComments(
    addedLines(change)
      .map(({ text }) => text)
      .join("\n"),
    change.path,
  );
  const before = stripComments(change.before ?? "", change.path);
  return HAZARDS.flatMap(({ code, pattern, languages, message }) => {
    const found = languages?.test(change.path) === false ? [] : matches(added, pattern);
    // Counted in the whole text too: a line that was only touched is not new.
    if (
      found.length === 0 ||
      matches(stripComments(after, change.path), pattern).length <= matches(before, pattern).length
    )
      return [];
    return [
      {
        code,
        message: `${found[0]?.slice(0, 80) ?? ""}: ${message}`,
        path: change.path,
        line: lineOf(after, found[0] ?? ""),
      },
    ];
  });
}

const UNAWAITED = /^[ \t]*expect(?:\.soft)?\([^\n]*\)\s*\.(?:resolves|rejects)\b/mu;
const COUNTED = /\bexpect\.(?:hasAssertions\(\)|assertions\(\s*(\d+)\s*\))|\bt\.plan\(\s*(\d+)/gu;

/** Promises that are asserted about without being waited for: such an assertion is over after the test has passed. */
export function awaitRemarks(change: FileChange): readonly Remark[] {
  const after = change.after ?? "";
  const lost = matches(after, UNAWAITED).length - matches(change.before ?? "", UNAWAITED).length;
  if (lost <= 0) return [];
  const first = matches(after, UNAWAITED).at(-1) ?? "";
  return [
    {
      code: "assertion-not-awaited",
      message: `${first.slice(0, 80)} is not awaited: the test passes before it fails. Await it`,
      path: change.path,
      line: lineOf(after, first),
    },
  ];
}

/** `expect.assertions(3)`, `t.plan(3)`: fewer of them, or lower numbers. */
export function planRemarks(change: FileChange): readonly Remark[] {
  const total = (text: string | undefined): number =>
    [...(text ?? "").matchAll(COUNTED)].reduce((sum, match) => sum + Number(match[1] ?? match[2] ?? 1), 0);
  if (change.after === undefined || total(change.after) >= total(change.before)) return [];
  return [
    {
      code: "plan-lowered",
      message: "fewer assertions are planned than before (expect.assertions, t.plan). Put the count back",
      path: change.path,
      line: 1,
    },
  ];
}

/** A test that replaces the module that it is named after by a mock: it tests the mock. */
export function mockRemarks(change: FileChange): readonly Remark[] {
  const name = /([^/]+?)(?:[._-](?:test|spec))?\.[^./]+$/u.exec(change.path)?.[1];
  if (name === undefined) return [];
  const pattern = /\b(?:jest|vi|mock)\.(?:mock|doMock|unstable_mockModule|module)\(\s*["'`]([^"'`]+)["'`]/gu;
  const mocked = (text: string | undefined): readonly string[] =>
    [...(text ?? "").matchAll(pattern)].map((match) => match[1] ?? "");
  const known = mocked(change.before);
  const own = mocked(change.after).find(
    (path) =>
      path.startsWith(".") && path.replace(/\.[cm]?[jt]sx?$/u, "").endsWith(`/${name}`) && !known.includes(path),
  );
  if (own === undefined) return [];
  return [
    {
      code: "target-mocked",
      message: `${own} is what this file tests, and is a mock now. Test the real module`,
      path: change.path,
      line: lineOf(change.after ?? "", own),
    },
  ];
}
