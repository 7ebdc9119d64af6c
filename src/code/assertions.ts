import ts from "typescript";
import { calleeChain, renderChain, walk, type Binding } from "./callee.ts";
import { isIgnored, nearestName, type FunctionUses } from "./function-use.ts";
import { heldBack, type HeldBack } from "./held-back.ts";
import { isSelfComputed } from "./self-computed.ts";
import { lineAt } from "./source.ts";

/**
 * What an assertion compares with. `truthy`: only that something is there or true; `any`: a matcher that accepts
 * every value of a type (`expect.any`, `expect.anything`); `snapshot`: what was recorded; `literal`: a value
 * written in the test; `expression`: something computed; `none`: nothing.
 */
type ExpectationKind = "literal" | "expression" | "truthy" | "any" | "snapshot" | "none";

/** One assertion of a test file. */
export interface Assertion {
  readonly library: "expect" | "assert" | "should" | "custom";
  /** The chain without its arguments: `expect().not.toBe`, `assert.strictEqual`. */
  readonly callee: string;
  readonly expectation: ExpectationKind;
  /** The source text of what is asserted, and whether it is a literal: such an assertion checks nothing. */
  readonly subject: { readonly text: string; readonly literal: boolean };
  /** The source text of the expected value; empty where there is none. */
  readonly expected: string;
  /** The source text of what stands after the expected value: digits, a tolerance; absent where nothing does. */
  readonly further?: string;
  /** The expected value is computed by code that the subject calls as well. */
  readonly selfComputed?: true;
  /** Name of the function that it stands in, the nearest that has one; absent where none has. */
  readonly within?: string;
  /** 1-based line of its start. */
  readonly line: number;
  /** What may keep it from running or from failing its test; absent where nothing does. */
  readonly held?: HeldBack;
}

/** An assertion with its offset, so that it can be given to the test that it stands in. */
export interface PlacedAssertion extends Assertion {
  readonly start: number;
}

const ASSERT_MODULES = /^(node:)?assert(\/strict)?$|^(chai|power-assert|uvu\/assert|tap)$/u;
const SNAPSHOT = /snapshot/iu;
/** Matchers that accept more or less everything that is not missing. */
const TRUTHY = new Set(
  "toBeTruthy toBeDefined truthy ok exist exists isOk isDefined isTrue true defined notNull isNotNull".split(" "),
);
const ANY = /\bexpect\.(any|anything)\s*\(|\bsinon\.match\.any\b|\bmatch\.any\b/u;

/** Whether an expression is written out: no name in it can change its value. */
export function isLiteral(node: ts.Expression): boolean {
  if (ts.isArrayLiteralExpression(node)) return node.elements.every(isLiteral);
  if (ts.isObjectLiteralExpression(node)) {
    return node.properties.every((property) => ts.isPropertyAssignment(property) && isLiteral(property.initializer));
  }
  if (ts.isPrefixUnaryExpression(node)) return isLiteral(node.operand);
  if (ts.isBinaryExpression(node)) return isLiteral(node.left) && isLiteral(node.right);
  if (ts.isTemplateExpression(node)) return node.templateSpans.every(({ expression }) => isLiteral(expression));
  if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node)) return isLiteral(node.expression);
  if (ts.isIdentifier(node)) return node.text === "undefined" || node.text === "NaN";
  return (
    ts.isLiteralExpression(node) ||
    node.kind === ts.SyntaxKind.TrueKeyword ||
    node.kind === ts.SyntaxKind.FalseKeyword ||
    node.kind === ts.SyntaxKind.NullKeyword
  );
}

/** What is known of a file while its assertions are read. */
export interface AssertionScope {
  readonly bindings: ReadonlyMap<string, Binding>;
  readonly uses: FunctionUses;
}

function expectationOf(matcher: string, expected: ts.Expression | undefined, negated: boolean): ExpectationKind {
  if (SNAPSHOT.test(matcher)) return "snapshot";
  if (TRUTHY.has(matcher)) return "truthy";
  if (negated && /^(toBeNull|toBeUndefined|toBeFalsy|null|undefined)$/u.test(matcher)) return "truthy";
  if (expected === undefined) return "none";
  if (ANY.test(expected.getText())) return "any";
  return isLiteral(expected) ? "literal" : "expression";
}

/** Climbs from `expect(…)` to the whole chain; gives its end and the arguments of its last call. */
function chainAround(start: ts.Expression): { readonly end: ts.Expression; readonly last?: ts.CallExpression } {
  let end = start;
  let last: ts.CallExpression | undefined;
  for (;;) {
    const parent = end.parent;
    if (ts.isPropertyAccessExpression(parent) && parent.expression === end) end = parent;
    else if (ts.isCallExpression(parent) && parent.expression === end) end = last = parent;
    else return last === undefined ? { end } : { end, last };
  }
}

function subjectOf(node: ts.Expression | undefined): Assertion["subject"] {
  return node === undefined ? { text: "", literal: true } : { text: node.getText(), literal: isLiteral(node) };
}

