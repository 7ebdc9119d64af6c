import ts from "typescript";
import { walk } from "./callee.ts";
import { isParsable, parseSource } from "./source.ts";

/** Operators that go one of two ways. */
const SHORT_CIRCUITS: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.AmpersandAmpersandToken,
  ts.SyntaxKind.BarBarToken,
  ts.SyntaxKind.QuestionQuestionToken,
  ts.SyntaxKind.AmpersandAmpersandEqualsToken,
  ts.SyntaxKind.BarBarEqualsToken,
  ts.SyntaxKind.QuestionQuestionEqualsToken,
]);

function isDecision(node: ts.Node): boolean {
  return (
    ts.isIfStatement(node) ||
    ts.isConditionalExpression(node) ||
    ts.isIterationStatement(node, false) ||
    ts.isCaseClause(node) ||
    ts.isCatchClause(node) ||
    (ts.isBinaryExpression(node) && SHORT_CIRCUITS.has(node.operatorToken.kind))
  );
}

/** Decisions as most languages spell them. */
const WORDS = /\b(?:if|elif|elsif|for|foreach|while|until|case|when|catch|except|rescue|and|or)\b|&&|\|\||\?\?/gu;
const FUNCTIONS = /\b(?:def|func|fn|function|fun|sub)\b/gu;
/** Strings and comments, roughly: what they say decides nothing. */
const QUIET = /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|\/\*[^]*?\*\/|(?:\/\/|#).*$/gmu;

/**
 * Cyclomatic complexity of a file: of its functions and its top level together, decisions and one for each (McCabe, "A
 * Complexity Measure", 1976). Of languages that the compiler cannot parse the words are counted. Never throws.
 */
export function complexityOf(path: string, text: string): number {
  if (!isParsable(path)) {
    const plain = text.replaceAll(QUIET, " ");
    return 1 + (plain.match(WORDS)?.length ?? 0) + (plain.match(FUNCTIONS)?.length ?? 0);
  }
  let count = 1;
  walk(parseSource(path, text), (node) => {
    const isFunction = ts.isFunctionLike(node) && "body" in node && node.body !== undefined;
    if (isFunction || isDecision(node)) count += 1;
  });
  return count;
}
