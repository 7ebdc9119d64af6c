import ts from "typescript";
import { isLiteral } from "./assertions.ts";
import { calleeChain, importBindings, walk, type Binding } from "./callee.ts";
import { declaredName } from "./declared-name.ts";

const MAKES_MOCK = /^(?:(?:jest|vi)\.(?:fn|mocked)|mock\.fn|(?:sinon|sandbox)\.(?:fake|spy|stub|mock)|td\.func)\b/u;
/** Names of test libraries. */
const OWN = /^(?:expect|assert|should|test|it|specify|describe|context|jest|vi|mock|sinon|sandbox|td|chai)$/u;
/** What the language brings: to use it is to use no code of the repository. */
const LANGUAGE =
  /^(?:Array|Object|String|Number|Boolean|Math|JSON|Date|Promise|(?:Aggregate|Eval|Range|Reference|Syntax|Type|URI)?Error|Map|Set|WeakMap|WeakSet|Symbol|BigInt|RegExp|parseInt|parseFloat|isNaN|isFinite|undefined|NaN|Infinity|console|structuredClone)$/u;

function declarationsOf(source: ts.Node): readonly ts.VariableDeclaration[] {
  const found: ts.VariableDeclaration[] = [];
  walk(source, (node) => {
    if (ts.isVariableDeclaration(node)) found.push(node);
  });
  return found;
}

function isMaker(value: ts.Expression): boolean {
  if (ts.isAsExpression(value) || ts.isSatisfiesExpression(value)) return isMaker(value.expression);
  if (!ts.isObjectLiteralExpression(value)) return MAKES_MOCK.test(value.getText());
  const functions = value.properties.filter((one) => !ts.isPropertyAssignment(one) || !isLiteral(one.initializer));
  return functions.length > 0 && functions.every((one) => ts.isPropertyAssignment(one) && isMaker(one.initializer));
}

/** Names that a file imports from modules which it has replaced by mocks. */
function replacedImports(file: ts.SourceFile): readonly string[] {
  if (/requireActual|importActual/u.test(file.text)) return [];
  const replaced = new Set<string>();
  const bindings = new Map<string, Binding>();
  walk(file, (node) => {
    if (ts.isImportDeclaration(node)) importBindings(node, bindings);
    if (!ts.isCallExpression(node) || !/^(?:jest|vi)\.(?:mock|doMock)$/u.test(node.expression.getText())) return;
    const [module, factory] = node.arguments;
    // A factory with a parameter is given the module itself; `{ spy: true }` leaves it as it is.
    const isKept =
      factory !== undefined &&
      (ts.isObjectLiteralExpression(factory) || (ts.isFunctionLike(factory) && factory.parameters.length > 0));
    if (module !== undefined && ts.isStringLiteralLike(module) && !isKept) replaced.add(module.text);
  });
  return [...bindings].flatMap(([name, { module }]) => (replaced.has(module) ? [name] : []));
}

/**
 * Tells the names of mocks in a test of the file: made in it or beside it, objects of nothing else, and what is imported
 * of modules that are replaced.
 */
export function mocksIn(file: ts.SourceFile): (source: ts.SourceFile) => ReadonlySet<string> {
  const madeBy = (declarations: readonly ts.VariableDeclaration[]): readonly string[] =>
    declarations.flatMap(({ name, initializer }) =>
      ts.isIdentifier(name) && initializer !== undefined && isMaker(initializer) ? [name.text] : [],
    );
  const statements = file.statements.filter((one) => ts.isVariableStatement(one));
  const outer = [...madeBy(statements.flatMap(declarationsOf)), ...replacedImports(file)];
  return (source) => new Set([...madeBy(declarationsOf(source)), ...outer]);
}

/** Whether something is called that is neither a mock, nor the test library's, nor the language's. */
export function callsCode(source: ts.Node, mocks: ReadonlySet<string>): boolean {
  let found = false;
  walk(source, (node) => {
    if (ts.isTaggedTemplateExpression(node)) found = true;
    if (!ts.isCallExpression(node) && !ts.isNewExpression(node)) return;
    const [root] = calleeChain(node.expression);
    if (root === undefined || (!OWN.test(root) && !LANGUAGE.test(root) && !mocks.has(root))) found = true;
  });
  return found;
}

const HOOK = /^(?:before(?:Each|All)?|(?:suite)?setup)$/iu;

