/** A JSON value, narrowed step by step by the functions below. */
export type JsonResult =
  | { readonly ok: true; readonly value: unknown }
  /** 1-based place, as far as the engine tells it. */
  | { readonly ok: false; readonly reason: string; readonly line: number; readonly column: number };

/** Parses a JSON text; never throws. */
export function parseJson(text: string): JsonResult {
  try {
    const value: unknown = JSON.parse(text);
    return { ok: true, value };
  } catch (error) {
    // JSON.parse has no other way to say that a text is not JSON.
    const reason = error instanceof Error ? error.message : String(error);
    return { ok: false, reason, ...placeOf(reason, text) };
  }
}

/** V8 names the place as `at position N`, or not at all when the text ends too early or is quoted in the message. */
function placeOf(reason: string, text: string): { readonly line: number; readonly column: number } {
  const position = /at position (\d+)/u.exec(reason)?.[1];
  const before = text.slice(0, position === undefined ? text.length : Number(position));
  const lines = before.split("\n");
  return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
}

/**
 * Parses tool output that may have lines of a script runner before the JSON (`> lint`, blank lines): what stands
 * before the first line that begins with `{` or `[` is not looked at.
 */
export function parseJsonOutput(text: string): JsonResult {
  const start = /^[[{]/mu.exec(text)?.index;
  return parseJson(start === undefined ? text : text.slice(start));
}

/** Whether a value is an object with keys, not an array and not null. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Whether a value is an array, of anything. */
export function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}
