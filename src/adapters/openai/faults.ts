import type { ModelFault, ModelReply } from "../../domain/model-exchange.ts";
import { at, textAt } from "./json.ts";

export type Fault = Extract<ModelReply, { type: "fault" }>;

/** Characters kept of what an endpoint says. */
const MAX_SAID = 300;
/** Statuses with which an endpoint turns a request away before it works on it. */
const TURNED_AWAY = [429, 503, 529];

/** Longest wait that an endpoint is believed. */
const MAX_WAIT_MS = 600_000;

const TOO_LONG =
  /context[ _-]?(?:length|window|size)|maximum (?:context|prompt)|too (?:long|many tokens)|exceeds? .{0,40}(?:context|token)|reduce the length/iu;
const NO_TOOLS = /tool|function[ _-]?call/iu;
const UNSUPPORTED =
  /not support|unsupported|does not|doesn't|unknown|unrecognized|unexpected|requires|not (?:allowed|permitted)|no endpoints found/iu;

function headerOf(error: unknown, name: string): string | undefined {
  const headers = at(error, "headers");
  return headers instanceof Headers ? (headers.get(name) ?? undefined) : undefined;
}

/** `retry-after-ms`, or `retry-after` as seconds or as a date. */
function retryAfter(error: unknown, now: number): number | undefined {
  const exact = Number(headerOf(error, "retry-after-ms") ?? Number.NaN);
  if (Number.isFinite(exact) && exact >= 0) return Math.min(exact, MAX_WAIT_MS);
  const text = headerOf(error, "retry-after")?.trim();
  if (text === undefined || text === "") return undefined;
  const wait = /^\d+(?:\.\d+)?$/u.test(text) ? Number(text) * 1000 : Date.parse(text) - now;
  return Number.isFinite(wait) ? Math.min(Math.max(0, wait), MAX_WAIT_MS) : undefined;
}

function codes(error: unknown): readonly string[] {
  const codes: string[] = [];
  for (let current: unknown = error; typeof current === "object" && current !== null; current = at(current, "cause")) {
    codes.push(textAt(current, "code"));
    if (codes.length > 8) break;
  }
  return codes;
}

function said(error: unknown): string {
  const text = textAt(error, "error", "message") || (error instanceof Error ? error.message : String(error));
  return text.length > MAX_SAID ? `${text.slice(0, MAX_SAID)}…` : text;
}

interface Classified {
  readonly fault: ModelFault;
  readonly remedy: string;
}

function classifyStatus(status: number, error: unknown): Classified {
  const text = `${textAt(error, "code")} ${said(error)}`;
  if (status === 429 && /insufficient_quota|billing/iu.test(text)) {
    return { fault: "unauthorized", remedy: "Its account has no credit left" };
  }
  if (status === 429) return { fault: "rate-limited", remedy: "Its rate limit is reached" };
  if (status === 413) return { fault: "too-long", remedy: "Lower context.tokens in the policy" };
  if (status >= 500 || status === 408 || status === 409) return ofServer(status, text);
  if (status === 401) return { fault: "unauthorized", remedy: "Check the key whose variable model.key names" };
  if (status === 402) return { fault: "unauthorized", remedy: "Its account has no credit left" };
  if (status === 403) {
    return { fault: "unauthorized", remedy: "The key may not use this model; for github-models grant `models: read`" };
  }
  if (TOO_LONG.test(text)) return { fault: "too-long", remedy: "Lower context.tokens in the policy" };
  if (lacksTools(text)) return { fault: "no-tools", remedy: "Tools are written as text" };
  if (status === 404) return { fault: "not-found", remedy: "Check model.name and model.base-url in the policy" };
  return { fault: "rejected", remedy: "Check the keys of model in the policy" };
}

function ofServer(status: number, text: string): Classified {
  if (status === 500 && lacksTools(text)) return { fault: "no-tools", remedy: "Tools are written as text" };
  return { fault: "unavailable", remedy: "Try again later" };
}

/** Whether it says that tools are not for this model. Statuses differ: llama.cpp without its templates takes 500, OpenRouter 404. */
function lacksTools(text: string): boolean {
  return NO_TOOLS.test(text) && UNSUPPORTED.test(text);
}

/** Whether a request was turned away because of a field that the model does not know. */
export function turnsAwayField({ fault, message }: Fault, field: string): boolean {
  return fault === "rejected" && new RegExp(`\\b${field}\\b`, "u").test(message) && UNSUPPORTED.test(message);
}

/** An error of the client as a fault. `phase` tells whether the reply had begun. Never throws. */
export function toFault(error: unknown, phase: "request" | "stream", now: number): Fault {
  const status = at(error, "status");
  if (typeof status === "number" && phase === "request") {
    const { fault, remedy } = classifyStatus(status, error);
    const wait = retryAfter(error, now);
    const free = status < 500 || TURNED_AWAY.includes(status);
    return {
      type: "fault",
      fault,
      message: `status ${status}: ${said(error)}. ${remedy}`,
      charged: free ? "nothing" : "unknown",
      ...(wait === undefined ? {} : { retryAfterMs: wait }),
    };
  }
  if (phase === "stream") {
    const message = `the stream of the reply broke off: ${said(error)}. The part that came is thrown away`;
    return { type: "fault", fault: "broken-stream", message, charged: "unknown" };
  }
  const reasons = codes(error);
  if (reasons.some((code) => /^(?:ENOTFOUND|EAI_AGAIN|ECONNREFUSED)$/u.test(code))) {
    const message = `there is no connection (${reasons.find((code) => code !== "") ?? ""}). Check model.base-url in the policy, and the network`;
    return { type: "fault", fault: "connection", message, charged: "nothing" };
  }
  const message = `the connection failed: ${said(error)}`;
  return { type: "fault", fault: "connection", message, charged: "unknown" };
}
