import { describe, expect, test } from "@jest/globals";
import { toEndpoint } from "../../../src/adapters/openai/endpoint.ts";
import type { ModelPolicy } from "../../../src/domain/model-policy.ts";

function policyOf(parts: Partial<ModelPolicy>): ModelPolicy {
  return {
    provider: "custom",
    name: "m",
    api: "chat",
    maxOutputTokens: 1000,
    timeoutSeconds: 20,
    headers: {},
    ...parts,
  };
}

describe("presets", () => {
  test.each([
    ["openai", { OPENAI_API_KEY: "k" }, { baseUrl: "https://api.openai.com/v1", key: "k" }],
    ["github-models", { GITHUB_TOKEN: "t" }, { baseUrl: "https://models.github.ai/inference", key: "t" }],
    ["openrouter", { INPUT_OPENROUTER_API_KEY: "i" }, { key: "i" }],
    ["ollama", {}, { baseUrl: "http://127.0.0.1:11434/v1" }],
    ["vllm", {}, { baseUrl: "http://127.0.0.1:8000/v1" }],
    ["llamacpp", {}, { baseUrl: "http://127.0.0.1:8080/v1" }],
  ] as const)("%s", (provider, env, expected) => {
    expect(toEndpoint(policyOf({ provider }), env)).toMatchObject({ ok: true, endpoint: expected });
  });

  test("azure: its own address and version", () => {
    const policy = policyOf({ provider: "azure", baseUrl: "https://x.openai.azure.com" });
    const found = toEndpoint(policy, { AZURE_OPENAI_API_KEY: "k" });
    expect(found).toMatchObject({ ok: true, endpoint: { apiVersion: "2024-10-21", key: "k" } });
  });

  test.each([
    ["https://x.openai.azure.com/", {}, "https://x.openai.azure.com/openai", "2024-10-21"],
    ["https://x.openai.azure.com/openai/", {}, "https://x.openai.azure.com/openai", "2024-10-21"],
    ["https://x.azure.com/openai/deployments/d", {}, "https://x.azure.com/openai/deployments/d", "2024-10-21"],
    ["https://x.openai.azure.com", { apiVersion: "v" }, "https://x.openai.azure.com/openai", "v"],
    ["https://x.openai.azure.com", { api: "responses" }, "https://x.openai.azure.com/openai/v1", undefined],
    ["https://x.openai.azure.com", { api: "responses", apiVersion: "v" }, "https://x.openai.azure.com/openai", "v"],
    ["https://x.openai.azure.com/openai/v1/", {}, "https://x.openai.azure.com/openai/v1", undefined],
  ] as const)("azure's address %s with %j", (baseUrl, parts, expected, version) => {
    const found = toEndpoint(policyOf({ provider: "azure", baseUrl, ...parts }), { AZURE_OPENAI_API_KEY: "k" });
    const endpoint = found.ok ? found.endpoint : undefined;
    expect([endpoint?.baseUrl, endpoint?.apiVersion]).toEqual([expected, version]);
  });
});

test.each([
  [{ provider: "openai" }, {}, "OPENAI_API_KEY"],
  [{ provider: "custom" }, {}, "address"],
  [
    { provider: "azure", baseUrl: "https://x.azure.com/openai/v1", apiVersion: "v" },
    { AZURE_OPENAI_API_KEY: "v" },
    "takes no version",
  ],
  [{ provider: "custom", baseUrl: "http://models.example.com/v1", key: "K" }, { K: "v" }, "without encryption"],
] as const)("what is missing is named: %j", (parts, env, words) => {
  const found = toEndpoint(policyOf(parts), env);
  expect(found.ok ? "" : found.problem.message).toContain(words);
  expect(JSON.stringify(found)).not.toContain('"v"');
});
