import { describe, expect, test } from "@jest/globals";
import { detectTools } from "../../src/policy/detect/detect-tools.ts";
import { toEffectivePolicy } from "../../src/policy/effective.ts";
import { parsePolicy } from "../../src/policy/parse-policy.ts";
import { renderPolicy } from "../../src/policy/render.ts";

const TEXT = `version: 1
model:
  provider: azure
  name: { fix: small, tests: large }
  base-url: https://x.openai.azure.com
  key: AZURE_KEY
  api: responses
  api-version: 2024-10-21
  temperature: 0
  seed: 7
  reasoning-effort: low
  max-output-tokens: 4000
  timeout: 30
  headers: { X-Team: shop }
  prices: { input: 0.25, cached-input: 0.025, output: 2 }
budget: { usd: 1.5, tokens: 5000, minutes: 3, per-task: { usd: 0.1, turns: 4 } }
context: { files: [A.md], tokens: 9000, never: ["secret/**"] }
`;

function effectiveOf(text: string) {
  const parsed = parsePolicy(text, "p.yml");
  if (!parsed.ok) throw new Error(parsed.problems.map(({ message }) => message).join());
  const detected = detectTools({ paths: new Set(), texts: new Map() });
  return toEffectivePolicy({ document: parsed.document, detected, overrides: {}, source: "base-commit", sha256: "" });
}

test("every key reaches the policy, and the rendered policy says the same", () => {
  const { policy, origins } = effectiveOf(TEXT);
  const expected = {
    model: {
      provider: "azure",
      name: { fix: "small", tests: "large" },
      baseUrl: "https://x.openai.azure.com",
      key: "AZURE_KEY",
      api: "responses",
      apiVersion: "2024-10-21",
      temperature: 0,
      seed: 7,
      reasoningEffort: "low",
      maxOutputTokens: 4000,
      timeoutSeconds: 30,
      headers: { "X-Team": "shop" },
      prices: { input: 0.25, cachedInput: 0.025, output: 2 },
    },
    budget: { usd: 1.5, tokens: 5000, minutes: 3, perTask: { usd: 0.1, turns: 4 } },
    context: { files: ["A.md"], tokens: 9000, never: ["secret/**"] },
  };
  expect(policy).toMatchObject(expected);
  expect(origins.get("model.prices")).toEqual({ type: "policy", line: 15 });
  expect(origins.get("budget.per-task.turns")).toEqual({ type: "policy", line: 16 });
  expect(effectiveOf(renderPolicy(effectiveOf(TEXT))).policy).toMatchObject(expected);
});

test("without the keys there is no model, and the caps have defaults", () => {
  const { policy } = effectiveOf("version: 1\n");
  expect(policy.model).toBeUndefined();
  expect(policy.budget).toMatchObject({ usd: 2, tokens: 400_000, perTask: { usd: 0.25, turns: 12 } });
});

describe("mistakes", () => {
  test.each([
    ["key: sk-proj-abc", "is not the name of a variable"],
    ["base-url: models.example.com", "is no URL"],
    ["base-url: ftp://x/", "is neither http nor https"],
    ["base-url: https://me:secret@x/", "holds a user name or password"],
    ["headers: { Authorization: x }", "would hold a secret"],
    ["provider: claude", "`model.provider` is"],
  ])("%s", (line, words) => {
    const parsed = parsePolicy(`version: 1\nmodel: { name: m, ${line} }\n`, "p.yml");
    expect(parsed.ok ? "" : parsed.problems.map(({ message }) => message).join()).toContain(words);
  });

  test("a model without a name", () => {
    const parsed = parsePolicy("version: 1\nmodel: { provider: ollama }\n", "p.yml");
    expect(parsed.ok ? [] : parsed.problems).toHaveLength(1);
  });
});
