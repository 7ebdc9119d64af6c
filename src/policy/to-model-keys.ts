import type { BudgetPolicy, ContextPolicy, ModelPolicy } from "../domain/model-policy.ts";
import type { PolicyFile } from "./schema.ts";

/** The keys of the model engine as the policy file gives them: what is absent is a default. */
export interface ModelKeys {
  readonly model?: Pick<ModelPolicy, "name"> & Partial<ModelPolicy>;
  readonly budget?: Partial<Omit<BudgetPolicy, "perTask">> & { readonly perTask?: Partial<BudgetPolicy["perTask"]> };
  readonly context?: Partial<ContextPolicy>;
}

function toPrices(prices: NonNullable<NonNullable<PolicyFile["model"]>["prices"]>): NonNullable<ModelPolicy["prices"]> {
  const { "cached-input": cachedInput, ...rest } = prices;
  return { ...rest, ...(cachedInput === undefined ? {} : { cachedInput }) };
}

function toModel(model: NonNullable<PolicyFile["model"]>): NonNullable<ModelKeys["model"]> {
  const { prices, ...file } = model;
  const {
    "base-url": baseUrl,
    "api-version": apiVersion,
    "reasoning-effort": reasoningEffort,
    "max-output-tokens": maxOutputTokens,
    timeout: timeoutSeconds,
    ...rest
  } = file;
  return {
    ...rest,
    ...(baseUrl === undefined ? {} : { baseUrl }),
    ...(apiVersion === undefined ? {} : { apiVersion }),
    ...(reasoningEffort === undefined ? {} : { reasoningEffort }),
    ...(maxOutputTokens === undefined ? {} : { maxOutputTokens }),
    ...(timeoutSeconds === undefined ? {} : { timeoutSeconds }),
    ...(prices === undefined ? {} : { prices: toPrices(prices) }),
  };
}

/** Spells the file's keys as the domain does. */
export function toModelKeys(file: {
  readonly [Key in "model" | "budget" | "context"]: PolicyFile[Key] | undefined;
}): ModelKeys {
  const { model, budget, context } = file;
  const { "per-task": perTask, ...caps } = budget ?? {};
  return {
    ...(model === undefined ? {} : { model: toModel(model) }),
    ...(budget === undefined ? {} : { budget: { ...caps, ...(perTask === undefined ? {} : { perTask }) } }),
    ...(context === undefined ? {} : { context }),
  };
}
