import { isRecord, parseJson } from "./json.ts";
import { parseRustcJson } from "./rustc-json.ts";
import {
  cleanText,
  toPlace,
  toTestReport,
  type FailurePlace,
  type TestCase,
  type TestReportResult,
  type TestStatus,
} from "./test-report.ts";

const RUNNING = /^running \d+ tests?$/u;
const TEST = /^test (?<name>.+?)(?: - should panic)? \.\.\. (?<word>ok|FAILED|ignored)\b/u;
const RESULT = /^test result: (?:ok|FAILED)\. (?<passed>\d+) passed; (?<failed>\d+) failed; (?<ignored>\d+) ignored;/u;
const STDOUT = /^---- (?<name>.+) stdout ----$/u;
const STATUSES: ReadonlyMap<unknown, TestStatus> = new Map<unknown, TestStatus>([
  ["ok", "passed"],
  ["FAILED", "failed"],
  ["ignored", "skipped"],
]);

interface Binary {
  readonly label: string;
  readonly tests: { readonly name: string; readonly status: TestStatus }[];
  readonly outputs: Map<string, string[]>;
}

/**
 * Reads standard output of `cargo test --no-fail-fast --message-format=json`: cargo's JSON lines, then the text of each
 * test binary (libtest has no stable report), whose counts have to agree with its tests. `log` is standard error, where
 * cargo names the binaries. A build that failed is a broken suite. Never throws.
 */
export function parseCargoTest(text: string, root: string, log: string): TestReportResult {
  const [json, plain] = splitOutput(text);
  const build = parseRustcJson(json, root);
  if (!build.ok) return build;
  const errors = build.diagnostics.filter(({ severity }) => severity === "error");
  if (!hasBuilt(json)) {
    const message = errors.map((error) => error.message).join("\n");
    const [first] = errors;
    const line = first?.range?.line;
    const place = line === undefined ? {} : { line };
    return toTestReport([], [{ path: first?.path ?? "", message: message || "the build failed", ...place }]);
  }
  const binaries = readBinaries(plain, labelsOf(log));
  if (typeof binaries === "string") return { ok: false, reason: binaries };
  return toTestReport(
    binaries.flatMap((binary) => toTests(binary, root)),
    [],
  );
}

function splitOutput(text: string): readonly [string, string] {
  const lines = text.split(/\r?\n/u);
  const isJson = (line: string): boolean => line.startsWith("{") && parseJson(line).ok;
  const last = lines.findLastIndex((line) => isJson(line) && line.includes('"build-finished"'));
  return [lines.slice(0, last + 1).join("\n"), lines.slice(last + 1).join("\n")];
}

function hasBuilt(json: string): boolean {
  const last = parseJson(json.slice(json.lastIndexOf("\n") + 1));
  return last.ok && isRecord(last.value) && last.value["success"] === true;
}

/** `Running unittests src/lib.rs (target/debug/deps/shop-1a2b)`, `Doc-tests shop`: one for each binary, in order. */
function labelsOf(log: string): readonly string[] {
  const found = log.matchAll(/^ *(?:Running (?<what>.+) \((?<file>.+)\)|Doc-tests (?<doc>\S+))$/gmu);
  return [...found].map(({ groups }) => {
    if (groups?.["doc"] !== undefined) return `doc-tests ${groups["doc"]}`;
    const crate = (groups?.["file"] ?? "").replace(/^.*[\\/]/u, "").replace(/-[0-9a-f]{16}(?:\.exe)?$/u, "");
    return `${crate} ${groups?.["what"] ?? ""}`;
  });
}

function readBinaries(text: string, labels: readonly string[]): readonly Binary[] | string {
  const binaries: Binary[] = [];
  const state: { open?: Binary; about?: string } = {};
  for (const line of text.split("\n")) {
    if (RUNNING.test(line) && state.open === undefined) {
      const label = labels[binaries.length] ?? `test binary ${binaries.length + 1}`;
      state.open = { label, tests: [], outputs: new Map() };
      binaries.push(state.open);
      continue;
    }
    if (state.open === undefined) continue;
    const reason = readBinaryLine(line, state.open, state);
    if (reason !== undefined) return reason;
  }
  return state.open === undefined ? binaries : `its output ends inside the tests of ${state.open.label}`;
}

function readBinaryLine(line: string, binary: Binary, state: { open?: Binary; about?: string }): string | undefined {
  const result = RESULT.exec(line)?.groups;
  if (result !== undefined) {
    delete state.open;
    delete state.about;
    return miscount(binary, result);
  }
  const about = STDOUT.exec(line)?.groups?.["name"];
  if (about !== undefined) {
    state.about = about;
    binary.outputs.set(about, []);
    return undefined;
  }
  if (line === "failures:") delete state.about;
  const test = TEST.exec(line)?.groups;
  const status = STATUSES.get(test?.["word"]);
  const name = test?.["name"];
  if (state.about !== undefined) binary.outputs.get(state.about)?.push(line);
  else if (name !== undefined && status !== undefined) binary.tests.push({ name, status });
  return undefined;
}

function miscount({ label, tests }: Binary, said: Readonly<Record<string, string | undefined>>): string | undefined {
  const count = (status: TestStatus): number => tests.filter((test) => test.status === status).length;
  const pairs = [
    ["passed", count("passed")],
    ["failed", count("failed")],
    ["ignored", count("skipped")],
  ] as const;
  const wrong = pairs.find(([key, found]) => Number(said[key]) !== found);
  return wrong === undefined ? undefined : `${label} says ${said[wrong[0]] ?? ""} ${wrong[0]} and lists ${wrong[1]}`;
}

function toTests({ label, tests, outputs }: Binary, root: string): readonly TestCase[] {
  return tests.map(({ name, status }) => {
    // An example in a doc comment is named by its line, which moves.
    const full = cleanText(`${label}: ${name.replace(/ \(line \d+\)$/u, "")}`, root);
    if (status !== "failed") return { path: "", name: full, status, message: "" };
    const text = (outputs.get(name) ?? []).join("\n");
    return { path: "", name: full, status, message: toMessage(text, root), ...panicPlace(text, root) };
  });
}

/** Without the stack, and without the number of the thread, which differs from run to run. */
function toMessage(text: string, root: string): string {
  const [said = ""] = text.split(/^(?:stack backtrace:|note: run with `RUST_BACKTRACE)/mu);
  return cleanText(said.replace(/^(?<who>thread '.*') \(\d+\) panicked/gmu, "$<who> panicked").trim(), root);
}

function panicPlace(text: string, root: string): { readonly place?: FailurePlace } {
  const place = /panicked at (?:'.*', )?(?<place>\S+:\d+:\d+)/u.exec(text)?.groups?.["place"];
  return place === undefined ? {} : toPlace(place, root);
}
