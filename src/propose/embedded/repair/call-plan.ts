import type { RepoPath } from "../../../domain/repo-path.ts";
import type { CallPlan, ModuleShape, Step } from "../../../probe/types.ts";
import { nearbyCalls, type Arguments } from "./nearby-calls.ts";
import type { FastReport, NamedCall, RecordedCall, SearchedFile } from "./search.ts";

/** A call by what it says in a test: name and arguments. */
export interface PlannedCall {
  readonly name: string;
  readonly args: Arguments;
  readonly plan: CallPlan;
}

/** Calls of one file with which patches are compared. */
const INPUTS = 400;

/** The path below the exports of a function or class of the file's top; undefined where it cannot be reached. */
function exportPath(shape: ModuleShape, name: string, kind: "function" | "class"): readonly string[] | undefined {
  if (shape.type === "failed") return undefined;
  if (shape.exports.some((one) => one.member === name && one.kind === kind)) return [name];
  if (shape.self?.kind === kind && shape.self.name === name) return [];
  const own = shape.exports.find(({ member }) => member === "default");
  return own?.kind === kind && own.name === name ? ["default"] : undefined;
}

/** An object made anew, the calls that it had before, and the call; each promise is followed to its end. */
function toMethodPlan(
  module: RepoPath,
  shape: ModuleShape,
  { name, args, on }: NamedCall & Required<Pick<RecordedCall, "on">>,
): CallPlan | undefined {
  const path = exportPath(shape, on.name, "class");
  if (path === undefined) return undefined;
  const steps: Step[] = [{ type: "construct", on: { base: "exports", path }, args: on.args }];
  for (const call of [...on.before, { name, args }]) {
    steps.push({ type: "call", on: { base: "step", step: 0, path: [call.name] }, args: call.args });
    steps.push({ type: "await", step: steps.length - 1 });
  }
  return { module, steps };
}

/** A recorded call as a plan for the probe, its promise followed to the end; undefined where it cannot be reached. */
export function toCallPlan(
  module: RepoPath,
  shape: ModuleShape,
  { name, args, on }: NamedCall & Pick<RecordedCall, "on">,
): CallPlan | undefined {
  if (on !== undefined) return toMethodPlan(module, shape, { name, args, on });
  const path = exportPath(shape, name, "function");
  if (path === undefined) return undefined;
  return {
    module,
    steps: [
      { type: "call", on: { base: "exports", path }, args },
      { type: "await", step: 0 },
    ],
  };
}

/** Calls near those that the tests made, recorded ones first, of what a file exports. */
export function toNearbyPlans(
  { path, text }: Pick<SearchedFile, "path" | "text">,
  shape: ModuleShape,
  calls: FastReport["calls"],
): readonly PlannedCall[] {
  const functions = calls.filter(({ on }) => on === undefined);
  const names = [...new Set(functions.map(({ name }) => name))];
  const isAsync = /\basync\b|\bPromise\b|\.then\(/u.test(text);
  return names.flatMap((name): readonly PlannedCall[] => {
    const recorded = functions.filter((call) => call.name === name).map(({ args }) => args);
    return nearbyCalls(recorded, Math.round(INPUTS / names.length)).flatMap((args): readonly PlannedCall[] => {
      const plan = toCallPlan(path, shape, { name, args });
      if (plan === undefined) return [];
      return [{ name, args, plan: isAsync ? plan : { ...plan, steps: plan.steps.slice(0, 1) } }];
    });
  });
}
