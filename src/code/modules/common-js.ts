import ts from "typescript";
import { walk } from "../callee.ts";
import { isWritten } from "../refactor/references.ts";
import { lineAt } from "../source.ts";
import { readNames, type FileNames } from "./file-names.ts";
import { sloppyForm } from "./sloppy-forms.ts";

/** Why a file cannot be written as a module, and where. */
export interface Obstacle {
  /** 1-based. */
  readonly line: number;
  readonly reason: string;
}

/** One `require("…")` that runs whenever the file is loaded. */
export interface TopRequire {
  readonly call: ts.CallExpression;
  readonly specifier: string;
}

/** A statement of the top level that exports: `exports.a = exports.b = value`, `var c = module.exports = value`. */
export interface ExportStatement {
  readonly statement: ts.Statement;
  /** Names under which the value is exported; empty: it is all that the file exports. */
  readonly names: readonly string[];
  readonly value: ts.Expression;
  /** The variable that is declared with it. */
  readonly declares?: ts.Identifier;
}

/** A CommonJS file, read. */
export interface CommonJsFile {
  readonly path: string;
  readonly source: ts.SourceFile;
  readonly names: FileNames;
  readonly requires: readonly TopRequire[];
  readonly exported: readonly ExportStatement[];
  /** What stands for all that the file exports, where it is read: `module.exports`, and `exports` where that is the same. */
  readonly wholeReads: readonly ts.Expression[];
  /** `exports.a` where it is read, by name. */
  readonly namedReads: ReadonlyMap<string, readonly ts.Expression[]>;
  /** `__dirname` and `__filename`. */
  readonly places: readonly ts.Identifier[];
  readonly directives: readonly ts.Statement[];
}

const OWN_NAMES = ["require", "module", "exports", "__dirname", "__filename"] as const;

/** `exports.a`, `module.exports.a`, `exports["a"]`: the name; `module.exports`: an empty one; else undefined. */
function exportedAs(node: ts.Node): string | undefined {
  if (isModuleExports(node)) return "";
  if (!ts.isPropertyAccessExpression(node) && !ts.isElementAccessExpression(node)) return undefined;
  if (!isModuleExports(node.expression) && !isNamed(node.expression, "exports")) return undefined;
  if (ts.isPropertyAccessExpression(node)) return node.name.text;
  return ts.isStringLiteralLike(node.argumentExpression) ? node.argumentExpression.text : undefined;
}

function isNamed(node: ts.Node, name: string): boolean {
  return ts.isIdentifier(node) && node.text === name;
}

function isModuleExports(node: ts.Node): boolean {
  return ts.isPropertyAccessExpression(node) && isNamed(node.expression, "module") && node.name.text === "exports";
}

/** The literal name in `require("…")`; undefined for anything else. */
function requiredName(node: ts.Node): string | undefined {
  if (!ts.isCallExpression(node) || !isNamed(node.expression, "require")) return undefined;
  const [argument] = node.arguments;
  return node.arguments.length === 1 && argument !== undefined && ts.isStringLiteralLike(argument)
    ? argument.text
    : undefined;
}

interface Chain {
  readonly names: readonly string[];
  readonly isWhole: boolean;
  readonly hasAlias: boolean;
  readonly value: ts.Expression;
}

/** Takes `exports.a = module.exports = value` apart; undefined where nothing is exported by it. */
function readChain(expression: ts.Expression): Chain | undefined {
  const names: string[] = [];
  let [isWhole, hasAlias] = [false, false];
  let value = expression;
  while (ts.isBinaryExpression(value) && value.operatorToken.kind === ts.SyntaxKind.EqualsToken) {
    const name = exportedAs(value.left);
    if (name === undefined && !isNamed(value.left, "exports")) break;
    if (name === undefined) hasAlias = true;
    else if (name === "") isWhole = true;
    else names.push(name);
    value = value.right;
  }
  return names.length === 0 && !isWhole ? undefined : { names, isWhole, hasAlias, value };
}

/** The call in `module.exports = require("…")`, where that is all that a file exports and it does not read it itself. */
export function passedOnRequire({ exported, requires, wholeReads }: CommonJsFile): TopRequire | undefined {
  const [only] = exported;
  if (only === undefined || only.names.length > 0 || only.declares !== undefined || wholeReads.length > 0)
    return undefined;
  return requires.find(({ call }) => call === only.value);
}

