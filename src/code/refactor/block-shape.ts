import ts from "typescript";
import { walk } from "../callee.ts";
import type { RewriteInput } from "./rewrite.ts";
import { isWithin, symbolOf } from "./references.ts";

/** A name of a block that belongs to a function around it, or to the block itself. */
interface LocalUse {
  readonly symbol: ts.Symbol;
  readonly node: ts.Identifier;
}

/** Statements of one list, one after the other, as they are compared: their tokens in order, local names apart. */
export interface BlockShape {
  readonly statements: readonly ts.Statement[];
  readonly tokens: readonly (string | LocalUse)[];
  readonly locals: readonly LocalUse[];
}

/** Whether a name is declared inside of something: what lies at the top of the file is the same everywhere in it. */
function isLocal(symbol: ts.Symbol): boolean {
  const [declaration] = symbol.declarations ?? [];
  if (declaration === undefined || ts.isSourceFile(declaration) || !isName(declaration)) return false;
  return ts.findAncestor(declaration.parent, isScope) !== undefined;
}

function isName(declaration: ts.Declaration): boolean {
  const isMember =
    ts.isClassElement(declaration) || ts.isTypeElement(declaration) || ts.isObjectLiteralElement(declaration);
  const isPlain =
    ts.isVariableDeclaration(declaration) || ts.isParameter(declaration) || ts.isBindingElement(declaration);
  const isType =
    ts.isTypeAliasDeclaration(declaration) ||
    ts.isInterfaceDeclaration(declaration) ||
    ts.isTypeParameterDeclaration(declaration) ||
    ts.isEnumDeclaration(declaration);
  return !isMember && (isPlain || isType || ts.isFunctionLike(declaration) || ts.isClassLike(declaration));
}

/** Whether names that are declared in a node are its own. */
export function isScope(node: ts.Node): boolean {
  const isPart = ts.isBlock(node) || ts.isCaseBlock(node) || ts.isCatchClause(node) || ts.isModuleBlock(node);
  return isPart || ts.isFunctionLike(node) || ts.isClassLike(node) || ts.isIterationStatement(node, false);
}

/** Whether the spelling of a name is that of a property, too. */
function isSpelled(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isShorthandPropertyAssignment(parent)) return true;
  return ts.isBindingElement(parent) && ts.isObjectBindingPattern(parent.parent) && parent.propertyName === undefined;
}

/** Reads one statement; `locals` are the names that could be others elsewhere. */
export function statementShape(
  statement: ts.Statement,
  { source, checker }: RewriteInput,
): Omit<BlockShape, "statements"> {
  const tokens: (string | LocalUse)[] = [];
  const locals: LocalUse[] = [];
  walk(statement, (node) => {
    tokens.push(String(node.kind));
    if (ts.isIdentifier(node)) {
      const symbol = symbolOf(node, checker);
      if (symbol === undefined || !isLocal(symbol)) tokens.push(node.text);
      else {
        const use = { symbol, node };
        locals.push(use);
        tokens.push(use, isSpelled(node) ? node.text : "");
      }
    } else if (node.getChildCount(source) === 0) tokens.push(node.getText(source));
    else if (ts.isVariableDeclarationList(node)) tokens.push(String(node.flags & ts.NodeFlags.BlockScoped));
    else if (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) tokens.push(String(node.operator));
  });
  for (const comment of commentsOf(statement, source)) tokens.push(comment);
  return { tokens, locals };
}

function commentsOf(statement: ts.Statement, source: ts.SourceFile): readonly string[] {
  const text = source.text.slice(statement.pos, statement.end);
  return text.match(/\/\/.*|\/\*[\s\S]*?\*\//gu) ?? [];
}

/** The tokens as one text, with every local name the same. */
export function shapeKey({ tokens }: Pick<BlockShape, "tokens">): string {
  return tokens.map((token) => (typeof token === "string" ? token : "\u0000")).join("\u0001");
}

/** Which name of the second block stands for which of the first; undefined where they do not go together. */
export function matchNames(first: BlockShape, second: BlockShape): ReadonlyMap<ts.Symbol, ts.Symbol> | undefined {
  const to = new Map<ts.Symbol, ts.Symbol>();
  const from = new Map<ts.Symbol, ts.Symbol>();
  for (const [index, { symbol }] of first.locals.entries()) {
    const other = second.locals[index]?.symbol;
    if (other === undefined) return undefined;
    if ((to.get(symbol) ?? other) !== other || (from.get(other) ?? symbol) !== symbol) return undefined;
    const isOwn = isDeclaredIn(symbol, first) === isDeclaredIn(other, second);
    if (!isOwn) return undefined;
    to.set(symbol, other);
    from.set(other, symbol);
  }
  return first.locals.length === second.locals.length ? to : undefined;
}

/** Whether a block declares a name itself. */
export function isDeclaredIn(symbol: ts.Symbol, { statements }: Pick<BlockShape, "statements">): boolean {
  return (symbol.declarations ?? []).every((node) => statements.some((statement) => isWithin(node, statement)));
}
