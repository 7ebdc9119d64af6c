import { setTimeout as delay } from "node:timers/promises";
import { createOpenAiModel } from "../adapters/openai/client.ts";
import { toEndpoint } from "../adapters/openai/endpoint.ts";
import type { ModelPolicy } from "../domain/model-policy.ts";
import type { Events } from "../ports.ts";
import type { OpenedModel } from "../run/dependencies.ts";
import type { Environment } from "../settings/inputs.ts";

/** The policy's model with the environment's key, or what is missing. Sends nothing. */
export function openModel(policy: ModelPolicy, env: Environment, events: Events): OpenedModel {
  const found = toEndpoint(policy, env);
  if (!found.ok) return found;
  const { endpoint } = found;
  if (endpoint.key !== undefined) events.emit({ type: "secret", value: endpoint.key });
  const timeoutMs = policy.timeoutSeconds * 1000;
  return { ok: true, model: createOpenAiModel({ endpoint, api: policy.api, timeoutMs, now: () => Date.now() }) };
}

/** Waits; ends early, without an error, when the signal is aborted. */
export async function sleep(ms: number, signal: AbortSignal): Promise<void> {
  await delay(ms, undefined, { signal }).catch(() => undefined);
}
