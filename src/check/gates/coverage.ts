import type { CommandRecord } from "../../domain/command.ts";
import type { Diagnostic } from "../../domain/diagnostic.ts";
import type { Figures, GateAnswer } from "../../domain/gate.ts";
import type { GateSetting } from "../../domain/policy.ts";
import {
  changedBranches,
  changedLines,
  fileFigures,
  toPercent,
  totalBranches,
  totalFigures,
  totalFunctions,
  totalLines,
  type ChangedBranches,
  type ChangedLines,
} from "../coverage-figures.ts";
import { WHOLE, type TestSelection } from "../expand-line.ts";
import type { Gate, GateContext } from "../gate.ts";
import type { Coverage } from "../parse/coverage.ts";
import type { Reading } from "../reading.ts";
import { findUnreported } from "../unreported-code.ts";
import { runCoverage } from "../run-tests.ts";
import { toTestSelection } from "../test-selection.ts";
import { toErroredAnswer } from "./errored-answer.ts";

/** The targets are covered no worse than the thresholds ask, and so are the changed lines; measured always. */
export const coverageGate: Gate = { name: "coverage", cost: "executes", check: checkCoverage };

async function checkCoverage(context: GateContext): Promise<GateAnswer> {
  const { subject, policy, tools } = context;
  const selection = toTestSelection(subject);
  const reading = await runCoverage(tools, policy, selection);
  const first = await judge(reading, context, selection.type);
  if (selection.type === "whole" || reading.type !== "read") return first;
  // Related tests are found by imports: a test that loads the target another way is missing from their run.
  const uncovered = [totalLines, totalBranches].map((total) =>
    uncoveredMore(baseOf(context), reading.value, targetsOf(context), total),
  );
  return first.status === "failed" || uncovered.includes(true)
    ? await judge(await runCoverage(tools, policy, WHOLE), context, "whole")
    : first;
}

function baseOf({ baseline }: GateContext): Coverage | undefined {
  return baseline.coverage.type === "read" ? baseline.coverage.value : undefined;
}

function targetsOf({ subject }: GateContext): readonly string[] {
  return [...new Set(subject.tasks.map((task) => task.target))];
}

/** Whether more lines (or branches) of the targets are run by no test than before, or a target is missing from the report. */
function uncoveredMore(
  before: Coverage | undefined,
  after: Coverage,
  targets: readonly string[],
  sum: typeof totalLines,
): boolean {
  if (before === undefined) return false;
  const uncovered = (coverage: Coverage): number => {
    const { covered, total } = sum(coverage, targets);
    return total - covered;
  };
  return uncovered(after) > uncovered(before) || targets.some((target) => before.has(target) && !after.has(target));
}

async function judge(
  reading: Reading<Coverage>,
  context: GateContext,
  ran: TestSelection["type"],
): Promise<GateAnswer> {
  const { baseline, setting, subject } = context;
  if (reading.type === "absent") return { status: "skipped", reason: reading.reason };
  const { commands } = reading;
  if (reading.type === "errored") return toErroredAnswer("coverage", reading, baseline.coverage);
  const after = reading.value;
  const before = baseOf(context);
  const unreported = asksForLines(setting) ? await findUnreported(after, subject) : [];
  const targets = targetsOf(context).filter((target) => after.has(target) || before?.has(target) === true);
  const changed = { lines: changedLines(after, subject.files), branches: changedBranches(after, subject.files) };
  if (targets.length === 0 && changed.lines.total === 0 && unreported.length === 0) {
    const names = subject.tasks.map((task) => task.target).slice(0, 5);
    return { status: "skipped", reason: `the coverage report knows nothing of ${names.join(", ")}` };
  }
  const asksForRise = setting.minDelta !== undefined || setting.minBranchDelta !== undefined;
  if (before === undefined && asksForRise) return withoutBaseline(baseline.coverage, commands);
  if (changed.branches === undefined && setting.minChangedBranches !== undefined && changed.lines.total > 0) {
    return withoutBranches(context, commands);
  }
  const files = { targets, changed: subject.files.map(({ path }) => path), ran };
  const measured = measure(before, after, files, changed);
  const rise = runsMore(before, after, targets) ? "some" : "none";
  const diagnostics = [...unreported, ...toMoves(measured, context, rise), ...toGaps(changed, setting)];
  const { figures } = measured;
  return diagnostics.length === 0
    ? { status: "passed", figures, commands }
    : { status: "failed", diagnostics, figures, commands };
}

