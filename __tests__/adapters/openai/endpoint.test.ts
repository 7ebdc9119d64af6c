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
});

test.each([
  [{ provider: "openai" }, {}, "OPENAI_API_KEY"],
  [{ provider: "custom" }, {}, "address"],
  [{ provider: "custom", baseUrl: "http://models.example.com/v1", key: "K" }, { K: "v" }, "without encryption"],
] as const)("what is missing is named: %j", (parts, env, words) => {
  const found = toEndpoint(policyOf(parts), env);
  expect(found.ok ? "" : found.problem.message).toContain(words);
  expect(JSON.stringify(found)).not.toContain('"v"');
});
