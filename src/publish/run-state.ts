import { z } from "zod";
import { GITHUB_LIMITS } from "../domain/github-limits.ts";
import { parseJson } from "../domain/parse-json.ts";
import { MAX_REASON, MAX_RUNS_A_DAY, type RunCount, type RunState, type TriedTask } from "../domain/run-state.ts";
import { TASK_ID } from "../domain/task.ts";
import { renderCanonicalJson } from "./canonical-json.ts";

/** Most bytes of a state that is written; what is read may be as long as GitHub hands out in one piece. */
const MAX_BYTES = 768 * 1024;
/** Tasks that are remembered: the latest. */
const MAX_TRIED = 2000;
/** Days whose counts are kept: today, and the one that a run of this moment may have begun on. */
const MAX_DAYS = 2;

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/u);
const moment = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/u);
const run = z.string().regex(/^[0-9a-f]{16}$/u);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/u);
const taskId = z.string().regex(TASK_ID);
const tried = z.strictObject({
  target: z.string().max(4096),
  text: sha256,
  terms: sha256,
  end: z.enum(["rejected", "declined", "proposed", "closed", "merged", "published"]),
  at: moment,
  pull: z.int().positive().optional(),
  beside: z.literal(true).optional(),
  reason: z.string().max(MAX_REASON),
});
const count = z.strictObject({
  tasks: z.int().nonnegative(),
  usd: z.number().nonnegative(),
  ended: z.literal(true).optional(),
});
const stateSchema = z.strictObject({
  schema: z.literal("assay/state@1"),
  tried: z.record(taskId, tried),
  days: z.record(day, z.record(run, count)),
});

export type ParsedState =
  { readonly ok: true; readonly state: RunState } | { readonly ok: false; readonly reason: string };

function bytesOf(text: string): number {
  return new TextEncoder().encode(text).length;
}

function mapValues<T, U>(record: Readonly<Record<string, T>>, to: (value: T) => U): Readonly<Record<string, U>> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, to(value)]));
}

function toTried({ pull, beside, ...rest }: z.infer<typeof tried>): TriedTask {
  return { ...rest, ...(pull !== undefined && { pull }), ...(beside && { beside }) };
}

function toCount({ ended, ...rest }: z.infer<typeof count>): RunCount {
  return { ...rest, ...(ended && { ended }) };
}

/** Reads a state that anybody may have written. Never throws. */
export function parseState(text: string): ParsedState {
  const most = GITHUB_LIMITS.contentsBytes;
  if (text.length > most || bytesOf(text) > most) return { ok: false, reason: `it is longer than ${most} bytes` };
  const json = parseJson(text);
  if (!json.ok) return { ok: false, reason: "it is no JSON" };
  const parsed = stateSchema.safeParse(json.value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return { ok: false, reason: `${issue?.path.join(".") ?? ""}: ${issue?.message ?? ""}` };
  }
  const { schema, tried: tasks, days } = parsed.data;
  const counts = mapValues(days, (runs) => mapValues(runs, toCount));
  return { ok: true, state: { schema, tried: mapValues(tasks, toTried), days: counts } };
}

/** The later word on a task; of two of the same moment the one that is greater as text, so that order does not matter. */
function later(a: TriedTask, b: TriedTask): TriedTask {
  if (a.at !== b.at) return a.at > b.at ? a : b;
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

/** What a run says at its end is its last word on money; else a run's count only grows, so the greater one is later. */
function latest(a: RunCount, b: RunCount): RunCount {
  const tasks = Math.max(a.tasks, b.tasks);
  if (a.ended !== b.ended) return { ...(a.ended ? a : b), tasks };
  return { ...a, tasks, usd: Math.max(a.usd, b.usd) };
}

/**
 * Both states as one: the same whatever the order, and however often the same state is merged in; only what falls out at
 * the bounds may depend on the order.
 */
export function mergeStates(a: RunState, b: RunState): RunState {
  return prune({
    schema: "assay/state@1",
    tried: mergeRecords(a.tried, b.tried, later),
    days: mergeRecords(a.days, b.days, (one, other) => mergeRecords(one, other, latest)),
  });
}

/** What has no bound by itself gets one: the latest stays. */
function prune({ schema, tried: tasks, days }: RunState): RunState {
  const lastDays = Object.fromEntries(
    Object.entries(days)
      .slice(-MAX_DAYS)
      .map(([name, runs]) => [name, Object.fromEntries(Object.entries(runs).slice(0, MAX_RUNS_A_DAY))]),
  );
  let room = MAX_BYTES - bytesOf(renderState({ schema, tried: {}, days: lastDays }));
  const newest = Object.entries(tasks).sort(([a, { at: one }], [b, { at: other }]) =>
    one === other ? (a < b ? -1 : 1) : one > other ? -1 : 1,
  );
  const kept: [string, TriedTask][] = [];
  for (const [id, task] of newest.slice(0, MAX_TRIED)) {
    room -= bytesOf(renderCanonicalJson({ tried: { [id]: task } }));
    if (room < 0) break;
    kept.push([id, task]);
  }
  return { schema, tried: Object.fromEntries(kept.sort(([a], [b]) => (a < b ? -1 : 1))), days: lastDays };
}

/** The text of a state: the same for the same state. */
export function renderState(state: RunState): string {
  return renderCanonicalJson(state);
}
