import { expect, test } from "@jest/globals";
import fc from "fast-check";
import type { ModelMessage, ModelReply, ModelRequest } from "../../../src/domain/model-exchange.ts";
import type { ProposeRequest } from "../../../src/ports.ts";
import { repoPath } from "../temp-workspace.ts";
import { calls, finish, lab, plan, type Call } from "./fakes.ts";

const PRICES = { input: 3, output: 15 };

function random(seed: number): () => number {
  let state = (seed >>> 0) + 1;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

function textsOf(message: ModelMessage): readonly string[] {
  if (message.role !== "assistant") return [message.text];
  return [message.text, ...message.calls.flatMap((call) => [call.name, call.arguments])];
}

const bytesOf = (messages: readonly ModelMessage[]): number =>
  messages.flatMap(textsOf).reduce((sum, text) => sum + Buffer.byteLength(text), 0);

/** An endpoint that counts in its own way, breaks off, lies and keeps silent about what it charges. */
class Server {
  usd = 0;
  tokens = 0;
  readonly #next: () => number;
  readonly #toolShare: number;
  /** Tokens of a byte: at most one. */
  readonly share: number;

  constructor(next: () => number) {
    this.#next = next;
    this.share = 0.15 + next() * 0.85;
    this.#toolShare = next();
  }

  count(messages: readonly ModelMessage[]): number {
    return Math.ceil(bytesOf(messages) * this.share);
  }

  send(request: ModelRequest): ModelReply {
    const chance = this.#next();
    if (chance < 0.08) return { type: "fault", fault: "rate-limited", message: "", charged: "nothing" };
    const frames = request.messages.length * 8;
    const input =
      this.count(request.messages) + frames + Math.floor(JSON.stringify(request.tools).length * this.#toolShare);
    const output = Math.floor(this.#next() * request.maxOutputTokens);
    this.tokens += input + output;
    this.usd += (input * PRICES.input + output * PRICES.output) / 1_000_000;
    if (chance < 0.2) return { type: "fault", fault: "broken-stream", message: "", charged: "unknown" };
    const reply = calls(...this.#calls());
    if (reply.type === "fault" || chance < 0.35) return reply;
    const usage = chance < 0.45 ? [0, 0] : [input, output];
    const [inputTokens = 0, outputTokens = 0] = usage;
    return { ...reply, usage: { inputTokens, cachedTokens: 0, outputTokens } };
  }

  #calls(): readonly Call[] {
    const chance = this.#next();
    if (chance < 0.1) return [{ name: "shell", args: "{" }];
    if (chance < 0.5)
      return [
        { name: "read", args: { path: "src/b.ts" } },
        { name: "search", args: { text: "a" } },
      ];
    if (chance < 0.6) return [{ name: "write", args: { path: "src/a.ts", text: "x".repeat(chance * 5_000) } }];
    return [
      plan("src/a.ts"),
      { name: "write", args: { path: "src/a.ts", text: `export const a = ${chance};\n` } },
      finish,
    ];
  }
}

test("over 1,000 random runs of the whole engine the endpoint never charges more than the caps", async () => {
  let refused = 0;
  await fc.assert(
    fc.asyncProperty(fc.integer(), async (seed) => {
      const next = random(seed);
      const server = new Server(next);
      const budget = {
        usd: 0.02 + next() / 6,
        tokens: 4_000 + Math.floor(next() * 60_000),
        perTask: { usd: 0.01 + next() / 10, turns: 3 + Math.floor(next() * 8) },
      };
      const counted = next() < 0.5;
      const { engine, request } = lab({
        model: { place: "a server", send: (sent) => Promise.resolve(server.send(sent)) },
        budget,
        modelPolicy: { prices: PRICES, maxOutputTokens: 400 + Math.floor(next() * 3_000) },
        ...(counted && { countTokens: (_, messages) => Promise.resolve(server.count(messages)) }),
      });
      const work = async (index: number): Promise<void> => {
        const task = { ...request().task, id: `docs-${index}`, kind: "docs", target: repoPath("src/a.ts") } as const;
        const one: ProposeRequest = request({ task });
        if (next() < 0.5) void engine.begin?.(one);
        for (let attempt = 1; attempt <= 3; attempt += 1) {
          const feedback = { from: "lint", message: "é".repeat(Math.floor(next() * 800)), diagnostics: [] } as const;
          const proposal = await engine.propose({ ...one, attempt, ...(attempt > 1 && { feedback }) });
          if (proposal.type === "failed") return;
        }
      };
      await Promise.all([work(1), work(2), work(3)]);
      if ((engine.notes?.() ?? []).some((note) => note.includes("at a cap"))) refused += 1;
      expect(server.tokens).toBeLessThanOrEqual(budget.tokens);
      expect(server.usd).toBeLessThanOrEqual(budget.usd);
      expect(engine.spending?.().usd).toBeGreaterThanOrEqual(server.usd - 1e-9);
    }),
    { numRuns: 1000 },
  );
  // The caps were really reached, or the above says nothing.
  expect(refused).toBeGreaterThan(100);
}, 120_000);

test("near a cap tokens are counted by the model's tokenizer, and more can be asked than bytes would allow", async () => {
  const model = { place: "m", send: () => Promise.resolve(calls({ name: "decline", args: { reason: "x" } })) };
  const budget = { tokens: 7_000, perTask: { usd: 1, turns: 3 } };
  const files = { "src/a.ts": "// a line of words that are long\n".repeat(120) };
  const propose = (parts: Partial<Parameters<typeof lab>[0]>) => {
    const { engine, request } = lab({ model, budget, files, modelPolicy: { maxOutputTokens: 500 }, ...parts });
    return engine.propose(request());
  };
  expect(await propose({})).toMatchObject({ type: "failed", reason: expect.stringContaining("budget.tokens") });
  const countTokens = (_: string, messages: readonly ModelMessage[]) =>
    Promise.resolve(Math.ceil(bytesOf(messages) / 4));
  expect(await propose({ countTokens })).toMatchObject({ type: "declined" });
});
