import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import type { Model } from "../../../src/ports.ts";
import { createLedger, toUsd } from "../../../src/propose/model/ledger.ts";
import { sendWithin } from "../../../src/propose/model/send.ts";

const budget = (parts: object = {}) => ({
  usd: 1,
  tokens: 10_000,
  minutes: 1,
  perTask: { usd: 1, turns: 99 },
  ...parts,
});

describe("each cap refuses the request that could pass it, and is named", () => {
  test.each([
    [budget(), undefined, 9_900, "budget.tokens"],
    [budget({ usd: 0.01 }), { input: 5, output: 5 }, 3_000, "budget.usd"],
    [budget({ perTask: { usd: 0.01, turns: 9 } }), { input: 5, output: 5 }, 3_000, "budget.per-task.usd"],
    [budget({ perTask: { usd: 1, turns: 0 } }), undefined, 10, "budget.per-task.turns"],
  ])("%j", (caps, prices, input, cap) => {
    const ledger = createLedger({ budget: caps, ...(prices && { prices }), monotonic: () => 0 });
    expect(ledger.reserve("t", { input, output: 1000 })).toMatchObject({ type: "refused", cap });
    expect(ledger.refusals().map((one) => one.cap)).toEqual([cap]);
    expect(ledger.spending().requests).toBe(0);
  });

  test("minutes", () => {
    let now = 0;
    const ledger = createLedger({ budget: budget(), monotonic: () => now });
    expect(ledger.reserve("t", { input: 1, output: 300 })).toMatchObject({ type: "reserved" });
    now = 61_000;
    expect(ledger.reserve("t", { input: 1, output: 300 })).toMatchObject({ type: "refused", cap: "budget.minutes" });
  });
});

test("the reply's cap shrinks to what money leaves", () => {
  const ledger = createLedger({ budget: budget({ usd: 0.01 }), prices: { input: 1, output: 10 }, monotonic: () => 0 });
  expect(ledger.reserve("t", { input: 1000, output: 5000 })).toMatchObject({ type: "reserved", output: 900 });
});

test("what is set aside counts for others until it is settled", () => {
  const ledger = createLedger({ budget: budget(), monotonic: () => 0 });
  const first = ledger.reserve("a", { input: 5_000, output: 4_000 });
  expect(ledger.reserve("b", { input: 900, output: 500 })).toMatchObject({ type: "refused" });
  if (first.type === "reserved") ledger.settle(first, { inputTokens: 100, cachedTokens: 0, outputTokens: 10 });
  expect(ledger.reserve("b", { input: 900, output: 500 })).toMatchObject({ type: "reserved" });
  expect(ledger.spending("a")).toMatchObject({ inputTokens: 100, outputTokens: 10 });
});

test("cached input is cheaper", () => {
  const prices = { input: 2, cachedInput: 0.2, output: 8 };
  expect(toUsd({ inputTokens: 1_000_000, cachedTokens: 500_000, outputTokens: 0 }, prices)).toBeCloseTo(1.1);
});

/** A server that charges at random within what it was asked, fails at random, and reports nonsense at random. */
function chargingModel(random: () => number, charge: (tokensIn: number, tokensOut: number) => void): Model {
  return {
    place: "a server",
    send(request) {
      const bytes = request.messages.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0);
      const input = Math.ceil(bytes * (0.2 + random() * 0.8));
      const output = Math.floor(random() * request.maxOutputTokens);
      if (random() < 0.1)
        return Promise.resolve({ type: "fault", fault: "rate-limited", message: "", charged: "nothing" });
      charge(input, output);
      if (random() < 0.2)
        return Promise.resolve({ type: "fault", fault: "broken-stream", message: "", charged: "unknown" });
      const usage =
        random() < 0.2
          ? undefined
          : random() < 0.2
            ? { inputTokens: 0, cachedTokens: 0, outputTokens: 0 }
            : { inputTokens: input, cachedTokens: 0, outputTokens: output };
      return Promise.resolve({
        type: "reply",
        text: "x".repeat(Math.min(output, 50)),
        calls: [],
        finish: "done",
        ...(usage && { usage }),
      });
    },
  };
}

test("over 1,000 random runs the server never charges more than the caps", async () => {
  const prices = { input: 3, cachedInput: 0.3, output: 15 };
  await fc.assert(
    fc.asyncProperty(fc.integer(), fc.integer({ min: 1, max: 4 }), async (seed, lanes) => {
      let state = (seed >>> 0) + 1;
      const random = (): number => {
        state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
        return state / 2 ** 32;
      };
      const caps = {
        usd: 0.02 + random() / 5,
        tokens: 2_000 + Math.floor(random() * 40_000),
        minutes: 10,
        perTask: { usd: 0.01 + random() / 10, turns: 12 },
      };
      const ledger = createLedger({ budget: caps, prices, monotonic: () => 0 });
      let tokens = 0;
      let usd = 0;
      const model = chargingModel(random, (input, output) => {
        tokens += input + output;
        usd += toUsd({ inputTokens: input, cachedTokens: 0, outputTokens: output }, prices);
      });
      const line = {
        model,
        ledger,
        sleep: () => Promise.resolve(),
        random,
        signal: new AbortController().signal,
        closed: new Map(),
      };
      const work = async (task: string): Promise<void> => {
        for (let turn = 0; turn < 8; turn += 1) {
          const text = "é".repeat(Math.floor(random() * 2_000));
          const request = {
            model: "m",
            messages: [{ role: "user", text } as const],
            tools: [],
            maxOutputTokens: 2_000,
          };
          await sendWithin(line, task, request, Buffer.byteLength(text) + 16);
        }
      };
      await Promise.all(Array.from({ length: lanes }, (_, lane) => work(String(lane))));
      expect(tokens).toBeLessThanOrEqual(caps.tokens);
      expect(usd).toBeLessThanOrEqual(caps.usd);
      expect(ledger.spending().usd).toBeGreaterThanOrEqual(usd - 1e-9);
    }),
    { numRuns: 1000 },
  );
});
