import { argumentsAt } from "./call-arguments.ts";

/** Functions and methods of the languages themselves: calling them on either side computes nothing by the code under test. */
const BUILT_IN =
  /^(?:len|int|str|list|dict|set|sorted|range|tuple|float|round|abs|sum|min|max|repr|bool|bytes|open|approx|ANY|make|append|new|string|byte|copy|from|to_\w+|into|clone|unwrap|iter|collect|of|asList|valueOf|format|join|split|strip|lower|upper|get|put|add|equals|toString|sprintf|Sprintf|Errorf|dedent|datetime|date|timedelta|loads|dumps)$/u;
/** `root.member(`, `root::member(`: the chain from its beginning. */
const CALL = /(?<![\w.:])(?<chain>[A-Za-z_]\w*(?:(?:\.|::)\w+)*)\s*\(/gu;
/** Comparisons by a call: how many arguments stand before the two values. */
const COMPARISONS: readonly (readonly [call: RegExp, first: number])[] = [
  [/\bassert_eq!\(/u, 0],
  [/\bself\.assert(?:List|Dict|Tuple|Set|Sequence|MultiLine)?(?:Equal|Is)\(/u, 0],
  [/\b(?:assert|require)\.(?:Equal|EqualValues|Exactly|JSONEq)f?\(\s*t\s*,/u, 1],
  [/\bassert(?:Equals|Same|ArrayEquals|IterableEquals)\(/u, 0],
];

/** Both values that a statement compares; undefined where it compares none. */
function comparedIn(statement: string): readonly [string, string] | undefined {
  const plain = /\bassert!?[\s(]\s*(?<left>[^=<>!]+?)\s*==\s*(?<right>[^=].*)$/u.exec(statement)?.groups;
  if (plain !== undefined) return [plain["left"] ?? "", plain["right"] ?? ""];
  for (const [call, first] of COMPARISONS) {
    const match = call.exec(statement);
    if (match === null) continue;
    const given = argumentsAt(statement.slice(statement.indexOf("(", match.index)));
    return [given[first] ?? "", given[first + 1] ?? ""];
  }
  return undefined;
}

/** What a name was given in the body, as written; any other text is itself. */
function resolved(value: string, body: readonly string[]): string {
  const text = value.trim().replace(/^&/u, "");
  if (!/^[a-z_]\w*$/iu.test(text)) return text;
  const given = new RegExp(
    `^\\s*(?:\\w[\\w<>]*\\s+){0,3}${text}(?:\\s*,\\s*\\w+)*\\s*(?::[^=]*)?:?=(?!=)\\s*(?<value>.+)$`,
    "u",
  );
  for (const line of body) {
    const found = given.exec(line)?.groups?.["value"];
    if (found !== undefined) return found;
  }
  return text;
}

function lastOf(chain: string): string {
  return /\w+$/u.exec(chain)?.[0] ?? "";
}

/** The calls in a text that may be of the code under test: types and what the languages bring along are none. */
function callsIn(text: string): ReadonlySet<string> {
  const found = new Set<string>();
  for (const match of text.matchAll(CALL)) {
    const chain = match.groups?.["chain"] ?? "";
    const last = lastOf(chain);
    if (!BUILT_IN.test(last) && (chain !== last || !/^[A-Z]/u.test(last))) found.add(chain);
  }
  return found;
}

/** Whether the file itself declares what a chain ends with. */
function isDeclaredIn(file: string, chain: string): boolean {
  const declared = `(?:\\b(?:def|func|fn|fun)|\\w>?)\\s+${lastOf(chain)}\\s*\\([^()]*\\)[^;\\n=]*[{:]\\s*$`;
  return new RegExp(declared, "mu").test(file);
}

/**
 * Whether the expected value of an assertion is computed by the very code that it is about.
 * @param statement the assertion, its lines joined; `body` the lines of its test, `file` the whole text.
 */
export function isSelfComparedIn(statement: string, body: readonly string[], file: string): boolean {
  const sides = comparedIn(statement);
  if (sides === undefined) return false;
  const [left, right] = sides.map((side) => callsIn(resolved(side, body)));
  if (left === undefined || right === undefined) return false;
  return [...left].some((call) => right.has(call) && !isDeclaredIn(file, call));
}
