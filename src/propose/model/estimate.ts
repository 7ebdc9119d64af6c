import type { ModelMessage, ModelRequest, ModelTool } from "../../domain/model-exchange.ts";

/** Tokens that a message's frame may cost beside its text, more than any known format takes. */
const FRAME_TOKENS = 16;
/** Tokens that a request's frame may cost. */
const REQUEST_TOKENS = 64;
/** Bytes of text behind one token that an endpoint may honestly report: longer tokens are rare, and never the average. */
const BYTES_PER_TOKEN = 16;

/** Bytes of a text in UTF-8. */
export function byteLength(text: string): number {
  let bytes = text.length;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    if (unit > 0x7f) bytes += unit > 0x7ff && (unit < 0xd800 || unit > 0xdfff) ? 2 : 1;
  }
  return bytes;
}

/** About how many tokens a text has; for choosing what to send, not for caps. */
export function estimateTokens(text: string): number {
  return Math.ceil(byteLength(text) / 3.5);
}

function messageBytes(message: ModelMessage): number {
  const own = byteLength(message.text);
  if (message.role !== "assistant") return own;
  return message.calls.reduce((sum, call) => sum + byteLength(call.name) + byteLength(call.arguments), own);
}

/**
 * As many tokens as messages can have at most: no tokenizer in use makes more than one token of a byte of UTF-8
 * (byte-level byte-pair encoding, SentencePiece with byte fallback), and the frame around each message is bounded.
 */
export function upperMessages(messages: readonly ModelMessage[]): number {
  return messages.reduce((sum, message) => {
    const calls = message.role === "assistant" ? message.calls.length : 0;
    return sum + messageBytes(message) + FRAME_TOKENS * (1 + calls);
  }, 0);
}

/** The same, where a tokenizer has counted the texts: the frame of each message is bounded as before. */
export function upperCounted(texts: number, { messages, tools }: Pick<ModelRequest, "messages" | "tools">): number {
  const calls = messages.reduce((sum, message) => sum + (message.role === "assistant" ? message.calls.length : 0), 0);
  return texts + FRAME_TOKENS * (messages.length + calls) + upperTools(tools);
}

/** The same for the schemas of tools. */
export function upperTools(tools: readonly ModelTool[]): number {
  return tools.reduce((sum, tool) => sum + byteLength(JSON.stringify(tool)) + FRAME_TOKENS, REQUEST_TOKENS);
}

/** Whether what an endpoint reports can be true for a request: far fewer tokens than its text needs cannot. */
export function isPlausibleInput(tokens: number, request: Pick<ModelRequest, "messages">): boolean {
  const bytes = request.messages.reduce((sum, message) => sum + messageBytes(message), 0);
  return tokens > 0 && tokens >= bytes / BYTES_PER_TOKEN;
}

/** The same for a reply. */
export function isPlausibleOutput(tokens: number, message: ModelMessage): boolean {
  return tokens >= messageBytes(message) / BYTES_PER_TOKEN;
}
