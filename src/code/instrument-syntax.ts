import ts from "typescript";

/** Whether a node is there for the compiler only, with everything in it. */
export function isErased(node: ts.Node): boolean {
  if (ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) return true;
  if (ts.isTypeNode(node) && !ts.isExpressionWithTypeArguments(node)) return true;
  if (ts.isTypeParameterDeclaration(node) || ts.isIndexSignatureDeclaration(node)) return true;
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node) || ts.isEnumDeclaration(node)) return true;
  if (ts.isHeritageClause(node)) return node.token === ts.SyntaxKind.ImplementsKeyword;
  const modifiers = ts.canHaveModifiers(node) ? ts.getModifiers(node) : undefined;
  return modifiers?.some(({ kind }) => kind === ts.SyntaxKind.DeclareKeyword) ?? false;
}

type Wrapper =
  ts.ParenthesizedExpression | ts.AsExpression | ts.NonNullExpression | ts.SatisfiesExpression | ts.TypeAssertion;

/** Whether a node is parentheses or a type assertion around an expression. */
export function isWrapper(node: ts.Node): node is Wrapper {
  return (
    ts.isParenthesizedExpression(node) ||
    ts.isAsExpression(node) ||
    ts.isNonNullExpression(node) ||
    ts.isSatisfiesExpression(node) ||
    ts.isTypeAssertionExpression(node)
  );
}

/** The expression inside parentheses and type assertions. */
export function unwrapped(node: ts.Expression): ts.Expression {
  return isWrapper(node) ? unwrapped(node.expression) : node;
}

/** The expression inside parentheses. */
export function bare(node: ts.Expression): ts.Expression {
  return ts.isParenthesizedExpression(node) ? bare(node.expression) : node;
}

/** `&&`, `||` or `??`. */
export function isLogical(node: ts.Node): node is ts.BinaryExpression {
  if (!ts.isBinaryExpression(node)) return false;
  const { kind } = node.operatorToken;
  return (
    kind === ts.SyntaxKind.AmpersandAmpersandToken ||
    kind === ts.SyntaxKind.BarBarToken ||
    kind === ts.SyntaxKind.QuestionQuestionToken
  );
}

/** The operands of a tree of logical operators, from the left. */
export function logicalLeaves(node: ts.Expression): readonly ts.Expression[] {
  const inner = unwrapped(node);
  return isLogical(inner) ? [...logicalLeaves(inner.left), ...logicalLeaves(inner.right)] : [node];
}

/** A function, class or arrow without parentheses around it: what takes its name from where it stands. */
export function takesName(node: ts.Expression): boolean {
  return ts.isFunctionExpression(node) || ts.isArrowFunction(node) || ts.isClassExpression(node);
}

/** Whether statements can be put before this one. */
export function isListed(node: ts.Node): boolean {
  const { parent } = node;
  return ts.isBlock(parent) || ts.isSourceFile(parent) || ts.isModuleBlock(parent) || ts.isCaseOrDefaultClause(parent);
}

/** The outermost label around a statement, or the statement. */
export function labelled(node: ts.Statement): ts.Statement {
  return ts.isLabeledStatement(node.parent) ? labelled(node.parent) : node;
}

/** `"use strict"` and its like at the head of a function or file. */
export function directives(statements: readonly ts.Statement[]): readonly ts.Statement[] {
  const end = statements.findIndex(
    (statement) => !ts.isExpressionStatement(statement) || !ts.isStringLiteral(statement.expression),
  );
  return end < 0 ? statements : statements.slice(0, end);
}

/** Whether an expression statement is a directive. */
function isDirective(node: ts.Statement): boolean {
  const { parent } = node;
  if (!ts.isSourceFile(parent) && !(ts.isBlock(parent) && ts.isFunctionLike(parent.parent))) return false;
  return directives(parent.statements).includes(node);
}

/** Statements that count as such; blocks and declarations do not. */
export function isCounted(node: ts.Node): node is ts.Statement {
  if (ts.isExpressionStatement(node)) return !isDirective(node);
  return (
    ts.isBreakOrContinueStatement(node) ||
    ts.isDebuggerStatement(node) ||
    ts.isReturnStatement(node) ||
    ts.isThrowStatement(node) ||
    ts.isTryStatement(node) ||
    ts.isIfStatement(node) ||
    ts.isIterationStatement(node, false) ||
    ts.isSwitchStatement(node) ||
    ts.isWithStatement(node) ||
    ts.isLabeledStatement(node)
  );
}

/** Name of a function as far as its own text and the place where it is kept tell. */
export function functionName(node: ts.FunctionLikeDeclaration): string | undefined {
  if (ts.isConstructorDeclaration(node)) return "constructor";
  const named = node.name ?? nameOfPlace(node.parent);
  if (named === undefined) return undefined;
  return ts.isIdentifier(named) || ts.isStringLiteral(named) || ts.isPrivateIdentifier(named) ? named.text : undefined;
}

function nameOfPlace(parent: ts.Node): ts.Node | undefined {
  const keeps = ts.isVariableDeclaration(parent) || ts.isPropertyAssignment(parent) || ts.isPropertyDeclaration(parent);
  return keeps ? parent.name : undefined;
}

/** A function, method, accessor or constructor; signatures without a body among them. */
export function isFunction(node: ts.Node): node is ts.FunctionLikeDeclaration {
  return (
    ts.isFunctionDeclaration(node) ||
    ts.isFunctionExpression(node) ||
    ts.isArrowFunction(node) ||
    ts.isMethodDeclaration(node) ||
    ts.isConstructorDeclaration(node) ||
    ts.isAccessor(node)
  );
}

/** Whether a logical operator is an operand of another one. */
export function isOperand(node: ts.Expression): boolean {
  const { parent } = node;
  if (isLogical(parent)) return true;
  return isWrapper(parent) && isOperand(parent);
}
