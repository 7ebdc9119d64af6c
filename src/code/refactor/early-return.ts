import ts from "typescript";
import { walk } from "../callee.ts";
import { lineAt } from "../source.ts";
import { goesOn, statementEnd } from "../statement-end.ts";
import { negated } from "./plain-conditions.ts";
import { functionAround, hasHiddenNames } from "./references.ts";
import type { Rewrite, RewritePlace } from "./rewrite.ts";
import { walkInTime } from "./walk-in-time.ts";
import { dedented } from "./dedent.ts";

/** Statements after which nothing of the same list runs. */
function jumps(node: ts.Statement): boolean {
  if (ts.isBlock(node)) {
    const last = node.statements.at(-1);
    return last !== undefined && jumps(last);
  }
  if (ts.isIfStatement(node))
    return node.elseStatement !== undefined && jumps(node.thenStatement) && jumps(node.elseStatement);
  return (
    ts.isReturnStatement(node) || ts.isThrowStatement(node) || ts.isContinueStatement(node) || ts.isBreakStatement(node)
  );
}

/** Names that statements of a list bring in; undefined where moving them out could change what a name means. */
function ownNames(statements: readonly ts.Statement[]): readonly string[] | undefined {
  const names: string[] = [];
  for (const statement of statements) {
    if (ts.isFunctionDeclaration(statement) || ts.isLabeledStatement(statement)) return undefined;
    if (
      ts.isClassDeclaration(statement) ||
      ts.isInterfaceDeclaration(statement) ||
      ts.isTypeAliasDeclaration(statement)
    ) {
      if (statement.name !== undefined) names.push(statement.name.text);
    }
    // What is put away at the end of its block would be kept for longer.
    if (ts.isVariableStatement(statement) && (statement.declarationList.flags & ts.NodeFlags.Using) !== 0)
      return undefined;
    if (ts.isVariableStatement(statement) && (statement.declarationList.flags & ts.NodeFlags.BlockScoped) !== 0) {
      walk(statement.declarationList, (node) => {
        if (ts.isVariableDeclaration(node) || ts.isBindingElement(node))
          walk(node.name, (name) => {
            if (ts.isIdentifier(name)) names.push(name.text);
          });
      });
    }
  }
  return names;
}

/** Whether names may leave a block: nothing of the function around it says them outside of the block. */
function mayLeave(block: ts.Block): boolean {
  const names = ownNames(block.statements);
  if (names === undefined) return false;
  if (names.length === 0) return true;
  let isFree = true;
  walk(functionAround(block), (node) => {
    if (ts.isIdentifier(node) && names.includes(node.text) && (node.pos < block.pos || node.end > block.end))
      isFree = false;
  });
  return isFree;
}

function listAround(node: ts.Node): ts.NodeArray<ts.Statement> | undefined {
  const { parent } = node;
  return ts.isBlock(parent) || ts.isSourceFile(parent) || ts.isModuleBlock(parent) ? parent.statements : undefined;
}

/** What stands in front of a statement on its line; undefined where that is code, and a break would look odd. */
function indentOf(node: ts.Node, source: ts.SourceFile): string | undefined {
  const start = node.getStart(source);
  const before = source.text.slice(source.text.lastIndexOf("\n", start - 1) + 1, start);
  return /^[ \t]*$/u.test(before) ? before : undefined;
}

/** Whether a statement ends where its text ends: without a semicolon it may go on in what follows. */
function isEnded(statement: string, next: string): boolean {
  return /[;}]\s*$/u.test(statement) || !goesOn(next);
}

/** `if (c) { return a } else { b }`: the `else` says nothing. */
function withoutElse(node: ts.IfStatement, source: ts.SourceFile): RewritePlace | undefined {
  const { thenStatement, elseStatement } = node;
  if (elseStatement === undefined || !jumps(thenStatement) || listAround(node) === undefined) return undefined;
  const between = source.text.slice(thenStatement.end, elseStatement.getStart(source));
  if (/\/\/|\/\*/u.test(between) || (ts.isBlock(elseStatement) && !mayLeave(elseStatement))) return undefined;
  const body = ts.isBlock(elseStatement) ? dedented(elseStatement, source, node) : elseStatement.getText(source);
  if (body === undefined) return undefined;
  const isApart = isEnded(thenStatement.getText(source), body) && isEnded(body, source.text.slice(node.end));
  if (!isApart) return undefined;
  const indent = indentOf(node, source);
  if (indent === undefined) return undefined;
  return {
    line: lineAt(source, elseStatement.getStart(source)),
    what: "else after a jump",
    changes: [{ start: thenStatement.end, length: elseStatement.end - thenStatement.end, text: `\n${indent}${body}` }],
  };
}

/** Whether an `else` behind a statement could be meant for it: it stands in an `if` or a loop without braces. */
function mayTakeElse(node: ts.IfStatement): boolean {
  const { parent } = node;
  if (ts.isIfStatement(parent) && parent.elseStatement === node) return mayTakeElse(parent);
  return listAround(node) === undefined && !ts.isCaseOrDefaultClause(parent);
}

