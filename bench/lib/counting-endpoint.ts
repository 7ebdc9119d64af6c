import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { z } from "zod";

/** One request that reached the endpoint. */
interface Arrival {
  /** Milliseconds of `performance.now()`. */
  readonly at: number;
  readonly path: string;
  readonly body: string;
}

/** A tool call that the endpoint's model makes. */
export interface EndpointCall {
  readonly name: string;
  readonly args?: unknown;
  /** Free text in place of arguments, for tools that take that. */
  readonly input?: string;
}

/** A model on loopback that notes what it is sent. */
export interface CountingEndpoint extends AsyncDisposable {
  readonly url: string;
  readonly arrivals: readonly Arrival[];
}

const chatBody = z.object({
  messages: z.array(z.object({ role: z.string(), content: z.unknown() })),
  tools: z.unknown().optional(),
});
const responsesBody = z.object({
  instructions: z.unknown().optional(),
  tools: z.unknown().optional(),
  input: z.array(z.object({ role: z.string().optional(), content: z.unknown().optional() })),
});
const geminiBody = z.object({
  contents: z.array(z.unknown()),
  systemInstruction: z.unknown().optional(),
  tools: z.unknown().optional(),
});

function bytes(value: unknown): number {
  return value === undefined ? 0 : Buffer.byteLength(JSON.stringify(value));
}

/** Bytes of the system message and the tools' schemas: what a client sends with every request, whatever the task. */
export function fixedBytes(body: string): number {
  const parsed: unknown = JSON.parse(body);
  const gemini = geminiBody.safeParse(parsed);
  if (gemini.success) return bytes(gemini.data.systemInstruction) + bytes(gemini.data.tools);
  const chat = chatBody.safeParse(parsed);
  if (chat.success) {
    const system = chat.data.messages.filter(({ role }) => role === "system" || role === "developer");
    return bytes(system.map(({ content }) => content)) + bytes(chat.data.tools);
  }
  const responses = responsesBody.parse(parsed);
  const system = responses.input.filter(({ role }) => role === "system" || role === "developer");
  const told = system.reduce((sum, { content }) => sum + bytes(content), 0);
  return bytes(responses.instructions) + told + bytes(responses.tools);
}

function send(response: ServerResponse, chunks: readonly unknown[]): void {
  response.writeHead(200, { "content-type": "text/event-stream" });
  response.end(chunks.map((chunk) => `data: ${JSON.stringify(chunk)}\n\n`).join("") + "data: [DONE]\n\n");
}

function sendChat(response: ServerResponse, calls: readonly EndpointCall[]): void {
  const tool_calls = calls.map(({ name, args }, index) => ({
    index,
    id: `call_${index}`,
    type: "function",
    function: { name, arguments: JSON.stringify(args) },
  }));
  const base = { id: "c", object: "chat.completion.chunk", created: 1, model: "bench" };
  const delta = calls.length === 0 ? { role: "assistant", content: "Done." } : { role: "assistant", tool_calls };
  const finish_reason = calls.length === 0 ? "stop" : "tool_calls";
  send(response, [
    { ...base, choices: [{ index: 0, delta, finish_reason: null }] },
    { ...base, choices: [{ index: 0, delta: {}, finish_reason }] },
    { ...base, choices: [], usage: { prompt_tokens: 3000, completion_tokens: 100, total_tokens: 3100 } },
  ]);
}

/** The events of OpenAI's responses API. */
function sendResponses(response: ServerResponse, calls: readonly EndpointCall[]): void {
  const items =
    calls.length === 0
      ? [{ type: "message", id: "m0", role: "assistant", content: [{ type: "output_text", text: "Done." }] }]
      : calls.map(({ name, args, input }, index) =>
          input === undefined
            ? { type: "function_call", id: `f${index}`, call_id: `c${index}`, name, arguments: JSON.stringify(args) }
            : { type: "custom_tool_call", id: `f${index}`, call_id: `c${index}`, name, input },
        );
  const usage = {
    input_tokens: 3000,
    input_tokens_details: { cached_tokens: 0 },
    output_tokens: 100,
    output_tokens_details: { reasoning_tokens: 0 },
    total_tokens: 3100,
  };
  const events = [
    { type: "response.created", response: { id: "r" } },
    ...items.map((item, index) => ({ type: "response.output_item.done", output_index: index, item })),
    { type: "response.completed", response: { id: "r", usage } },
  ];
  response.writeHead(200, { "content-type": "text/event-stream" });
  response.end(events.map((event) => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`).join(""));
}

/** The reply of Google's generative language API, streamed or not. */
function sendGemini(response: ServerResponse, calls: readonly EndpointCall[], path: string): void {
  const parts =
    calls.length === 0 ? [{ text: "Done." }] : calls.map(({ name, args }) => ({ functionCall: { name, args } }));
  const reply = {
    candidates: [{ content: { role: "model", parts }, finishReason: "STOP", index: 0 }],
    usageMetadata: { promptTokenCount: 3000, candidatesTokenCount: 100, totalTokenCount: 3100 },
    modelVersion: "bench",
  };
  const isStream = path.includes(":streamGenerateContent");
  response.writeHead(200, { "content-type": isStream ? "text/event-stream" : "application/json" });
  response.end(isStream ? `data: ${JSON.stringify(reply)}\n\n` : JSON.stringify(reply));
}

function answer(response: ServerResponse, calls: readonly EndpointCall[], path: string): void {
  if (/:(?:stream)?[gG]enerateContent/u.test(path)) sendGemini(response, calls, path);
  else if (path.endsWith("/responses")) sendResponses(response, calls);
  else sendChat(response, calls);
}

/** Whether a client sends its tools with a request: what it asks beside its work (a title, a class of model) has none. */
function hasTools(body: string): boolean {
  const parsed = z.object({ tools: z.array(z.unknown()).min(1) }).safeParse(JSON.parse(body));
  return parsed.success;
}

/** Starts it. `script` holds the calls of each reply in order; after its end, and without tools, every reply is "Done.". */
export async function startCountingEndpoint(script: readonly (readonly EndpointCall[])[]): Promise<CountingEndpoint> {
  const arrivals: Arrival[] = [];
  let replies = 0;
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => (body += chunk.toString()));
    request.on("end", () => {
      const path = request.url ?? "";
      if (request.method !== "POST") {
        response.writeHead(200, { "content-type": "application/json" });
        response.end(JSON.stringify({ object: "list", data: [{ id: "bench", object: "model" }] }));
        return;
      }
      arrivals.push({ at: performance.now(), path, body });
      const calls = hasTools(body) ? (script[replies++] ?? []) : [];
      answer(response, calls, path);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const { port }: Pick<AddressInfo, "port"> = typeof address === "object" && address !== null ? address : { port: 0 };
  return {
    url: `http://127.0.0.1:${port}/v1`,
    arrivals,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
