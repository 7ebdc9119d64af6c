import { DEFAULT_BUDGET, DEFAULT_CONTEXT } from "../domain/model-policy.ts";
import type { BudgetPolicy, ContextPolicy, ModelPolicy } from "../domain/model-policy.ts";
import type { PolicyDocument } from "./policy-document.ts";

/** Tokens of one reply, and seconds of one request, where the policy says nothing. */
const MAX_OUTPUT_TOKENS = 8_192;
const TIMEOUT_SECONDS = 300;

/** The first value that exists, the policy's or the default; notes under the key which it was. */
export type Resolve = <Value>(
  key: string,
  values: { readonly policy: Value | undefined; readonly fallback: Value },
) => Value;

/** Notes that a value under a key is the policy's. */
export type Note = (key: string) => void;

function resolveModel(own: NonNullable<PolicyDocument["model"]>, resolve: Resolve, note: Note): ModelPolicy {
  const { headers, prices, ...rest } = own;
  for (const [key, value] of [
    ["name", own.name],
    ["base-url", own.baseUrl],
    ["key", own.key],
    ["api-version", own.apiVersion],
    ["temperature", own.temperature],
    ["seed", own.seed],
    ["reasoning-effort", own.reasoningEffort],
    ["headers", headers],
    ["prices", prices],
  ] as const) {
    if (value !== undefined) note(`model.${key}`);
  }
  return {
    ...rest,
    provider: resolve("model.provider", { policy: own.provider, fallback: "openai" }),
    api: resolve("model.api", { policy: own.api, fallback: "chat" }),
    maxOutputTokens: resolve("model.max-output-tokens", { policy: own.maxOutputTokens, fallback: MAX_OUTPUT_TOKENS }),
    timeoutSeconds: resolve("model.timeout", { policy: own.timeoutSeconds, fallback: TIMEOUT_SECONDS }),
    headers: headers ?? {},
    ...(prices === undefined ? {} : { prices }),
  };
}

function resolveBudget(own: PolicyDocument["budget"], resolve: Resolve): BudgetPolicy {
  const perTask = own?.perTask;
  const fallback = DEFAULT_BUDGET;
  return {
    usd: resolve("budget.usd", { policy: own?.usd, fallback: fallback.usd }),
    tokens: resolve("budget.tokens", { policy: own?.tokens, fallback: fallback.tokens }),
    minutes: resolve("budget.minutes", { policy: own?.minutes, fallback: fallback.minutes }),
    perTask: {
      usd: resolve("budget.per-task.usd", { policy: perTask?.usd, fallback: fallback.perTask.usd }),
      turns: resolve("budget.per-task.turns", { policy: perTask?.turns, fallback: fallback.perTask.turns }),
    },
  };
}

function resolveContext(own: PolicyDocument["context"], resolve: Resolve): ContextPolicy {
  return {
    files: resolve("context.files", { policy: own?.files, fallback: DEFAULT_CONTEXT.files }),
    tokens: resolve("context.tokens", { policy: own?.tokens, fallback: DEFAULT_CONTEXT.tokens }),
    never: resolve("context.never", { policy: own?.never, fallback: DEFAULT_CONTEXT.never }),
  };
}

/** The model engine's part of the effective policy; without the key `model` there is no model. */
export function resolveModelKeys(
  document: PolicyDocument | undefined,
  resolve: Resolve,
  note: Note,
): { readonly model?: ModelPolicy; readonly budget: BudgetPolicy; readonly context: ContextPolicy } {
  return {
    ...(document?.model === undefined ? {} : { model: resolveModel(document.model, resolve, note) }),
    budget: resolveBudget(document?.budget, resolve),
    context: resolveContext(document?.context, resolve),
  };
}
