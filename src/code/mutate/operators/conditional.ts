import ts from "typescript";
import { expression, type Operator, type Replacement } from "./operator.ts";

const BOOLEAN_OPERATORS: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.LessThanToken,
  ts.SyntaxKind.LessThanEqualsToken,
  ts.SyntaxKind.GreaterThanToken,
  ts.SyntaxKind.GreaterThanEqualsToken,
  ts.SyntaxKind.EqualsEqualsToken,
  ts.SyntaxKind.EqualsEqualsEqualsToken,
  ts.SyntaxKind.ExclamationEqualsToken,
  ts.SyntaxKind.ExclamationEqualsEqualsToken,
  ts.SyntaxKind.AmpersandAmpersandToken,
  ts.SyntaxKind.BarBarToken,
]);

function testOf(node: ts.Node): { readonly test: ts.Expression; readonly values: readonly string[] } | undefined {
  if (ts.isIfStatement(node)) return { test: node.expression, values: ["true", "false"] };
  if (ts.isConditionalExpression(node)) return { test: node.condition, values: ["true", "false"] };
  // A loop that never ends tells nothing: loops only get the test that never holds.
  if (ts.isWhileStatement(node) || ts.isDoStatement(node)) return { test: node.expression, values: ["false"] };
  if (ts.isForStatement(node) && node.condition !== undefined) return { test: node.condition, values: ["false"] };
  return undefined;
}

function isTest(node: ts.Expression): boolean {
  return testOf(node.parent)?.test === node;
}

/** Statements of a case clause, unless other clauses can see a name that they declare. */
function emptiedClause(node: ts.CaseOrDefaultClause, source: ts.SourceFile): readonly Replacement[] {
  const [first] = node.statements;
  const last = node.statements.at(-1);
  const declares = node.statements.some(
    (statement) => ts.isVariableStatement(statement) || ts.isDeclarationStatement(statement),
  );
  if (first === undefined || last === undefined || declares) return [];
  return [{ start: first.getStart(source), end: last.end, position: "statement", text: "" }];
}

/** What decides a logical expression around it is what that expression is replaced by anyway: only the other one is left. */
function valuesFor(node: ts.Node): readonly string[] {
  const { parent } = node;
  if (ts.isParenthesizedExpression(parent)) return valuesFor(parent);
  const kind = ts.isBinaryExpression(parent) ? parent.operatorToken.kind : undefined;
  if (kind === ts.SyntaxKind.BarBarToken) return ["false"];
  return kind === ts.SyntaxKind.AmpersandAmpersandToken ? ["true"] : ["true", "false"];
}

/** `for (;;) f();` → `for (; false;) f();`. A label has to stay at its loop. */
function endedLoop(node: ts.ForStatement, source: ts.SourceFile): readonly Replacement[] {
  if (ts.isLabeledStatement(node.parent)) return [];
  const open = node.initializer?.end ?? node.getChildren(source).find(isOpen)?.end ?? node.end;
  const head = `${source.text.slice(node.getStart(source), open)}; false;`;
  const last = node.incrementor?.getText(source) ?? "";
  const text = `${head} ${last}) ${node.statement.getText(source)}`;
  return [{ start: node.getStart(source), end: node.end, position: "statement", text }];
}

function isOpen(node: ts.Node): boolean {
  return node.kind === ts.SyntaxKind.OpenParenToken;
}

/**
 * `if (a)` → `if (true)`, `if (false)`; comparisons elsewhere the same; a loop that is never entered; a case clause without
 * its statements.
 */
export const conditionalExpression: Operator = {
  name: "ConditionalExpression",
  replacements(node, source) {
    if (ts.isCaseOrDefaultClause(node)) return emptiedClause(node, source);
    if (ts.isForStatement(node) && node.condition === undefined) return endedLoop(node, source);
    const found = testOf(node);
    if (found !== undefined) return found.values.map((value) => expression(found.test, source, value));
    if (!ts.isBinaryExpression(node) || !BOOLEAN_OPERATORS.has(node.operatorToken.kind) || isTest(node)) return [];
    return valuesFor(node).map((value) => expression(node, source, value));
  },
};
