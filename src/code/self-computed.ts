import ts from "typescript";
import { calleeChain, renderChain, walk, type Binding } from "./callee.ts";

/** Methods of the language's own values: calling them on either side computes nothing by the code under test. */
const BUILT_IN =
  /^(?:at|concat|entries|every|fill|filter|find\w*|flat|flatMap|forEach|get|has|includes|indexOf|join|keys|lastIndexOf|map|match|matchAll|pad\w+|pop|push|reduce|repeat|replace|replaceAll|reverse|shift|slice|some|sort|splice|split|substring|to\w+|trim\w*|unshift|values|then|bind|call|apply)$/u;
/** How often a name is replaced by what it was given, one after the other. */
const MAX_STEPS = 4;

/** What a name was given by a declaration that holds where a node stands; undefined for parameters, imports and the like. */
function initializerOf(name: string, from: ts.Node): ts.Expression | undefined {
  for (let at = from.parent; ; at = at.parent) {
    if (ts.isBlock(at) || ts.isSourceFile(at)) {
      for (const statement of at.statements) {
        if (!ts.isVariableStatement(statement)) continue;
        const found = statement.declarationList.declarations.find(
          (one) => ts.isIdentifier(one.name) && one.name.text === name,
        );
        if (found !== undefined) return found.initializer;
      }
    }
    if (ts.isSourceFile(at)) return undefined;
  }
}

/** An expression without what does not compute: brackets, `await`, types, members. */
function core(expression: ts.Expression): ts.Expression {
  if (
    ts.isParenthesizedExpression(expression) ||
    ts.isAwaitExpression(expression) ||
    ts.isAsExpression(expression) ||
    ts.isNonNullExpression(expression) ||
    ts.isSatisfiesExpression(expression) ||
    ts.isPropertyAccessExpression(expression) ||
    ts.isElementAccessExpression(expression)
  )
    return core(expression.expression);
  return expression;
}

/** The expression that a value was computed by: names that only stand for one are looked up. */
function resolved(expression: ts.Expression): ts.Expression {
  let at = core(expression);
  for (let step = 0; step < MAX_STEPS && ts.isIdentifier(at); step += 1) {
    const given = initializerOf(at.text, at);
    if (given === undefined) return at;
    at = core(given);
  }
  return at;
}

/** The calls in an expression that may be of the code under test: imported from a file, or methods of a value. */
function ownCalls(expression: ts.Expression, bindings: ReadonlyMap<string, Binding>): ReadonlySet<string> {
  const found = new Set<string>();
  walk(expression, (node) => {
    if (!ts.isCallExpression(node)) return;
    const chain = calleeChain(node.expression);
    const [root, ...members] = chain;
    const last = members.at(-1) ?? "";
    if (root === undefined || BUILT_IN.test(last)) return;
    const module = bindings.get(root)?.module;
    const isOwn = module === undefined ? /^[a-z_$]/u.test(root) && members.length > 0 : /^[.#~@]\/?/u.test(module);
    if (isOwn && !/^(?:expect|assert|chai|jest|vi|sinon|structuredClone|process)$/u.test(root))
      found.add(renderChain(chain));
  });
  return found;
}

/** Whether the expected value of an assertion is computed by the very code that it is about: it says what the code does, not what it should. */
export function isSelfComputed(
  subject: ts.Expression | undefined,
  expected: ts.Expression | undefined,
  bindings: ReadonlyMap<string, Binding>,
): boolean {
  if (subject === undefined || expected === undefined) return false;
  const asked = ownCalls(resolved(expected), bindings);
  if (asked.size === 0) return false;
  return [...ownCalls(resolved(subject), bindings)].some((call) => asked.has(call));
}
