import { z } from "zod";
import { APPROVAL_WAYS } from "../domain/approval.ts";
import { ISOLATION_LEVELS } from "../domain/command.ts";
import { ENGINE_CHOICES, ENGINE_NAMES } from "../domain/engine-name.ts";
import { FAULTS } from "../domain/fault.ts";
import { GATE_NAMES } from "../domain/gate.ts";
import { SKIP_REASONS } from "../domain/plan.ts";
import { TASK_KINDS } from "../domain/task.ts";

const count = z.int().nonnegative();
const milliseconds = z.number().nonnegative();
const objectId = z.string().regex(/^[0-9a-f]{40}(?:[0-9a-f]{24})?$/u);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/u);

const range = z.strictObject({
  line: count,
  column: count.optional(),
  endLine: count.optional(),
  endColumn: count.optional(),
});

const diagnostic = z.strictObject({
  source: z.string(),
  code: z.string().optional(),
  severity: z.enum(["error", "warning", "info"]),
  message: z.string(),
  path: z.string().optional(),
  range: range.optional(),
  lineText: z.string().optional(),
});

const commandEnd = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("exited"), code: z.int() }),
  z.strictObject({ type: z.literal("signalled"), signal: z.string() }),
  z.strictObject({ type: z.literal("timed-out"), limitMs: milliseconds }),
  z.strictObject({ type: z.literal("flooded"), bytes: count }),
  z.strictObject({ type: z.literal("cancelled") }),
  z.strictObject({ type: z.literal("not-started"), reason: z.string() }),
]);

const command = z.strictObject({
  command: z.string(),
  end: commandEnd,
  durationMs: milliseconds,
  isolation: z.enum(ISOLATION_LEVELS),
  output: z.string(),
});

const figures = z.record(z.string(), z.union([z.number(), z.string()]));
const diagnostics = z.array(diagnostic);
const commands = z.array(command);

const measured = {
  gate: z.enum(GATE_NAMES),
  level: z.enum(["required", "advisory"]),
  durationMs: milliseconds,
};

const gateResult = z.discriminatedUnion("status", [
  z.strictObject({ ...measured, status: z.literal("passed"), figures, commands }),
  z.strictObject({
    ...measured,
    status: z.literal("failed"),
    figures,
    /** The first ones; `omittedDiagnostics` says how many more there were. */
    diagnostics,
    omittedDiagnostics: count,
    commands,
  }),
  z.strictObject({ ...measured, status: z.literal("errored"), reason: z.string(), remedy: z.string(), commands }),
  z.strictObject({ ...measured, status: z.literal("skipped"), reason: z.string() }),
]);

const baselineRecord = z.strictObject({
  gate: z.enum(GATE_NAMES),
  status: z.enum(["green", "red", "errored", "skipped"]),
  durationMs: milliseconds,
  figures,
  diagnostics,
  omittedDiagnostics: count,
  commands,
  reason: z.string().optional(),
});

const task = z.strictObject({
  id: z.string(),
  kind: z.enum(TASK_KINDS),
  target: z.string(),
  writable: z.array(z.string()),
  reason: z.string(),
  rule: count,
  /** The strictest yes that it can need before it is published on GitHub. */
  approval: z.enum(APPROVAL_WAYS).optional(),
});

const skip = z.strictObject({
  path: z.string().optional(),
  kind: z.enum(TASK_KINDS).optional(),
  reason: z.enum(SKIP_REASONS),
  detail: z.string(),
});

const plan = z.strictObject({ tasks: z.array(task), skips: z.array(skip) });

const edit = z.strictObject({
  path: z.string(),
  status: z.enum(["added", "modified", "deleted"]),
  addedLines: count,
  removedLines: count,
});

const spending = z.strictObject({
  requests: count,
  inputTokens: count,
  outputTokens: count,
  usd: z.number().nonnegative(),
  models: z.array(z.string()).optional(),
});

/** What the engine said that it would do, before it did it. */
const proposedPlan = z.strictObject({
  steps: z.array(z.string()),
  files: z.array(z.string()),
  risks: z.array(z.string()),
  verify: z.string(),
});

const attempt = z.strictObject({
  number: z.int().positive(),
  engine: z.enum(ENGINE_NAMES),
  durationMs: milliseconds,
  rationale: z.string().optional(),
  edits: z.array(edit),
  patch: z.string(),
  gates: z.array(gateResult),
  reason: z.string().optional(),
  proposedPlan: proposedPlan.optional(),
  spending: spending.optional(),
});

const attempts = z.array(attempt);

