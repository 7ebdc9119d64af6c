import { GATE_NAMES } from "../../domain/gate.ts";
import type { ModelTool } from "../../domain/model-exchange.ts";

type Schema = Readonly<Record<string, unknown>>;

const TEXT: Schema = { type: "string" };
const LINE: Schema = { type: "integer", minimum: 1 };
const TEXTS: Schema = { type: "array", items: TEXT };

function object(properties: Readonly<Record<string, Schema>>, optional: readonly string[] = []): Schema {
  const required = Object.keys(properties).filter((name) => !optional.includes(name));
  return { type: "object", properties, required, additionalProperties: false };
}

export type ToolName = "plan" | "read" | "search" | "outline" | "edit" | "write" | "check" | "finish" | "decline";

/** What the model can do. Short on purpose: this is sent with every request. */
export const TOOLS: readonly (ModelTool & { readonly name: ToolName })[] = [
  {
    name: "plan",
    description: "Say what you will do. Once, before the first edit.",
    parameters: object({ steps: TEXTS, files: TEXTS, risks: TEXTS, verify: TEXT }),
  },
  {
    name: "read",
    description: "Lines of a file, numbered, with your edits.",
    parameters: object({ path: TEXT, from: LINE, to: LINE }, ["from", "to"]),
  },
  {
    name: "search",
    description: "Lines that hold a text, literally; `in` is a part of the path.",
    parameters: object({ text: TEXT, in: TEXT }, ["in"]),
  },
  { name: "outline", description: "Declarations of a file.", parameters: object({ path: TEXT }) },
  {
    name: "edit",
    description: "Replace texts of a file. Each `old` must match exactly once.",
    parameters: object({ path: TEXT, edits: { type: "array", items: object({ old: TEXT, new: TEXT }) } }),
  },
  { name: "write", description: "Write a whole file.", parameters: object({ path: TEXT, text: TEXT }) },
  {
    name: "check",
    description: "What one gate says of your edits.",
    parameters: object({ gate: { type: "string", enum: GATE_NAMES } }),
  },
  {
    name: "finish",
    description: "Hand in your edits. Rationale: one or two sentences for the commit message.",
    parameters: object(
      { rationale: TEXT, confidence: { type: "string", enum: ["low", "medium", "high"] }, look_at: TEXTS },
      ["look_at"],
    ),
  },
  {
    name: "decline",
    description: "Nothing needs doing, or you cannot do it.",
    parameters: object({ reason: TEXT }),
  },
];
