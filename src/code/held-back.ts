import ts from "typescript";
import { calleeChain, walk } from "./callee.ts";
import { isCalledLater, isIgnoredCall, useOf, type FunctionUses } from "./function-use.ts";

/**
 * What may keep an assertion from failing its test: a `condition` around it, a `catch` that swallows what it throws,
 * that it is `unreached`, below a `return` or in a loop over nothing, that it stands in a function that is `uncalled`, or
 * in one whose end is `unawaited`.
 */
export type HeldBack = "condition" | "catch" | "unreached" | "uncalled" | "unawaited";

const SHORT_CIRCUIT = new Set([
  ts.SyntaxKind.AmpersandAmpersandToken,
  ts.SyntaxKind.BarBarToken,
  ts.SyntaxKind.QuestionQuestionToken,
]);
/** Names by which a catch clause makes its test fail after all. */
const FAILS = /^(?:expect|assert|fail|reject|done|next|ok|should)/u;
const GOES_ON = /^(?:done|next|ok)$/u;
/** Calls that make tests, suites and hooks: the runner runs what they are given, and waits for it. */
const RUNNERS =
  /^(?:[xf]?(?:describe|context|suite|it|test|specify|step)|(?:before|after)(?:Each|All)?|(?:suite)?(?:setup|teardown))$/iu;
/** Calls whose callbacks run after the test has gone on. */
const LATE =
  /^(?:then|finally|setTimeout|setInterval|setImmediate|nextTick|queueMicrotask|requestAnimationFrame|waitFor|eventually)$/u;

/** Whether a catch clause neither throws nor asserts nor hands the error on. */
function swallows(clause: ts.CatchClause): boolean {
  let kept = false;
  walk(clause.block, (node) => {
    // `done()` with nothing to say is how a test ends well.
    const isEnd =
      ts.isCallExpression(node.parent) && node.parent.arguments.length === 0 && GOES_ON.test(node.getText());
    if (ts.isThrowStatement(node) || (ts.isIdentifier(node) && FAILS.test(node.text) && !isEnd)) kept = true;
  });
  return !kept;
}

/** The statements of a block above one of them. */
function above(statement: ts.Node, block: ts.Block): readonly ts.Statement[] {
  const at = block.statements.findIndex((one) => one === statement);
  return block.statements.slice(0, Math.max(at, 0));
}

function isBelowEnd(statement: ts.Node, block: ts.Block): boolean {
  return above(statement, block).some((one) => ts.isReturnStatement(one) || ts.isThrowStatement(one));
}

/** Whether a statement may end the function that it stands in. */
function mayReturn(node: ts.Node): boolean {
  if (ts.isReturnStatement(node)) return true;
  if (ts.isFunctionLike(node) || ts.isClassLike(node)) return false;
  return ts.forEachChild(node, (child) => mayReturn(child) || undefined) === true;
}

/** Whether a node is a part of another that runs only sometimes: a branch, the right of `&&`, a case, a catch clause. */
function isConditional(child: ts.Node, parent: ts.Node): boolean {
  if (ts.isIfStatement(parent)) return child !== parent.expression;
  if (ts.isConditionalExpression(parent)) return child !== parent.condition;
  if (ts.isBinaryExpression(parent)) return child === parent.right && SHORT_CIRCUIT.has(parent.operatorToken.kind);
  if (ts.isBlock(parent)) return above(child, parent).some(mayReturn);
  return ts.isCaseOrDefaultClause(parent) || ts.isCatchClause(parent);
}

function isUnreached(child: ts.Node, parent: ts.Node): boolean {
  if (ts.isBlock(parent)) return isBelowEnd(child, parent);
  if (!ts.isForOfStatement(parent) || !ts.isArrayLiteralExpression(parent.expression)) return false;
  return child === parent.statement && parent.expression.elements.length === 0;
}

function isCaught(child: ts.Node, parent: ts.Node): boolean {
  if (!ts.isTryStatement(parent) || child !== parent.tryBlock) return false;
  return parent.catchClause !== undefined && swallows(parent.catchClause);
}

function heldBy(child: ts.Node, parent: ts.Node): HeldBack | undefined {
  if (isUnreached(child, parent)) return "unreached";
  if (isConditional(child, parent)) return "condition";
  return isCaught(child, parent) ? "catch" : undefined;
}

/** What a function does to what stands in it, and the node where to look on; no node where that is the last word. */
function heldByFunction(
  fn: ts.SignatureDeclaration,
  uses: FunctionUses,
): { readonly held?: HeldBack; readonly next?: ts.Node } {
  const use = useOf(fn, uses);
  switch (use.type) {
    case "unused":
      return { held: "uncalled" };
    case "unknown":
      return {};
    case "called": {
      const [call, ...others] = use.calls;
      if (isCalledLater(fn) && use.calls.every((one) => isIgnoredCall(one, fn))) return { held: "unawaited" };
      return others.length === 0 ? { next: call } : {};
    }
    case "argument": {
      const chain = calleeChain(use.call.expression);
      const last = chain.at(-1) ?? "";
      if (chain.some((name) => RUNNERS.test(name))) return {};
      // It runs only when the promise is rejected.
      if (last === "catch") return { held: "condition" };
      const isLate = isCalledLater(fn) || LATE.test(last);
      return isLate && isIgnoredCall(use.call, fn) ? { held: "unawaited" } : { next: use.call };
    }
  }
}

/**
 * What holds a node back in its test (or its suite, or the file): around it in the function that it stands in, and what
 * becomes of that function; undefined where it runs whenever its test does, as far as can be told.
 * @param uses what was found out about the file's functions already; more is added.
 */
export function heldBack(node: ts.Node, uses: FunctionUses): HeldBack | undefined {
  let found: HeldBack | undefined;
  let child = node;
  const passed = new Set<ts.Node>();
  while (!ts.isSourceFile(child)) {
    if (ts.isFunctionLike(child)) {
      // Only itself leads to it: nothing else does.
      if (passed.has(child)) return "uncalled";
      passed.add(child);
      const { held, next } = heldByFunction(child, uses);
      if (held !== undefined) return held;
      if (next === undefined) return found;
      child = next;
    } else {
      const held = heldBy(child, child.parent);
      if (held !== undefined && found !== "unreached") found = held;
      child = child.parent;
    }
  }
  return found;
}
