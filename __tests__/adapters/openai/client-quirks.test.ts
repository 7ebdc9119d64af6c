import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { ModelReply } from "../../../src/domain/model-exchange.ts";
import { KEY, REQUEST, events, fails, modelAt, startRawEndpoint, streams, type RawEndpoint } from "./raw-endpoint.ts";

let endpoint: RawEndpoint;
beforeAll(async () => {
  endpoint = await startRawEndpoint();
});
afterAll(async () => {
  await endpoint[Symbol.asyncDispose]();
});

const send = (parts: Parameters<typeof modelAt>[1] = {}, signal = new AbortController().signal): Promise<ModelReply> =>
  modelAt(endpoint.url, parts).send(REQUEST, signal);

const delta = (content: Record<string, unknown>, finish: string | null = null) => ({
  id: "x",
  object: "chat.completion.chunk",
  choices: [{ index: 0, delta: content, finish_reason: finish }],
});
test("how the cap is spelled is found out once, and remembered", async () => {
  const wrong = fails(400, { error: { message: "Unsupported parameter: 'max_tokens' is not supported", type: "e" } });
  const good = streams(events([delta({ content: "hi" }, "stop")]));
  endpoint.answer = (response, request) => {
    const spelled = endpoint.bodies.at(-1)?.includes("max_completion_tokens") === true;
    (spelled ? good : wrong)(response, request);
  };
  const before = endpoint.bodies.length;
  const model = modelAt(endpoint.url);
  for (let count = 0; count < 2; count += 1)
    expect(await model.send(REQUEST, new AbortController().signal)).toMatchObject({ text: "hi" });
  expect(endpoint.bodies.length - before).toBe(3);
});

test.each(["max_tokens is too large: this model supports at most 4096", "unknown field stream_options"])(
  "another complaint is not taken for that: %s",
  async (message) => {
    endpoint.answer = fails(400, { error: { message, type: "e" } });
    const before = endpoint.bodies.length;
    expect(await send()).toMatchObject({ fault: "rejected", message: expect.stringContaining(message) });
    expect(endpoint.bodies.length - before).toBe(1);
  },
);

test.each([{}, { provider: "azure" } as const])("nothing is taken from the environment: %j", async (parts) => {
  const mine = {
    OPENAI_BASE_URL: "http://127.0.0.1:9/v1",
    OPENAI_CUSTOM_HEADERS: "x-job: of-the-job\nauthorization: Bearer of-the-job",
    OPENAI_ADMIN_KEY: "of-the-job",
    OPENAI_API_KEY: "of-the-job",
    OPENAI_ORG_ID: "of-the-job",
    OPENAI_PROJECT_ID: "of-the-job",
  };
  const before = { ...process.env };
  Object.assign(process.env, mine);
  try {
    endpoint.answer = streams(events([delta({ content: "hi" }, "stop")]));
    expect(await send(parts)).toMatchObject({ text: "hi" });
    expect(JSON.stringify(endpoint.headers.at(-1))).not.toContain("of-the-job");
    expect(JSON.stringify(endpoint.headers.at(-1))).toContain(KEY);
  } finally {
    for (const name of Object.keys(mine)) {
      if (before[name] === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = before[name];
    }
  }
});

test.each([
  ["gpt-5-mini-2025-08-07", "gpt-5-mini-2025-08-07"],
  ["openai/gpt-4.1:free", "openai/gpt-4.1:free"],
  ["x\u001b[31m", undefined],
  ["@org/team fixes #1", undefined],
  ["x".repeat(101), undefined],
  [7, undefined],
])("who answered is told where it is a name: %j", async (model, told) => {
  const named = async (parts: Parameters<typeof send>[0]): Promise<unknown> => {
    const reply = await send(parts);
    return reply.type === "reply" ? reply.model : reply;
  };
  endpoint.answer = streams(events([{ ...delta({ content: "hi" }, "stop"), model }]));
  expect(await named({})).toBe(told);
  endpoint.answer = streams(events([{ type: "response.completed", response: { model } }]));
  expect(await named({ api: "responses" })).toBe(told);
});
