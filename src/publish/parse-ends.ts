import { z } from "zod";
import { parseJson } from "../domain/parse-json.ts";
import { TASK_ID, TASK_KINDS, type TaskKind } from "../domain/task.ts";

/** More than a plan can hold. */
const MAX_OUTCOMES = 10_000;

const reportSchema = z.object({
  plan: z.object({
    skips: z.array(z.object({ path: z.string().optional(), kind: z.enum(TASK_KINDS).optional(), reason: z.string() })),
  }),
  outcomes: z.array(z.object({ type: z.string(), task: z.object({ id: z.string() }), fault: z.string().optional() })),
});

const refusedSchema = z.object({
  outcomes: z
    .array(
      z.object({
        type: z.string(),
        task: z.object({ id: z.string().regex(TASK_ID), kind: z.enum(TASK_KINDS), target: z.string() }),
        reason: z.string().optional(),
        fault: z.string().optional(),
      }),
    )
    .max(MAX_OUTCOMES),
});

/** A task that came to nothing, by a verdict on it, as a job that executed code says. */
export interface RefusedTask {
  readonly id: string;
  readonly kind: TaskKind;
  readonly target: string;
  readonly end: "rejected" | "declined";
  /** Foreign text. */
  readonly reason: string;
}

/** Reads what a `report.json` says was tried and refused; nothing where it cannot be read. Never throws. */
export function parseRefused(reportText: string): readonly RefusedTask[] {
  const json = parseJson(reportText);
  const parsed = json.ok ? refusedSchema.safeParse(json.value) : undefined;
  return (parsed?.data?.outcomes ?? []).flatMap(({ type: end, task, reason = "", fault }) => {
    const isRefused = (end === "rejected" || end === "declined") && fault === undefined;
    return isRefused ? [{ ...task, end, reason }] : [];
  });
}

/** What a run came to, as far as others have to go by it. */
export interface RunEnds {
  /** Tasks that there is a verdict on. */
  readonly judged: readonly string[];
  /** Tasks that the run was kept from judging. */
  readonly unjudged: readonly string[];
  readonly skips: readonly { readonly path: string; readonly kind?: TaskKind; readonly reason: string }[];
}

/** Reads the ends of a `report.json`; nothing where it cannot be read. Never throws. */
export function parseEnds(reportText: string): RunEnds {
  const json = parseJson(reportText);
  const parsed = json.ok ? reportSchema.safeParse(json.value) : undefined;
  if (parsed?.success !== true) return { judged: [], unjudged: [], skips: [] };
  const { outcomes, plan } = parsed.data;
  const idsOf = (fault: "with" | "without"): readonly string[] =>
    outcomes.filter((one) => (one.fault === undefined) === (fault === "without")).map(({ task }) => task.id);
  const skips = plan.skips.flatMap(({ path, kind, reason }) =>
    path === undefined ? [] : [{ path, reason, ...(kind && { kind }) }],
  );
  return { judged: idsOf("without"), unjudged: idsOf("with"), skips };
}
