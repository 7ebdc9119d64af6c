import type { Comparison } from "../types.ts";
import type { SerializedError } from "../values.ts";
import { createLoader, type Hooks } from "./loader.ts";
import type { ChildRequest } from "./request.ts";
import { runPlan, type PlanContext, type PlanResult, type Ticks } from "./run-plan.ts";
import { toSerializedError } from "./thrown.ts";
import type { World } from "./world.ts";

/** Comparisons kept per plan. */
const MAX_COMPARISONS = 200;

type Loaded =
  { readonly type: "loaded"; readonly exports: unknown } | { readonly type: "failed"; readonly error: unknown };

/** One process's means to run plans on the module. */
export interface Machine {
  readonly request: ChildRequest;
  readonly world: World;
  readonly ticks: Ticks;
  readonly hit: Uint8Array;
  readonly comparisons: Comparison[];
  /** Which mutant is on, and which were asked for since it was last emptied. */
  readonly mutants: { active: number; readonly seen: Set<number> };
  /** Loads the module anew; what loading does besides stays until the world's next `end`. */
  load(): Loaded;
  /** Runs a plan on the module, loaded anew where `fresh` says so, with so many ticks. */
  run(plan: ChildRequest["plans"][number], fresh: "always" | "never", limit: number): Promise<PlanResult>;
}

function describeOperand(value: unknown): Comparison["left"] | undefined {
  if (typeof value === "string") return { type: "primitive", value: value.slice(0, 500) };
  if (typeof value === "number" && Number.isFinite(value)) return { type: "primitive", value };
  if (typeof value === "boolean" || value === null) return { type: "primitive", value };
  if (typeof value === "bigint") return { type: "bigint", digits: String(value) };
  if (value === undefined) return { type: "special", name: "undefined" };
  return typeof value === "number" ? { type: "special", name: Number.isNaN(value) ? "NaN" : "Infinity" } : undefined;
}

const looselyEqual = process.getBuiltinModule("vm").compileFunction("return a == b;", ["a", "b"]) as (
  a: unknown,
  b: unknown,
) => boolean;

/** The comparison as the language does it. */
function compared(operator: string, left: unknown, right: unknown): boolean {
  const [a, b] = [left, right] as [number, number];
  switch (operator) {
    case "===":
      return left === right;
    case "!==":
      return left !== right;
    case "==":
      return looselyEqual(left, right);
    case "!=":
      return !looselyEqual(left, right);
    case "<":
      return a < b;
    case "<=":
      return a <= b;
    case ">":
      return a > b;
    default:
      return a >= b;
  }
}

function createHooks(request: ChildRequest, parts: Pick<Machine, "ticks" | "hit" | "comparisons" | "mutants">): Hooks {
  const { ticks, hit, comparisons, mutants } = parts;
  const isComparing = request.options.comparisons === "on";
  return {
    hit,
    tick: () => {
      ticks.left -= 1;
      if (ticks.left >= 0) return;
      ticks.isOver = true;
      throw new Error("the run was ended: too many loop turns and calls");
    },
    compare: (start, operator, left, right) => {
      if (isComparing && comparisons.length < MAX_COMPARISONS) {
        const [a, b] = [describeOperand(left), describeOperand(right)];
        if (a !== undefined && b !== undefined) comparisons.push({ start, operator, left: a, right: b });
      }
      return compared(operator, left, right);
    },
    mutant: (id) => {
      mutants.seen.add(id);
      return mutants.active === id;
    },
  };
}

/** The record of a plan whose module cannot be loaded. */
function failedLoad(
  plan: ChildRequest["plans"][number],
  error: unknown,
  machine: Pick<Machine, "request" | "world">,
): PlanResult {
  const toError = (thrown: unknown): SerializedError => toSerializedError(thrown, machine.request.root);
  const { name, message } = toError(error);
  const outcome = { type: "impossible", reason: `the module cannot be loaded: ${name}: ${message}` } as const;
  return { steps: plan.steps.map(() => ({ outcome })), effects: machine.world.end(toError) };
}

/** Makes the machine; nothing is loaded yet. */
export function createMachine(request: ChildRequest, world: World, onStep: (index: number) => void): Machine {
  const { options, root } = request;
  const ticks: Ticks = { left: options.ticks, isOver: false };
  const parts = {
    ticks,
    hit: new Uint8Array(request.points),
    comparisons: [] as Comparison[],
    mutants: { active: 0, seen: new Set<number>() },
  };
  const loader = createLoader(request, createHooks(request, parts));
  const context: PlanContext = {
    world,
    ticks,
    root,
    syntax: loader.entrySyntax,
    late: options.late,
    onStep,
  };
  const load = (): Loaded => {
    Object.assign(ticks, { left: options.ticks, isOver: false });
    try {
      return { type: "loaded", exports: loader.load() };
    } catch (error) {
      return { type: "failed", error };
    }
  };
  let kept: Loaded | undefined;
  return {
    ...parts,
    request,
    world,
    load,
    async run(plan, fresh, limit) {
      world.begin();
      if (fresh === "always" || kept === undefined) {
        kept = load();
        parts.hit.fill(0);
        world.acceptLoad();
        if (kept.type === "loaded") world.begin();
      }
      parts.comparisons.length = 0;
      if (kept.type === "failed") return failedLoad(plan, kept.error, { request, world });
      Object.assign(ticks, { left: limit, isOver: false });
      const result = await runPlan(plan, kept.exports, context);
      // What was broken off in the middle may have left anything behind.
      const isClean = result.steps.every(({ outcome }) => outcome.type !== "timed-out" && outcome.type !== "exited");
      const isSet = plan.steps.some((step) => step.type === "set" && step.on.base === "exports");
      if (!isClean || isSet || ticks.isOver || result.effects.globals !== undefined) kept = undefined;
      return result;
    },
  };
}
