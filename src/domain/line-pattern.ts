/** What a pattern can take out of a line. */
export type CaptureName = "file" | "line" | "column" | "endLine" | "endColumn" | "type" | "number" | "message";

interface CharacterSet {
  readonly negated: boolean;
  /** Pairs of first and last code unit. */
  readonly ranges: readonly (readonly [number, number])[];
}

/** One step of a pattern: a text as it stands, exactly one character, or any number of them. */
type Step =
  | { readonly type: "text"; readonly text: string }
  | {
      readonly type: "one" | "many";
      readonly set: CharacterSet;
      readonly capture?: CaptureName;
      /** `least`: as few characters as the rest of the pattern allows. */
      readonly take: "least" | "most";
    };

/** A pattern that has been read. */
export interface LinePattern {
  readonly steps: readonly Step[];
}

export type LinePatternResult =
  | { readonly ok: true; readonly pattern: LinePattern }
  /** `at`: 1-based character of the pattern. */
  | { readonly ok: false; readonly at: number; readonly message: string; readonly remedy: string };

const ANY: CharacterSet = { negated: true, ranges: [] };
const DIGIT: CharacterSet = { negated: false, ranges: [[48, 57]] };

const CAPTURES: ReadonlyMap<string, CaptureName> = new Map<string, CaptureName>([
  ["f", "file"],
  ["l", "line"],
  ["c", "column"],
  ["e", "endLine"],
  ["k", "endColumn"],
  ["t", "type"],
  ["n", "number"],
  ["m", "message"],
]);
const NUMBERS: ReadonlySet<CaptureName> = new Set<CaptureName>(["line", "column", "endLine", "endColumn", "number"]);

/** Longest line that is matched; time and memory of a match are steps times characters. */
const MAX_LINE = 8_192;

const KNOWN = "Write %f, %l, %c, %e, %k, %t, %n, %m, %%, %.%# or %*[…]";

/**
 * Reads a pattern, a subset of Vim's errorformat (https://vimhelp.org/quickfix.txt.html#errorformat): `%f` file, `%l`
 * `%c` line and column, `%e` `%k` end line and end column, `%t` one letter for the severity, `%n` a number, `%m` the
 * message, `%%` a percent sign, `%.%#` any characters or none, `%*[a-z]` and `%*[^:]` one or more characters that are
 * passed over. Never throws.
 */
export function parseLinePattern(text: string): LinePatternResult {
  const steps: Step[] = [];
  const seen = new Set<CaptureName>();
  const fail = (at: number, message: string, remedy = KNOWN): LinePatternResult => ({
    ok: false,
    at: at + 1,
    message,
    remedy,
  });
  for (let at = 0; at < text.length;) {
    const rest = text.slice(at);
    if (!rest.startsWith("%") || rest.startsWith("%%")) {
      addText(steps, text.charAt(at));
      at += rest.startsWith("%%") ? 2 : 1;
      continue;
    }
    if (rest.startsWith("%.%#")) {
      steps.push({ type: "many", set: ANY, take: "least" });
      at += 4;
      continue;
    }
    if (rest.startsWith("%*[")) {
      const set = readSet(rest);
      if (typeof set === "string") return fail(at, set, "Write it as in %*[^:] or %*[a-z0-9]");
      steps.push({ type: "one", set: set.set, take: "most" }, { type: "many", set: set.set, take: "most" });
      at += set.length;
      continue;
    }
    const capture = CAPTURES.get(rest.charAt(1));
    if (capture === undefined) return fail(at, `has the unknown item \`${rest.slice(0, 2)}\``);
    if (seen.has(capture)) return fail(at, `has \`${rest.slice(0, 2)}\` twice`, "Write each item once");
    seen.add(capture);
    steps.push(...stepsOf(capture));
    at += 2;
  }
  if (!seen.has("message")) return fail(text.length, "takes no message", "Put %m where the message stands");
  return { ok: true, pattern: { steps } };
}

