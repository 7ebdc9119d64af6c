import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { z } from "zod";

/** One request that reached the endpoint. */
export interface Arrival {
  /** Milliseconds of `performance.now()`. */
  readonly at: number;
  readonly path: string;
  readonly body: string;
}

/** A tool call that the endpoint's model makes. */
export interface EndpointCall {
  readonly name: string;
  readonly args: unknown;
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
const responsesBody = z.object({ instructions: z.unknown().optional(), tools: z.unknown().optional() });

/** Bytes of the system message and the tools' schemas: what a client sends with every request, whatever the task. */
export function fixedBytes(body: string): number {
  const parsed: unknown = JSON.parse(body);
  const chat = chatBody.safeParse(parsed);
  const bytes = (value: unknown): number => (value === undefined ? 0 : Buffer.byteLength(JSON.stringify(value)));
  if (chat.success) {
    const system = chat.data.messages.filter(({ role }) => role === "system" || role === "developer");
    return bytes(system.map(({ content }) => content)) + bytes(chat.data.tools);
  }
  const responses = responsesBody.parse(parsed);
  return bytes(responses.instructions) + bytes(responses.tools);
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

/** Starts it. `script` holds the calls of each reply in order; after its end every reply is "Done.". */
export async function startCountingEndpoint(script: readonly (readonly EndpointCall[])[]): Promise<CountingEndpoint> {
  const arrivals: Arrival[] = [];
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
      sendChat(response, script[arrivals.length - 1] ?? []);
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
