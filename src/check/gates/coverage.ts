import type { CommandRecord } from "../../domain/command.ts";
import type { Diagnostic } from "../../domain/diagnostic.ts";
import type { Figures, GateAnswer } from "../../domain/gate.ts";
import type { GateSetting } from "../../domain/policy.ts";
import {
  changedLines,
  fileFigures,
  toPercent,
  totalBranches,
  totalFigures,
  totalLines,
  type ChangedLines,
} from "../coverage-figures.ts";
import { WHOLE, type TestSelection } from "../expand-line.ts";
import type { Gate, GateContext } from "../gate.ts";
import type { Coverage } from "../parse/coverage.ts";
import type { Reading } from "../reading.ts";
import { runCoverage } from "../run-tests.ts";
import { toTestSelection } from "../test-selection.ts";
import { toErroredAnswer } from "./errored-answer.ts";

/** The targets are covered no worse than the thresholds ask, and so are the changed lines; measured always. */
export const coverageGate: Gate = { name: "coverage", cost: "executes", check: checkCoverage };

async function checkCoverage(context: GateContext): Promise<GateAnswer> {
  const { subject, policy, tools } = context;
  const selection = toTestSelection(subject);
  const reading = await runCoverage(tools, policy, selection);
  const first = judge(reading, context, selection.type);
  if (selection.type === "whole" || reading.type !== "read") return first;
  // Related tests are found by imports: a test that loads the target another way is missing from their run.
  const isWorse = uncoveredMore(baseOf(context), reading.value, targetsOf(context));
  return first.status === "failed" || isWorse
    ? judge(await runCoverage(tools, policy, WHOLE), context, "whole")
    : first;
}

function baseOf({ baseline }: GateContext): Coverage | undefined {
  return baseline.coverage.type === "read" ? baseline.coverage.value : undefined;
}

function targetsOf({ subject }: GateContext): readonly string[] {
  return [...new Set(subject.tasks.map((task) => task.target))];
}

/** Whether more lines of the targets are run by no test than before, or a target is missing from the report. */
function uncoveredMore(before: Coverage | undefined, after: Coverage, targets: readonly string[]): boolean {
  if (before === undefined) return false;
  const uncovered = (coverage: Coverage): number => {
    const { covered, total } = totalLines(coverage, targets);
    return total - covered;
  };
  return uncovered(after) > uncovered(before) || targets.some((target) => before.has(target) && !after.has(target));
}

function judge(reading: Reading<Coverage>, context: GateContext, ran: TestSelection["type"]): GateAnswer {
  const { baseline, setting, subject } = context;
  if (reading.type === "absent") return { status: "skipped", reason: reading.reason };
  const { commands } = reading;
  if (reading.type === "errored") return toErroredAnswer("coverage", reading, baseline.coverage);
  const after = reading.value;
  const before = baseOf(context);
  const targets = targetsOf(context).filter((target) => after.has(target) || before?.has(target) === true);
  const changed = changedLines(after, subject.files);
  if (targets.length === 0 && changed.total === 0) {
    const names = subject.tasks.map((task) => task.target).slice(0, 5);
    return { status: "skipped", reason: `the coverage report knows nothing of ${names.join(", ")}` };
  }
  if (before === undefined && setting.minDelta !== undefined) return withoutBaseline(baseline.coverage, commands);
  const files = { targets, changed: subject.files.map(({ path }) => path), ran };
  return answer(measure(before, after, files, changed), changed, setting, commands);
}

function withoutBaseline(reading: Reading<Coverage>, commands: readonly CommandRecord[]): GateAnswer {
  const why = reading.type === "read" ? "" : `: ${reading.reason}`;
  return {
    status: "errored",
    reason: `coverage of the untouched tree is not known${why}`,
    remedy: "Make commands.coverage.run work on the untouched tree, or take min-delta out of the policy",
    commands,
  };
}

interface Measured {
  readonly figures: Figures;
  /** Percentage points of the targets' line coverage; absent without a baseline. */
  readonly delta?: number;
  /** More lines of the targets are run by no test than before. */
  readonly isWorse: boolean;
}

interface MeasuredFiles {
  readonly targets: readonly string[];
  readonly changed: readonly string[];
  /** Totals of a run of some tests cannot be compared with those of all. */
  readonly ran: TestSelection["type"];
}

function measure(before: Coverage | undefined, after: Coverage, files: MeasuredFiles, changed: ChangedLines): Measured {
  const { targets } = files;
  const linesAfter = percentOf(after, targets, totalLines);
  const linesBefore = before === undefined ? undefined : percentOf(before, targets, totalLines);
  const delta = linesBefore === undefined ? undefined : Math.round((linesAfter - linesBefore) * 100) / 100;
  const figures = {
    ...(before === undefined || linesBefore === undefined
      ? {}
      : { lines_before: linesBefore, branches_before: percentOf(before, targets, totalBranches) }),
    lines_after: linesAfter,
    branches_after: percentOf(after, targets, totalBranches),
    ...(delta === undefined ? {} : { delta }),
    changed_lines: changed.total,
    changed_covered: changed.covered,
    ...(changed.total === 0 ? {} : { changed_percent: toPercent(changed) }),
    ...(files.ran === "whole" ? totalFigures(before, after) : {}),
    ...fileFigures(before, after, [...targets, ...files.changed]),
  };
  return { figures, isWorse: uncoveredMore(before, after, targets), ...(delta === undefined ? {} : { delta }) };
}

/** A target that no test loaded is not in the report at all: that is 0 %, not "nothing to cover". */
function percentOf(coverage: Coverage, targets: readonly string[], total: typeof totalLines): number {
  return targets.some((target) => coverage.has(target)) ? toPercent(total(coverage, targets)) : 0;
}

function answer(
  { figures, delta, isWorse }: Measured,
  changed: ChangedLines,
  { minDelta, minChangedLines }: GateSetting,
  commands: readonly CommandRecord[],
): GateAnswer {
  const diagnostics: Diagnostic[] = [];
  // Taking covered lines away lowers the percentage though nothing is tested less: that is no drop.
  const isDrop = isWorse || (minDelta ?? 0) > 0;
  if (minDelta !== undefined && delta !== undefined && delta < minDelta && isDrop) {
    const message = `line coverage of the target changes by ${delta} percentage points, at least ${minDelta} are asked for (min-delta)`;
    diagnostics.push({ source: "coverage", code: "min-delta", severity: "error", message });
  }
  const percent = toPercent(changed);
  if (minChangedLines !== undefined && percent < minChangedLines) {
    const message = `${changed.covered} of ${changed.total} changed lines are covered (${percent} %), at least ${minChangedLines} % are asked for (min-changed-lines)`;
    diagnostics.push(
      { source: "coverage", code: "min-changed-lines", severity: "error", message },
      ...toMissed(changed),
    );
  }
  return diagnostics.length === 0
    ? { status: "passed", figures, commands }
    : { status: "failed", diagnostics, figures, commands };
}

function toMissed({ missed }: ChangedLines): readonly Diagnostic[] {
  return missed.slice(0, 20).map(({ path, line }) => ({
    source: "coverage",
    code: "not-covered",
    severity: "info",
    message: "this changed line is run by no test",
    path,
    range: { line },
  }));
}