/** Repairs of other behaviours that the failing check was content with, too. */
const choice = z.strictObject({
  groups: z.int().min(2),
  alternatives: z.array(
    z.strictObject({
      path: z.string(),
      line: count,
      description: z.string(),
      patch: z.string(),
      /** A call, and what it comes to with the accepted change and with this one. */
      differs: z.strictObject({ call: z.string(), proposed: z.string(), alternative: z.string() }).optional(),
    }),
  ),
});

/** Behaviour that looks like a mistake in the code that was there: a call that shows it, and what it does. */
const suspicion = z.strictObject({ path: z.string(), line: count, call: z.string(), what: z.string() });

/** What kept the run from judging; absent: this is a verdict on the files. */
const fault = z.enum(FAULTS);

const outcome = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("accepted"),
    task,
    engine: z.enum(ENGINE_NAMES),
    attempt: z.int().positive(),
    rationale: z.string(),
    /** Whether something else could have been meant; absent where the engine did not say. */
    confidence: z.enum(["certain", "guess"]).optional(),
    choice: choice.optional(),
    suspicions: z.array(suspicion).optional(),
    edits: z.array(edit),
    patch: z.string(),
    gates: z.array(gateResult),
    attempts,
  }),
  z.strictObject({ type: z.literal("rejected"), task, reason: z.string(), attempts, fault: fault.optional() }),
  z.strictObject({
    type: z.literal("declined"),
    task,
    engine: z.enum(ENGINE_NAMES),
    reason: z.string(),
    attempts,
    fault: fault.optional(),
  }),
]);

const singlePublication = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("none"), reason: z.string() }),
  z.strictObject({ type: z.literal("patch"), directory: z.string(), files: z.array(z.string()) }),
  z.strictObject({ type: z.literal("worktree"), paths: z.array(z.string()) }),
  z.strictObject({
    type: z.literal("commit"),
    branch: z.string(),
    commits: z.array(z.strictObject({ task: z.string(), id: objectId, subject: z.string() })),
  }),
  z.strictObject({
    type: z.literal("pull-request"),
    number: count,
    url: z.string(),
    branch: z.string(),
    end: z.enum(["opened", "updated", "unchanged"]),
    commits: z.array(z.strictObject({ task: z.string(), id: objectId, subject: z.string() })),
  }),
  z.strictObject({
    type: z.literal("suggestions"),
    pullRequest: count,
    added: count,
    updated: count,
    unchanged: count,
    omitted: z.array(z.string()),
  }),
  z.strictObject({ type: z.literal("waiting"), approval: z.string(), reason: z.string(), remedy: z.string() }),
  z.strictObject({ type: z.literal("refused"), mode: z.string(), reason: z.string(), remedy: z.string() }),
]);
const publication = z.union([
  singlePublication,
  z.strictObject({ type: z.literal("several"), publications: z.array(singlePublication) }),
]);

const subject = z.strictObject({
  base: objectId,
  mergeBase: objectId,
  head: objectId,
  branch: z.string().optional(),
});

const tool = z.strictObject({ name: z.literal("assay"), version: z.string() });
const policy = z.strictObject({ source: z.enum(["base-commit", "working-tree", "none"]), sha256 });

/** The JSON form of a report: `report.json`, and what `run --json` prints. */
export const reportSchema = z.strictObject({
  schema: z.literal("assay/report@1"),
  tool,
  startedAt: z.iso.datetime(),
  durationMs: milliseconds,
  commandMs: milliseconds,
  subject,
  policy,
  engine: z.enum(ENGINE_CHOICES),
  isolation: z.enum(ISOLATION_LEVELS),
  conclusion: z.enum(["success", "neutral", "failure"]),
  plan,
  baseline: z.array(baselineRecord),
  outcomes: z.array(outcome),
  sum: z.array(gateResult),
  spending,
  publication,
  notes: z.array(z.string()),
});
export type ReportJson = z.infer<typeof reportSchema>;

/** The JSON form of a plan: what `plan --json` prints. */
export const planSchema = z.strictObject({
  schema: z.literal("assay/plan@1"),
  tool,
  subject,
  policy,
  plan,
  /** The jobs that the tasks are shared out to, as a workflow's `strategy.matrix` takes them. */
  matrix: z.strictObject({ include: z.array(z.strictObject({ shard: z.int().min(1), only: z.string() })) }),
});
export type PlanJson = z.infer<typeof planSchema>;

/** `schema/report.schema.json`. */
export function reportJsonSchema(): Record<string, unknown> {
  return { title: "Report of an Assay run", ...z.toJSONSchema(reportSchema, { target: "draft-2020-12" }) };
}

/** `schema/plan.schema.json`. */
export function planJsonSchema(): Record<string, unknown> {
  return { title: "Plan of an Assay run", ...z.toJSONSchema(planSchema, { target: "draft-2020-12" }) };
}
