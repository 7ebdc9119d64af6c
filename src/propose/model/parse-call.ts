import { GATE_NAMES, type GateName } from "../../domain/gate.ts";
import { parseJson } from "../../domain/parse-json.ts";
import type { ProposedPlan } from "../../domain/proposal.ts";
import { toRepoPath, type RepoPath } from "../../domain/repo-path.ts";
import { hasRepeatedKeys } from "./repeated-keys.ts";
import { TOOLS, type ToolName } from "./tools.ts";

type Confidence = "low" | "medium" | "high";

/** A call that can be carried out. */
export type ToolUse =
  | { readonly tool: "plan"; readonly plan: ProposedPlan }
  | { readonly tool: "read"; readonly path: RepoPath; readonly from?: number; readonly to?: number }
  | { readonly tool: "search"; readonly text: string; readonly inside?: string }
  | { readonly tool: "outline"; readonly path: RepoPath }
  | {
      readonly tool: "edit";
      readonly path: RepoPath;
      readonly edits: readonly { readonly old: string; readonly new: string }[];
    }
  | { readonly tool: "write"; readonly path: RepoPath; readonly text: string }
  | { readonly tool: "check"; readonly gate: GateName }
  | {
      readonly tool: "finish";
      readonly rationale: string;
      readonly confidence: Confidence;
      readonly lookAt: readonly string[];
    }
  | { readonly tool: "decline"; readonly reason: string };

export type ParsedCall =
  { readonly ok: true; readonly use: ToolUse } | { readonly ok: false; readonly problem: string };

/** Longest text of one argument, in UTF-16 units. */
const MAX_TEXT = 1_000_000;
/** Longest arguments of one call, in UTF-16 units. */
export const MAX_ARGUMENTS = 4 * MAX_TEXT;
/** Most entries of a list. */
const MAX_ENTRIES = 200;

type Fields = ReadonlyMap<string, unknown>;

/** Collects what is wrong with the arguments of a call, so that the model is told everything at once. */
class ArgumentReader {
  readonly problems: string[] = [];
  readonly #fields: Fields;

  constructor(fields: Fields) {
    this.#fields = fields;
  }

  text(name: string): string {
    return this.#checked(name, this.#fields.get(name));
  }

  optionalText(name: string): string | undefined {
    const value = this.#fields.get(name);
    return value === undefined || value === null ? undefined : this.#checked(name, value);
  }

  texts(name: string): readonly string[] {
    const value = this.#fields.get(name);
    if (value === undefined || value === null) return [];
    if (!Array.isArray(value) || value.length > MAX_ENTRIES) return this.#wrong(name, "a list of texts", []);
    return value.map((entry) => this.#checked(name, entry));
  }

  line(name: string): number | undefined {
    const value = this.#fields.get(name);
    if (value === undefined || value === null) return undefined;
    if (typeof value === "number" && Number.isSafeInteger(value) && value >= 1) return value;
    this.#wrong(name, "a line number, counted from 1", undefined);
    return undefined;
  }

  choice<Value extends string>(name: string, values: readonly Value[], fallback: Value): Value {
    const value = this.#fields.get(name);
    return values.find((one) => one === value) ?? this.#wrong(name, `one of ${values.join(", ")}`, fallback);
  }

  path(name: string): RepoPath | undefined {
    const raw = this.text(name).replace(/^\.\//u, "");
    const result = toRepoPath(raw);
    if (result.ok) return result.path;
    this.#wrong(name, `a path inside the repository, relative to its root (this one: ${result.problem})`, undefined);
    return undefined;
  }

  edits(name: string): readonly { readonly old: string; readonly new: string }[] {
    const value = this.#fields.get(name);
    if (!Array.isArray(value) || value.length === 0 || value.length > MAX_ENTRIES) {
      return this.#wrong(name, "a list of { old, new }", []);
    }
    return value.map((entry: unknown) => {
      const inner = new ArgumentReader(toFields(entry) ?? new Map());
      const edit = { old: inner.text("old"), new: inner.text("new") };
      this.problems.push(...inner.problems.map((problem) => `${name}: ${problem}`));
      return edit;
    });
  }

  #checked(name: string, value: unknown): string {
    if (typeof value !== "string") return this.#wrong(name, "text", "");
    if (value.length > MAX_TEXT) return this.#wrong(name, `text of at most ${MAX_TEXT} characters`, "");
    if (value.includes("\0") || !value.isWellFormed())
      return this.#wrong(name, "text without NUL and broken characters", "");
    return value;
  }

  #wrong<Value>(name: string, wanted: string, fallback: Value): Value {
    this.problems.push(`\`${name}\` has to be ${wanted}`);
    return fallback;
  }
}

