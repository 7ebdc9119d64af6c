import type { ModelCall, ModelMessage, ModelReply, ModelRequest, ModelUsage } from "../../domain/model-exchange.ts";
import type { Accumulator } from "./chat.ts";
import { at, countAt, modelAt, textAt } from "./json.ts";

function toItems(message: ModelMessage): readonly Record<string, unknown>[] {
  switch (message.role) {
    case "system":
      return [];
    case "user":
      return [{ role: "user", content: message.text }];
    case "assistant":
      return [
        ...(message.text === "" ? [] : [{ role: "assistant", content: message.text }]),
        ...message.calls.map((call) => ({
          type: "function_call",
          call_id: call.id,
          name: call.name,
          arguments: call.arguments,
        })),
      ];
    case "tool":
      return [{ type: "function_call_output", call_id: message.call, output: message.text }];
  }
}

/** The body of a streaming request to `responses`; nothing is kept at the endpoint. */
export function toResponsesBody(request: ModelRequest): Record<string, unknown> {
  const instructions = request.messages.flatMap((message) => (message.role === "system" ? [message.text] : []));
  const tools = request.tools.map(({ name, description, parameters }) => ({
    type: "function",
    name,
    description,
    parameters,
    strict: false,
  }));
  return {
    model: request.model,
    instructions: instructions.join("\n\n"),
    input: request.messages.flatMap(toItems),
    ...(tools.length === 0 ? {} : { tools }),
    max_output_tokens: request.maxOutputTokens,
    ...(request.temperature === undefined ? {} : { temperature: request.temperature }),
    ...(request.reasoningEffort === undefined ? {} : { reasoning: { effort: request.reasoningEffort } }),
    store: false,
    stream: true,
  };
}

function toUsage(response: unknown): ModelUsage | undefined {
  const inputTokens = countAt(response, "usage", "input_tokens");
  const outputTokens = countAt(response, "usage", "output_tokens");
  if (inputTokens === undefined || outputTokens === undefined) return undefined;
  const cachedTokens = countAt(response, "usage", "input_tokens_details", "cached_tokens") ?? 0;
  return { inputTokens, outputTokens, cachedTokens: Math.min(cachedTokens, inputTokens) };
}

type Finish = Extract<ModelReply, { type: "reply" }>["finish"];

/** Collects the events of `responses`. */
export function createResponsesAccumulator(): Accumulator {
  const calls: ModelCall[] = [];
  let text = "";
  let refusal = "";
  let finish: Finish | undefined;
  let usage: ModelUsage | undefined;
  let model: string | undefined;
  let characters = 0;
  const addItem = (item: unknown): void => {
    if (textAt(item, "type") !== "function_call") return;
    const id = textAt(item, "call_id") || `call_${calls.length}`;
    calls.push({ id, name: textAt(item, "name"), arguments: textAt(item, "arguments") });
  };
  return {
    get characters() {
      return characters;
    },
    add(event) {
      const piece = textAt(event, "delta");
      characters += piece.length;
      switch (textAt(event, "type")) {
        case "response.output_text.delta":
          text += piece;
          return;
        case "response.refusal.delta":
          refusal += piece;
          return;
        case "response.output_item.done":
          addItem(at(event, "item"));
          return;
        case "response.completed":
          finish = "done";
          break;
        case "response.incomplete": {
          const reason = textAt(event, "response", "incomplete_details", "reason");
          finish = reason === "content_filter" ? "content-filter" : "length";
          break;
        }
        default:
          return;
      }
      usage = toUsage(at(event, "response"));
      model = modelAt(event, "response", "model");
    },
    finish() {
      if (finish === undefined) return undefined;
      return {
        type: "reply",
        text: refusal === "" ? text : refusal,
        calls,
        finish: refusal === "" ? finish : "refusal",
        ...(usage === undefined ? {} : { usage }),
        ...(model === undefined ? {} : { model }),
      };
    },
  };
}