function addText(steps: Step[], character: string): void {
  const last = steps.at(-1);
  if (last?.type === "text") steps[steps.length - 1] = { type: "text", text: last.text + character };
  else steps.push({ type: "text", text: character });
}

function stepsOf(capture: CaptureName): readonly Step[] {
  const set = NUMBERS.has(capture) ? DIGIT : ANY;
  const take = capture === "file" ? "least" : "most";
  const first: Step = { type: "one", set, capture, take };
  return capture === "type" ? [first] : [first, { type: "many", set, capture, take }];
}

/** `%*[^:]`: a `]` right after the opening bracket or its `^` is a character of the set. */
function readSet(text: string): { readonly set: CharacterSet; readonly length: number } | string {
  const negated = text.charAt(3) === "^";
  const start = negated ? 4 : 3;
  const end = text.indexOf("]", start + 1);
  if (end < 0) return "has a set of characters that is not closed";
  const ranges: (readonly [number, number])[] = [];
  for (let at = start; at < end; at += 1) {
    const first = text.charCodeAt(at);
    const isRange = text.charAt(at + 1) === "-" && at + 2 < end;
    const last = isRange ? text.charCodeAt(at + 2) : first;
    if (last < first) return `has the empty range \`${text.slice(at, at + 3)}\``;
    ranges.push([first, last]);
    if (isRange) at += 2;
  }
  return { set: { negated, ranges }, length: end + 1 };
}

function has({ negated, ranges }: CharacterSet, code: number): boolean {
  return ranges.some(([first, last]) => code >= first && code <= last) !== negated;
}

/**
 * What a pattern takes out of a whole line; undefined where the line does not fit. There is no backtracking: which
 * steps can still reach the end of the line is worked out once, from the end, and then followed.
 */
export function matchLine({ steps }: LinePattern, line: string): ReadonlyMap<CaptureName, string> | undefined {
  if (line.length > MAX_LINE) return undefined;
  const width = line.length + 1;
  const fits = new Uint8Array((steps.length + 1) * width);
  fits[steps.length * width + line.length] = 1;
  for (let index = steps.length - 1; index >= 0; index -= 1) {
    const step = steps[index];
    if (step === undefined) continue;
    for (let at = line.length; at >= 0; at -= 1) {
      if (canFit(step, line, at, (ahead, to) => fits[(index + ahead) * width + to] === 1)) fits[index * width + at] = 1;
    }
  }
  return fits[0] === 1 ? follow(steps, line, (index, at) => fits[index * width + at] === 1) : undefined;
}

function canFit(step: Step, line: string, at: number, fits: (stepsOn: 0 | 1, at: number) => boolean): boolean {
  if (step.type === "text") return line.startsWith(step.text, at) && fits(1, at + step.text.length);
  const isIn = at < line.length && has(step.set, line.charCodeAt(at));
  if (step.type === "one") return isIn && fits(1, at + 1);
  return fits(1, at) || (isIn && fits(0, at + 1));
}

function follow(
  steps: readonly Step[],
  line: string,
  fits: (index: number, at: number) => boolean,
): ReadonlyMap<CaptureName, string> {
  const found = new Map<CaptureName, string>();
  let at = 0;
  for (const [index, step] of steps.entries()) {
    if (step.type === "text") {
      at += step.text.length;
      continue;
    }
    const start = at;
    if (step.type === "one") at += 1;
    else at = endOfMany(step, line, at, { here: (to) => fits(index, to), next: (to) => fits(index + 1, to) });
    if (step.capture !== undefined) found.set(step.capture, (found.get(step.capture) ?? "") + line.slice(start, at));
  }
  return found;
}

interface Reach {
  readonly here: (at: number) => boolean;
  readonly next: (at: number) => boolean;
}

function endOfMany(step: Exclude<Step, { type: "text" }>, line: string, from: number, { here, next }: Reach): number {
  let at = from;
  const canGoOn = (): boolean => at < line.length && has(step.set, line.charCodeAt(at)) && here(at + 1);
  if (step.take === "least") {
    while (!next(at)) at += 1;
    return at;
  }
  while (canGoOn()) at += 1;
  return at;
}
