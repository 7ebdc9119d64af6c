import { field } from "../domain/parse-json.ts";
import type { RawShape } from "./child/describe.ts";
import type { UnitRecord } from "./launch.ts";
import type { CallPlan, CallRecord, MutantRecord, StepOutcome } from "./types.ts";

/** Whether a record is a description. The child is our own program; what it ran can do no more than lie about itself. */
export function isRawShape(value: unknown): value is RawShape {
  const type = field(value, "type");
  return type === "failed" || (type === "loaded" && Array.isArray(field(value, "exports")));
}

function isCallRecord(value: unknown, steps: number, points: number): value is CallRecord {
  const [recorded, reached, effects] = [field(value, "steps"), field(value, "reached"), field(value, "effects")];
  if (!Array.isArray(recorded) || recorded.length !== steps || !Array.isArray(reached)) return false;
  const isOutcome = (step: unknown): boolean => typeof field(field(step, "outcome"), "type") === "string";
  const isPoint = (id: unknown): boolean => typeof id === "number" && Number.isInteger(id) && id >= 0 && id < points;
  return typeof effects === "object" && effects !== null && recorded.every(isOutcome) && reached.every(isPoint);
}

function withOutcome(plan: Pick<CallPlan, "steps">, at: number, outcome: StepOutcome): CallRecord {
  const steps = plan.steps.map((_, index) => ({ outcome: index === at ? outcome : ({ type: "skipped" } as const) }));
  return { steps, effects: {}, reached: [] };
}

/** A record that came back; one of another shape was written by the code that ran and counts as impossible. */
export function toCallRecord(value: unknown, plan: Pick<CallPlan, "steps">, points: number): CallRecord {
  if (isCallRecord(value, plan.steps.length, points)) return value;
  return withOutcome(plan, 0, { type: "impossible", reason: "the record cannot be read" });
}

/** The record of a plan that the child died of. */
export function toDeadRecord(
  plan: Pick<CallPlan, "steps">,
  unit: Extract<UnitRecord, { readonly type: "died" }>,
): CallRecord {
  const outcome: StepOutcome =
    unit.how === "stalled" ? { type: "timed-out", guard: "clock" } : { type: "crashed", reason: unit.reason };
  return withOutcome(plan, Math.min(unit.step, plan.steps.length - 1), outcome);
}

/** The record of a plan that was not run, with the reason where there is one. */
export function toSkippedRecord(plan: Pick<CallPlan, "steps">, reason?: string): CallRecord {
  return withOutcome(plan, 0, reason === undefined ? { type: "skipped" } : { type: "impossible", reason });
}

/** The record of a mutant; one that the child died of is noticed, but by which plan is not known. */
export function toMutantRecord(unit: UnitRecord | undefined, mutant: number): MutantRecord {
  if (unit?.type === "died") return { mutant, status: unit.how === "stalled" ? "timed-out" : "killed", killedBy: [] };
  const value = unit?.value;
  const [status, killedBy, behaviour] = [field(value, "status"), field(value, "killedBy"), field(value, "behaviour")];
  if (status !== "killed" && status !== "timed-out" && status !== "survived") {
    return { mutant, status: "unreached", killedBy: [] };
  }
  const indexes = Array.isArray(killedBy) ? killedBy.filter((index) => typeof index === "number") : [];
  return { mutant, status, killedBy: indexes, ...(typeof behaviour === "string" ? { behaviour } : {}) };
}

/** The plan that a group's record names, where it is one of those that were offered. */
export function toStandIn(unit: UnitRecord | undefined, offers: readonly number[]): number | undefined {
  const named = unit?.type === "record" ? field(unit.value, "standIn") : undefined;
  return offers.find((offer) => offer === named);
}
