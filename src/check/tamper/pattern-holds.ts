import type { PatternLanguage } from "./pattern-dialects.ts";
import { HELD } from "./test-case.ts";

type Held = keyof typeof HELD;

/** What the line says that a block begins with. */
interface Openers {
  /** The block runs only sometimes. */
  readonly condition: RegExp;
  /** The block never runs. */
  readonly never: RegExp;
  /** A function that runs when its name (group `name`) is called; without a name it is never called. */
  readonly fn: RegExp;
  /** What the block does is not over when its test is; `joined` says that the test waits after all. */
  readonly late?: RegExp;
  readonly joined?: RegExp;
}

const OPENERS: Readonly<Record<PatternLanguage, Openers>> = {
  python: {
    condition: /^\s*(?:if|elif|else|except|case|while)\b/u,
    never: /^\s*(?:for\s.+\sin\s+(?:\[\s*\]|\(\s*\)|range\(\s*0\s*\))|while\s+(?:False|0)|if\s+(?:False|0))\s*:/u,
    fn: /^\s*(?:async\s+)?def\s+(?<name>\w+)/u,
    late: /^\s*async\s+def\s+(?<name>\w+)/u,
    joined: /\b(?:await|run\w*|gather|create_task|ensure_future|wait\w*|start_soon|portal|async_to_sync)\b/u,
  },
  go: {
    condition: /^\s*(?:\}\s*else\b|if\b|case\b|default\s*:)/u,
    never: /^\s*(?:if\s+false\s*\{|for\s+.*range\s+\[\]\w[\w.]*\{\s*\}\s*\{)/u,
    fn: /^\s*(?:_\s*=\s*|(?<name>\w+)\s*:?=\s*)func\(/u,
    late: /^\s*go\s+func\(/u,
    joined: /\.Wait\(\)|<-/u,
  },
  rust: {
    condition: /^\s*(?:\}\s*else\b|if\b|while\b|\S.*=>\s*\{?\s*$)/u,
    never: /^\s*(?:if\s+false\s*\{|for\s+\w+\s+in\s+(?:\[\s*\]|0\s*\.\.\s*0)\s*\{)/u,
    fn: /^\s*(?:(?:async\s+)?fn\s+(?<fn>\w+)|let\s+(?:_\w*|(?<name>\w+))\s*(?::[^=]*)?=\s*(?:move\s*)?\|[^|]*\|)/u,
    late: /\bspawn(?:_blocking)?\(/u,
    joined: /\.join\(\)|\.await\b|scope\(/u,
  },
  java: {
    condition: /^\s*(?:\}\s*(?:else|catch)\b|(?:else\s+)?if\b|case\b|default\b|when\b|while\b)/u,
    never: /^\s*(?:(?:if|while)\s*\(\s*false\s*\))/u,
    fn: /^\s*(?:(?:final\s+)?[A-Z][\w<>?, ]*\s+(?<name>\w+)\s*=\s*\(?[\w, ]*\)?\s*->|va[lr]\s+(?<value>\w+)\s*(?::[^=]*)?=\s*(?:suspend\s*)?\{|fun\s+(?<fn>\w+)\s*\()/u,
    late: /\bnew\s+Thread\(|\b(?:runAsync|supplyAsync|submit|execute|thread)\s*[({]/u,
    joined: /\.(?:join|get|await\w*|invokeAll)\(/u,
  },
};

const indentOf = (line: string): number => line.search(/\S|$/u);

/** Whether a name stands in the body anywhere but in its own declaration. */
function isNamed(name: string, body: readonly string[], declared: number): boolean {
  const word = new RegExp(`(?<![\\w.])${name}(?!\\w)`, "u");
  return body.some(
    (line, at) => at !== declared && word.test(line) && !new RegExp(`\\b_\\s*=\\s*${name}\\s*$`, "u").test(line),
  );
}

/** What a function that begins with a line does to what stands in it: nobody calls it, or nothing waits for it. */
function heldByFunction(
  opener: string,
  body: readonly string[],
  place: { readonly at: number; readonly language: PatternLanguage },
): Held | undefined {
  const { fn, late, joined } = OPENERS[place.language];
  const match = fn.exec(opener);
  const name = ["name", "fn", "value"].map((group) => match?.groups?.[group]).find((one) => one !== undefined);
  if (match !== null && (name === undefined || !isNamed(name, body, place.at))) return "uncalled";
  if (late?.test(opener) !== true) return undefined;
  const told = name === undefined ? body : body.filter((line) => line.includes(name));
  return told.some((line) => joined?.test(line) === true) ? undefined : "unawaited";
}

function heldByOpener(
  opener: string,
  body: readonly string[],
  place: { readonly at: number; readonly language: PatternLanguage },
): Held | undefined {
  const { never, condition } = OPENERS[place.language];
  if (never.test(opener)) return "unreached";
  return heldByFunction(opener, body, place) ?? (condition.test(opener) ? "condition" : undefined);
}

/** The index of the line that opens the block around a line, by indentation; undefined at the body's head. */
function openerOf(body: readonly string[], from: number): number | undefined {
  let indent = indentOf(body[from] ?? "");
  for (let at = from - 1; at > 0; at -= 1) {
    const line = body[at] ?? "";
    if (line.trim() === "" || /^\s*(?:#(?!\[)|\/\/)/u.test(line) || indentOf(line) >= indent) continue;
    if (!/^\s*[)\]}](?!\s*(?:else|catch))/u.test(line)) return at;
    // The end of a head over several lines: it begins above, as far in.
    indent = indentOf(line) + 1;
  }
  return undefined;
}

/**
 * What may keep an assertion of a test from failing it, by the blocks around it; undefined where nothing does.
 * @param body the test's lines, its head first; `at` is the assertion's.
 * @param guarded the innermost condition is the assertion's own, as that around `t.Error` in Go.
 */
export function heldInBody(
  body: readonly string[],
  at: number,
  language: PatternLanguage,
  guard: "guarded" | "plain",
): string | undefined {
  let guards = guard === "guarded" ? 1 : 0;
  let found: Held | undefined;
  const see = (opener: string, index: number): void => {
    const held = heldByOpener(opener, body, { at: index, language });
    if (held === "condition" && guards > 0) guards -= 1;
    else if (held !== undefined && (found === undefined || found === "condition")) found = held;
  };
  if (at > 0) see(body[at] ?? "", at);
  for (let opener = openerOf(body, at); opener !== undefined; opener = openerOf(body, opener))
    see(body[opener] ?? "", opener);
  return found === undefined ? undefined : HELD[found];
}