function toFields(value: unknown): Fields | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  return new Map(Object.entries(value));
}

/** Reads a call strictly: a known tool, JSON, no unknown and no missing argument, texts that are text. Never throws. */
export function parseCall(name: string, argumentsText: string): ParsedCall {
  const tool = TOOLS.find((one) => one.name === name);
  if (tool === undefined) {
    return {
      ok: false,
      problem: `there is no tool ${JSON.stringify(name.slice(0, 60))}; there are ${TOOLS.map((one) => one.name).join(", ")}`,
    };
  }
  if (argumentsText.length > MAX_ARGUMENTS)
    return { ok: false, problem: "the arguments are too long; make several smaller edits" };
  const parsed = parseJson(argumentsText.trim() === "" ? "{}" : argumentsText);
  if (!parsed.ok)
    return { ok: false, problem: "the arguments are not valid JSON; send one JSON object and nothing else" };
  if (hasRepeatedKeys(argumentsText, parsed.value))
    return { ok: false, problem: "the arguments name a key twice; name each once" };
  const fields = toFields(parsed.value);
  if (fields === undefined) return { ok: false, problem: "the arguments have to be a JSON object" };
  const known = Object.keys(tool.parameters["properties"] ?? {});
  const unknown = [...fields.keys()].filter((key) => !known.includes(key));
  const reader = new ArgumentReader(fields);
  const use = READERS[tool.name](reader);
  const problems = [...unknown.map((key) => `\`${key.slice(0, 60)}\` is no argument of ${name}`), ...reader.problems];
  if (use === undefined || problems.length > 0)
    return { ok: false, problem: [...new Set(problems)].slice(0, 8).join("; ") };
  return { ok: true, use };
}

/** Reads the arguments of each tool; undefined where a path is missing, which the reader has noted. */
const READERS: Readonly<Record<ToolName, (reader: ArgumentReader) => ToolUse | undefined>> = {
  plan: (reader) => {
    const plan = { steps: reader.texts("steps"), files: reader.texts("files"), risks: reader.texts("risks") };
    return { tool: "plan", plan: { ...plan, verify: reader.optionalText("verify") ?? "" } };
  },
  read: (reader) => {
    const path = reader.path("path");
    const from = reader.line("from");
    const to = reader.line("to");
    const range = { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
    return path && { tool: "read", path, ...range };
  },
  search: (reader) => {
    const inside = reader.optionalText("in");
    return { tool: "search", text: reader.text("text"), ...(inside === undefined ? {} : { inside }) };
  },
  outline: (reader) => {
    const path = reader.path("path");
    return path && { tool: "outline", path };
  },
  edit: (reader) => {
    const path = reader.path("path");
    const edits = reader.edits("edits");
    return path && { tool: "edit", path, edits };
  },
  write: (reader) => {
    const path = reader.path("path");
    const text = reader.text("text");
    return path && { tool: "write", path, text };
  },
  check: (reader) => ({ tool: "check", gate: reader.choice("gate", GATE_NAMES, "scope") }),
  finish: (reader) => {
    const confidence = reader.choice("confidence", ["low", "medium", "high"], "medium");
    return { tool: "finish", rationale: reader.text("rationale"), confidence, lookAt: reader.texts("look_at") };
  },
  decline: (reader) => ({ tool: "decline", reason: reader.text("reason") }),
};
