import ts from "typescript";
import { parseSource } from "./source.ts";

/** A parameter as a function's text has it. */
export interface ParameterText {
  /** Name, or the text of a pattern. */
  readonly name: string;
  readonly rest: "yes" | "no";
  /** Source text of the default value; absent: none. */
  readonly defaultText?: string;
}

/** Counters of our own that a running function's text has in it. */
const MARK = /__assayHit\[\d+\]\s*=\s*1,\s*/gu;

function withoutMarks(text: string): string {
  const clean = text.replaceAll(MARK, "");
  return clean === text ? text : clean.replace(/^\((.*)\)$/su, "$1");
}

function toParameter(node: ts.ParameterDeclaration, source: ts.SourceFile): ParameterText {
  return {
    name: withoutMarks(node.name.getText(source)),
    rest: node.dotDotDotToken === undefined ? "no" : "yes",
    ...(node.initializer === undefined ? {} : { defaultText: withoutMarks(node.initializer.getText(source)) }),
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
  for (const candidate of [`(${text});`, `({${text}});`]) {
    const source = parseSource("function.js", candidate);
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
