import ts from "typescript";
import { walk } from "./callee.ts";
import { createInsertions } from "./insertions.ts";
import { parseCode } from "./source.ts";

/** A parameter as a function's text has it. */
export interface ParameterText {
  /** Name, or the text of a pattern. */
  readonly name: string;
  readonly rest: "yes" | "no";
  /** Source text of the default value; absent: none. */
  readonly defaultText?: string;
}

/** Counters of our own that stand as statements in a running function's text. */
const STATEMENT_MARKS = /__assayHit\[\d+\]\s*=\s*1;\s*|__assayTick\(\);\s*/gu;

/** The text of a function without our counters: `(__assayHit[1] = 1, a)` is `a`. */
function withoutMarks(text: string): string {
  if (!text.includes("__assay")) return text;
  const plain = text.replaceAll(STATEMENT_MARKS, "");
  const source = parseCode("function.js", plain);
  const insertions = createInsertions();
  walk(source, (node) => {
    if (!ts.isParenthesizedExpression(node) || !ts.isBinaryExpression(node.expression)) return;
    const { left, right, operatorToken } = node.expression;
    if (operatorToken.kind !== ts.SyntaxKind.CommaToken || !left.getText(source).startsWith("__assayHit")) return;
    insertions.replace(node.getStart(source), right.getStart(source), "");
    insertions.replace(node.end - 1, node.end, "");
  });
  return insertions.apply(plain);
}

/** The counter of a function's own entry, in a text of ours. */
const ENTRY_MARK = /__assayHit\[(\d+)\]\s*=\s*1\s*[;,]\s*__assayTick\(\)/gu;

/**
 * Id of the coverage point of a running function, from its text: whatever names it has, it is that code. Undefined where
 * nothing is counted in it. Functions inside of it have higher ids.
 */
export function functionPoint(text: string): number | undefined {
  const ids = [...text.matchAll(ENTRY_MARK)].map(([, id]) => Number(id));
  return ids.length === 0 ? undefined : Math.min(...ids);
}

function toParameter(node: ts.ParameterDeclaration, source: ts.SourceFile): ParameterText {
  return {
    name: node.name.getText(source),
    rest: node.dotDotDotToken === undefined ? "no" : "yes",
    ...(node.initializer === undefined ? {} : { defaultText: node.initializer.getText(source) }),
  };
}

function findParameters(node: ts.Node): ts.NodeArray<ts.ParameterDeclaration> | undefined {
  if (ts.isClassLike(node)) return node.members.find((member) => ts.isConstructorDeclaration(member))?.parameters;
  if (ts.isFunctionLike(node)) return node.parameters;
  return ts.forEachChild(node, findParameters);
}

/**
 * Parameters of a function, method or class (its constructor) from the text that JavaScript gives for it. Empty for
 * functions of the engine and for a class without a constructor.
 */
export function parseParameters(text: string): readonly ParameterText[] {
  const before = known.get(text);
  if (before !== undefined) return before;
  const found = findInText(text);
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(text, found);
  return found;
}

/** Texts read lately: a search meets the methods of a class again with each object. */
const known = new Map<string, readonly ParameterText[]>();
const MOST_KNOWN = 1_000;

function findInText(text: string): readonly ParameterText[] {
  for (const wrapped of [`(${text});`, `({${text}});`]) {
    const candidate = withoutMarks(wrapped);
    const source = parseCode("function.js", candidate);
    const [statement, more] = source.statements;
    if (statement === undefined || more !== undefined || !ts.isExpressionStatement(statement)) continue;
    const parameters = findParameters(statement);
    const isObject =
      ts.isParenthesizedExpression(statement.expression) &&
      ts.isObjectLiteralExpression(statement.expression.expression);
    const isWanted = candidate.startsWith("({") === isObject;
    if (parameters !== undefined && isWanted) return parameters.map((parameter) => toParameter(parameter, source));
  }
  return [];
}
