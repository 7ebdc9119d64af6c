import { goDirectory } from "./go-package.ts";
import { isRecord, parseJson } from "./json.ts";
import {
  cleanText,
  toTestReport,
  type BrokenSuite,
  type FailurePlace,
  type TestCase,
  type TestReportResult,
  type TestStatus,
} from "./test-report.ts";

interface TestDraft {
  status?: TestStatus;
  output: string;
}

interface PackageDraft {
  readonly tests: Map<string, TestDraft>;
  output: string;
  ended?: "passed" | "failed";
}

const ENDS: ReadonlyMap<unknown, TestStatus> = new Map<unknown, TestStatus>([
  ["pass", "passed"],
  ["fail", "failed"],
  ["skip", "skipped"],
]);
/** What `go test` writes as text for a package that it could not build (before Go 1.24). */
const NOT_BUILT = /^FAIL\s+(?<name>\S+) \[(?:build|setup) failed\]$/u;
const ASIDE = /^(?:FAIL$|# |go: (?:downloading|finding|extracting) |exit status \d+$)/u;
/** The runner's own lines. */
const CHATTER = /^\s*(?:=== |--- |PASS$|FAIL$|FAIL\t|ok {2}\t|exit status )/u;

/** What a repository says of its Go module. */
export interface GoFacts {
  readonly root: string;
  /** From go.mod; absent where there is none. */
  readonly module?: string;
  /** Standard error of the run, where Go before 1.24 prints why a package could not be built. */
  readonly log?: string;
}

/**
 * Reads `go test -json` (https://pkg.go.dev/cmd/test2json#hdr-Output_Format): the tests of each package, subtests in
 * place of their parents, and packages that could not be built or ended before their tests did. Never throws.
 */
export function parseGoTestJson(text: string, facts: GoFacts): TestReportResult {
  const packages = new Map<string, PackageDraft>();
  for (const line of text.split(/\r?\n/u)) {
    if (line.trim() === "" || ASIDE.test(line)) continue;
    const name = NOT_BUILT.exec(line)?.groups?.["name"];
    if (name !== undefined) {
      packageOf(packages, name).ended = "failed";
      continue;
    }
    const event = line.startsWith("{") ? parseJson(line) : undefined;
    if (event?.ok !== true || !isRecord(event.value) || typeof event.value["Action"] !== "string") {
      return { ok: false, reason: `its output has a line that is no event: ${line.slice(0, 200)}` };
    }
    addEvent(event.value, packages);
  }
  return toReport(packages, facts);
}

function packageOf(packages: Map<string, PackageDraft>, name: string): PackageDraft {
  const known = packages.get(name) ?? { tests: new Map<string, TestDraft>(), output: "" };
  packages.set(name, known);
  return known;
}

function addEvent(event: Readonly<Record<string, unknown>>, packages: Map<string, PackageDraft>): void {
  const { Action: action, Package: name, Test: test, Output: output } = event;
  const said = typeof output === "string" ? output : "";
  if (typeof name !== "string") {
    // Since Go 1.24 the build has events of its own; the package's own failure follows.
    const built = typeof event["ImportPath"] === "string" ? event["ImportPath"].replace(/ \[.*$/u, "") : "";
    const known = packages.get(built) ?? { tests: new Map<string, TestDraft>(), output: "", ended: "passed" };
    if (action === "build-output") packages.set(built, { ...known, output: known.output + said });
    return;
  }
  const draft = packageOf(packages, name);
  if (typeof test !== "string") {
    draft.output += said;
    if (action === "fail") draft.ended = "failed";
    if (action === "pass" || action === "skip") draft.ended = "passed";
    return;
  }
  const known = draft.tests.get(test) ?? { output: "" };
  known.output += said;
  const status = ENDS.get(action);
  if (status !== undefined) known.status = status;
  draft.tests.set(test, known);
}

function toReport(packages: ReadonlyMap<string, PackageDraft>, facts: GoFacts): TestReportResult {
  const { root, module, log = "" } = facts;
  const tests: TestCase[] = [];
  const broken: BrokenSuite[] = [];
  for (const [name, draft] of packages) {
    const path = goDirectory(name, module);
    if (draft.ended === undefined) return { ok: false, reason: `its output ends before the package ${name} did` };
    const found = [...draft.tests].filter(([test]) => !isExplained(test, draft.tests));
    for (const [test, one] of found) {
      // A test that never ended took the whole package down, or was taken down by it.
      const status = one.status ?? "failed";
      const message = status === "failed" ? toMessage(one.output, root) : "";
      tests.push({ path, name: test, status, message, ...(status === "failed" ? placeOf(message, path) : {}) });
    }
    const isRed = tests.some((test) => test.path === path && test.status === "failed");
    if (draft.ended === "failed" && !isRed) {
      const message = toMessage(`${draft.output}\n${sectionOf(log, name)}`, root);
      broken.push({ path, message: message === "" ? "the package could not be built" : message });
    }
  }
  return toTestReport(tests, broken);
}

/** What standard error says below `# package`. */
function sectionOf(log: string, name: string): string {
  const sections = log.split(/^# /mu).filter((section) => /^\S+/u.exec(section)?.[0] === name);
  return sections.map((section) => section.slice(section.indexOf("\n") + 1)).join("\n");
}

/** A test with subtests says nothing of its own, unless it failed though none of them did. */
function isExplained(test: string, tests: ReadonlyMap<string, TestDraft>): boolean {
  const inner = [...tests].filter(([name]) => name.startsWith(`${test}/`));
  if (inner.length === 0) return false;
  const failed = (one: TestDraft | undefined): boolean => (one?.status ?? "failed") === "failed";
  return !failed(tests.get(test)) || inner.some(([, one]) => failed(one));
}

function toMessage(output: string, root: string): string {
  const lines = output.split("\n").filter((line) => !CHATTER.test(line));
  return cleanText(lines.join("\n").trim(), root);
}

/** `math_test.go:14: got …` names a file of the package; a panic's stack names it from the workspace on. */
function placeOf(message: string, directory: string): { readonly place?: FailurePlace } {
  const found = /(?<file>[\w./-]+_test\.go):(?<line>\d{1,9})/u.exec(message)?.groups;
  const file = found?.["file"];
  if (file === undefined) return {};
  const path = file.includes("/") ? file : `${directory === "./" ? "" : directory}${file}`;
  return { place: { path, line: Number(found?.["line"]) } };
}
