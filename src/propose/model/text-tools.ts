import type { ModelCall, ModelMessage, ModelRequest } from "../../domain/model-exchange.ts";
import { TOOLS } from "./tools.ts";

/** For endpoints whose models cannot call tools: the same tools, written as text. */

const OPEN_SEARCH = "<<<<<<< SEARCH";
const MIDDLE = "=======";
const CLOSE_REPLACE = ">>>>>>> REPLACE";
const OPEN_TEXT = "<<<<<<< TEXT";
const CLOSE_TEXT = ">>>>>>> END";

function renderInstructions(): string {
  const lines = TOOLS.filter(({ name }) => name !== "edit" && name !== "write").map(
    ({ name, description, parameters }) =>
      `TOOL ${name} {${Object.keys(parameters["properties"] ?? {}).join(", ")}} - ${description}`,
  );
  return [
    "Call a tool by writing, at the start of a line, TOOL, its name and its arguments as JSON on the same line:",
    ...lines,
    'Example: TOOL read {"path":"src/a.ts","from":1,"to":40}',
    "Edit a file by blocks; SEARCH must match exactly once:",
    `EDIT path\n${OPEN_SEARCH}\nold text\n${MIDDLE}\nnew text\n${CLOSE_REPLACE}`,
    `Write a whole file:\nWRITE path\n${OPEN_TEXT}\nwhole text\n${CLOSE_TEXT}`,
    "Everything else that you write is ignored.",
  ].join("\n");
}

/** The same request with tools and their results as text. */
export function toTextRequest(request: ModelRequest): ModelRequest {
  const instructions = renderInstructions();
  const messages = request.messages.map((message): ModelMessage => {
    switch (message.role) {
      case "system":
        return { role: "system", text: `${message.text}\n\n${instructions}` };
      case "user":
        return message;
      case "assistant":
        return { role: "assistant", text: message.text, calls: [] };
      case "tool":
        return { role: "user", text: `Result of ${message.name}:\n${message.text}` };
    }
  });
  return { ...request, messages: joined(messages), tools: [] };
}

/** Some chat templates want user and assistant in turns: neighbours of one role become one message. */
function joined(messages: readonly ModelMessage[]): readonly ModelMessage[] {
  const result: ModelMessage[] = [];
  for (const message of messages) {
    const last = result.at(-1);
    if (message.role === "user" && last?.role === "user") {
      result[result.length - 1] = { role: "user", text: `${last.text}\n\n${message.text}` };
    } else result.push(message);
  }
  return result;
}

/** Reads lines one after the other. */
class Lines {
  readonly #lines: readonly string[];
  #next = 0;

  constructor(text: string) {
    this.#lines = text.split(/\r\n|\n/u);
  }

  take(): string | undefined {
    return this.#lines[this.#next++];
  }

  peek(): string | undefined {
    return this.#lines[this.#next];
  }

  /** Lines up to one that is the mark; undefined where it never comes. */
  until(mark: string): string | undefined {
    const end = this.#lines.findIndex((line, index) => index >= this.#next && line.trimEnd() === mark);
    if (end < 0) return undefined;
    const block = this.#lines.slice(this.#next, end).join("\n");
    this.#next = end + 1;
    return block;
  }
}

const UNCLOSED = "the block is not closed";

function readEdits(path: string, lines: Lines): string {
  const edits: { old: string; new: string }[] = [];
  while (lines.peek()?.trimEnd() === OPEN_SEARCH) {
    lines.take();
    const old = lines.until(MIDDLE);
    const replacement = old === undefined ? undefined : lines.until(CLOSE_REPLACE);
    if (old === undefined || replacement === undefined) return UNCLOSED;
    edits.push({ old, new: replacement });
  }
  return JSON.stringify({ path, edits });
}

function readText(path: string, lines: Lines): string {
  if (lines.peek()?.trimEnd() !== OPEN_TEXT) return UNCLOSED;
  lines.take();
  const text = lines.until(CLOSE_TEXT);
  return text === undefined ? UNCLOSED : JSON.stringify({ path, text: `${text}\n` });
}

/** The tool calls that a text holds, in their order. What is no whole block becomes a call whose arguments are no JSON. Never throws. */
export function parseTextCalls(text: string): readonly ModelCall[] {
  const lines = new Lines(text);
  const calls: ModelCall[] = [];
  const add = (name: string, argumentsText: string): void => {
    calls.push({ id: `text_${calls.length}`, name, arguments: argumentsText });
  };
  for (let line = lines.take(); line !== undefined; line = lines.take()) {
    const tool = /^TOOL ([a-z]{1,20})\s*(\{.*\})?\s*$/u.exec(line);
    const block = /^(EDIT|WRITE) (\S.*?)\s*$/u.exec(line);
    if (tool?.[1] !== undefined) add(tool[1], tool[2] ?? "{}");
    if (block?.[1] === "EDIT") add("edit", readEdits(block[2] ?? "", lines));
    if (block?.[1] === "WRITE") add("write", readText(block[2] ?? "", lines));
  }
  return calls;
}
