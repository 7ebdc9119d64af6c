import type { ApprovalWay } from "../domain/approval.ts";
import type { Matrix } from "../domain/matrix.ts";
import type { Plan, Skip, SkipReason } from "../domain/plan.ts";
import type { Subject } from "../domain/report.ts";
import type { Style } from "./style.ts";
import { inline, renderCount, shorten } from "./words.ts";

/** A plan, and the jobs that it is shared out to where there are any. */
interface Planned {
  readonly plan: Plan;
  readonly subject: Subject;
  readonly matrix?: Matrix;
}

/** Examples named per reason. */
const EXAMPLES = 3;

function renderSkipGroup(reason: SkipReason, skips: readonly Skip[], style: Style): readonly string[] {
  const named = skips.map(({ path, kind }) => [path, kind === undefined ? undefined : `(${kind})`].filter(Boolean));
  const examples = named.filter((words) => words.length > 0).map((words) => inline(words.join(" ")));
  const more = examples.length - EXAMPLES;
  const list = examples.slice(0, EXAMPLES).join(", ") + (more > 0 ? ` and ${more} more` : "");
  const [first] = skips;
  return [
    `  ${style.warn(reason)} (${skips.length})${list === "" ? "" : `: ${list}`}`,
    ...(first === undefined ? [] : [`    ${style.dim(inline(first.detail))}`]),
  ];
}

/** What was left out, by reason: how often, examples, and the detail of the first. */
function renderSkips(skips: readonly Skip[], style: Style): readonly string[] {
  const reasons = new Map<SkipReason, Skip[]>();
  for (const skip of skips) {
    const group = reasons.get(skip.reason) ?? [];
    group.push(skip);
    reasons.set(skip.reason, group);
  }
  return [...reasons].flatMap(([reason, group]) => renderSkipGroup(reason, group, style));
}

/** `a1b2c3d4e5…f6a7b8c9d0 (feature)`. */
function renderSubject({ mergeBase, head, branch }: Subject): string {
  return `${shorten(mergeBase)}…${shorten(head)}${branch === undefined ? "" : ` (${inline(branch)})`}`;
}

/** Which job of a matrix has which tasks; one job is no matrix. */
export function renderShards(matrix: Matrix | undefined): readonly string[] {
  const include = matrix?.include ?? [];
  if (include.length < 2) return [];
  return include.map(({ shard, only }) => `shard ${shard}: ${only.replaceAll(",", " ")}`);
}

/** What has to happen before the outcome of a task is published on GitHub. */
function renderWay(approval: ApprovalWay): string {
  return `waits for approval: ${approval}`;
}

/** The tasks of a plan and what was left out, as lines for a terminal. */
export function renderPlan({ plan, subject, matrix }: Planned, style: Style): string {
  const { tasks, skips } = plan;
  const shards = renderShards(matrix).map((line) => `  ${line}`);
  const width = Math.max(0, ...tasks.map(({ kind }) => kind.length));
  const targets = Math.min(48, Math.max(0, ...tasks.map(({ target }) => target.length)));
  const rows = tasks.map(({ id, kind, target, reason, approval }) => {
    const waits = approval === undefined ? "" : `  ${style.warn(renderWay(approval))}`;
    return `  ${kind.padEnd(width)}  ${inline(target).padEnd(targets)}  ${style.dim(`${id}  ${inline(reason)}`)}${waits}`;
  });
  const skipped = skips.length === 0 ? "nothing skipped" : `${skips.length} skipped`;
  return [
    `${style.bold("Plan")}  ${renderCount(tasks.length, "task")}, ${skipped}  ${style.dim(renderSubject(subject))}`,
    ...rows,
    ...(shards.length === 0 ? [] : [style.bold("Shards"), ...shards]),
    ...(skips.length === 0 ? [] : [style.bold("Skipped"), ...renderSkips(skips, style)]),
    "",
  ].join("\n");
}
