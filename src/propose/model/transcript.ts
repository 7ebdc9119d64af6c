import { parseJson } from "../../domain/parse-json.ts";
import {
  MODEL_FAULTS,
  type ModelCall,
  type ModelReply,
  type ModelRequest,
  type ModelUsage,
} from "../../domain/model-exchange.ts";
import { type Model } from "../../ports.ts";

/** Where exchanges are kept. */
export interface TranscriptOptions {
  /** SHA-256 of the UTF-8 text, in hex. */
  readonly digest: (text: string) => string;
}

const SCHEMA = "assay/exchange@1";
/** Digits of the request's hash in a file name. */
const NAME_DIGITS = 16;

/** What tells two requests apart: everything but the cap on the reply, which depends on what other tasks have spent. */
function toHashed(request: ModelRequest): string {
  return JSON.stringify({ ...request, maxOutputTokens: 0 });
}

/** The n-th time that the same is asked gets the n-th name. */
class Counter {
  readonly #seen = new Map<string, number>();

  next(hash: string): number {
    const count = (this.#seen.get(hash) ?? 0) + 1;
    this.#seen.set(hash, count);
    return count;
  }
}

function toName(hash: string, count: number): string {
  return `${hash.slice(0, NAME_DIGITS)}-${count}.json`;
}

/**
 * The same model, with each exchange saved: a JSON file per request, named by the hash of what was asked. Requests are
 * redacted before they come here; `redact` does the same for replies.
 */
export function createRecordingModel(
  model: Model,
  {
    digest,
    redact,
    save,
  }: TranscriptOptions & {
    readonly redact: (text: string) => Promise<string>;
    /** Writes one file. */
    readonly save: (name: string, text: string) => Promise<void>;
  },
): Model {
  const counter = new Counter();
  return {
    place: model.place,
    open: async () => model.open?.(),
    async send(request, signal, onText) {
      const hash = digest(toHashed(request));
      const count = counter.next(hash);
      const reply = await model.send(request, signal, onText);
      const shown = await redactReply(reply, redact);
      const replyText = JSON.stringify(shown);
      const exchange = { schema: SCHEMA, requestSha256: hash, replySha256: digest(replyText), request, reply: shown };
      await save(toName(hash, count), `${JSON.stringify(exchange, undefined, 2)}\n`);
      return reply;
    },
  };
}

async function redactReply(reply: ModelReply, redact: (text: string) => Promise<string>): Promise<ModelReply> {
  if (reply.type === "fault") return { ...reply, message: await redact(reply.message) };
  const calls: ModelCall[] = [];
  for (const call of reply.calls) calls.push({ ...call, arguments: await redact(call.arguments) });
  return { ...reply, text: await redact(reply.text), calls };
}

/** A model that says again what was recorded, and nothing else; no network. `files`: text by name, of a transcript's directory. */
export function createReplayModel(files: ReadonlyMap<string, string>, { digest }: TranscriptOptions): Model {
  const counter = new Counter();
  return {
    place: "the transcript",
    send(request) {
      const hash = digest(toHashed(request));
      const name = toName(hash, counter.next(hash));
      return Promise.resolve(readExchange(files.get(name), { name, hash, digest }));
    },
  };
}

function readExchange(
  text: string | undefined,
  { name, hash, digest }: TranscriptOptions & { readonly name: string; readonly hash: string },
): ModelReply {
  const fault = (message: string): ModelReply => ({
    type: "fault",
    fault: "not-recorded",
    message,
    charged: "nothing",
  });
  if (text === undefined) {
    return fault(
      `it holds no exchange ${name}: policy, sources or tools are not those of the recording. Record it again (--transcript)`,
    );
  }
  const parsed = parseJson(text);
  const reply = parsed.ok ? toReply(field(parsed.value, "reply")) : undefined;
  if (!parsed.ok || reply === undefined) return fault(`${name} is no exchange. Record it again (--transcript)`);
  const whole = field(parsed.value, "requestSha256") === hash;
  const same = digest(JSON.stringify(field(parsed.value, "reply"))) === field(parsed.value, "replySha256");
  return whole && same ? reply : fault(`${name} was changed after it was recorded. Record it again (--transcript)`);
}

function field(value: unknown, key: string): unknown {
  if (typeof value !== "object" || value === null) return undefined;
  return Object.getOwnPropertyDescriptor(value, key)?.value;
}

function toReply(value: unknown): ModelReply | undefined {
  const text = (key: string): string => {
    const found = field(value, key);
    return typeof found === "string" ? found : "";
  };
  if (field(value, "type") === "fault") {
    const fault = MODEL_FAULTS.find((one) => one === field(value, "fault"));
    const charged = field(value, "charged") === "unknown" ? "unknown" : "nothing";
    return fault && { type: "fault", fault, message: text("message"), charged };
  }
  const finish = (["done", "length", "content-filter", "refusal"] as const).find(
    (one) => one === field(value, "finish"),
  );
  const calls = field(value, "calls");
  if (finish === undefined || !Array.isArray(calls)) return undefined;
  const usage = toUsage(field(value, "usage"));
  const model = text("model");
  const told = { ...(usage && { usage }), ...(model !== "" && { model }) };
  return { type: "reply", text: text("text"), calls: calls.map(toCall), finish, ...told };
}

function toCall(value: unknown): ModelCall {
  const text = (key: string): string => {
    const found = field(value, key);
    return typeof found === "string" ? found : "";
  };
  return { id: text("id"), name: text("name"), arguments: text("arguments") };
}

function toUsage(value: unknown): ModelUsage | undefined {
  const count = (key: string): number => {
    const found = field(value, key);
    return typeof found === "number" && found >= 0 ? found : 0;
  };
  if (typeof value !== "object" || value === null) return undefined;
  return {
    inputTokens: count("inputTokens"),
    cachedTokens: count("cachedTokens"),
    outputTokens: count("outputTokens"),
  };
}
