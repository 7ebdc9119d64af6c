import type { CommandRecord } from "../../domain/command.ts";
import type { Diagnostic } from "../../domain/diagnostic.ts";
import type { Figures, GateAnswer } from "../../domain/gate.ts";
import type { GateSetting } from "../../domain/policy.ts";
import { changedLines, toPercent, totalBranches, totalLines, type ChangedLines } from "../coverage-figures.ts";
import { WHOLE } from "../expand-line.ts";
import type { Gate, GateContext } from "../gate.ts";
import type { Coverage } from "../parse/lcov.ts";
import type { Reading } from "../reading.ts";
import { runCoverage } from "../run-tests.ts";
import { toTestSelection } from "../test-selection.ts";

/** The targets are covered no worse than the thresholds ask, and so are the changed lines; measured always. */
export const coverageGate: Gate = { name: "coverage", cost: "executes", check: checkCoverage };

async function checkCoverage(context: GateContext): Promise<GateAnswer> {
  const { subject, policy, tools } = context;
  const selection = toTestSelection(subject);
  const first = judge(await runCoverage(tools, policy, selection), context);
  // Related tests are found by imports: a test that loads the target another way is missing from their run.
  if (first.status !== "failed" || selection.type === "whole") return first;
  return judge(await runCoverage(tools, policy, WHOLE), context);
}

function judge(reading: Reading<Coverage>, context: GateContext): GateAnswer {
  const { baseline, setting, subject } = context;
  if (reading.type === "absent") return { status: "skipped", reason: reading.reason };
  const { commands } = reading;
  if (reading.type === "errored")
    return { status: "errored", reason: reading.reason, remedy: reading.remedy, commands };
  const after = reading.value;
  const before = baseline.coverage.type === "read" ? baseline.coverage.value : undefined;
  const targets = [...new Set(subject.tasks.map((task) => task.target))].filter(
    (target) => after.has(target) || before?.has(target) === true,
  );
  const changed = changedLines(after, subject.files);
  if (targets.length === 0 && changed.total === 0) {
    const names = subject.tasks.map((task) => task.target).slice(0, 5);
    return { status: "skipped", reason: `the coverage report knows nothing of ${names.join(", ")}` };
  }
  if (before === undefined && setting.minDelta !== undefined) return withoutBaseline(baseline.coverage, commands);
  return answer(measure(before, after, targets, changed), changed, setting, commands);
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
}

function measure(
  before: Coverage | undefined,
  after: Coverage,
  targets: readonly string[],
  changed: ChangedLines,
): Measured {
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
  };
  return { figures, ...(delta === undefined ? {} : { delta }) };
}

/** A target that no test loaded is not in the report at all: that is 0 %, not "nothing to cover". */
function percentOf(coverage: Coverage, targets: readonly string[], total: typeof totalLines): number {
  return targets.some((target) => coverage.has(target)) ? toPercent(total(coverage, targets)) : 0;
}

function answer(
  { figures, delta }: Measured,
  changed: ChangedLines,
  { minDelta, minChangedLines }: GateSetting,
  commands: readonly CommandRecord[],
): GateAnswer {
  const diagnostics: Diagnostic[] = [];
  if (minDelta !== undefined && delta !== undefined && delta < minDelta) {
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