/** Words of chai that only lead on, and its matchers that do nothing before they are called. */
const UNCALLED =
  /^(?:to[A-Z]\w*|to|be|been|is|that|which|and|has|have|with|at|of|same|but|does|still|also|not|deep|nested|own|ordered|any|all|resolves|rejects|eventually|should|an?|includes?|contains?|equals?|eqls?|eq|throws?|Throw|property|ownProperty|lengthOf|length|above|gte?|least|below|lte?|most|within|instance[oO]f|match(?:es)?|string|keys?|respondTo|satisf(?:y|ies)|closeTo|approximately|members|oneOf|change|increase|decrease)$/u;

/** Where a chain goes on without being followed: `(expect(x) as any).toBe(1)`, `expect(x)[matcher](1)`, `const it = expect(x)`. */
const { ElementAccessExpression, ParenthesizedExpression, AsExpression, VariableDeclaration } = ts.SyntaxKind;
const GOES_ON = new Set([ElementAccessExpression, ParenthesizedExpression, AsExpression, VariableDeclaration]);

/** Whether a chain ends before it asserts anything: `expect(x)`, `expect(x).not`, `expect(x).toBe`. */
function isUnfinished(root: ts.Expression, end: ts.Expression): boolean {
  return (
    !GOES_ON.has(end.parent.kind) &&
    (end === root || (ts.isPropertyAccessExpression(end) && UNCALLED.test(end.name.text)))
  );
}

/** `expect(x).…` (Jest, Vitest, chai) and `x.should.…`: the subject first, then the chain. */
function chained(
  root: ts.Expression,
  subject: ts.Expression | undefined,
  library: "expect" | "should",
  scope: AssertionScope,
): PlacedAssertion | undefined {
  const { end, last } = chainAround(root);
  if (isUnfinished(root, end)) return undefined;
  const chain = calleeChain(end);
  const names = chain.filter((name) => name !== "()");
  const expected = last?.arguments[0];
  return {
    library,
    callee: library === "should" ? `should.${names.slice(names.indexOf("should") + 1).join(".")}` : rendered(chain),
    expectation: expectationOf(names.at(-1) ?? "", expected, names.includes("not")),
    subject: subjectOf(subject),
    expected: expected?.getText() ?? "",
    ...placeOf(end, scope),
    ...detailsOf(subject, last?.arguments ?? [], scope),
  };
}

function rendered(chain: readonly string[]): string {
  return renderChain(chain.at(-1) === "()" && chain.length > 2 ? chain.slice(0, -1) : chain);
}

/** What is said about an expected value besides its text; the first of the arguments is the value. */
function detailsOf(
  subject: ts.Expression | undefined,
  [expected, ...further]: readonly ts.Expression[],
  { bindings }: AssertionScope,
): Pick<Assertion, "further" | "selfComputed"> {
  return {
    ...(further[0] === undefined ? {} : { further: further[0].getText() }),
    ...(isSelfComputed(subject, expected, bindings) ? { selfComputed: true } : {}),
  };
}

/** Whether an assertion fails a promise instead of throwing: `expect(p).rejects`, `assert.rejects(p)`. */
function isPromised(assertion: ts.Node): boolean {
  if (!ts.isCallExpression(assertion)) return false;
  return calleeChain(assertion.expression).some((name) =>
    /^(?:resolves|rejects|doesNotReject|eventually)$/u.test(name),
  );
}

function placeOf(node: ts.Node, { uses }: AssertionScope): Pick<PlacedAssertion, "line" | "start" | "held" | "within"> {
  const start = node.getStart();
  const held = heldBack(node, uses) ?? (isPromised(node) && isIgnored(node) ? "unawaited" : undefined);
  const within = nearestName(node);
  return {
    line: lineAt(node.getSourceFile(), start),
    start,
    ...(within === undefined ? {} : { within }),
    ...(held === undefined ? {} : { held }),
  };
}

/** `assert(x)`, `assert.equal(x, y)`, `equal(x, y)`: the subject is the first argument. */
function called(
  call: ts.CallExpression,
  callee: string,
  library: "assert" | "custom",
  scope: AssertionScope,
): PlacedAssertion {
  const [subject, expected] = call.arguments;
  const matcher = callee.slice(callee.lastIndexOf(".") + 1);
  const truthy = library === "assert" && (matcher === "assert" || TRUTHY.has(matcher));
  return {
    library,
    callee,
    expectation: truthy ? "truthy" : expectationOf(matcher, expected, false),
    subject: subjectOf(subject),
    expected: truthy ? "" : (expected?.getText() ?? ""),
    ...placeOf(call, scope),
    ...(truthy ? {} : detailsOf(subject, call.arguments.slice(1), scope)),
  };
}

function assertCallee(chain: readonly string[], bindings: ReadonlyMap<string, Binding>): string | undefined {
  const [root, ...rest] = chain;
  if (root === undefined || rest.includes("()")) return undefined;
  const binding = bindings.get(root);
  if (binding !== undefined && ASSERT_MODULES.test(binding.module) && binding.name !== "expect") {
    const whole = ["default", "*", "strict", "assert"].includes(binding.name);
    return ["assert", ...(whole ? [] : [binding.name]), ...rest.filter((name) => name !== "strict")].join(".");
  }
  const at = chain.indexOf("assert");
  if (at === 0 || (at === 1 && chain.length > 2)) return chain.slice(at).join(".");
  return undefined;
}

