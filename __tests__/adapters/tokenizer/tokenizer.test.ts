import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { createTokenCounter } from "../../../src/adapters/tokenizer/tokenizer.ts";
import type { ModelMessage } from "../../../src/domain/model-exchange.ts";
import { upperMessages } from "../../../src/propose/model/estimate.ts";

const user = (text: string): ModelMessage => ({ role: "user", text });
const count = createTokenCounter({ provider: "openai" });

test.each([
  ["hello world", 2],
  ["const a = 1;", 6],
  ["", 0],
  ["<|endoftext|>", 7],
])("%j has %d tokens of o200k_base", async (text, tokens) => {
  expect(await count("gpt-5-mini", [user(text)])).toBe(tokens);
});

test("what the model said and called counts too", async () => {
  const call = { id: "c", name: "read", arguments: '{"path":"a.ts"}' };
  const said: ModelMessage = { role: "assistant", text: "hello world", calls: [call] };
  expect(await count("gpt-4o", [said])).toBeGreaterThan(2 + 1 + 3);
});

test("bytes bound what the tokenizer counts", async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: "binary", maxLength: 300 }), async (text) => {
      const messages = [user(text.toWellFormed())];
      expect((await count("gpt-4.1", messages)) ?? 0).toBeLessThanOrEqual(upperMessages(messages));
    }),
    { numRuns: 200 },
  );
});

test.each([
  ["custom", "gpt-5"],
  ["azure", "gpt-5"],
  ["ollama", "llama3"],
  ["openai", "gpt-4"],
  ["openai", "my-gpt-5"],
] as const)("%s %s: none is known", async (provider, model) => {
  expect(await createTokenCounter({ provider })(model, [user("a")])).toBeUndefined();
});

test("openrouter and github-models name the vendor first; a text that is too long is not counted", async () => {
  expect(await createTokenCounter({ provider: "openrouter" })("openai/gpt-5.1", [user("hello world")])).toBe(2);
  expect(await count("gpt-5", [user("a".repeat(400_001))])).toBeUndefined();
});