function asksForLines({ minChangedLines = 0, minChangedBranches = 0 }: GateSetting): boolean {
  return minChangedLines > 0 || minChangedBranches > 0;
}

function withoutBaseline(reading: Reading<Coverage>, commands: readonly CommandRecord[]): GateAnswer {
  const why = reading.type === "read" ? "" : `: ${reading.reason}`;
  return {
    status: "errored",
    reason: `coverage of the untouched tree is not known${why}`,
    remedy:
      "Make commands.coverage.run work on the untouched tree, or take min-delta and min-branch-delta out of the policy",
    commands,
  };
}

function withoutBranches({ policy }: GateContext, commands: readonly CommandRecord[]): GateAnswer {
  const format = policy.commands.coverage?.format ?? "coverage";
  return {
    status: "errored",
    reason: `a ${format} report does not tell where the branches of a file are`,
    remedy: "Take min-changed-branches out of the policy, or have commands.coverage.run write another format",
    commands,
  };
}

/** How the coverage of the targets moved. */
interface Move {
  /** In percent, of the untouched tree. */
  readonly before: number;
  /** Percentage points. */
  readonly delta: number;
  /** More lines, or branches, of the targets are run by no test than before. */
  readonly isWorse: boolean;
}

interface Measured {
  readonly figures: Figures;
  /** Absent without a baseline. */
  readonly lines?: Move;
  /** Absent without a baseline, and for targets without branches. */
  readonly branches?: Move;
}

/** What the report says of the lines that the candidate changed. */
interface Changed {
  readonly lines: ChangedLines;
  readonly branches: ChangedBranches | undefined;
}

interface MeasuredFiles {
  readonly targets: readonly string[];
  readonly changed: readonly string[];
  /** Totals of a run of some tests cannot be compared with those of all. */
  readonly ran: TestSelection["type"];
}

function measure(before: Coverage | undefined, after: Coverage, files: MeasuredFiles, changed: Changed): Measured {
  const { targets } = files;
  const lines = toMove(before, after, targets, totalLines);
  const hasBranches = totalBranches(after, targets).total > 0;
  const branches = hasBranches ? toMove(before, after, targets, totalBranches) : undefined;
  const figures = {
    ...(before === undefined
      ? {}
      : {
          lines_before: percentOf(before, targets, totalLines),
          branches_before: percentOf(before, targets, totalBranches),
        }),
    lines_after: percentOf(after, targets, totalLines),
    branches_after: percentOf(after, targets, totalBranches),
    ...(lines === undefined ? {} : { delta: lines.delta }),
    ...(branches === undefined ? {} : { branch_delta: branches.delta }),
    changed_lines: changed.lines.total,
    changed_covered: changed.lines.covered,
    ...(changed.lines.total === 0 ? {} : { changed_percent: toPercent(changed.lines) }),
    ...branchFigures(changed.branches),
    ...(files.ran === "whole" ? totalFigures(before, after) : {}),
    ...fileFigures(before, after, [...targets, ...files.changed]),
  };
  return {
    figures,
    ...(lines === undefined ? {} : { lines }),
    ...(branches === undefined ? {} : { branches }),
  };
}

function branchFigures(changed: ChangedBranches | undefined): Figures {
  if (changed === undefined || changed.total === 0) return {};
  return {
    changed_branches: changed.total,
    changed_branches_covered: changed.covered,
    changed_branches_percent: toPercent(changed),
  };
}

function toMove(
  before: Coverage | undefined,
  after: Coverage,
  targets: readonly string[],
  sum: typeof totalLines,
): Move | undefined {
  if (before === undefined) return undefined;
  const old = percentOf(before, targets, sum);
  const delta = Math.round((percentOf(after, targets, sum) - old) * 100) / 100;
  return { before: old, delta, isWorse: uncoveredMore(before, after, targets, sum) };
}

