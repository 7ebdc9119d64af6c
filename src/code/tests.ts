import ts from "typescript";
import {
  placedAssertions,
  withoutStart,
  type Assertion,
  type AssertionScope,
  type PlacedAssertion,
} from "./assertions.ts";
import { calleeChain, moduleBindings, renderChain, type Binding } from "./callee.ts";
import { heldBack } from "./held-back.ts";
import { lineAt, parseCode } from "./source.ts";

/** What changes how or whether a test runs, in one vocabulary for all runners. */
type TestModifier =
  "skip" | "only" | "todo" | "failing" | "each" | "concurrent" | "sequential" | "conditional" | "retry";

/** One `describe` (suite) or `test` / `it` call. */
export interface TestCall {
  readonly kind: "suite" | "test";
  /** As written, without arguments: `it.only`, `test.each()`. */
  readonly callee: string;
  /** Titles of the suites around it, outermost first; a computed title is its source text. */
  readonly suites: readonly string[];
  readonly title: string;
  readonly modifiers: readonly TestModifier[];
  /** Lines, 1-based, end exclusive. */
  readonly start: number;
  readonly end: number;
  /** Assertions inside, those of nested tests not included; empty for a suite. */
  readonly assertions: readonly Assertion[];
}

const KINDS: Readonly<Record<string, TestCall["kind"]>> = {
  describe: "suite",
  context: "suite",
  suite: "suite",
  it: "test",
  test: "test",
  specify: "test",
};

const MODIFIERS: Readonly<Record<string, TestModifier>> = {
  skip: "skip",
  only: "only",
  todo: "todo",
  failing: "failing",
  fails: "failing",
  fail: "failing",
  fixme: "skip",
  each: "each",
  for: "each",
  concurrent: "concurrent",
  sequential: "sequential",
  serial: "sequential",
  parallel: "concurrent",
  skipIf: "conditional",
  runIf: "conditional",
  if: "conditional",
  shuffle: "sequential",
};

const RUNNERS = /^(@jest\/globals|vitest|node:test|mocha|bun:test|@playwright\/test|ava|tap|uvu)$/u;

interface Name {
  readonly kind: TestCall["kind"];
  readonly modifiers: readonly TestModifier[];
}

function rootName(name: string, bindings: ReadonlyMap<string, Binding>): Name | undefined {
  const binding = bindings.get(name);
  const original =
    binding !== undefined && RUNNERS.test(binding.module)
      ? binding.name === "default" || binding.name === "*"
        ? "test"
        : binding.name
      : name;
  const plain = Object.hasOwn(KINDS, original) ? KINDS[original] : undefined;
  if (plain !== undefined) return { kind: plain, modifiers: [] };
  const rest = original.slice(1);
  const kind = Object.hasOwn(KINDS, rest) ? KINDS[rest] : undefined;
  if (kind === undefined || !/^[xf]/u.test(original)) return undefined;
  return { kind, modifiers: [original.startsWith("x") ? "skip" : "only"] };
}

/** Reads `it.only`, `test.each(table)`, `t.test` (a subtest of node:test); undefined for any other callee. */
function readName(
  chain: readonly string[],
  bindings: ReadonlyMap<string, Binding>,
  contexts: readonly string[],
): Name | undefined {
  const names = chain.filter((name) => name !== "()");
  const start = contexts.includes(names[0] ?? "") ? 1 : 0;
  const root = rootName(names[start] ?? "", bindings);
  if (root === undefined) return undefined;
  const modifiers = [...root.modifiers];
  let kind = root.kind;
  for (const name of names.slice(start + 1)) {
    const modifier = Object.hasOwn(MODIFIERS, name) ? MODIFIERS[name] : undefined;
    const member = Object.hasOwn(KINDS, name) ? KINDS[name] : undefined;
    if (member !== undefined) kind = member;
    else if (modifier !== undefined) modifiers.push(modifier);
    else return undefined;
  }
  return { kind, modifiers };
}

/** `{ skip: true, only: true, todo: "later", retry: 3 }`, an argument of node:test and Vitest. */
function optionModifiers(call: ts.CallExpression): readonly TestModifier[] {
  const found: TestModifier[] = [];
  for (const argument of call.arguments) {
    if (!ts.isObjectLiteralExpression(argument)) continue;
    for (const property of argument.properties) {
      if (!ts.isPropertyAssignment(property) || property.initializer.kind === ts.SyntaxKind.FalseKeyword) continue;
      const name = property.name.getText();
      if (name === "skip" || name === "only" || name === "todo" || name === "retry") found.push(name);
      if (name === "fails" || name === "expectFailure") found.push("failing");
    }
  }
  return found;
}

function titleOf(call: ts.CallExpression): string {
  const [first] = call.arguments;
  if (first === undefined || ts.isFunctionLike(first)) return "";
  return ts.isStringLiteralLike(first) ? first.text : first.getText();
}

