import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
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
const usage = { prompt_tokens: 120, completion_tokens: 30, prompt_tokens_details: { cached_tokens: 100 } };

describe("chat completions", () => {
  test("the request: messages, tools, cap, key in the header", async () => {
    endpoint.answer = streams(events([delta({ content: "hi" }, "stop")]));
    await send({ temperature: 0 });
    const body: unknown = JSON.parse(endpoint.bodies.at(-1)!);
    expect(body).toEqual({
      model: "m",
      messages: [
        { role: "system", content: "rules" },
        { role: "user", content: "task" },
        {
          role: "assistant",
          content: null,
          tool_calls: [{ id: "c1", type: "function", function: { name: "read", arguments: '{"path":"a.ts"}' } }],
        },
        { role: "tool", tool_call_id: "c1", content: "1|x" },
      ],
      tools: [{ type: "function", function: { name: "read", description: "Lines.", parameters: { type: "object" } } }],
      max_tokens: 500,
      stream: true,
      stream_options: { include_usage: true },
    });
    expect(endpoint.headers.at(-1)?.authorization).toBe(`Bearer ${KEY}`);
    expect(endpoint.paths.at(-1)).toBe("/v1/chat/completions");
  });

  test("pieces of several calls are put together by their index; usage comes last", async () => {
    endpoint.answer = streams(
      events([
        delta({ content: "Let" }),
        delta({ tool_calls: [{ index: 1, id: "b", function: { name: "write", arguments: "{" } }] }),
        delta({ tool_calls: [{ index: 0, id: "a", function: { name: "read", arguments: '{"pa' } }] }),
        delta({ content: " me" }),
        delta({ tool_calls: [{ index: 0, function: { arguments: 'th":1}' } }] }),
        delta({ tool_calls: [{ index: 1, function: { arguments: "}" } }] }, "tool_calls"),
        { choices: [], usage },
      ]),
    );
    expect(await send()).toEqual({
      type: "reply",
      text: "Let me",
      calls: [
        { id: "a", name: "read", arguments: '{"path":1}' },
        { id: "b", name: "write", arguments: "{}" },
      ],
      finish: "done",
      usage: { inputTokens: 120, outputTokens: 30, cachedTokens: 100 },
    });
  });

  test.each([
    ["length", { content: "x" }, "length"],
    ["content_filter", { content: "x" }, "content-filter"],
    ["stop", { refusal: "no" }, "refusal"],
  ])("finish %s", async (reason, content, finish) => {
    endpoint.answer = streams(events([delta(content, reason)]));
    expect(await send()).toMatchObject({ type: "reply", finish });
  });

  test("a server that sends nonsense in every field gives an empty reply, not an exception", async () => {
    const nonsense = {
      choices: [{ delta: { content: 7, tool_calls: [{ index: "a", function: null }, 3] }, finish_reason: "stop" }],
    };
    endpoint.answer = streams(
      events([null, [], { choices: 4 }, nonsense, { usage: { prompt_tokens: -1, completion_tokens: "9" } }]),
    );
    expect(await send()).toMatchObject({ type: "reply", text: "", finish: "done" });
  });
});

describe("responses", () => {
  const call = { type: "function_call", call_id: "c9", name: "read", arguments: "{}" };
  const done = { usage: { input_tokens: 9, output_tokens: 4, input_tokens_details: { cached_tokens: 8 } } };

  test("calls, text and usage; nothing is kept at the endpoint", async () => {
    endpoint.answer = streams(
      events([
        { type: "response.output_text.delta", delta: "o" },
        { type: "response.output_text.delta", delta: "k" },
        { type: "response.output_item.done", item: call },
        { type: "response.completed", response: done },
      ]),
    );
    expect(await send({ api: "responses", reasoningEffort: "low" })).toEqual({
      type: "reply",
      text: "ok",
      calls: [{ id: "c9", name: "read", arguments: "{}" }],
      finish: "done",
      usage: { inputTokens: 9, outputTokens: 4, cachedTokens: 8 },
    });
    expect(endpoint.paths.at(-1)).toBe("/v1/responses");
    expect(JSON.parse(endpoint.bodies.at(-1)!)).toMatchObject({
      instructions: "rules",
      input: [
        { role: "user", content: "task" },
        { type: "function_call", call_id: "c1", name: "read" },
        { type: "function_call_output", call_id: "c1", output: "1|x" },
      ],
      store: false,
      max_output_tokens: 500,
    });
  });

  test.each([
    [{ type: "response.incomplete", response: { incomplete_details: { reason: "max_output_tokens" } } }, "length"],
    [{ type: "response.incomplete", response: { incomplete_details: { reason: "content_filter" } } }, "content-filter"],
  ])("incomplete: %j", async (event, finish) => {
    endpoint.answer = streams(events([event]));
    expect(await send({ api: "responses" })).toMatchObject({ type: "reply", finish });
  });

  test("a refusal", async () => {
    endpoint.answer = streams(
      events([
        { type: "response.refusal.delta", delta: "no" },
        { type: "response.completed", response: {} },
      ]),
    );
    expect(await send({ api: "responses" })).toMatchObject({ type: "reply", finish: "refusal", text: "no" });
  });

  test("a failed response is a broken stream", async () => {
    endpoint.answer = streams(events([{ type: "response.failed", response: {} }]));
    expect(await send({ api: "responses" })).toMatchObject({ type: "fault", fault: "broken-stream" });
  });
});

