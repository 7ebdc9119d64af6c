import { renderWorkMark } from "../domain/work-mark.ts";
import type { BundleEntry, Manifest } from "../domain/bundle.ts";
import { renderGateSigns } from "../domain/gate.ts";
import { GITHUB_LIMITS } from "../domain/github-limits.ts";
import { parseJson } from "../domain/parse-json.ts";
import type { ProposedPlan } from "../domain/proposal.ts";
import { z } from "zod";
import { renderCodeSpan as code } from "./code-span.ts";
import { clampLength, clampMarkdown } from "./clamp.ts";
import { commitSubject } from "./message.ts";

/** A task that came to nothing, as the report of the run has it. */
export interface RejectedTask {
  readonly kind: string;
  readonly target: string;
  readonly reason: string;
}

const reportSchema = z.object({
  outcomes: z.array(
    z.object({
      type: z.string(),
      task: z.object({ kind: z.string(), target: z.string() }),
      reason: z.string().optional(),
    }),
  ),
});

/** The rejected tasks of a `report.json`; none where it cannot be read. Never throws. */
export function toRejectedTasks(reportText: string): readonly RejectedTask[] {
  const json = parseJson(reportText);
  const parsed = json.ok ? reportSchema.safeParse(json.value) : undefined;
  if (parsed?.success !== true) return [];
  return parsed.data.outcomes
    .filter(({ type }) => type === "rejected")
    .map(({ task, reason }) => ({ ...task, reason: reason ?? "" }));
}

/** An address, which is the runner's own word, as a link. */
function renderRun(run: string): string {
  return /^https?:\/\/[\w.:-]+\/[\w./-]+$/u.test(run) ? run : code(run);
}

function renderEntry(entry: BundleEntry): string {
  const gates = renderGateSigns(entry.gates);
  const paths = entry.paths.map(code).join(", ");
  const words = code(entry.rationale);
  return `| ${entry.kind} | ${code(entry.target)} | ${paths} | ${entry.engine} | ${words} | ${gates} |`;
}

function renderRejected(rejected: readonly RejectedTask[]): readonly string[] {
  if (rejected.length === 0) return [];
  const rows = rejected.map(({ kind, target, reason }) => `- ${code(kind)} ${code(target)}: ${code(reason)}`);
  return [`### Rejected\n\nThese did not pass and are not part of this pull request.\n\n${rows.join("\n")}`];
}

/** Steps that are shown of one plan. */
const MAX_STEPS = 20;

/** What the engine said that it would do, before it did it. */
function renderPlans({ entries, plans = new Map<string, ProposedPlan>() }: PullRequestParts): readonly string[] {
  const sections = entries.flatMap((entry) => {
    const plan = plans.get(entry.task);
    if (plan === undefined) return [];
    const { steps, risks, verify } = plan;
    const rows = steps.slice(0, MAX_STEPS).map((step, index) => `${index + 1}. ${code(step)}`);
    const rest = steps.length > rows.length ? [`${rows.length + 1}. … and ${steps.length - rows.length} more`] : [];
    const lines = [
      ...rows,
      ...rest,
      "",
      ...(risks.length === 0 ? [] : [`Risks: ${risks.slice(0, MAX_STEPS).map(code).join(", ")}`, ""]),
      ...(verify.trim() === "" ? [] : [`To be seen by: ${code(verify)}`]),
    ];
    return [`**${entry.kind}** ${code(entry.target)}\n\n${lines.join("\n").trim()}`];
  });
  return sections.length === 0 ? [] : ["### What was planned", ...sections];
}

/** What a pull request is told about. */
export interface PullRequestParts {
  readonly manifest: Pick<Manifest, "subject" | "policy" | "tree" | "tool" | "reportSha256">;
  readonly entries: readonly BundleEntry[];
  readonly rejected: readonly RejectedTask[];
  /** What the engines planned, by task id; absent: nothing is known of plans. */
  readonly plans?: ReadonlyMap<string, ProposedPlan>;
  /** What each change is about, by task (see `toWork`). */
  readonly works: ReadonlyMap<string, string>;
  /** The run's address or id. */
  readonly run: string;
}

/** Title and body of a pull request; the body names what was done, the evidence, how to undo it, what was rejected. */
export function toPullRequest(parts: PullRequestParts): { readonly title: string; readonly body: string } {
  const { manifest, entries, rejected, run, works } = parts;
  const plans = renderPlans(parts);
  const [only, ...others] = entries;
  const kinds = [...new Set(entries.map(({ kind }) => kind))].join(", ");
  const title =
    only !== undefined && others.length === 0 ? commitSubject(only) : `assay: ${entries.length} changes (${kinds})`;
  const body = [
    `Every change below passed the gates of the policy, each alone and all together.`,
    [
      "| task | target | files | engine | why | evidence |",
      "| --- | --- | --- | --- | --- | --- |",
      ...entries.map(renderEntry),
    ].join("\n"),
    [
      "### Evidence",
      "",
      `- base \`${manifest.subject.base}\`, head \`${manifest.subject.head}\``,
      `- tree of head with all of it \`${manifest.tree}\``,
      `- policy ${code(manifest.policy.path)} \`${manifest.policy.sha256}\``,
      `- report \`${manifest.reportSha256}\`, by assay ${code(manifest.tool.version)}, run ${renderRun(run)}`,
    ].join("\n"),
    "### Undo\n\nClose this pull request, and it is not proposed again until the files change. After a merge: `git revert` of the merge, or of the commits, which have `Assay-Run` in their messages.",
    ...renderRejected(rejected),
    ...plans,
  ].join("\n\n");
  const mark = renderWorkMark(works);
  const most = GITHUB_LIMITS.body - mark.length - 2;
  const shown = clampMarkdown(body, most, "_Cut: GitHub takes no more. The report has everything._");
  return { title: clampLength(title, GITHUB_LIMITS.title), body: `${shown}\n\n${mark}` };
}