/** Whether code runs whenever the file is loaded: it stands in no function, branch or loop. */
function isAlwaysRun(node: ts.Node): boolean {
  for (let child = node, { parent } = node; !ts.isSourceFile(parent); child = parent, { parent } = parent) {
    if (ts.isFunctionLike(parent) || ts.isClassLike(parent)) return false;
    if (ts.isConditionalExpression(parent)) return false;
    if (ts.isBinaryExpression(parent) && parent.right === child && isLogical(parent)) return false;
    if (ts.isOptionalChain(parent)) return false;
    if (ts.isStatement(parent) && !ts.isVariableStatement(parent) && !ts.isExpressionStatement(parent)) return false;
  }
  return true;
}

function isLogical({ operatorToken: { kind } }: ts.BinaryExpression): boolean {
  return (
    kind === ts.SyntaxKind.AmpersandAmpersandToken ||
    kind === ts.SyntaxKind.BarBarToken ||
    kind === ts.SyntaxKind.QuestionQuestionToken
  );
}

/** Reads a file that is CommonJS, or neither; answers what keeps it from being a module. */
export function readCommonJs(path: string, source: ts.SourceFile): CommonJsFile | Obstacle {
  const names = readNames(source);
  const at = (node: ts.Node): number => lineAt(source, node.getStart(source));
  for (const name of OWN_NAMES) {
    const [own] = names.declared.get(name) ?? [];
    if (own !== undefined) return { line: at(own), reason: `it gives ${name} a meaning of its own` };
  }
  const sloppy = sloppyForm(source, names);
  if (sloppy !== undefined) return { line: at(sloppy.node), reason: sloppy.reason };
  const requires: TopRequire[] = [];
  for (const node of names.all.get("require") ?? []) {
    const problem = addRequire(node, requires);
    if (problem !== undefined) return { line: at(node), reason: problem };
  }
  const exports = readExports(source, names);
  if ("reason" in exports) return exports;
  return {
    path,
    source,
    names,
    requires,
    ...exports,
    places: [...(names.all.get("__dirname") ?? []), ...(names.all.get("__filename") ?? [])],
    directives: source.statements.filter(
      (statement) =>
        ts.isExpressionStatement(statement) && /^["']use strict["']$/u.test(statement.expression.getText()),
    ),
  };
}

function addRequire(node: ts.Identifier, into: TopRequire[]): string | undefined {
  const { parent } = node;
  const specifier = requiredName(parent);
  if (specifier !== undefined && ts.isCallExpression(parent)) {
    if (!isAlwaysRun(parent))
      return `it requires ${specifier} inside of a function or a branch, not whenever it is loaded`;
    into.push({ call: parent, specifier });
    return undefined;
  }
  if (ts.isPropertyAccessExpression(parent) && parent.expression === node) {
    return `it uses require.${parent.name.text}, which modules do not have`;
  }
  if (ts.isCallExpression(parent) && parent.expression === node) return "it requires a name that it works out";
  return "it hands require on";
}

type ReadExports = Pick<CommonJsFile, "exported" | "wholeReads" | "namedReads">;

function readExports(source: ts.SourceFile, names: FileNames): ReadExports | Obstacle {
  const exported: ExportStatement[] = [];
  const handled = new Set<ts.Node>();
  let hasAlias = false;
  const note = (statement: ts.Statement, from: ts.Expression, declares?: ts.Identifier): void => {
    const chain = readChain(from);
    if (chain === undefined) return;
    hasAlias ||= chain.hasAlias && chain.isWhole;
    for (let node = from; node !== chain.value && ts.isBinaryExpression(node); node = node.right)
      handled.add(node.left);
    exported.push({
      statement,
      names: chain.isWhole ? [] : chain.names,
      value: chain.value,
      ...(declares && { declares }),
    });
  };
  for (const statement of source.statements) {
    if (ts.isExpressionStatement(statement)) note(statement, statement.expression);
    if (!ts.isVariableStatement(statement)) continue;
    const [only, ...more] = statement.declarationList.declarations;
    if (only?.initializer !== undefined && ts.isIdentifier(only.name) && more.length === 0)
      note(statement, only.initializer, only.name);
  }
  return readUses({ source, names, exported, handled, hasAlias });
}

interface Found {
  readonly source: ts.SourceFile;
  readonly names: FileNames;
  readonly exported: readonly ExportStatement[];
  /** What is assigned to by the statements that export. */
  readonly handled: ReadonlySet<ts.Node>;
  /** Whether `exports` is `module.exports` after its assignment, too. */
  readonly hasAlias: boolean;
}

/** What else is done with `module` and `exports`. */
function readUses(found: Found): ReadExports | Obstacle {
  const { source, names, exported, handled } = found;
  const at = (node: ts.Node): number => lineAt(source, node.getStart(source));
  const [whole, second] = exported.filter((one) => one.names.length === 0);
  if (second !== undefined) return { line: at(second.statement), reason: "it sets module.exports twice" };
  const wholeReads: ts.Expression[] = [];
  const namedReads = new Map<string, ts.Expression[]>();
  const known = new Set(exported.flatMap((one) => one.names));
  for (const { node, base } of ownUses(names)) {
    if (handled.has(base)) continue;
    if (base === node && node.text === "module")
      return { line: at(node), reason: "it uses module for more than module.exports" };
    const use = whole === undefined ? readNamed(base, handled, known) : readWhole(base, whole, found);
    if (typeof use === "string") return { line: at(node), reason: use };
    if (use === undefined) continue;
    if (use.name === undefined) wholeReads.push(base);
    else namedReads.set(use.name, [...(namedReads.get(use.name) ?? []), use.read]);
  }
  const kept = whole === undefined ? exported : [whole];
  return checkNames(source, kept) ?? { exported: kept, wholeReads, namedReads };
}

/** Every `module` and `exports`, and `module.exports` where it is that. */
function ownUses({ all }: FileNames): readonly { readonly node: ts.Identifier; readonly base: ts.Expression }[] {
  return [...(all.get("module") ?? []), ...(all.get("exports") ?? [])].map((node) => {
    const { parent } = node;
    return { node, base: ts.isPropertyAccessExpression(parent) && isModuleExports(parent) ? parent : node };
  });
}

/** A read of an export; a text says why that cannot be one of a module, undefined that it is none. */
type Use = { readonly name?: string; readonly read: ts.Expression } | string | undefined;

function readWhole(base: ts.Expression, whole: ExportStatement, { hasAlias }: Pick<Found, "hasAlias">): Use {
  return wholeProblem(base, whole, hasAlias) ?? { read: base };
}

function readNamed(base: ts.Expression, handled: ReadonlySet<ts.Node>, known: ReadonlySet<string>): Use {
  const { parent } = base;
  if (handled.has(parent)) return undefined;
  const name = exportedAs(parent);
  if (name === undefined || name === "" || !ts.isExpression(parent))
    return "it hands on the object of its exports, or works out a name in it";
  if (isUsedAsTarget(parent)) return `it sets exports.${name} elsewhere than at the top level`;
  return known.has(name) ? { name, read: parent } : `it reads exports.${name}, which it does not set`;
}

function wholeProblem(base: ts.Node, whole: ExportStatement, hasAlias: boolean): string | undefined {
  if (ts.isIdentifier(base) && !hasAlias) return "it uses exports beside module.exports, which is another object";
  if (isUsedAsTarget(base)) return "it sets module.exports elsewhere than at the top level";
  if (base.pos < whole.statement.pos) return "it uses module.exports before it sets it";
  return undefined;
}

/** Whether something is assigned to, counted up or deleted. */
function isUsedAsTarget(node: ts.Node): boolean {
  if (ts.isDeleteExpression(node.parent)) return true;
  return isWritten(node);
}

function checkNames(source: ts.SourceFile, exported: readonly ExportStatement[]): Obstacle | undefined {
  const seen = new Set<string>();
  for (const { statement, names } of exported) {
    const line = lineAt(source, statement.getStart(source));
    for (const name of names) {
      if (seen.has(name)) return { line, reason: `it sets exports.${name} twice` };
      if (name === "__esModule" || name === "default")
        return { line, reason: "it was made by a compiler: move what it is made from" };
      seen.add(name);
    }
  }
  return undefined;
}

/** Whether a text has something of CommonJS. */
export function isCommonJs(source: ts.SourceFile): boolean {
  if (ts.isExternalModule(source)) return false;
  let found = false;
  walk(source, (node) => {
    if (requiredName(node) !== undefined || exportedAs(node) !== undefined) found = true;
  });
  return found;
}