describe("faults", () => {
  const error = (message: string, code?: string) => ({ error: { message, type: "e", code } });

  test.each([
    [
      429,
      error("slow down"),
      { "retry-after": "7" },
      { fault: "rate-limited", charged: "nothing", retryAfterMs: 7000 },
    ],
    [429, error("slow down"), { "retry-after-ms": "120" }, { fault: "rate-limited", retryAfterMs: 120 }],
    [429, error("x"), { "retry-after": "Thu, 01 Jan 2026 00:00:30 GMT" }, { retryAfterMs: 30_000 }],
    [429, error("slow down"), {}, { fault: "rate-limited" }],
    [429, error("quota", "insufficient_quota"), {}, { fault: "unauthorized" }],
    [500, error("x"), {}, { fault: "unavailable", charged: "unknown" }],
    [503, error("x"), {}, { fault: "unavailable", charged: "nothing" }],
    [529, error("overloaded"), {}, { fault: "unavailable", charged: "nothing" }],
    [400, error("maximum context length is 8192 tokens"), {}, { fault: "too-long" }],
    [400, error("x", "context_length_exceeded"), {}, { fault: "too-long" }],
    [413, error("x"), {}, { fault: "too-long" }],
    [400, error("this model does not support tools"), {}, { fault: "no-tools" }],
    [404, error("No endpoints found that support tool use."), {}, { fault: "no-tools" }],
    [500, error("tools param requires --jinja flag"), {}, { fault: "no-tools" }],
    [400, error("temperature is wrong"), {}, { fault: "rejected", charged: "nothing" }],
    [401, error(`Incorrect API key provided: ${KEY}`), {}, { fault: "unauthorized" }],
    [402, error("pay"), {}, { fault: "unauthorized" }],
    [403, error("no access"), {}, { fault: "unauthorized" }],
    [404, error("no such model"), {}, { fault: "not-found" }],
  ])("status %i, %j", async (status, body, headers, expected) => {
    endpoint.answer = fails(status, body, headers);
    const before = endpoint.bodies.length;
    const reply = await send();
    expect(reply).toMatchObject({ type: "fault", ...expected });
    expect(JSON.stringify(reply)).not.toContain(KEY);
    expect(endpoint.bodies.length).toBe(before + 1);
  });

  test("a stream that is cut at any byte is no reply", async () => {
    const whole = events([
      delta({ tool_calls: [{ index: 0, id: "a", function: { name: "write", arguments: '{"text":"é"}' } }] }),
      delta({}, "tool_calls"),
    ]);
    const bytes = Buffer.from(whole);
    const complete = bytes.indexOf('"finish_reason":"tool_calls"}]}\n') + '"finish_reason":"tool_calls"}]}\n'.length;
    for (let cut = 0; cut < complete; cut += 1) {
      endpoint.answer = (response) => {
        response.writeHead(200, { "content-type": "text/event-stream" });
        response.write(bytes.subarray(0, cut), () => response.destroy());
      };
      const reply = await send();
      expect({ cut, type: reply.type }).toEqual({ cut, type: "fault" });
    }
  });

  test("an error in the middle of a stream", async () => {
    endpoint.answer = streams(
      `${events([delta({ content: "half" })], "")}data: ${JSON.stringify(error("overloaded"))}\n\n`,
    );
    expect(await send()).toMatchObject({ type: "fault", fault: "broken-stream", charged: "unknown" });
  });

  test("no JSON in the stream", async () => {
    endpoint.answer = streams("data: {half\n\n");
    expect(await send()).toMatchObject({ type: "fault", fault: "broken-stream" });
  });

  test("another content type", async () => {
    endpoint.answer = (response) => {
      response.writeHead(200, { "content-type": "text/html" });
      response.end("<html>");
    };
    expect(await send()).toMatchObject({
      type: "fault",
      fault: "rejected",
      message: expect.stringContaining("text/html"),
    });
  });

  test("a redirect is not followed: it would carry the prompt away", async () => {
    endpoint.answer = (response) => {
      response.writeHead(307, { location: `${endpoint.url}/elsewhere` });
      response.end();
    };
    const before = endpoint.bodies.length;
    expect(await send()).toMatchObject({ type: "fault" });
    expect(endpoint.bodies.length).toBe(before + 1);
  });

  test("nothing comes for too long", async () => {
    endpoint.answer = (response) => {
      response.writeHead(200, { "content-type": "text/event-stream" });
      response.write(": keep-alive\n\n");
    };
    expect(await send({ idleMs: 60 })).toMatchObject({ type: "fault", fault: "timeout" });
  });

  test("a reply that drips for longer than the request may take", async () => {
    endpoint.answer = (response) => {
      response.writeHead(200, { "content-type": "text/event-stream" });
      const timer = setInterval(() => response.write(events([delta({ content: "." })], "")), 20);
      response.on("close", () => {
        clearInterval(timer);
      });
    };
    expect(await send({ timeoutMs: 200 })).toMatchObject({ type: "fault", fault: "timeout", charged: "unknown" });
  });

  test("a reply without end", async () => {
    const megabyte = events([delta({ content: "x".repeat(1_000_000) })], "");
    endpoint.answer = streams(megabyte.repeat(6));
    expect(await send()).toMatchObject({ type: "fault", fault: "too-large-reply" });
  });

  test("the run is stopped", async () => {
    const controller = new AbortController();
    endpoint.answer = () => {
      controller.abort();
    };
    expect(await send({}, controller.signal)).toMatchObject({ type: "fault", fault: "cancelled" });
  });

  test("nobody listens", async () => {
    const closed = await startRawEndpoint();
    await closed[Symbol.asyncDispose]();
    const reply = await modelAt(closed.url).send(REQUEST, new AbortController().signal);
    expect(reply).toMatchObject({ type: "fault", fault: "connection", charged: "nothing" });
  });
});
