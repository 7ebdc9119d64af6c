import { z } from "zod";
import { parseJson } from "../domain/parse-json.ts";
import type { RunCount, RunState, TriedTask } from "../domain/run-state.ts";
import { TASK_KINDS } from "../domain/task.ts";
import { renderCanonicalJson } from "./canonical-json.ts";

/** Most characters of a state; an honest one stays far below. */
const MAX_STATE = 1024 * 1024;
/** Tasks that are remembered: the latest. */
const MAX_TRIED = 2000;
/** Days whose counts are kept: none but today's is asked for. */
const MAX_DAYS = 7;
const MAX_RUNS = 5000;

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/u);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/u);
const taskId = z.string().regex(new RegExp(`^(?:${TASK_KINDS.join("|")})-[0-9a-f]{10}$`, "u"));
const tried = z.strictObject({
  target: z.string().max(4096),
  text: sha256,
  terms: sha256,
  end: z.enum(["rejected", "declined", "proposed", "closed", "published"]),
  day,
  pull: z.int().positive().optional(),
  reason: z.string().max(300),
});
const stateSchema = z.strictObject({
  schema: z.literal("assay/state@1"),
  tried: z.record(taskId, tried),
  days: z.record(
    day,
    z.record(z.string().max(200), z.strictObject({ tasks: z.int().nonnegative(), usd: z.number().nonnegative() })),
  ),
});

export const EMPTY_STATE: RunState = { schema: "assay/state@1", tried: {}, days: {} };

export type ParsedState =
  { readonly ok: true; readonly state: RunState } | { readonly ok: false; readonly reason: string };

function withoutUndefined({ pull, ...rest }: z.infer<typeof tried>): TriedTask {
  return { ...rest, ...(pull !== undefined && { pull }) };
}

/** Reads a state that anybody may have written. Never throws. */
export function parseState(text: string): ParsedState {
  if (text.length > MAX_STATE) return { ok: false, reason: `it is longer than ${MAX_STATE} characters` };
  const json = parseJson(text);
  if (!json.ok) return { ok: false, reason: "it is no JSON" };
  const parsed = stateSchema.safeParse(json.value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return { ok: false, reason: `${issue?.path.join(".") ?? ""}: ${issue?.message ?? ""}` };
  }
  const entries = Object.entries(parsed.data.tried).map(([id, task]): [string, TriedTask] => [
    id,
    withoutUndefined(task),
  ]);
  return { ok: true, state: { ...parsed.data, tried: Object.fromEntries(entries) } };
}

/** The later word on a task; of two of the same day the one that is greater as text, so that order does not matter. */
function later(a: TriedTask, b: TriedTask): TriedTask {
  if (a.day !== b.day) return a.day > b.day ? a : b;
  return renderCanonicalJson(a) > renderCanonicalJson(b) ? a : b;
}

function mergeRecords<T>(
  a: Readonly<Record<string, T>>,
  b: Readonly<Record<string, T>>,
  join: (one: T, other: T) => T,
): Readonly<Record<string, T>> {
  const merged = new Map(Object.entries(a));
  for (const [key, value] of Object.entries(b)) {
    const there = merged.get(key);
    merged.set(key, there === undefined ? value : join(there, value));
  }
  return Object.fromEntries([...merged].sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** A run's count only grows, so the greater one is the later one. */
function greater(a: RunCount, b: RunCount): RunCount {
  return { tasks: Math.max(a.tasks, b.tasks), usd: Math.max(a.usd, b.usd) };
}

/** Both states as one: the same whatever the order, and however often the same state is merged in. */
export function mergeStates(a: RunState, b: RunState): RunState {
  return prune({
    schema: "assay/state@1",
    tried: mergeRecords(a.tried, b.tried, later),
    days: mergeRecords(a.days, b.days, (one, other) => mergeRecords(one, other, greater)),
  });
}

/** What has no bound by itself gets one: the latest stays. */
function prune({ schema, tried: tasks, days }: RunState): RunState {
  const newest = Object.entries(tasks).sort(([a, { day: one }], [b, { day: other }]) =>
    one === other ? (a < b ? -1 : 1) : one > other ? -1 : 1,
  );
  const kept = newest.slice(0, MAX_TRIED).sort(([a], [b]) => (a < b ? -1 : 1));
  const lastDays = Object.entries(days).slice(-MAX_DAYS);
  return {
    schema,
    tried: Object.fromEntries(kept),
    days: Object.fromEntries(
      lastDays.map(([name, runs]) => [name, Object.fromEntries(Object.entries(runs).slice(0, MAX_RUNS))]),
    ),
  };
}

/** The text of a state: the same for the same state. */
export function renderState(state: RunState): string {
  return renderCanonicalJson(state);
}