function isExpect(chain: readonly string[], bindings: ReadonlyMap<string, Binding>): boolean {
  const [root, member] = chain;
  if (root === undefined || (bindings.get(root)?.name ?? root) !== "expect") return false;
  return chain.length === 1 || (chain.length === 2 && (member === "soft" || member === "poll"));
}

/** Runners whose assertions are methods of what each test is given. */
const CONTEXT_MODULES = /^(?:ava|tap|tape|@tapjs\/.+|zora)$/u;
const CONTEXT_METHODS = new Set(
  "is not truthy falsy true false assert deepEqual notDeepEqual like throws throwsAsync notThrows notThrowsAsync regex notRegex snapshot pass fail ok notOk equal equals notEqual same notSame strictEqual strictNotEqual strictSame looseEqual looseNotEqual deepLooseEqual match notMatch doesNotMatch has hasStrict type rejects resolves resolveMatch doesNotThrow ifError error emits matchSnapshot isA".split(
    " ",
  ),
);

/** The name under which a callback's first parameter holds the assertions: `t` of AVA, tap and tape; the module itself of tap. */
function isContext(name: string, node: ts.Node, bindings: ReadonlyMap<string, Binding>): boolean {
  const module = bindings.get(name)?.module;
  if (module !== undefined) return /^(?:tap|@tapjs\/.+)$/u.test(module);
  for (let at = node.parent; !ts.isSourceFile(at); at = at.parent) {
    if (!ts.isArrowFunction(at) && !ts.isFunctionExpression(at)) continue;
    const first = at.parameters[0]?.name;
    if (first !== undefined && ts.isIdentifier(first) && first.text === name) return true;
  }
  return false;
}

/** `t.is` of AVA, `t.equal` of tap and tape as `assert.is`, `assert.equal`; undefined for any other call. */
function contextCallee(
  node: ts.CallExpression,
  chain: readonly string[],
  { bindings }: AssertionScope,
): string | undefined {
  const [root, method] = chain;
  if (root === undefined || method === undefined || chain.length !== 2 || !CONTEXT_METHODS.has(method))
    return undefined;
  const hasContexts = [...bindings.values()].some(({ module }) => CONTEXT_MODULES.test(module));
  return hasContexts && isContext(root, node, bindings) ? `assert.${method}` : undefined;
}

/** `fc.assert(property)`: it fails where the property does not hold of what is made up. */
function isProperty([root, method, more]: readonly string[], { bindings }: AssertionScope): boolean {
  if (root === undefined || method !== "assert" || more !== undefined) return false;
  return /^(?:fast-check|@fast-check\/.+|jsverify)$/u.test(bindings.get(root)?.module ?? "");
}

function assertionAt(node: ts.Node, scope: AssertionScope): PlacedAssertion | undefined {
  if (ts.isPropertyAccessExpression(node) && node.name.text === "should") {
    return chained(node, node.expression, "should", scope);
  }
  if (!ts.isCallExpression(node)) return undefined;
  const chain = calleeChain(node.expression);
  if (isExpect(chain, scope.bindings)) return chained(node, node.arguments[0], "expect", scope);
  const callee = assertCallee(chain, scope.bindings) ?? contextCallee(node, chain, scope);
  if (callee !== undefined) return called(node, callee, "assert", scope);
  const name = chain.at(-1) ?? "";
  if (isProperty(chain, scope)) return called(node, chain.join("."), "custom", scope);
  if (chain.length === 1 && /^(expect|assert)[A-Z]/u.test(name)) return called(node, name, "custom", scope);
  return chain.length > 2 && name === "expect" ? called(node, ".expect", "custom", scope) : undefined;
}

/**
 * All assertions under a syntax tree, with their offsets, in order of place, helpers outside any test included: Jest and
 * Vitest `expect`, chai `expect`, `should` and `assert`, `node:assert` under any imported name, and functions named
 * `expectX` or `assertX`.
 */
export function placedAssertions(source: ts.SourceFile, scope: AssertionScope): readonly PlacedAssertion[] {
  const found: PlacedAssertion[] = [];
  walk(source, (node) => {
    const assertion = assertionAt(node, scope);
    if (assertion !== undefined) found.push(assertion);
  });
  return found;
}

/** An assertion as the rest of the program sees it. */
export function withoutStart(placed: PlacedAssertion): Assertion {
  const { library, callee, expectation, subject, expected, further, selfComputed, within, line, held } = placed;
  return {
    library,
    callee,
    expectation,
    subject,
    expected,
    ...(further === undefined ? {} : { further }),
    ...(selfComputed === undefined ? {} : { selfComputed }),
    ...(within === undefined ? {} : { within }),
    line,
    ...(held === undefined ? {} : { held }),
  };
}