/** A target that no test loaded is not in the report at all: that is 0 %, not "nothing to cover". */
function percentOf(coverage: Coverage, targets: readonly string[], sum: typeof totalLines): number {
  return targets.some((target) => coverage.has(target)) ? toPercent(sum(coverage, targets)) : 0;
}

function toDrops({ lines, branches }: Measured, { minDelta, minBranchDelta }: GateSetting): readonly Diagnostic[] {
  const drops: Diagnostic[] = [];
  for (const [what, code, least, move] of [
    ["line", "min-delta", minDelta, lines],
    ["branch", "min-branch-delta", minBranchDelta, branches],
  ] as const) {
    if (least === undefined || move === undefined || move.delta >= least) continue;
    // Taking covered lines away lowers the percentage though nothing is tested less: that is no drop.
    if (!move.isWorse && least <= 0) continue;
    const message = `${what} coverage of the target changes by ${move.delta} percentage points, at least ${least} are asked for (${code})`;
    drops.push({ source: "coverage", code, severity: "error", message });
  }
  return drops;
}

/** What is said of how the coverage of the target moves: by the policy's thresholds, else of new tests that raise nothing. */
function toMoves(measured: Measured, context: GateContext, rise: "some" | "none"): readonly Diagnostic[] {
  const drops = toDrops(measured, context.setting);
  return drops.length > 0 || rise === "some" ? drops : toIdle(measured, context);
}

/**
 * Whether a line, branch or function is run that was not before (some reports know what can be run only once it is), or
 * nothing can be said of that.
 */
function runsMore(before: Coverage | undefined, after: Coverage, targets: readonly string[]): boolean {
  if (before === undefined || targets.length === 0) return true;
  return [totalLines, totalBranches, totalFunctions].some(
    (sum) => sum(after, targets).covered > sum(before, targets).covered,
  );
}

/** What is said of new tests that run nothing more of their target, where there is more; a threshold below 0 lets them off. */
function toIdle(
  { lines, branches }: Measured,
  { subject, setting }: Pick<GateContext, "subject" | "setting">,
): readonly Diagnostic[] {
  const { minDelta = 0, minBranchDelta = 0 } = setting;
  const isAsked = subject.scope === "candidate" && subject.tasks.every(({ kind }) => kind === "tests");
  const moves = [lines, branches].flatMap((move) => move ?? []);
  if (!isAsked || minDelta < 0 || minBranchDelta < 0 || moves.every(({ before }) => before === 100)) return [];
  const message = `the new tests run nothing of the target that was not run before: ${lines?.before ?? 0} % of its lines are covered${branches === undefined ? "" : `, ${branches.before} % of its branches`}`;
  return [{ source: "coverage", code: "no-rise", severity: "error", message }];
}

function toGaps({ lines, branches }: Changed, setting: GateSetting): readonly Diagnostic[] {
  const { minChangedLines, minChangedBranches } = setting;
  const gaps: Diagnostic[] = [];
  if (minChangedLines !== undefined && toPercent(lines) < minChangedLines) {
    const message = `${lines.covered} of ${lines.total} changed lines are covered (${toPercent(lines)} %), at least ${minChangedLines} % are asked for (min-changed-lines)`;
    const missed = lines.missed.map((place) => toMissed(place, "this changed line is run by no test"));
    gaps.push({ source: "coverage", code: "min-changed-lines", severity: "error", message }, ...missed.slice(0, 20));
  }
  if (minChangedBranches !== undefined && branches !== undefined && toPercent(branches) < minChangedBranches) {
    const message = `${branches.covered} of ${branches.total} branches on changed lines are taken (${toPercent(branches)} %), at least ${minChangedBranches} % are asked for (min-changed-branches)`;
    const missed = branches.missed.map((place) =>
      toMissed(place, `${place.covered} of ${place.total} branches of this changed line are taken by the tests`),
    );
    gaps.push({ source: "coverage", code: "min-changed-branches", severity: "error", message }, ...missed.slice(0, 20));
  }
  return gaps;
}

function toMissed({ path, line }: { readonly path: string; readonly line: number }, message: string): Diagnostic {
  return { source: "coverage", code: "not-covered", severity: "info", message, path, range: { line } };
}
