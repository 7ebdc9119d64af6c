import type { FormatName, TestFormat } from "../domain/policy.ts";
import { parseCargoTest } from "./parse/cargo-test.ts";
import { parseGoModule } from "./parse/go-package.ts";
import { parseGoTestJson } from "./parse/go-test-json.ts";
import { parseJestJson } from "./parse/jest-json.ts";
import { parseJunit } from "./parse/junit.ts";
import { parseMochaJson } from "./parse/mocha-json.ts";
import { parseNodeTest } from "./parse/node-test.ts";
import { parseTap } from "./parse/tap.ts";
import { toTestReport, type TestReport, type TestReportResult } from "./parse/test-report.ts";
import type { ToolRunner } from "./tool-runner.ts";

/** What a test runner left to be read. */
export interface TestOutput {
  /** One report each: the file or the files of `{report}`, or standard output. */
  readonly reports: readonly string[];
  /** Standard error. */
  readonly log: string;
}

/** What reading a report needs to know of the repository. */
type Facts = Pick<ToolRunner, "root" | "read">;
type Read = (text: string, facts: Facts, log: string) => TestReportResult | Promise<TestReportResult>;

const READERS: Readonly<Record<TestFormat, Read>> = {
  "jest-json": (text, { root }) => parseJestJson(text, root),
  "mocha-json": (text, { root }) => parseMochaJson(text, root),
  junit: (text, { root }) => parseJunit(text, root),
  tap: (text, { root }) => parseTap(text, root),
  "node-test": (text, { root }) => parseNodeTest(text, root),
  "go-test-json": async (text, facts, log) =>
    parseGoTestJson(text, { root: facts.root, log, ...(await readGoModule(facts)) }),
  "rustc-json": (text, { root }, log) => parseCargoTest(text, root, log),
};

/** The name of the repository's Go module, as `{ module }`; empty where it has none. */
export async function readGoModule({ read }: Pick<ToolRunner, "read">): Promise<{ readonly module?: string }> {
  const module = parseGoModule((await read("go.mod")) ?? "");
  return module === undefined ? {} : { module };
}

/** Reads the reports of a run as one; undefined where the format holds no tests. Never throws. */
export async function readTestReport(
  format: FormatName,
  output: TestOutput,
  facts: Facts,
): Promise<TestReportResult | undefined> {
  if (!isTestFormat(format)) return undefined;
  const parts: TestReport[] = [];
  for (const text of output.reports) {
    const result = await READERS[format](text, facts, output.log);
    if (!result.ok) return result;
    parts.push(result.report);
  }
  return toTestReport(
    parts.flatMap(({ tests }) => tests),
    parts.flatMap(({ broken }) => broken),
  );
}

/** Whether a format tells of single tests. */
export function isTestFormat(format: FormatName): format is TestFormat {
  return Object.hasOwn(READERS, format);
}
