import type { TemplateName } from "./edit-template.ts";

/** One edit of a candidate: UTF-16 offsets in the original text, end exclusive. */
export interface RepairPart {
  readonly start: number;
  readonly end: number;
  /** `lines`: whole lines, whatever stands on them. */
  readonly position: "expression" | "statement" | "lines";
  readonly text: string;
}

/** A text that may be the mended one: the original with some edits, mostly one. */
export interface RepairCandidate {
  /** From 1, most likely first; unique within its file. */
  readonly id: number;
  readonly template: TemplateName;
  /** In order of place, not overlapping; never empty. */
  readonly parts: readonly RepairPart[];
  /** How likely such an edit mends a bug, from 0 to 1; only the order matters. */
  readonly prior: number;
  /** 1-based line of the first edit. */
  readonly line: number;
  /** One line for the user: ``` `a < b` → `a <= b` ```. */
  readonly description: string;
  /** `load`: the edit is run while the module is loaded, not when one of its functions is called. */
  readonly when: "call" | "load";
}

/** Where an edit leaves nothing of a line but blanks, the line goes with it. */
function withLine(
  text: string,
  { start, end, text: made }: Pick<RepairPart, "start" | "end" | "text">,
): readonly [number, number] {
  const first = text.lastIndexOf("\n", start - 1) + 1;
  const last = text.indexOf("\n", end);
  const isLeft = /\S/u.test(text.slice(first, start) + made + text.slice(end, last < 0 ? text.length : last));
  const isWhole = text.slice(start, end).endsWith("\n");
  return isLeft || isWhole || start === end ? [start, end] : [first, last < 0 ? text.length : last + 1];
}

/** The text with the edits of a candidate. */
export function applyRepair(text: string, parts: readonly Pick<RepairPart, "start" | "end" | "text">[]): string {
  let made = text;
  for (const part of [...parts].sort((a, b) => b.start - a.start || b.end - a.end)) {
    const [start, end] = withLine(made, part);
    made = made.slice(0, start) + (end > part.end ? "" : part.text) + made.slice(end);
  }
  return made;
}

/** Whether two edits can be made together: neither lies in the other. */
export function areApart(a: Pick<RepairPart, "start" | "end">, b: Pick<RepairPart, "start" | "end">): boolean {
  return a.end <= b.start || b.end <= a.start;
}
