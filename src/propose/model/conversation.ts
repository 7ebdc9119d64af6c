import type { ModelCall, ModelMessage, ModelTool } from "../../domain/model-exchange.ts";
import { byteLength, upperMessages, upperTools } from "./estimate.ts";

/** Takes secrets out of a text before it is sent. */
export type Redact = (text: string) => Promise<string>;

/** Newest tool results that are never folded. */
const KEPT_RESULTS = 4;
/** Bytes below which folding a result wins nothing. */
const SMALL_RESULT = 400;

/** What was said between us and the model about one task. Everything that goes in is redacted. */
export class Conversation {
  readonly #messages: ModelMessage[] = [];
  readonly #redact: Redact;
  readonly #tools: readonly ModelTool[];
  /** Tokens that the endpoint has counted for the first messages; `messages` many. */
  #counted: { readonly messages: number; readonly tokens: number } | undefined;

  constructor(tools: readonly ModelTool[], redact: Redact) {
    this.#tools = tools;
    this.#redact = redact;
  }

  get messages(): readonly ModelMessage[] {
    return this.#messages;
  }

  /** As many tokens as the next request can have: what was counted already, and a bound for the rest. */
  upperTokens(): number {
    const counted = this.#counted;
    if (counted === undefined) return upperTools(this.#tools) + upperMessages(this.#messages);
    return counted.tokens + upperMessages(this.#messages.slice(counted.messages));
  }

  /** Notes what the endpoint counted for everything up to now. */
  noteCount(tokens: number): void {
    this.#counted = { messages: this.#messages.length, tokens };
  }

  async addText(role: "system" | "user", text: string): Promise<void> {
    this.#messages.push({ role, text: await this.#redact(text) });
  }

  addReply(text: string, calls: readonly ModelCall[]): void {
    this.#messages.push({ role: "assistant", text, calls });
  }

  async addResult(call: ModelCall, text: string): Promise<void> {
    this.#messages.push({ role: "tool", call: call.id, name: call.name, text: await this.#redact(text) });
  }

  /** Puts another text in place of the first message of a role. */
  async replaceFirst(role: "system" | "user", text: string): Promise<void> {
    const index = this.#messages.findIndex((message) => message.role === role);
    if (index < 0) return;
    this.#messages[index] = { role, text: await this.#redact(text) };
    this.#counted = undefined;
  }

  /** Shortens old tool results to a mark; returns how many bytes that took away. What was counted stays a bound. */
  fold(): number {
    const results = this.#messages.flatMap((message, index) => (message.role === "tool" ? [index] : []));
    let saved = 0;
    let marks = 0;
    for (const index of results.slice(0, Math.max(0, results.length - KEPT_RESULTS))) {
      const message = this.#messages[index];
      if (message?.role !== "tool" || byteLength(message.text) < SMALL_RESULT) continue;
      const text = `(folded: ${message.text.split("\n", 1)[0]?.slice(0, 120) ?? ""} … ask again if it is needed)`;
      saved += byteLength(message.text) - byteLength(text);
      marks += byteLength(text);
      this.#messages[index] = { ...message, text };
    }
    if (this.#counted !== undefined) {
      this.#counted = { messages: this.#counted.messages, tokens: this.#counted.tokens + marks };
    }
    return saved;
  }
}
