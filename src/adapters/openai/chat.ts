import type { ModelCall, ModelMessage, ModelReply, ModelRequest, ModelUsage } from "../../domain/model-exchange.ts";
import type { Endpoint } from "./endpoint.ts";
import { at, countAt, listAt, modelAt, textAt } from "./json.ts";

/** A reply that comes in pieces. */
export interface Accumulator {
  /** Characters of reply text and arguments so far. */
  readonly characters: number;
  add(chunk: unknown): void;
  /** Undefined where the stream ended before the reply did. */
  finish(): Extract<ModelReply, { type: "reply" }> | undefined;
}

function toChatMessage(message: ModelMessage): Record<string, unknown> {
  switch (message.role) {
    case "system":
    case "user":
      return { role: message.role, content: message.text };
    case "assistant": {
      if (message.calls.length === 0) return { role: "assistant", content: message.text };
      const calls = message.calls.map((call) => ({
        id: call.id,
        type: "function",
        function: { name: call.name, arguments: call.arguments },
      }));
      return { role: "assistant", content: message.text === "" ? null : message.text, tool_calls: calls };
    }
    case "tool":
      return { role: "tool", tool_call_id: message.call, content: message.text };
  }
}

/** The body of a streaming request to `chat/completions`; keys in a fixed order. */
export function toChatBody(request: ModelRequest, outputLimit: Endpoint["outputLimit"]): Record<string, unknown> {
  const tools = request.tools.map(({ name, description, parameters }) => ({
    type: "function",
    function: { name, description, parameters },
  }));
  return {
    model: request.model,
    messages: request.messages.map(toChatMessage),
    ...(tools.length === 0 ? {} : { tools }),
    [outputLimit]: request.maxOutputTokens,
    ...(request.temperature === undefined ? {} : { temperature: request.temperature }),
    ...(request.seed === undefined ? {} : { seed: request.seed }),
    ...(request.reasoningEffort === undefined ? {} : { reasoning_effort: request.reasoningEffort }),
    stream: true,
    stream_options: { include_usage: true },
  };
}

function toUsage(chunk: unknown): ModelUsage | undefined {
  const inputTokens = countAt(chunk, "usage", "prompt_tokens");
  const outputTokens = countAt(chunk, "usage", "completion_tokens");
  if (inputTokens === undefined || outputTokens === undefined) return undefined;
  const cachedTokens = countAt(chunk, "usage", "prompt_tokens_details", "cached_tokens") ?? 0;
  return { inputTokens, outputTokens, cachedTokens: Math.min(cachedTokens, inputTokens) };
}

interface Building {
  id: string;
  name: string;
  arguments: string;
}

/** Collects the chunks of `chat/completions`. */
export function createChatAccumulator(): Accumulator {
  const calls = new Map<number, Building>();
  let text = "";
  let refusal = "";
  let reason = "";
  let usage: ModelUsage | undefined;
  let model: string | undefined;
  let characters = 0;
  const addCall = (delta: unknown): void => {
    const index = countAt(delta, "index") ?? Math.max(0, calls.size - 1);
    const call = calls.get(index) ?? { id: "", name: "", arguments: "" };
    calls.set(index, call);
    if (call.id === "") call.id = textAt(delta, "id");
    if (call.name === "") call.name = textAt(delta, "function", "name");
    const piece = textAt(delta, "function", "arguments");
    call.arguments += piece;
    characters += piece.length;
  };
  return {
    get characters() {
      return characters;
    },
    add(chunk) {
      usage = toUsage(chunk) ?? usage;
      model = modelAt(chunk, "model") ?? model;
      const choice = listAt(chunk, "choices")[0];
      if (choice === undefined) return;
      const delta = at(choice, "delta");
      const piece = textAt(delta, "content");
      text += piece;
      characters += piece.length;
      refusal += textAt(delta, "refusal");
      for (const call of listAt(delta, "tool_calls")) addCall(call);
      reason = textAt(choice, "finish_reason") || reason;
    },
    finish() {
      if (reason === "") return undefined;
      const ordered = [...calls.entries()].sort(([a], [b]) => a - b);
      const built = ordered.map(([index, call]): ModelCall => ({ ...call, id: call.id || `call_${index}` }));
      return {
        type: "reply",
        text: refusal === "" ? text : refusal,
        calls: built,
        finish: refusal === "" ? toFinish(reason) : "refusal",
        ...(usage === undefined ? {} : { usage }),
        ...(model === undefined ? {} : { model }),
      };
    },
  };
}

function toFinish(reason: string): Extract<ModelReply, { type: "reply" }>["finish"] {
  if (reason === "length") return "length";
  return reason === "content_filter" ? "content-filter" : "done";
}
