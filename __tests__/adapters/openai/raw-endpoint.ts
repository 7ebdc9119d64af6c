import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { createOpenAiModel } from "../../../src/adapters/openai/client.ts";
import { toEndpoint } from "../../../src/adapters/openai/endpoint.ts";
import type { ModelPolicy } from "../../../src/domain/model-policy.ts";
import type { ModelRequest } from "../../../src/domain/model-exchange.ts";
import type { Model } from "../../../src/ports.ts";

export const KEY = "sk-test-0123456789abcdef";

/** An endpoint whose bytes the test writes itself. */
export interface RawEndpoint extends AsyncDisposable {
  readonly url: string;
  readonly bodies: string[];
  readonly headers: IncomingMessage["headers"][];
  readonly paths: string[];
  /** What the next requests are answered with. */
  answer: (response: ServerResponse, request: IncomingMessage) => void;
}

export async function startRawEndpoint(): Promise<RawEndpoint> {
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => (body += chunk.toString()));
    request.on("end", () => {
      endpoint.bodies.push(body);
      endpoint.headers.push(request.headers);
      endpoint.paths.push(request.url ?? "");
      endpoint.answer(response, request);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const endpoint: RawEndpoint = {
    url: `http://127.0.0.1:${port}/v1`,
    bodies: [],
    headers: [],
    paths: [],
    answer: (response) => response.end(),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return endpoint;
}

function modelPolicy(url: string, parts: Partial<ModelPolicy> = {}): ModelPolicy {
  return {
    provider: "custom",
    name: "m",
    baseUrl: url,
    key: "MODEL_KEY",
    api: "chat",
    maxOutputTokens: 1000,
    timeoutSeconds: 20,
    headers: {},
    ...parts,
  };
}

export interface ModelParts extends Partial<ModelPolicy> {
  readonly idleMs?: number;
  readonly timeoutMs?: number;
}

export function modelAt(url: string, { idleMs, timeoutMs = 20_000, ...parts }: ModelParts = {}): Model {
  const policy = modelPolicy(url, parts);
  const found = toEndpoint(policy, { MODEL_KEY: KEY });
  if (!found.ok) throw new Error(found.problem.message);
  const now = () => Date.parse("2026-01-01T00:00:00Z");
  return createOpenAiModel({
    endpoint: found.endpoint,
    api: policy.api,
    timeoutMs,
    now,
    ...(idleMs === undefined ? {} : { idleMs }),
  });
}

export const REQUEST: ModelRequest = {
  model: "m",
  messages: [
    { role: "system", text: "rules" },
    { role: "user", text: "task" },
    { role: "assistant", text: "", calls: [{ id: "c1", name: "read", arguments: '{"path":"a.ts"}' }] },
    { role: "tool", call: "c1", name: "read", text: "1|x" },
  ],
  tools: [{ name: "read", description: "Lines.", parameters: { type: "object" } }],
  maxOutputTokens: 500,
};

/** Chunks as a stream of server-sent events. */
export function events(chunks: readonly unknown[], end = "data: [DONE]\n\n"): string {
  return chunks.map((chunk) => `data: ${JSON.stringify(chunk)}\n\n`).join("") + end;
}

export function streams(text: string): RawEndpoint["answer"] {
  return (response) => {
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.end(text);
  };
}

export function fails(status: number, body: unknown, headers: Record<string, string> = {}): RawEndpoint["answer"] {
  return (response) => {
    response.writeHead(status, { "content-type": "application/json", ...headers });
    response.end(JSON.stringify(body));
  };
}
