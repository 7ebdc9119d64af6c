/** The built command line against an OpenAI-compatible server that is not ours, through the `openai` client in the bundle. */
import { LLMock } from "@copilotkit/aimock";
import { expect, test } from "@jest/globals";
import { openModelShop, type ModelShop } from "../scenarios/support/model-shop.ts";
import { CLI } from "./support/cli.ts";

const KEY = "bench-key-77aa90be3d524f1c";
const CALLS = [
  { name: "plan", arguments: '{"steps":["keep the most"],"files":["src/shipping.ts"],"risks":["none"],"verify":"tsc"}' },
  {
    name: "edit",
    arguments: JSON.stringify({
      path: "src/shipping.ts",
      edits: [{ old: "byWeight + (rule.centsPerMile ?? 0)", new: "Math.min(byWeight, rule.maxCents)" }],
    }),
  },
  { name: "finish", arguments: '{"rationale":"The most is kept.","confidence":"high","look_at":[]}' },
];

type Options = NonNullable<Parameters<LLMock["on"]>[2]>;
type Response = Parameters<LLMock["on"]>[1];

const WHOLE: Response = { toolCalls: CALLS };

/** A server whose first reply is spoilt, and whose others are whole. */
async function startServer(first: { readonly response?: Response; readonly options?: Options }): Promise<LLMock> {
  const mock = new LLMock({ port: 0, logLevel: "silent", chunkSize: 20 });
  let asked = 0;
  mock.on({ predicate: () => (asked += 1) === 1 }, first.response ?? WHOLE, first.options ?? {});
  mock.on({ predicate: () => true }, WHOLE);
  await mock.start();
  return mock;
}

function openShop(mock: LLMock, more: { readonly model?: string; readonly policy?: string } = {}): Promise<ModelShop> {
  const model = `provider: custom, base-url: "${mock.url}/v1", name: gpt-5-mini, key: SHOP_KEY, prices: { input: 1, output: 4 }`;
  // This is about the client: no command of the repository is run.
  const gates = "gates: { lint: off, types: off, tests: off, coverage: off, failing: off }";
  return openModelShop(
    (own) => `${own}${gates}\nmodel: { ${model}${more.model ?? ""} }\n${more.policy ?? ""}`,
    {},
    "shop",
    CLI,
  );
}

/** As somebody runs it who looks for a mistake: nothing that a model is sent or says is printed for that. */
const DEBUG = { RUNNER_DEBUG: "1", ACTIONS_STEP_DEBUG: "true", ACTIONS_RUNNER_DEBUG: "true", DEBUG: "*", OPENAI_LOG: "debug" };
const run = (shop: ModelShop) =>
  shop.run(["run", "--engine", "model", "--paths", "src/shipping.ts", "--publish", "none", "--verbose"], {
    SHOP_KEY: KEY,
    ...DEBUG,
  });

test.each<[string, { readonly response?: Response; readonly options?: Options; readonly model?: string }, number]>([
  ["a whole reply", {}, 1],
  ["a whole reply of the responses API", { model: ", api: responses" }, 1],
  ["a rate limit", { options: { chaos: { rateLimitRate: 1 } } }, 2],
  ["a body that is no event stream", { options: { chaos: { malformedRate: 1 } } }, 1],
  ["a connection that is closed without an answer", { options: { chaos: { disconnectRate: 1 } } }, 2],
  ["a stream that is cut", { options: { truncateAfterChunks: 3 } }, 2],
  ["a stream of the responses API that is cut", { options: { truncateAfterChunks: 3 }, model: ", api: responses" }, 2],
  ["an overloaded server", { response: { error: { type: "overloaded", message: "busy" }, status: 529 } }, 2],
])("%s", async (title, { model, ...first }, requests) => {
  const mock = await startServer(first);
  try {
    await using shop = await openShop(mock, model === undefined ? {} : { model });
    const { code, stdout, stderr, report } = await run(shop);
    const [outcome] = report?.outcomes ?? [];
    expect({ title, code, type: outcome?.type, requests: report?.spending.requests }).toEqual({
      title,
      code: 0,
      type: title.startsWith("a body") ? "rejected" : "accepted",
      requests,
    });
    expect(stdout + stderr + JSON.stringify(report)).not.toContain(KEY);
    // The prompt, a line of the target that no diff shows, the arguments of a call.
    expect(stdout + stderr).not.toMatch(/You write code as one step|maxCents: Cents|"steps":|You may write/u);
    if (outcome?.type === "accepted") {
      expect(stdout).toContain("1. keep the most");
      expect(stdout).toMatch(/per accepted change\s+1 accepted/u);
    }
  } finally {
    await mock.stop();
  }
}, 120_000);

test("a wrong key ends the task with the remedy, and a cap that is used up is named", async () => {
  const wrong = await startServer({ response: { error: { type: "e", message: `no such key ${KEY}` }, status: 401 } });
  const spent = await startServer({});
  try {
    await using refused = await openShop(wrong);
    const first = await run(refused);
    expect(first.stdout).toContain("Check the key whose variable model.key names");
    expect(first.stdout + first.stderr).not.toContain(KEY);
    await using poor = await openShop(spent, { policy: "budget: { usd: 0.0001 }\n" });
    const second = await run(poor);
    expect(second.report?.conclusion).toBe("neutral");
    expect(second.stdout).toContain("budget.usd in the policy");
    expect(spent.getRequests()).toHaveLength(0);
  } finally {
    await wrong.stop();
    await spent.stop();
  }
}, 120_000);
