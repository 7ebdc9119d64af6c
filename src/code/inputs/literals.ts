import ts from "typescript";
import { walk } from "../callee.ts";
import { literalValue } from "./usage.ts";
import { regexSamples } from "./regex-sample.ts";

/** Constants of a piece of code that its inputs may have to meet. */
export interface CodeLiterals {
  readonly strings: readonly string[];
  readonly numbers: readonly number[];
  /** Texts that the regular expressions of the code match, and such as it splits. */
  readonly matching: readonly string[];
  /** Property names that are read or asked for. */
  readonly names: readonly string[];
}

const MAX_EACH = 120;
const MAX_TEXT = 60;

/** Module names, directives and message texts of thrown errors are no inputs. */
function isTold(node: ts.Node): boolean {
  const { parent } = node;
  if (ts.isImportDeclaration(parent) || ts.isExportDeclaration(parent) || ts.isExpressionStatement(parent)) return true;
  if (ts.isCallExpression(parent) && /^(require|import)$/u.test(parent.expression.getText())) return true;
  return ts.isNewExpression(parent) && parent.expression.getText().endsWith("Error");
}

/** `"a" in value` and `value["a"]`: a property's name as a text. */
function isKey(node: ts.Node): node is ts.StringLiteralLike {
  if (!ts.isStringLiteralLike(node)) return false;
  const { parent } = node;
  if (ts.isElementAccessExpression(parent)) return parent.argumentExpression === node;
  return ts.isBinaryExpression(parent) && parent.operatorToken.kind === ts.SyntaxKind.InKeyword && parent.left === node;
}

/** Numbers that code has in mind which names them, or asks for them. */
const ODD_NUMBERS: ReadonlyMap<string, number> = new Map([
  ["Infinity", Infinity],
  ["isFinite", Infinity],
  ["NaN", Number.NaN],
  ["isNaN", Number.NaN],
]);

/** What stands between separators: numbers that divide each other and such that do not, words, and more parts than two. */
const PARTS: readonly (readonly string[])[] = [
  ["6", "3"],
  ["3", "2"],
  ["a", "b"],
  ["6", "3", "2"],
];

/** Texts that a call of `split` with a literal takes apart. */
function splitTexts(node: ts.Node): readonly string[] {
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return [];
  const [literal] = node.arguments;
  if (literal === undefined || node.expression.name.text !== "split") return [];
  const texts = ts.isRegularExpressionLiteral(literal) ? samplesOf(literal) : [literalValue(literal)];
  const separator = texts.find((text) => typeof text === "string" && text !== "" && text.length <= MAX_TEXT);
  return separator === undefined ? [] : PARTS.map((parts) => parts.join(String(separator)));
}

function samplesOf({ text }: ts.RegularExpressionLiteral): readonly string[] {
  const slash = text.lastIndexOf("/");
  return regexSamples(text.slice(1, slash), text.slice(slash + 1));
}

/** The constants under a node, each once, in order of place. */
export function literalsOf(root: ts.Node): CodeLiterals {
  const strings = new Set<string>();
  const numbers = new Set<number>();
  const matching = new Set<string>();
  const names = new Set<string>();
  walk(root, (node) => {
    const odd = ts.isIdentifier(node) ? ODD_NUMBERS.get(node.text) : undefined;
    if (odd !== undefined) numbers.add(odd);
  });
  walk(root, (node) => {
    for (const text of splitTexts(node)) matching.add(text);
    if (ts.isRegularExpressionLiteral(node)) {
      for (const text of samplesOf(node)) matching.add(text);
    } else if (ts.isPropertyAccessExpression(node)) names.add(node.name.text);
    else if (isKey(node)) names.add(node.text);
    else if (ts.isTemplateHead(node) && node.text.length <= MAX_TEXT && node.text !== "") strings.add(node.text);
    else if (ts.isExpression(node) && !isTold(node)) {
      const value = literalValue(node);
      if (typeof value === "string" && value.length <= MAX_TEXT) strings.add(value);
      if (typeof value === "number") numbers.add(value);
    }
  });
  const first = <Value>(values: Set<Value>): readonly Value[] => [...values].slice(0, MAX_EACH);
  return { strings: first(strings), numbers: first(numbers), matching: first(matching), names: first(names) };
}
