import ts from "typescript";
import { walk } from "../callee.ts";
import { isDeclaredIn, type BlockShape } from "./block-shape.ts";
import { functionAround, isWithin, isWritten } from "./references.ts";
import { findEscape } from "./block-escape.ts";

/** What a block needs and gives, were it a function of its own. */
export interface BlockContract {
  /** Names of the functions around it that it reads, in order of place. */
  readonly inputs: readonly ts.Symbol[];
  /** The one name that is read behind it and has its value from it; `own`: the block declares it. */
  readonly output?: { readonly symbol: ts.Symbol; readonly isOwn: boolean };
  /** Whether nothing comes after it, for it ends by returning. */
  readonly end: "returns" | "goes on";
}

type References = ReadonlyMap<ts.Symbol, readonly ts.Identifier[]>;

/** Whether a node stands in a block. */
export function isInBlock(node: ts.Node, { statements }: BlockShape): boolean {
  return statements.some((statement) => isWithin(node, statement));
}

function isReadOutside(symbol: ts.Symbol, shape: BlockShape, references: References): boolean {
  return (references.get(symbol) ?? []).some((node) => !isInBlock(node, shape));
}

/** Whether functions inside of others read or write a variable: they would keep to the one that they know. */
function isCaptured(symbol: ts.Symbol, references: References): boolean {
  const all = references.get(symbol) ?? [];
  const [declaration] = symbol.declarations ?? [];
  const home =
    declaration === undefined
      ? undefined
      : ts.isParameter(declaration)
        ? declaration.parent
        : functionAround(declaration);
  return all.some((node) => {
    const around = functionAround(node);
    return around !== home && !(ts.isParameter(node.parent) && node.parent.parent === home);
  });
}

function declarationsOf(symbol: ts.Symbol): readonly ts.Declaration[] {
  return symbol.declarations ?? [];
}

/** Whether a name can be handed in: it has its value by then, and keeps it for all that look at it. */
function mayBeInput(symbol: ts.Symbol, shape: BlockShape, references: References): boolean {
  const [declaration, ...others] = declarationsOf(symbol);
  const [first] = shape.statements;
  if (declaration === undefined || others.length > 0 || first === undefined) return false;
  // A function that is handed on reads badly.
  const isFunction =
    ts.isVariableDeclaration(declaration) &&
    declaration.initializer !== undefined &&
    ts.isFunctionLike(declaration.initializer);
  const isValue =
    ts.isVariableDeclaration(declaration) || ts.isParameter(declaration) || ts.isBindingElement(declaration);
  const isThere = isValue && !isFunction && declaration.pos < first.pos;
  // A case that did not run may have declared it.
  const isSure =
    ts.findAncestor(declaration, (node) => (ts.isFunctionLike(node) ? "quit" : ts.isCaseBlock(node))) === undefined;
  if (!isThere || !isSure) return false;
  const isChanged = (references.get(symbol) ?? []).some(isWritten);
  return !isChanged || !isCaptured(symbol, references);
}

function isInTry(statement: ts.Statement): boolean {
  const holder = functionAround(statement);
  return ts.findAncestor(statement, (node) => (node === holder ? "quit" : ts.isTryStatement(node))) !== undefined;
}

function usesArguments(node: ts.Node): boolean {
  let found = false;
  walk(node, (inner) => {
    if (ts.isIdentifier(inner) && inner.text === "arguments") found = true;
  });
  return found;
}

/** Whether the block may give a name of outside another value: nobody sees it before the block is over. */
function mayBeWritten(symbol: ts.Symbol, shape: BlockShape, references: References): boolean {
  const [first] = shape.statements;
  if (first === undefined || isCaptured(symbol, references) || isInTry(first)) return false;
  return !usesArguments(functionAround(first));
}

