import { describe, expect, test } from "@jest/globals";
import { toModelKeys } from "../../src/policy/to-model-keys.ts";

// What src/policy/to-model-keys.ts does today, recorded by Assay from calls that it ran. A test that fails after a change
// shows a difference, not necessarily a mistake: keep what is meant, and edit or delete the rest.

describe("toModelKeys", () => {
  test("returns an object with model, budget when file.model has only name", () => {
    const result = toModelKeys({
      model: { name: "Ada" },
      budget: { usd: 2, tokens: 2, minutes: 2, "per-task": { usd: 2, turns: 2 } },
      context: undefined,
    });
    expect(result).toEqual({
      model: { name: "Ada" },
      budget: { usd: 2, tokens: 2, minutes: 2, perTask: { usd: 2, turns: 2 } },
    });
  });

  test("returns an object with model when file.model.key is 'key'", () => {
    const result = toModelKeys({
      model: {
        name: "Ada",
        provider: "custom",
        "base-url": "https://example.com/a?b=1",
        key: "key",
        api: "chat",
        "api-version": "1.2.3",
        temperature: 2,
        seed: 2,
        "reasoning-effort": "none",
        "max-output-tokens": 5,
        timeout: 100,
        headers: { a: "some text" },
        prices: { input: 2, output: 2, "cached-input": 2 },
      },
      budget: undefined,
      context: undefined,
    });
    expect(result).toEqual({
      model: {
        name: "Ada",
        provider: "custom",
        key: "key",
        api: "chat",
        temperature: 2,
        seed: 2,
        headers: { a: "some text" },
        baseUrl: "https://example.com/a?b=1",
        apiVersion: "1.2.3",
        reasoningEffort: "none",
        maxOutputTokens: 5,
        timeoutSeconds: 100,
        prices: { input: 2, output: 2, cachedInput: 2 },
      },
    });
  });

  test("returns an object with context when file.model is undefined and file.budget is undefined", () => {
    const result = toModelKeys({
      model: undefined,
      budget: undefined,
      context: { files: ["data.json"], tokens: 2, never: ["never"] },
    });
    expect(result).toEqual({ context: { files: ["data.json"], tokens: 2, never: ["never"] } });
  });

  test("returns an object with budget, context when file.budget has only tokens", () => {
    const result = toModelKeys({
      model: undefined,
      budget: { tokens: 2 },
      context: { files: ["data.json"], tokens: 2, never: ["never"] },
    });
    expect(result).toEqual({
      budget: { tokens: 2 },
      context: { files: ["data.json"], tokens: 2, never: ["never"] },
    });
  });

  test("returns an object with model, budget when file.model.key is 'other'", () => {
    const result = toModelKeys({
      model: {
        name: "Ada",
        "base-url": "-1",
        key: "other",
        api: "chat",
        "reasoning-effort": "none",
        "max-output-tokens": 5,
        headers: { a: "some text" },
        prices: { input: 100, output: 10 },
      },
      budget: { usd: 2, tokens: 2, minutes: 2, "per-task": { usd: 2, turns: 2 } },
      context: undefined,
    });
    expect(result).toEqual({
      model: {
        name: "Ada",
        key: "other",
        api: "chat",
        headers: { a: "some text" },
        baseUrl: "-1",
        reasoningEffort: "none",
        maxOutputTokens: 5,
        prices: { input: 100, output: 10 },
      },
      budget: { usd: 2, tokens: 2, minutes: 2, perTask: { usd: 2, turns: 2 } },
    });
  });
});
