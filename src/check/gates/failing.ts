import type { Diagnostic } from "../../domain/diagnostic.ts";
import type { GateAnswer } from "../../domain/gate.ts";
import { UNPROVED_GUESS } from "../../domain/proposal.ts";
import { findRemarks, type Remark } from "../../domain/remarks.ts";
import type { Task } from "../../domain/task.ts";
import { compareDiagnostics } from "../compare-diagnostics.ts";
import { proveCase } from "../case-tests.ts";
import { compareTests } from "../compare-tests.ts";
import type { Gate, GateContext } from "../gate.ts";
import { runDiagnostics } from "../run-diagnostics.ts";
import { runFailing } from "../run-failing.ts";
import { runTests } from "../run-tests.ts";
import { toTestSelection } from "../test-selection.ts";
import { findUnprovedGuess } from "../unproved-guess.ts";

/**
 * What was wrong is less wrong. The check that the user named has to be green once all accepted edits are together, or,
 * where it names the places of errors, has to have fewer in every file that was fixed and no more in any other; a
 * fix has to take away at least one diagnostic or failing test by itself, and must not leave its target with more
 * errors than before. Where no tool tells, the named check is asked about the candidate alone. A fix that is a guess has
 * to have been run by a test, or by the named check. A test of the case that comes with it has to be red without it.
 */
export const failingGate: Gate = {
  name: "failing",
  cost: "executes",
  isAbout: ({ subject, failing }) =>
    subject.scope === "sum" ? failing !== undefined : failing !== undefined || fixOf(subject.tasks) !== undefined,
  check: checkFailing,
};

function fixOf(tasks: readonly Task[]): Task | undefined {
  return tasks.find((task) => task.kind === "fix");
}

async function checkFailing(context: GateContext): Promise<GateAnswer> {
  const { subject, failing } = context;
  if (subject.scope === "sum") {
    if (failing === undefined) return { status: "skipped", reason: "no failing check was named" };
    return checkNamed(context, failing, "progress");
  }
  const later = `judged once all accepted edits are together: \`${failing ?? ""}\` has to be green then`;
  const fix = fixOf(subject.tasks);
  if (fix === undefined) return { status: "skipped", reason: later };
  return withCase(await judgeFix(context, fix, { failing, later }), context);
}

/** A fix that brings a test of its case: it has to be red without the fix and green with it. */
async function withCase(answer: GateAnswer, context: GateContext): Promise<GateAnswer> {
  if (answer.status === "failed" || answer.status === "errored") return answer;
  const proof = await proveCase(context);
  if (proof === undefined) return answer;
  const { diagnostics } = proof;
  const known = answer.status === "passed" ? answer : { figures: {}, commands: [] };
  const figures = { ...known.figures, ...proof.figures };
  const commands = [...(known.commands ?? []), ...proof.commands];
  if (diagnostics.length > 0) return { status: "failed", diagnostics, figures, commands };
  // Where no test could be run, what was open stays open.
  if (answer.status === "skipped" && proof.commands.length === 0) return answer;
  return { status: "passed", figures, commands };
}

async function judgeFix(
  context: GateContext,
  fix: Task,
  { failing, later }: { readonly failing: string | undefined; readonly later: string },
): Promise<GateAnswer> {
  const answer = await checkImproves(context, fix);
  if (failing === undefined || answer.status !== "failed" || !answer.diagnostics.every(isOpen)) return answer;
  // A guess that takes away remarks has to be run by a test, and a remark's check runs nothing.
  const named = Number(answer.figures?.["fixed"] ?? 0) > 0 ? answer : await checkNamed(context, failing, "green");
  if (named.status === "passed") return { ...named, figures: { ...answer.figures, ...named.figures } };
  return answer.diagnostics.every(({ code }) => code === NOTHING_FIXED) ? { status: "skipped", reason: later } : answer;
}

/**
 * What the policy's own tools leave open and the named check can tell: where that is red without the change and green
 * with it, something is fixed, and the change has been run.
 */
function isOpen({ code, path }: Diagnostic): boolean {
  return code === NOTHING_FIXED || (code === UNPROVED_GUESS && path === undefined);
}

