import type { Diagnostic } from "../domain/diagnostic.ts";
import { UNPROVED_GUESS } from "../domain/proposal.ts";
import { changedLines } from "./coverage-figures.ts";
import { WHOLE, type TestSelection } from "./expand-line.ts";
import type { GateContext } from "./gate.ts";
import { runCoverage } from "./run-tests.ts";
import { toTestSelection } from "./test-selection.ts";

/** Lines without a test that are named. */
const MAX_LINES = 20;

/**
 * What keeps a guess from being proved: changed lines that no test has run, or no way to see it. Empty for a candidate
 * whose engine was certain or did not say. The types are content with more than one reading of a guess; a test that
 * runs it and passes is the only thing that tells them apart.
 */
export async function findUnprovedGuess(context: GateContext): Promise<readonly Diagnostic[]> {
  const { subject } = context;
  if (subject.confidence !== "guess") return [];
  const selection = toTestSelection(subject);
  const found = await missingProof(context, selection);
  // Related tests are found by imports: a test that loads the target another way is missing from their run.
  return found.length > 0 && selection.type !== "whole" ? missingProof(context, WHOLE) : found;
}

async function missingProof(
  { subject, policy, tools }: GateContext,
  selection: TestSelection,
): Promise<readonly Diagnostic[]> {
  const reading = await runCoverage(tools, policy, selection);
  if (reading.type !== "read") return unproved(`whether a test runs it cannot be told (${reading.reason})`, []);
  const { total, missed } = changedLines(reading.value, subject.files);
  if (total === 0) return unproved("no test runs any of the changed lines", []);
  return missed.length === 0 ? [] : unproved("no test runs this line", missed);
}

function unproved(
  why: string,
  missed: readonly { readonly path: string; readonly line: number }[],
): readonly Diagnostic[] {
  const message = `the change is a guess, for something else would fit as well, and ${why}: write a test that does, or make the change by hand`;
  const head = { source: "failing", code: UNPROVED_GUESS, severity: "error", message } as const;
  if (missed.length === 0) return [head];
  return missed.slice(0, MAX_LINES).map(({ path, line }) => ({ ...head, path, range: { line } }));
}
