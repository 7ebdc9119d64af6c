import type { RepoPath } from "../../src/domain/repo-path.ts";
import { toRepoPath } from "../../src/domain/repo-path.ts";
import type { CallPlan, CallRecord, Step, StepOutcome } from "../../src/probe/types.ts";
import type { ValueExpression } from "../../src/probe/values.ts";

/** A path that the test's author knows to be one. */
export function repoPath(text: string): RepoPath {
  const result = toRepoPath(text);
  if (!result.ok) throw new Error(`${text} is no path: ${result.problem}`);
  return result.path;
}

/** A value as an argument: JSON, and what the language has beside it. */
function expression(value: unknown): ValueExpression {
  if (value === undefined) return { type: "special", name: "undefined" };
  if (Array.isArray(value)) return { type: "array", items: value.map(expression) };
  if (typeof value === "object" && value !== null) {
    if ("type" in value) return value as ValueExpression;
    return { type: "object", entries: Object.entries(value).map(([key, item]) => [key, expression(item)]) };
  }
  return { type: "primitive", value: value as string | number | boolean | null };
}

/** Calls of an export, or `Class.method` of what earlier steps made. */
export function call(name: string, ...args: readonly unknown[]): Step {
  return { type: "call", on: { base: "exports", path: name.split(".") }, args: args.map(expression) };
}

export function onStep(step: number, name: string, ...args: readonly unknown[]): Step {
  return { type: "call", on: { base: "step", step, path: [name] }, args: args.map(expression) };
}

export function plan(module: string, ...steps: readonly Step[]): CallPlan {
  return { module: repoPath(module), steps };
}

/** The outcome of the last step of a record. */
export function lastOutcome(record: CallRecord | undefined): StepOutcome | undefined {
  return record?.steps.at(-1)?.outcome;
}