/** Whether a `var` of a block in a loop may have its value from the round before: it gets none first of all. */
function isKeptOver(symbol: ts.Symbol, { statements }: BlockShape, references: References): boolean {
  const [named] = declarationsOf(symbol);
  const declaration =
    named !== undefined && ts.isBindingElement(named) ? ts.walkUpBindingElementsAndPatterns(named) : named;
  const [first] = statements;
  if (declaration === undefined || first === undefined || !ts.isVariableDeclaration(declaration)) return false;
  if (!ts.isVariableDeclarationList(declaration.parent) || (declaration.parent.flags & ts.NodeFlags.BlockScoped) !== 0)
    return false;
  const holder = functionAround(first);
  const isLoop = (node: ts.Node): boolean => ts.isIterationStatement(node, true);
  if (ts.findAncestor(first, (node) => (node === holder ? "quit" : isLoop(node))) === undefined) return false;
  const isFirst = declaration.initializer !== undefined && statements.some((one) => one === declaration.parent.parent);
  // Functions that are made in several rounds share it.
  if (!isFirst || isCaptured(symbol, references)) return true;
  return (references.get(symbol) ?? []).some((use) => use.pos < declaration.pos);
}

/** What one name of a block means for it; `fixed`: it cannot be handed in or given back. */
type Part = { readonly type: "input" | "own" | "fixed" } | { readonly type: "output"; readonly isOwn: boolean };

function partOf(symbol: ts.Symbol, shape: BlockShape, references: References): Part {
  if (isDeclaredIn(symbol, shape)) {
    if (isKeptOver(symbol, shape, references)) return { type: "fixed" };
    if (!isReadOutside(symbol, shape, references)) return { type: "own" };
    return isPlainOutput(symbol, shape) ? { type: "output", isOwn: true } : { type: "fixed" };
  }
  if (!mayBeInput(symbol, shape, references)) return { type: "fixed" };
  const isChanged = (references.get(symbol) ?? []).some((node) => isInBlock(node, shape) && isWritten(node));
  if (!isChanged) return { type: "input" };
  return mayBeWritten(symbol, shape, references) ? { type: "output", isOwn: false } : { type: "fixed" };
}

/** What the block needs and gives; `isShared` are names that its function would see anyway. Undefined where it cannot be a function of its own. */
export function contractOf(
  shape: BlockShape,
  references: References,
  isShared: (symbol: ts.Symbol) => boolean,
): BlockContract | undefined {
  const last = shape.statements.at(-1);
  if (last === undefined || findEscape(shape.statements)) return undefined;
  const end = ts.isReturnStatement(last) ? "returns" : "goes on";
  const parts = [...new Set(shape.locals.map((use) => use.symbol))]
    .filter((one) => !isShared(one))
    .map((symbol) => ({
      symbol,
      part: partOf(symbol, shape, references),
    }));
  if (parts.some(({ part }) => part.type === "fixed")) return undefined;
  const inputs = parts.flatMap(({ symbol, part }) =>
    part.type === "input" || (part.type === "output" && !part.isOwn) ? [symbol] : [],
  );
  // Behind a block that returns nobody reads anything.
  const outputs = parts.flatMap(({ symbol, part }) =>
    part.type === "output" && (end === "goes on" || part.isOwn) ? [{ symbol, isOwn: part.isOwn }] : [],
  );
  const [output, ...more] = outputs;
  if (more.length > 0 || (output !== undefined && end === "returns")) return undefined;
  return { inputs, end, ...(output === undefined ? {} : { output }) };
}

/** A variable that one of the block's own statements declares, block scoped, by its name alone. */
function isPlainOutput(symbol: ts.Symbol, { statements }: BlockShape): boolean {
  const [declaration] = declarationsOf(symbol);
  if (declaration === undefined || !ts.isVariableDeclaration(declaration) || !ts.isIdentifier(declaration.name))
    return false;
  const isBlockScoped = (declaration.parent.flags & (ts.NodeFlags.Let | ts.NodeFlags.Const)) !== 0;
  return isBlockScoped && statements.some((statement) => statement === declaration.parent.parent);
}