/** Whether a hook that runs before the tests of a file calls code: a test may look at what that did. */
export function isPrepared(file: ts.SourceFile, mocks: ReadonlySet<string>): boolean {
  let found = false;
  walk(file, (node) => {
    if (!ts.isCallExpression(node) || !HOOK.test(calleeChain(node.expression).at(-1) ?? "")) return;
    found ||= node.arguments.some((one) => (ts.isIdentifier(one) ? !mocks.has(one.text) : callsCode(one, mocks)));
  });
  return found;
}

/** Whether a name is a fixture: something that the runner hands a test, as Playwright and Vitest do; rows of a table are none. */
function isFixture(node: ts.BindingElement): boolean {
  const parameter = node.parent.parent;
  if (!ts.isParameter(parameter) || !ts.isCallExpression(parameter.parent.parent)) return false;
  const [first = "", ...rest] = calleeChain(parameter.parent.parent.expression);
  return /^(?:it|test|specify)$/u.test(first) && !rest.includes("()");
}

/** Every name that a text declares: variables, parameters, functions. */
function declaredNames(source: ts.SourceFile): ReadonlySet<string> {
  const names = new Set<string>();
  walk(source, (node) => {
    const name = ts.isBindingElement(node) && isFixture(node) ? undefined : declaredName(node);
    if (name !== undefined) names.add(name);
  });
  return names;
}

/** Whether an identifier stands for a value, not for the name of a property or a type. */
function isValue(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node;
  if (ts.isPropertyAssignment(parent) || ts.isMethodDeclaration(parent)) return parent.name !== node;
  return !ts.isTypeReferenceNode(parent) && !ts.isBindingElement(parent);
}

/** A module that is loaded for what it does to others, the language's own values among them. */
const LOADED_FOR_EFFECT =
  /^\s*(?:import\s*["']|require\s*\()|(?<!=\s*(?:await\s+)?)\b(?:require|import)\s*\(\s*["'][^"']+["']\s*\)\s*(?:;|$)/mu;

/** Whether a test names anything that neither it, nor the test library, nor the language brings. */
export function touchesCode(source: ts.SourceFile, mocks: ReadonlySet<string>, file: string): boolean {
  if (LOADED_FOR_EFFECT.test(file)) return true;
  const declared = declaredNames(source);
  const isOwn = (name: string): boolean =>
    OWN.test(name) || LANGUAGE.test(name) || declared.has(name) || mocks.has(name);
  let found = false;
  walk(source, (node) => {
    if (node.kind === ts.SyntaxKind.ThisKeyword || node.kind === ts.SyntaxKind.ImportKeyword) found = true;
    if (ts.isIdentifier(node) && isValue(node) && !isOwn(node.text)) found = true;
    // What hooks of AVA and tap leave for the tests.
    if (ts.isPropertyAccessExpression(node) && node.name.text === "context") found = true;
    if (ts.isJsxElement(node) || ts.isJsxSelfClosingElement(node)) found = true;
  });
  return found;
}

function isConstant(node: ts.VariableDeclaration): boolean {
  return ts.isVariableDeclarationList(node.parent) && (node.parent.flags & ts.NodeFlags.Const) !== 0;
}

function isCompound(value: ts.Expression): boolean {
  return ts.isArrayLiteralExpression(value) || ts.isObjectLiteralExpression(value);
}

/** Whether nothing but assertions is given what a name stands for. */
function isOnlyAsserted(name: string, source: ts.SourceFile): boolean {
  let isAsserted = true;
  walk(source, (node) => {
    if (!ts.isIdentifier(node) || node.text !== name || ts.isVariableDeclaration(node.parent)) return;
    const call = node.parent;
    isAsserted &&= ts.isCallExpression(call) && /^(?:expect|assert)$/u.test(calleeChain(call.expression)[0] ?? "");
  });
  return isAsserted;
}

/** Constants of a test that stand for a value which it writes out itself, with its text. */
export function writtenOut(source: ts.SourceFile): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const node of declarationsOf(source)) {
    const { name, initializer } = node;
    if (!ts.isIdentifier(name) || initializer === undefined || !isConstant(node)) continue;
    const isPlain = isLiteral(initializer) && (!isCompound(initializer) || isOnlyAsserted(name.text, source));
    if (isPlain) found.set(name.text, initializer.getText());
  }
  return found;
}
