import type { OpenAI } from "openai";
import type { ModelApi } from "../../domain/model-policy.ts";
import type { ModelReply, ModelRequest } from "../../domain/model-exchange.ts";
import type { Model } from "../../ports.ts";
import { createChatAccumulator, toChatBody, type Accumulator } from "./chat.ts";
import type { Endpoint } from "./endpoint.ts";
import { toFault, turnsAwayField, type Fault } from "./faults.ts";
import { createResponsesAccumulator, toResponsesBody } from "./responses.ts";

/** What {@link createOpenAiModel} needs. */
export interface OpenAiOptions {
  readonly endpoint: Endpoint;
  readonly api: ModelApi;
  /** Milliseconds that one request may take, from its start to the end of the reply. */
  readonly timeoutMs: number;
  /** Milliseconds without any piece of the reply after which it is given up. */
  readonly idleMs?: number;
  /** Milliseconds since 1970, for waits that an endpoint gives as a date. */
  readonly now: () => number;
}

const IDLE_MS = 60_000;
/** Longest reply that is read, in characters: far more than any cap on tokens allows. */
const MAX_CHARACTERS = 4_000_000;

/** An OpenAI-compatible endpoint, through the `openai` package, which is loaded with the first request. */
export function createOpenAiModel(options: OpenAiOptions): Model {
  const { endpoint } = options;
  let client: Promise<OpenAI> | undefined;
  let limit = endpoint.outputLimit;
  return {
    place: `${endpoint.provider} at ${new URL(endpoint.baseUrl).host}`,
    async open() {
      client ??= openClient(options);
      // Whoever sends is told what went wrong.
      await Promise.allSettled([client]);
    },
    async send(request, signal, onText) {
      client ??= openClient(options);
      const sending = { client: await client, options, signal, ...(onText && { onText }) };
      const spelled = limit;
      let reply = await sendOnce({ ...sending, outputLimit: spelled }, request);
      if (options.api === "chat" && reply.type === "fault" && turnsAwayField(reply, spelled)) {
        // Models behind one endpoint differ in this: found out once, and remembered.
        limit = spelled === "max_tokens" ? "max_completion_tokens" : "max_tokens";
        reply = await sendOnce({ ...sending, outputLimit: limit }, request);
      }
      return reply.type === "fault" ? withoutKey(reply, endpoint.key) : reply;
    },
  };
}

/** The client with nothing taken from the environment, and no retries: whoever holds the budget decides about those. */
async function openClient({ endpoint, timeoutMs }: OpenAiOptions): Promise<OpenAI> {
  const { OpenAI, AzureOpenAI } = await import("openai");
  const common = {
    apiKey: endpoint.key ?? "none",
    maxRetries: 0,
    timeout: timeoutMs,
    organization: null,
    project: null,
    logLevel: "off",
    // A redirect would carry the prompt to an address that nobody named.
    fetchOptions: { redirect: "error" },
    adminAPIKey: null,
    baseURL: endpoint.baseUrl,
    defaultHeaders: {
      ...withoutEnvironment(process.env["OPENAI_CUSTOM_HEADERS"] ?? ""),
      ...endpoint.headers,
      ...toCredential(endpoint),
    },
  } as const;
  if (endpoint.apiVersion === undefined) return new OpenAI(common);
  return new AzureOpenAI({ ...common, apiVersion: endpoint.apiVersion });
}

/** Given explicitly, so that no header of the environment takes its place. */
function toCredential({ key, apiVersion }: Endpoint): Readonly<Record<string, string | null>> {
  if (key === undefined) return { Authorization: null };
  return apiVersion === undefined ? { Authorization: `Bearer ${key}` } : { "api-key": key };
}

/** Takes back the headers that the client reads from its own variable: one `name: value` per line. */
function withoutEnvironment(lines: string): Readonly<Record<string, null>> {
  return Object.fromEntries(
    lines.split("\n").flatMap((line) => (line.includes(":") ? [[line.split(":", 1)[0]?.trim() ?? "", null]] : [])),
  );
}

interface Sending {
  readonly client: OpenAI;
  readonly options: OpenAiOptions;
  readonly signal: AbortSignal;
  readonly outputLimit: Endpoint["outputLimit"];
  readonly onText?: (characters: number) => void;
}

