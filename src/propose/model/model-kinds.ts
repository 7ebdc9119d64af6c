import type { ModelPolicy } from "../../domain/model-policy.ts";
import { TASK_KINDS, type TaskKind } from "../../domain/task.ts";

/** The model for a kind of task; undefined where the policy names none. */
export function modelFor({ name }: ModelPolicy, kind: TaskKind): string | undefined {
  return typeof name === "string" ? name : name[kind];
}

/** The kinds of tasks that a policy has a model for. */
export function modelKinds(model: ModelPolicy): readonly TaskKind[] {
  return TASK_KINDS.filter((kind) => modelFor(model, kind) !== undefined);
}
