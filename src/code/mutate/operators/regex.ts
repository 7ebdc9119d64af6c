import ts from "typescript";
import { expression, type Operator } from "./operator.ts";

/**
 * Parts of a pattern that matter: escapes, classes, the beginning of a group, anchors, quantifiers. A `?` behind `(` begins
 * a group, one behind a quantifier makes it lazy: neither is a quantifier by itself.
 */
const PARTS = /\\(?:u\{[\da-f]+\}|[\s\S])|\[\^?|\]|\(\?(?:<?[=!])?|[\^$]|(?:[*+?]|\{\d+(?:,\d*)?\})\??/giu;
const QUANTIFIER = /^(?:[*+?]|\{\d)/u;

/** What becomes of a part wherever it stands. */
const TURNED: Readonly<Record<string, string>> = {
  "\\d": "\\D",
  "\\D": "\\d",
  "\\w": "\\W",
  "\\W": "\\w",
  "\\s": "\\S",
  "\\S": "\\s",
};
/** What becomes of a part outside of a class. */
const OUTSIDE: Readonly<Record<string, string>> = {
  "^": "",
  $: "",
  "[^": "[",
  "(?=": "(?!",
  "(?!": "(?=",
  "(?<=": "(?<!",
  "(?<!": "(?<=",
};

function turned(part: string, place: "in a class" | "outside", flags: string): string | undefined {
  if (part === String.raw`\p`) return flags.includes("u") ? String.raw`\P` : undefined;
  if (part === String.raw`\P`) return flags.includes("u") ? String.raw`\p` : undefined;
  if (TURNED[part] !== undefined || place === "in a class") return TURNED[part];
  // A class of the flag `v` may hold whole texts: such a one cannot be turned round.
  if (part === "[") return flags.includes("v") ? undefined : "[^";
  return QUANTIFIER.test(part) ? "" : OUTSIDE[part];
}

/** The patterns with one small change each: the first level of weapon-regex, which StrykerJS makes its mutants by. */
function changedPatterns(pattern: string, flags: string): readonly string[] {
  const made: string[] = [];
  let depth = 0;
  for (const { 0: part, index } of pattern.matchAll(PARTS)) {
    const text = turned(part, depth > 0 ? "in a class" : "outside", flags);
    if (part.startsWith("[") && (depth === 0 || flags.includes("v"))) depth += 1;
    if (part === "]" && depth > 0) depth -= 1;
    const changed = pattern.slice(0, index) + (text ?? part) + pattern.slice(index + part.length);
    // An empty pattern would be the beginning of a comment.
    if (text !== undefined && changed !== "") made.push(changed);
  }
  return made;
}

/** The flags of `new RegExp("…", "u")`; undefined where a text is no pattern. */
function flagsOf(node: ts.StringLiteralLike): string | undefined {
  const { parent } = node;
  if (!ts.isNewExpression(parent) || !ts.isIdentifier(parent.expression)) return undefined;
  const [pattern, flags] = parent.arguments ?? [];
  if (parent.expression.text !== "RegExp" || pattern !== node) return undefined;
  return flags !== undefined && ts.isStringLiteralLike(flags) ? flags.text : "";
}

/** `/^a/` → `/a/`, `/a+/` → `/a/`, `/\d/` → `/\D/`, `/[a]/` → `/[^a]/`, `/a(?=b)/` → `/a(?!b)/`; `new RegExp("a+")` too. */
export const regex: Operator = {
  name: "Regex",
  replacements(node, source) {
    if (ts.isStringLiteralLike(node)) {
      const flags = flagsOf(node);
      const patterns = flags === undefined ? [] : changedPatterns(node.text, flags);
      return patterns.map((pattern) => expression(node, source, JSON.stringify(pattern)));
    }
    if (!ts.isRegularExpressionLiteral(node)) return [];
    const close = node.text.lastIndexOf("/");
    const flags = node.text.slice(close + 1);
    return changedPatterns(node.text.slice(1, close), flags).map((pattern) =>
      expression(node, source, `/${pattern}/${flags}`),
    );
  },
};