/** `else { if (c) … }` → `else if (c) …` */
function joinedElse(node: ts.IfStatement, source: ts.SourceFile): RewritePlace | undefined {
  const { elseStatement } = node;
  if (
    mayTakeElse(node) ||
    elseStatement === undefined ||
    !ts.isBlock(elseStatement) ||
    elseStatement.statements.length !== 1
  )
    return undefined;
  const [inner] = elseStatement.statements;
  if (inner === undefined || !ts.isIfStatement(inner)) return undefined;
  const text = dedented(elseStatement, source, node);
  if (text === undefined) return undefined;
  const start = elseStatement.getStart(source);
  return {
    line: lineAt(source, start),
    what: "if alone inside else",
    changes: [{ start, length: elseStatement.end - start, text }],
  };
}

function inParentheses(node: ts.Expression, source: ts.SourceFile): string {
  const isLoose =
    ts.isConditionalExpression(node) ||
    ts.isArrowFunction(node) ||
    ts.isYieldExpression(node) ||
    (ts.isBinaryExpression(node) &&
      (node.operatorToken.kind === ts.SyntaxKind.BarBarToken ||
        node.operatorToken.kind === ts.SyntaxKind.QuestionQuestionToken ||
        node.operatorToken.kind === ts.SyntaxKind.CommaToken ||
        (node.operatorToken.kind >= ts.SyntaxKind.FirstAssignment &&
          node.operatorToken.kind <= ts.SyntaxKind.LastAssignment)));
  return isLoose ? `(${node.getText(source)})` : node.getText(source);
}

/** `if (a) { if (b) { … } }` → `if (a && b) { … }` */
function joinedIf(node: ts.IfStatement, source: ts.SourceFile): RewritePlace | undefined {
  const { thenStatement, elseStatement, expression } = node;
  if (elseStatement !== undefined || !ts.isBlock(thenStatement) || thenStatement.statements.length !== 1)
    return undefined;
  const [inner] = thenStatement.statements;
  if (inner === undefined || !ts.isIfStatement(inner) || inner.elseStatement !== undefined) return undefined;
  if (!ts.isBlock(inner.thenStatement)) return undefined;
  const body = dedented(thenStatement, source, node);
  if (body === undefined || /\/\/|\/\*/u.test(source.text.slice(expression.end, inner.expression.getStart(source))))
    return undefined;
  const head = `if (${inParentheses(expression, source)} && ${inParentheses(inner.expression, source)}) `;
  const own = `if (${inner.expression.getText(source)}) `;
  if (!body.startsWith(own)) return undefined;
  const start = node.getStart(source);
  return {
    line: lineAt(source, start),
    what: "if alone inside if",
    changes: [{ start, length: node.end - start, text: head + body.slice(own.length) }],
  };
}

const LEAST_LINES = 5;

function answersSomewhere(body: ts.Block, holder: ts.Node): boolean {
  const answers: ts.Node[] = [];
  walk(body, (node) => {
    if (ts.isReturnStatement(node) && node.expression !== undefined && functionAround(node) === holder)
      answers.push(node);
  });
  return answers.length > 0;
}

/** `function f() { …; if (c) { much } }` → `if (!c) return; much` */
function guarded(node: ts.IfStatement, source: ts.SourceFile): RewritePlace | undefined {
  const { thenStatement, elseStatement, expression, parent } = node;
  if (elseStatement !== undefined || !ts.isBlock(thenStatement) || !ts.isBlock(parent)) return undefined;
  const holder = parent.parent;
  if (!ts.isFunctionLike(holder) || ts.isConstructorDeclaration(holder) || parent.statements.at(-1) !== node)
    return undefined;
  const [first, last] = [thenStatement.getStart(source), thenStatement.end].map((at) => lineAt(source, at));
  if ((last ?? 0) - (first ?? 0) < LEAST_LINES || !mayLeave(thenStatement)) return undefined;
  // A function that answers something somewhere reads better when it says so everywhere.
  if (answersSomewhere(parent, holder)) return undefined;
  const body = dedented(thenStatement, source, node);
  if (body === undefined) return undefined;
  const start = node.getStart(source);
  const indent = indentOf(node, source);
  if (indent === undefined) return undefined;
  const guard = `if (${negated(expression, source)}) return${statementEnd(source)}`;
  return {
    line: lineAt(source, start),
    what: "guard instead of a nested body",
    changes: [{ start, length: node.end - start, text: `${guard}\n${indent}${body}` }],
  };
}

/** Less nesting: no `else` after a jump, no `if` alone inside `else` or `if`, a guard in the place of a body in braces. */
export const earlyReturn: Rewrite = {
  name: "early-return",
  title: "Takes nesting away",
  find({ source, expired }) {
    if (hasHiddenNames(source)) return [];
    const places: RewritePlace[] = [];
    walkInTime(source, expired, (node) => {
      if (!ts.isIfStatement(node)) return;
      const place =
        joinedElse(node, source) ?? withoutElse(node, source) ?? joinedIf(node, source) ?? guarded(node, source);
      if (place !== undefined) places.push(place);
    });
    return places;
  },
};