/** Ends the request when it takes too long, in the whole or between two pieces. */
class Watch {
  readonly signal: AbortSignal;
  readonly #controller = new AbortController();
  readonly #idleMs: number;
  readonly #whole: NodeJS.Timeout;
  #idle: NodeJS.Timeout | undefined;
  limit: string | undefined;

  constructor(options: OpenAiOptions, outer: AbortSignal) {
    this.#idleMs = options.idleMs ?? IDLE_MS;
    this.signal = AbortSignal.any([outer, this.#controller.signal]);
    this.#whole = setTimeout(() => {
      this.#end(`the request took longer than ${options.timeoutMs / 1000} s (model.timeout)`);
    }, options.timeoutMs);
  }

  /** Called with each piece. */
  touch(): void {
    clearTimeout(this.#idle);
    this.#idle = setTimeout(() => {
      this.#end(`nothing came for ${this.#idleMs / 1000} s`);
    }, this.#idleMs);
  }

  stop(): void {
    clearTimeout(this.#idle);
    clearTimeout(this.#whole);
  }

  #end(limit: string): void {
    this.limit = limit;
    this.#controller.abort();
  }
}

async function sendOnce(sending: Sending, request: ModelRequest): Promise<ModelReply> {
  const { options, signal } = sending;
  const watch = new Watch(options, signal);
  let phase: "request" | "stream" = "request";
  try {
    const accumulator = options.api === "chat" ? createChatAccumulator() : createResponsesAccumulator();
    const stream = await openStream(sending, request, watch.signal);
    if ("type" in stream) return stream;
    phase = "stream";
    return await readStream(stream, accumulator, { watch, sending });
  } catch (error) {
    if (signal.aborted)
      return { type: "fault", fault: "cancelled", message: "the run was stopped", charged: "unknown" };
    const limit = watch.limit ?? (isTimeout(error) ? "the endpoint did not answer in time (model.timeout)" : undefined);
    if (limit !== undefined) return { type: "fault", fault: "timeout", message: limit, charged: "unknown" };
    return toFault(error, phase, options.now());
  } finally {
    watch.stop();
  }
}

function isTimeout(error: unknown): boolean {
  return error instanceof Error && error.constructor.name === "APIConnectionTimeoutError";
}

async function openStream(
  { client, options, outputLimit }: Sending,
  request: ModelRequest,
  signal: AbortSignal,
): Promise<AsyncIterable<unknown> | Fault> {
  const { api } = options;
  const body = api === "chat" ? toChatBody(request, outputLimit) : toResponsesBody(request);
  const path = api === "chat" ? "/chat/completions" : "/responses";
  const { data, response } = await client
    .post<AsyncIterable<unknown>>(path, { body, stream: true, signal })
    .withResponse();
  const type = response.headers.get("content-type") ?? "none";
  if (type.includes("text/event-stream")) return data;
  await response.body?.cancel();
  const message = `it answered with content type ${type.slice(0, 60)}, not with an event stream. Check model.base-url in the policy`;
  return { type: "fault", fault: "rejected", message, charged: "unknown" };
}

async function readStream(
  stream: AsyncIterable<unknown>,
  accumulator: Accumulator,
  { watch, sending }: { readonly watch: Watch; readonly sending: Sending },
): Promise<ModelReply> {
  watch.touch();
  for await (const chunk of stream) {
    watch.touch();
    accumulator.add(chunk);
    sending.onText?.(accumulator.characters);
    if (accumulator.characters > MAX_CHARACTERS) {
      const message = `the reply is longer than ${MAX_CHARACTERS} characters, and is thrown away`;
      return { type: "fault", fault: "too-large-reply", message, charged: "unknown" };
    }
  }
  // The client ends a cut or mangled stream without an error: only the reply's own end shows that it is whole.
  watch.signal.throwIfAborted();
  const reply = accumulator.finish();
  if (reply !== undefined) return reply;
  const message = "the stream of the reply ended before the reply did. The part that came is thrown away";
  return { type: "fault", fault: "broken-stream", message, charged: "unknown" };
}

/** What an endpoint says of a wrong key may repeat it. */
function withoutKey(fault: Fault, key: string | undefined): Fault {
  if (key === undefined || key.length < 4) return fault;
  return { ...fault, message: fault.message.split(key).join("‹key›") };
}
