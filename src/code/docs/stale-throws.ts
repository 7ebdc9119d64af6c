import ts from "typescript";
import { calleeChain, walk } from "../callee.ts";
import { declaredName } from "../declared-name.ts";
import type { Functions } from "./thrown.ts";
import { dropped, type TagCorrection, type Work } from "./tag-lines.ts";

/** Errors of the language's own that any expression may end in: what a text says of them is never proved wrong. */
const OF_EXPRESSIONS = /^(?:TypeError|ReferenceError|SyntaxError|URIError|AggregateError)$/u;
const OF_LANGUAGE = /^(?:Error|EvalError|RangeError)$/u;
/** Calls that end in no error but of the kind above. */
const HARMLESS =
  /^(?:Math\.\w+|Number\.(?:is\w+|parse\w+)|Array\.isArray|Object\.is|console\.\w+|parseInt|parseFloat|isNaN|isFinite|Boolean|String|Number)$/u;
const HARMLESS_CLASSES = /^(?:Map|Set|WeakMap|WeakSet|Date|\w*Error)$/u;

/** What a function and those of its file that it calls may throw; undefined where that cannot be told. */
type Ends = ReadonlySet<string> | undefined;

/** What may run code that nobody sees here. */
function isUnknown(node: ts.Node): boolean {
  return (
    ts.isAwaitExpression(node) ||
    ts.isYieldExpression(node) ||
    ts.isTaggedTemplateExpression(node) ||
    ts.isForOfStatement(node) ||
    ts.isSpreadElement(node) ||
    ts.isJsxOpeningLikeElement(node) ||
    ts.isClassLike(node) ||
    ts.isBigIntLiteral(node) ||
    node.kind === ts.SyntaxKind.BigIntKeyword
  );
}

function declaredIn(root: ts.Node): ReadonlySet<string> {
  const names = new Set<string>();
  walk(root, (node) => {
    const name = node === root ? undefined : declaredName(node);
    if (name !== undefined) names.add(name);
  });
  return names;
}

/** Names that a read of runs code of the file. */
function accessorsOf(source: ts.SourceFile): ReadonlySet<string> {
  const names = new Set<string>();
  walk(source, (node) => {
    if (ts.isAccessor(node) && (ts.isIdentifier(node.name) || ts.isPrivateIdentifier(node.name)))
      names.add(node.name.text);
  });
  return names;
}

/** Whether a body is there to be filled in by others. */
function isEmpty(callable: ts.SignatureDeclaration): boolean {
  const body = "body" in callable ? callable.body : undefined;
  return body !== undefined && ts.isBlock(body) && body.statements.length === 0;
}

function endsOf(
  callable: ts.SignatureDeclaration,
  functions: Functions,
  accessors: ReadonlySet<string>,
  seen: Set<ts.Node>,
): Ends {
  if (!("body" in callable) || callable.body === undefined || seen.has(callable)) return undefined;
  seen.add(callable);
  const own = declaredIn(callable);
  const found = new Set<string>();
  const visitCall = (node: ts.CallExpression | ts.NewExpression): boolean => {
    const name = calleeChain(node.expression).join(".");
    if (ts.isNewExpression(node)) return HARMLESS_CLASSES.test(name);
    const callee = own.has(name) ? undefined : functions.get(name);
    const ends = callee === undefined ? undefined : endsOf(callee, functions, accessors, seen);
    for (const error of ends ?? []) found.add(error);
    return ends !== undefined || (HARMLESS.test(name) && !own.has(name.split(".")[0] ?? ""));
  };
  const isKnown = (node: ts.Node): boolean => {
    if (isUnknown(node)) return false;
    if ((ts.isIdentifier(node) || ts.isPrivateIdentifier(node)) && accessors.has(node.text)) return false;
    if (ts.isThrowStatement(node)) {
      const { expression } = node;
      if (!ts.isNewExpression(expression) || !ts.isIdentifier(expression.expression)) return false;
      found.add(expression.expression.text);
      return (expression.arguments ?? []).every(isKnown);
    }
    if ((ts.isCallExpression(node) || ts.isNewExpression(node)) && !visitCall(node)) return false;
    if (
      ts.isBinaryExpression(node) &&
      node.left.getText().endsWith(".length") &&
      node.operatorToken.kind === ts.SyntaxKind.EqualsToken
    )
      return false;
    return ts.forEachChild(node, (child) => !isKnown(child) || undefined) === undefined;
  };
  const isWhole = [callable.body, ...callable.parameters].every(isKnown);
  return isWhole ? found : undefined;
}

/** The classes that a class of the file descends from; undefined where that leads out of the file. */
function ancestorsOf(name: string, source: ts.SourceFile): ReadonlySet<string> | undefined {
  const found = new Set([name]);
  for (let at = name; at !== "Error";) {
    if (OF_LANGUAGE.test(at) || OF_EXPRESSIONS.test(at)) return found.add("Error");
    const own = source.statements.find((one) => ts.isClassDeclaration(one) && one.name?.text === at);
    const clause = own !== undefined && ts.isClassDeclaration(own) ? own.heritageClauses : undefined;
    const base = clause?.find(({ token }) => token === ts.SyntaxKind.ExtendsKeyword)?.types[0]?.expression;
    if (base === undefined || !ts.isIdentifier(base) || found.has(base.text)) return undefined;
    at = base.text;
    found.add(at);
  }
  return found;
}

/** The error that a tag names: `{RangeError}`, `RangeError if …`, `{@link RangeError}`. */
function errorOf(tag: ts.JSDocTag, source: ts.SourceFile): string | undefined {
  const text = source.text.slice(tag.tagName.end, tag.end);
  return /^\s*(?:\{(?:@link\s+)?([A-Z][\w$]*)\}|([A-Z][\w$]*(?:Error|Exception))\b)/u
    .exec(text)
    ?.slice(1)
    .find(Boolean);
}

/**
 * `@throws` of errors that nothing a function does can end in any more. Only where all of that is to be seen: each call is
 * of a function of the file or of one of the language's that cannot fail so.
 */
export function staleThrows(work: Work, functions: Functions): readonly TagCorrection[] {
  const { source, comment, callable } = work;
  const tags = (comment.tags ?? []).filter(({ tagName }) => /^(?:throws|exception)$/u.test(tagName.text));
  const ends =
    tags.length === 0 || isEmpty(callable) ? undefined : endsOf(callable, functions, accessorsOf(source), new Set());
  if (ends === undefined) return [];
  const ancestors = [...ends].map((name) => ancestorsOf(name, source));
  if (ancestors.includes(undefined)) return [];
  return tags.flatMap((tag) => {
    const error = errorOf(tag, source);
    const isThrown =
      error === undefined || OF_EXPRESSIONS.test(error) || ancestors.some((one) => one?.has(error) === true);
    return isThrown ? [] : dropped(work, tag, `@throws ${error} can come from nothing that is done here`);
  });
}
