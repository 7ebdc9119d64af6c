import type { Problem } from "../../domain/errors.ts";
import type { ModelPolicy, ModelProvider } from "../../domain/model-policy.ts";

/** A model's address and what belongs into each request; the key is in here and nowhere else. */
export interface Endpoint {
  readonly provider: ModelProvider;
  readonly baseUrl: string;
  /** Absent: the endpoint takes none. */
  readonly key?: string;
  readonly headers: Readonly<Record<string, string>>;
  /** That of Azure's addresses by date; absent elsewhere. */
  readonly apiVersion?: string;
  /** How the cap on the reply is spelled. */
  readonly outputLimit: "max_completion_tokens" | "max_tokens";
}

export type EndpointResult =
  | { readonly ok: true; readonly endpoint: Endpoint }
  | { readonly ok: false; readonly problem: Problem; readonly lacks?: "key" };

type Environment = Readonly<Record<string, string | undefined>>;

interface Preset {
  /** Absent: the policy has to give one. */
  readonly baseUrl?: string;
  /** Absent: no key is needed. */
  readonly key?: string;
  readonly outputLimit: Endpoint["outputLimit"];
}

/**
 * Base URLs and key variables as the providers document them:
 * https://platform.openai.com/docs/api-reference, https://docs.github.com/en/rest/models/inference,
 * https://openrouter.ai/docs/quickstart, https://github.com/ollama/ollama/blob/main/docs/openai.md,
 * https://docs.vllm.ai/en/latest/serving/openai_compatible_server.html,
 * https://github.com/ggml-org/llama.cpp/tree/master/tools/server.
 */
const PRESETS: Readonly<Record<ModelProvider, Preset>> = {
  openai: { baseUrl: "https://api.openai.com/v1", key: "OPENAI_API_KEY", outputLimit: "max_completion_tokens" },
  azure: { key: "AZURE_OPENAI_API_KEY", outputLimit: "max_completion_tokens" },
  "github-models": { baseUrl: "https://models.github.ai/inference", key: "GITHUB_TOKEN", outputLimit: "max_tokens" },
  openrouter: { baseUrl: "https://openrouter.ai/api/v1", key: "OPENROUTER_API_KEY", outputLimit: "max_tokens" },
  ollama: { baseUrl: "http://127.0.0.1:11434/v1", outputLimit: "max_tokens" },
  vllm: { baseUrl: "http://127.0.0.1:8000/v1", outputLimit: "max_tokens" },
  llamacpp: { baseUrl: "http://127.0.0.1:8080/v1", outputLimit: "max_tokens" },
  custom: { outputLimit: "max_tokens" },
};

/** The newest version of Azure's data plane that is generally available: https://learn.microsoft.com/azure/ai-foundry/openai/reference */
const AZURE_VERSION = "2024-10-21";

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/u;

/** The key by its variable's name, or by the name of the action's input of that name. */
function readKey(name: string, env: Environment): string | undefined {
  const value = env[name]?.trim() ?? "";
  if (value !== "") return value;
  const input = env[`INPUT_${name.toUpperCase()}`]?.trim() ?? "";
  return input === "" ? undefined : input;
}

/** Where the policy's model lives, with the key from the environment; or what is missing. Never throws. */
export function toEndpoint(policy: ModelPolicy, env: Environment): EndpointResult {
  const preset = PRESETS[policy.provider];
  const baseUrl = policy.baseUrl ?? preset.baseUrl;
  const fail = (place: string, message: string, remedy: string): EndpointResult => ({
    ok: false,
    problem: { place, message, remedy },
  });
  if (baseUrl === undefined) {
    return fail(
      "model.base-url in the policy",
      `the provider ${policy.provider} has no address of its own`,
      "Write it.",
    );
  }
  const keyName = policy.key ?? preset.key;
  const key = keyName === undefined ? undefined : readKey(keyName, env);
  if (keyName !== undefined && key === undefined) {
    const remedy = `Set the environment variable ${keyName}, or name another one in model.key of the policy.`;
    const message = `the variable ${keyName} that holds the model's key is not set`;
    return { ok: false, problem: { place: "model.key in the policy", message, remedy }, lacks: "key" };
  }
  const url = new URL(baseUrl);
  if (key !== undefined && url.protocol === "http:" && !LOOPBACK.test(url.hostname)) {
    const remedy = "Use https, or an endpoint on this machine.";
    return fail("model.base-url in the policy", `${url.host} would get the key without encryption`, remedy);
  }
  const address = policy.provider === "azure" ? toAzureAddress(baseUrl, policy) : { baseUrl };
  if (policy.apiVersion !== undefined && address.apiVersion === undefined) {
    const remedy = "Leave it out, or give Azure's address without /openai/v1.";
    return fail("model.api-version in the policy", `${address.baseUrl} takes no version`, remedy);
  }
  const endpoint: Endpoint = {
    provider: policy.provider,
    ...address,
    ...(key === undefined ? {} : { key }),
    headers: policy.headers,
    outputLimit: preset.outputLimit,
  };
  return { ok: true, endpoint };
}

/**
 * Azure's address in any of the forms that its portal shows: the resource alone, with `/openai`, with a deployment, or
 * with `/openai/v1`, which takes no version. The responses API is generally available under the last alone.
 */
function toAzureAddress(given: string, { api, apiVersion }: ModelPolicy): Pick<Endpoint, "baseUrl" | "apiVersion"> {
  const plain = given.replace(/\/+$/u, "");
  if (plain.endsWith("/openai/v1")) return { baseUrl: plain };
  const baseUrl = /\/openai(?:\/|$)/u.test(new URL(plain).pathname) ? plain : `${plain}/openai`;
  if (api === "responses" && apiVersion === undefined && baseUrl.endsWith("/openai"))
    return { baseUrl: `${baseUrl}/v1` };
  return { baseUrl, apiVersion: apiVersion ?? AZURE_VERSION };
}
