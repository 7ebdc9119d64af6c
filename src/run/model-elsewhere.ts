import type { ModelPolicy } from "../domain/model-policy.ts";
import { readsBundles, type Settings } from "../domain/settings.ts";
import type { Engine } from "../ports.ts";
import { modelKinds } from "../propose/model/model-kinds.ts";

/** Whether this job of several only plans, verifies or publishes, so that the model's key is none of its business. */
export function leavesKeyToOthers({ ci, phase }: Pick<Settings, "ci" | "phase">): boolean {
  return ci && (phase === "plan" || readsBundles({ phase }));
}

/** Stands for the model where other jobs have its key: what it can do is known from the policy, and nothing is asked of it. */
export function createModelElsewhere(policy: ModelPolicy): Engine {
  return {
    name: "model",
    kinds: modelKinds(policy),
    propose: () => Promise.resolve({ type: "declined", reason: "the key of the model is not in this job" }),
  };
}
