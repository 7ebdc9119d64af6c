import type { ReasoningEffort } from "./model-policy.ts";

/** A tool that the model may call. */
export interface ModelTool {
  readonly name: string;
  readonly description: string;
  /** JSON schema of the arguments. */
  readonly parameters: Readonly<Record<string, unknown>>;
}

/** The model's call of a tool. The arguments are text: whether they are JSON is for the reader to find out. */
export interface ModelCall {
  readonly id: string;
  readonly name: string;
  readonly arguments: string;
}

/** One entry of a conversation. */
export type ModelMessage =
  | { readonly role: "system" | "user"; readonly text: string }
  | { readonly role: "assistant"; readonly text: string; readonly calls: readonly ModelCall[] }
  | { readonly role: "tool"; readonly call: string; readonly name: string; readonly text: string };

/** One question to a model: plain data, so that it can be hashed, saved and replayed. */
export interface ModelRequest {
  readonly model: string;
  readonly messages: readonly ModelMessage[];
  /** Empty where tools are written as text. */
  readonly tools: readonly ModelTool[];
  readonly maxOutputTokens: number;
  readonly temperature?: number;
  readonly seed?: number;
  readonly reasoningEffort?: ReasoningEffort;
}

/** What the endpoint says that it charged. Cached tokens are part of the input. */
export interface ModelUsage {
  readonly inputTokens: number;
  readonly cachedTokens: number;
  readonly outputTokens: number;
}

/** Why a request brought no reply. */
export const MODEL_FAULTS = [
  "rate-limited",
  "unavailable",
  "timeout",
  "connection",
  "broken-stream",
  "too-long",
  "too-large-reply",
  "unauthorized",
  "not-found",
  "no-tools",
  "rejected",
  "not-recorded",
  "cancelled",
] as const;
export type ModelFault = (typeof MODEL_FAULTS)[number];

export type ModelReply =
  | {
      readonly type: "reply";
      readonly text: string;
      readonly calls: readonly ModelCall[];
      readonly finish: "done" | "length" | "content-filter" | "refusal";
      /** Absent where the endpoint did not say. */
      readonly usage?: ModelUsage;
      /** The id of the model that answered, as the endpoint gives it: an alias that was asked for may stand for any. */
      readonly model?: string;
    }
  | {
      readonly type: "fault";
      readonly fault: ModelFault;
      /** In words, with what to do about it; never holds the key. */
      readonly message: string;
      /** `nothing`: the request was turned away before any work was done. `unknown`: it may have been charged in full. */
      readonly charged: "nothing" | "unknown";
      /** Milliseconds that the endpoint asks to wait. */
      readonly retryAfterMs?: number;
    };

/** Tokens of the texts of messages by the tokenizer of a model; undefined where none is known for it. */
export type CountTokens = (model: string, messages: readonly ModelMessage[]) => Promise<number | undefined>;
