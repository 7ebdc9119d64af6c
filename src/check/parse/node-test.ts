import { parseJunit } from "./junit.ts";
import { parseTap } from "./tap.ts";
import type { TestReportResult } from "./test-report.ts";

/**
 * Reads what `node --test` writes with `--test-reporter=junit` (each test with its file) or `--test-reporter=tap`
 * (https://nodejs.org/api/test.html#test-reporters). The reporters for people are refused: they have no stable form.
 * Never throws.
 */
export async function parseNodeTest(text: string, root: string): Promise<TestReportResult> {
  const start = text.trimStart();
  if (start.startsWith("<?xml")) return parseJunit(text, root);
  if (start.startsWith("TAP version")) return parseTap(text, root, "node");
  return { ok: false, reason: "its output is neither JUnit nor TAP: run it with --test-reporter=junit" };
}
