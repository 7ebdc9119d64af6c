import ts from "typescript";
import { lineAt } from "../source.ts";
import type { Rewrite, RewriteInput, RewritePlace } from "./rewrite.ts";
import { walkInTime } from "./walk-in-time.ts";

/** The operands of a chain of `+`, from the left. */
function operands(node: ts.Expression): readonly ts.Expression[] {
  const isSum = ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken;
  return isSum ? [...operands(node.left), node.right] : [node];
}

const PLAIN = ts.TypeFlags.StringLike | ts.TypeFlags.NumberLike | ts.TypeFlags.BooleanLike | ts.TypeFlags.BigIntLike;

/**
 * Whether a value is a text, number or truth value: of an object `+` asks for another conversion than a template does.
 * In JavaScript only what the syntax makes one counts; declared types are kept by TypeScript alone.
 */
function isPlainValue(node: ts.Expression, input: RewriteInput): boolean {
  const { checker, path } = input;
  if (ts.isParenthesizedExpression(node)) return isPlainValue(node.expression, input);
  if (ts.isStringLiteralLike(node) || ts.isNumericLiteral(node) || ts.isTemplateExpression(node)) return true;
  if (ts.isTypeOfExpression(node)) return true;
  if (!/\.[cm]?tsx?$/u.test(path) || !ts.isIdentifier(node)) return false;
  const type = checker.getTypeAtLocation(node);
  const parts = type.isUnion() ? type.types : [type];
  return parts.every(({ flags }) => (flags & PLAIN) !== 0);
}

function isText(node: ts.Expression | undefined): node is ts.StringLiteral {
  return node !== undefined && ts.isStringLiteral(node);
}

/** What stands between the quotes, for a place between backticks. */
function between(literal: ts.StringLiteral, source: ts.SourceFile): string {
  const raw = literal.getText(source).slice(1, -1);
  // A dollar at the end would open a place with the brace of the next part.
  return raw.replaceAll(/\\([\s\S])|`|\$(?=\{|$)/gu, (found, escaped: string | undefined) => {
    if (escaped === undefined) return `\\${found}`;
    return escaped === "'" || escaped === '"' ? escaped : found;
  });
}

function rewritten(node: ts.Expression, input: RewriteInput): string | undefined {
  const { source } = input;
  const parts = operands(node);
  // The first is a text, so that every `+` pastes; at least one is not, or there would be nothing to gain.
  if (!isText(parts[0]) || parts.every(isText) || !parts.every((part) => isPlainValue(part, input))) return undefined;
  if (/\/\/|\/\*|\n/u.test(node.getText(source))) return undefined;
  const made = parts.map((part) => {
    if (isText(part)) return between(part, source);
    return `\${${(ts.isParenthesizedExpression(part) ? part.expression : part).getText(source)}}`;
  });
  const text = made.join("");
  // A number behind a backslash is a sign of its own in a text, and a mistake in a template.
  return /(?<!\\)(?:\\\\)*\\(?:[1-9]|0\d)/u.test(text) ? undefined : `\`${text}\``;
}

/** `"a" + name + "b"` → a template, where every part is known to be a text, a number or a truth value. */
export const templateStrings: Rewrite = {
  name: "prefer-template",
  title: "Writes pasted texts as templates",
  find(input) {
    const { source, expired } = input;
    const places: RewritePlace[] = [];
    walkInTime(source, expired, (node) => {
      const isOuter =
        ts.isBinaryExpression(node) &&
        !(ts.isBinaryExpression(node.parent) && operands(node.parent)[0] === operands(node)[0]);
      if (!isOuter) return;
      const text = rewritten(node, input);
      if (text === undefined) return;
      const start = node.getStart(source);
      places.push({
        line: lineAt(source, start),
        what: `${node.getText(source).slice(0, 60)} → template`,
        changes: [{ start, length: node.end - start, text }],
      });
    });
    return places;
  },
};