/** The name of the body's first parameter: the context of node:test, whose `.test` is a subtest. */
function contextOf(call: ts.CallExpression): string | undefined {
  const body = call.arguments.findLast((argument) => ts.isArrowFunction(argument) || ts.isFunctionExpression(argument));
  if (body === undefined || !ts.isFunctionLike(body)) return undefined;
  const name = body.parameters[0]?.name;
  return name !== undefined && ts.isIdentifier(name) ? name.text : undefined;
}

interface OpenCall {
  readonly node: ts.CallExpression;
  readonly name: Name;
  readonly suites: readonly string[];
  readonly modifiers: TestModifier[];
  readonly assertions: PlacedAssertion[];
}

interface Surroundings {
  readonly suites: readonly string[];
  readonly contexts: readonly string[];
  readonly inside?: OpenCall;
}

/** `this.skip()` (mocha) and `t.skip()`, `t.todo()` (node:test, Vitest) inside a test's body. */
function skipInBody(chain: readonly string[], around: Surroundings): void {
  const [root, name] = chain;
  if (chain.length !== 2 || root === undefined || (root !== "this" && !around.contexts.includes(root))) return;
  if (name === "skip" || name === "todo") around.inside?.modifiers.push(name);
}

function collect(source: ts.SourceFile, { bindings, uses }: AssertionScope): readonly OpenCall[] {
  const found: OpenCall[] = [];
  const visit = (node: ts.Node, around: Surroundings): void => {
    let inner = around;
    if (ts.isCallExpression(node)) {
      const chain = calleeChain(node.expression);
      const name = readName(chain, bindings, around.contexts);
      const outer = ts.isCallExpression(node.parent) && node.parent.expression === node;
      if (name === undefined || outer) skipInBody(chain, around);
      else {
        const modifiers = [...name.modifiers, ...optionModifiers(node)];
        if (heldBack(node, uses) !== undefined) modifiers.push("conditional");
        const open: OpenCall = { node, name, suites: around.suites, modifiers, assertions: [] };
        found.push(open);
        const context = contextOf(node);
        inner = {
          suites: name.kind === "suite" ? [...around.suites, titleOf(node)] : around.suites,
          contexts: context === undefined ? around.contexts : [...around.contexts, context],
          inside: open,
        };
      }
    }
    ts.forEachChild(node, (child) => {
      visit(child, inner);
    });
  };
  visit(source, { suites: [], contexts: [] });
  return found;
}

function assign(assertions: readonly PlacedAssertion[], calls: readonly OpenCall[]): void {
  const tests = calls
    .filter(({ name }) => name.kind === "test")
    .map(({ node, assertions: inside }) => ({ start: node.getStart(), end: node.end, inside }));
  for (const assertion of assertions) {
    tests.findLast(({ start, end }) => start <= assertion.start && assertion.start < end)?.inside.push(assertion);
  }
}

/** What a file holds of tests: its suites and tests, and all its assertions, those outside any test too. */
export interface TestFile {
  readonly calls: readonly TestCall[];
  readonly assertions: readonly Assertion[];
}

/**
 * The suites and tests of a file, and its assertions, in order of place: Jest, Vitest, mocha, node:test and runners
 * alike, under their own names or imported under another. Never throws; text without tests gives nothing.
 */
export function readTestFile(path: string, text: string): TestFile {
  const source = parseCode(path, text);
  const scope: AssertionScope = { bindings: moduleBindings(source), uses: new Map() };
  const open = collect(source, scope);
  const placed = placedAssertions(source, scope);
  assign(placed, open);
  const calls = open.map(({ node, name, suites, modifiers, assertions }) => ({
    kind: name.kind,
    callee: renderChain(calleeChain(node.expression)),
    suites,
    title: titleOf(node),
    modifiers: [...new Set(modifiers)],
    start: lineAt(source, node.getStart()),
    end: lineAt(source, node.end) + 1,
    assertions: assertions.map(withoutStart),
  }));
  return { calls, assertions: placed.map(withoutStart) };
}

/** The suites and tests of a file: see {@link readTestFile}. */
export function testCalls(path: string, text: string): readonly TestCall[] {
  return readTestFile(path, text).calls;
}

/** A suite or test as a node of a parsed file. */
export interface TestNode extends Pick<TestCall, "kind" | "suites" | "title"> {
  readonly node: ts.CallExpression;
}

/** The suites and tests of a parsed file in order of place, without what they assert. */
export function testNodes(source: ts.SourceFile): readonly TestNode[] {
  const calls = collect(source, { bindings: moduleBindings(source), uses: new Map() });
  return calls.map(({ node, name: { kind }, suites }) => ({ node, kind, suites, title: titleOf(node) }));
}
