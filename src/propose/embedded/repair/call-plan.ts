import type { RepoPath } from "../../../domain/repo-path.ts";
import type { CallPlan, ModuleShape } from "../../../probe/types.ts";
import type { FastReport } from "./search.ts";

/** The path below the exports under which a function of the file's top can be called; undefined where there is none. */
function exportPath(shape: ModuleShape, name: string): readonly string[] | undefined {
  if (shape.type === "failed") return undefined;
  if (shape.exports.some(({ member, kind }) => member === name && kind === "function")) return [name];
  if (shape.self?.kind === "function" && shape.self.name === name) return [];
  const own = shape.exports.find(({ member }) => member === "default");
  return own?.kind === "function" && (own.name === name || name === "default") ? ["default"] : undefined;
}

/** A recorded call as a plan for the probe, its promise followed to the end; undefined where it cannot be reached. */
export function toCallPlan(
  module: RepoPath,
  shape: ModuleShape,
  { name, args }: FastReport["calls"][number],
): CallPlan | undefined {
  const path = exportPath(shape, name);
  if (path === undefined) return undefined;
  return {
    module,
    steps: [
      { type: "call", on: { base: "exports", path }, args },
      { type: "await", step: 0 },
    ],
  };
}