/** `progress`: a check that names the places of errors may stay red for those that nobody could take away. */
async function checkNamed(
  { tools, baseline, subject, policy }: GateContext,
  line: string,
  enough: "green" | "progress",
): Promise<GateAnswer> {
  const reading = await runFailing(tools, line, policy);
  if (reading.type === "absent") return { status: "skipped", reason: reading.reason };
  const { commands } = reading;
  if (reading.type === "errored")
    return { status: "errored", reason: reading.reason, remedy: reading.remedy, commands };
  const was = baseline.failing?.type === "read" ? baseline.failing.value.code : undefined;
  const { green, code, output, text } = reading.value;
  const figures = { ...(was === undefined ? {} : { before: was }), after: code };
  if (green) return { status: "passed", figures, commands };
  const before = baseline.failing?.type === "read" ? findRemarks(baseline.failing.value.text) : [];
  const left = findRemarks(text);
  const targets = subject.tasks.filter(({ kind }) => kind === "fix").map(({ target }) => target);
  if (enough === "progress" && left.length > 0 && isProgress(before, left, targets)) {
    return {
      status: "passed",
      figures: { ...figures, errors_before: before.length, errors_left: left.length },
      commands,
    };
  }
  const message = `\`${line}\` is still red (exit code ${code})\n${output}`;
  return {
    status: "failed",
    diagnostics: [{ source: "failing", code: "still-red", severity: "error", message }],
    figures,
    commands,
  };
}

/** Every target of a fix has fewer errors than before, and no other file has more. */
function isProgress(before: readonly Remark[], left: readonly Remark[], targets: readonly string[]): boolean {
  const count = (remarks: readonly Remark[], path: string): number =>
    remarks.filter((remark) => remark.path === path).length;
  const isBetter = targets.every((path) => count(left, path) < count(before, path));
  return isBetter && left.every(({ path }) => count(left, path) <= count(before, path));
}

/** Each tool has run on this candidate before, in the gates ahead: its answer comes from memory. */
async function checkImproves(context: GateContext, fix: Task): Promise<GateAnswer> {
  const found = await Promise.all([compareFindings(context, fix, "lint"), compareFindings(context, fix, "types")]);
  const tests = await fixedTests(context);
  const known = found.filter((part) => part !== undefined);
  const sum = (pick: (part: TargetChange) => number): number => known.reduce((total, part) => total + pick(part), 0);
  const fixed = sum((part) => part.fixed);
  // The formatter is asked last: most fixes are of something else.
  const format = fixed + tests === 0 ? await compareFindings(context, fix, "format") : undefined;
  const figures = {
    errors_before: sum((part) => part.errorsBefore),
    errors_after: sum((part) => part.errorsAfter),
    fixed: fixed + (format?.fixed ?? 0),
    fixed_tests: tests,
  };
  const diagnostics: Diagnostic[] = [];
  if (figures.errors_after > figures.errors_before) {
    const message = `${fix.target} has ${figures.errors_after} errors now and had ${figures.errors_before} before`;
    diagnostics.push({ source: "failing", code: "more-errors", severity: "error", message, path: fix.target });
  }
  if (figures.fixed + figures.fixed_tests === 0) {
    const message = "no diagnostic and no failing test is gone: this is no fix";
    diagnostics.push({ source: "failing", code: NOTHING_FIXED, severity: "error", message, path: fix.target });
  }
  diagnostics.push(...(await findUnprovedGuess(context)));
  return diagnostics.length === 0 ? { status: "passed", figures } : { status: "failed", diagnostics, figures };
}

const NOTHING_FIXED = "nothing-fixed";

interface TargetChange {
  readonly errorsBefore: number;
  readonly errorsAfter: number;
  /** Diagnostics that are gone, in whatever file the tool looked at. */
  readonly fixed: number;
}

async function compareFindings(
  { subject, policy, tools, baseline }: GateContext,
  fix: Task,
  name: "lint" | "types" | "format",
): Promise<TargetChange | undefined> {
  const old = baseline[name];
  if (old?.type !== "read") return undefined;
  const files = subject.files.filter((file) => file.after !== undefined).map((file) => file.path);
  const reading = await runDiagnostics(tools, policy, name, files);
  if (reading.type !== "read") return undefined;
  const named = reading.value.files === undefined ? undefined : new Set(reading.value.files);
  const before = old.value.diagnostics.filter(
    ({ path }) => named === undefined || path === undefined || named.has(path),
  );
  const after = reading.value.diagnostics;
  const errors = (list: readonly Diagnostic[]): number =>
    list.filter(({ path, severity }) => path === fix.target && severity === "error").length;
  const { added, fixed } = compareDiagnostics(before, after, subject.files);
  return {
    errorsBefore: errors(before),
    errorsAfter: errors(after),
    fixed: Math.max(0, fixed.length - added.length),
  };
}

async function fixedTests({ subject, policy, tools, baseline }: GateContext): Promise<number> {
  const old = baseline.tests;
  if (old.type !== "read") return 0;
  const reading = await runTests(tools, policy, toTestSelection(subject));
  if (reading.type !== "read") return 0;
  if (reading.value.detail === "verdict")
    return old.value.detail === "verdict" && !old.value.green && reading.value.green ? 1 : 0;
  if (old.value.detail === "verdict") return 0;
  const { report, related } = reading.value;
  return compareTests(old.value.report, report, related === undefined ? "all" : "related").fixed;
}
