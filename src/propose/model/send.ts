import type { CountTokens, ModelFault, ModelMessage, ModelReply, ModelRequest } from "../../domain/model-exchange.ts";
import type { Model } from "../../ports.ts";
import { isPlausibleInput, isPlausibleOutput, upperCounted } from "./estimate.ts";
import type { Ledger, Reservation } from "./ledger.ts";

export type Reply = Extract<ModelReply, { type: "reply" }>;

/** A reply, or why there is none. */
export type Sent =
  | {
      readonly type: "reply";
      readonly reply: Reply;
      /** What the endpoint says, where it can be true. */ readonly inputTokens?: number;
    }
  | { readonly type: "fault"; readonly fault: ModelFault; readonly message: string }
  | { readonly type: "refused"; readonly of: "run" | "task"; readonly cap: string; readonly reason: string };

/** Waits; ends early, without an error, when the signal is aborted. */
export type Sleep = (ms: number, signal: AbortSignal) => Promise<void>;

/** What sending needs beside the request. */
export interface Line {
  readonly model: Model;
  readonly ledger: Ledger;
  readonly sleep: Sleep;
  /** In [0, 1). */
  readonly random: () => number;
  readonly signal: AbortSignal;
  /** Faults after which nothing more is sent in this run, by the model's name; under "" for every model. */
  readonly closed: Map<string, Extract<Sent, { type: "fault" }>>;
  /** Absent: tokens are bounded by bytes alone. */
  readonly countTokens?: CountTokens;
  /** Hears of a reply as it comes in, in characters. */
  readonly onText?: (characters: number) => void;
}

const RETRIES = 2;
const FIRST_WAIT_MS = 1_000;
/** Longest wait that is sat out; an endpoint that asks for more has no room for this run. */
const MAX_WAIT_MS = 60_000;
const PASSING: readonly ModelFault[] = ["rate-limited", "unavailable", "timeout", "connection", "broken-stream"];

/**
 * Sends a request within the budget: an upper bound of its cost is set aside before, what it cost is booked after, and
 * where that is not known the bound is. Faults that pass are tried again, at most twice, each as its own request.
 * `upperInput`: as many tokens as the request can have.
 */
export async function sendWithin(line: Line, task: string, request: ModelRequest, upperInput: number): Promise<Sent> {
  const { model, ledger, signal } = line;
  for (let attempt = 0; ; attempt += 1) {
    const closed = line.closed.get("") ?? line.closed.get(request.model);
    if (closed !== undefined) return closed;
    const reservation = await reserve(line, task, request, upperInput);
    if (reservation.type === "refused") return reservation;
    const over = AbortSignal.timeout(ledger.timeLeft());
    const asked = { ...request, maxOutputTokens: reservation.output };
    const reply = await model.send(asked, AbortSignal.any([signal, over]), line.onText);
    if (reply.type === "reply") return book(ledger, reservation, request, reply);
    ledger.settle(reservation, reply.charged === "nothing" ? "nothing" : "upper");
    if (over.aborted && !signal.aborted) return ledger.refuseTime();
    const wait = reply.retryAfterMs ?? FIRST_WAIT_MS * 2 ** attempt * (1 + line.random() / 2);
    const last = attempt >= RETRIES || wait > MAX_WAIT_MS || signal.aborted || !PASSING.includes(reply.fault);
    if (last)
      return note(line, request, { type: "fault", fault: reply.fault, message: `${model.place}: ${reply.message}` });
    await line.sleep(wait, signal);
  }
}

/** What another request would be told as well is not asked again. */
function note({ closed }: Line, { model }: ModelRequest, sent: Extract<Sent, { type: "fault" }>): Sent {
  if (sent.fault === "unauthorized") closed.set("", sent);
  if (sent.fault === "not-found") closed.set(model, sent);
  return sent;
}

/** Sets an upper bound aside. Bytes bound tokens well enough until a cap is near: only then is it worth to count them. */
async function reserve(
  { ledger, countTokens }: Line,
  task: string,
  request: ModelRequest,
  upperInput: number,
): Promise<ReturnType<Ledger["reserve"]>> {
  const output = request.maxOutputTokens;
  if (ledger.hasRoom(task, { input: upperInput, output })) return ledger.reserve(task, { input: upperInput, output });
  const texts = await countTokens?.(request.model, request.messages);
  const input = texts === undefined ? upperInput : Math.min(upperInput, upperCounted(texts, request));
  return ledger.reserve(task, { input, output });
}

function book(ledger: Ledger, reservation: Reservation, request: ModelRequest, reply: Reply): Sent {
  const { usage } = reply;
  const message: ModelMessage = { role: "assistant", text: reply.text, calls: reply.calls };
  const believed =
    usage !== undefined &&
    isPlausibleInput(usage.inputTokens, request) &&
    isPlausibleOutput(usage.outputTokens, message);
  ledger.settle(reservation, believed ? usage : "upper", reply.model);
  return { type: "reply", reply, ...(believed ? { inputTokens: usage.inputTokens } : {}) };
}
