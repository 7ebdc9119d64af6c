import { neutraliseMessage } from "../domain/neutralise.ts";
import type { Diagnostic } from "../domain/diagnostic.ts";
import type { EndCounts } from "../domain/publication.ts";
import type { Figures } from "../domain/gate.ts";

/** Characters of a diagnostic's message that are shown; the report has all of it. */
const MAX_MESSAGE = 240;

/** Foreign text inside one of our own lines: on one line, without terminal sequences and workflow commands. */
export function inline(text: string): string {
  return neutraliseMessage(text.replace(/\s*[\r\n]+\s*/gu, " ").trim());
}

/** What is wrong and what to do about it, as two sentences on one line. */
export function renderRemedy({ reason, remedy }: { readonly reason: string; readonly remedy: string }): string {
  const said = inline(reason);
  return `${said}${/[.!?]$/u.test(said) ? "" : "."} ${inline(remedy)}`;
}

/** `7 ms`, `1.2 s`, `2 min 5 s`. */
export function renderDuration(milliseconds: number): string {
  if (milliseconds < 999.5) return `${Math.round(milliseconds)} ms`;
  if (milliseconds < 59_950) return `${(milliseconds / 1000).toFixed(1)} s`;
  const seconds = Math.round(milliseconds / 1000);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** `1 task`, `3 tasks`. */
export function renderCount(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

/** `1 accepted, 0 rejected, 2 declined, 3 skipped`. */
export function renderCounts({ accepted, rejected, declined, skipped }: Omit<EndCounts, "tasks">): string {
  return `${accepted} accepted, ${rejected} rejected, ${declined} declined, ${skipped} skipped`;
}

/** The other one of a pair of figures: `testsBefore` for `testsAfter`. */
function counterpart(name: string): string {
  const swapped = { before: "after", Before: "After", after: "before", After: "Before" };
  return name.replace(/before|after/iu, (word) => Object.entries(swapped).find(([key]) => key === word)?.[1] ?? word);
}

/** `before 3, after 0`. What is 0 is left out, except beside a `before` or `after` that is not; the report has it. */
export function renderFigures(figures: Figures = {}): string {
  return Object.entries(figures)
    .filter(([name, value]) => value !== 0 || (figures[counterpart(name)] ?? 0) !== 0)
    .map(([name, value]) => `${inline(name)} ${typeof value === "number" ? renderNumber(value) : inline(value)}`)
    .join(", ");
}

/** At most two digits after the point. */
function renderNumber(value: number): string {
  return String(Math.round(value * 100) / 100);
}

/** `src/user.ts:3:5 TS2304 Cannot find name 'x'`. */
export function renderDiagnostic(diagnostic: Diagnostic): string {
  const { range, code, path } = diagnostic;
  const column = range?.column === undefined ? "" : `:${range.column}`;
  const line = range === undefined ? "" : `:${range.line}${column}`;
  const place = path === undefined ? diagnostic.source : `${path}${line}`;
  const message = inline(diagnostic.message);
  const short = message.length > MAX_MESSAGE ? `${message.slice(0, MAX_MESSAGE).toWellFormed()}…` : message;
  return [inline(place), ...(code === undefined ? [] : [inline(code)]), short].join(" ");
}

/** The first characters of an object id or digest. */
export function shorten(id: string): string {
  return id.slice(0, 10);
}
