import ts from "typescript";
import { walk } from "../callee.ts";
import { deadCode } from "../equivalence/idle-code.ts";
import { lineAt } from "../source.ts";
import { hasModifier } from "../modifiers.ts";
import { isBuiltIn, isIdleClass, isIdleValue } from "./idle-values.ts";
import { listRemoval } from "./list-removal.ts";
import { hasHiddenNames } from "./references.ts";
import type { Rewrite, RewriteInput, RewritePlace } from "./rewrite.ts";
import { unusedParameter } from "./unused-parameter.ts";

function nodeAt(source: ts.SourceFile, start: number, end: number): ts.Node | undefined {
  let found: ts.Node | undefined;
  const visit = (node: ts.Node): void => {
    if (node.pos > start || node.end < end) return;
    // The innermost: a name rather than the specifier that it is all of.
    if (node.getStart(source) === start && node.end === end) found = node;
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** A whole line or lines, with the break behind; comments in front of a statement go with it. */
function wholeLines(node: ts.Node, source: ts.SourceFile): { readonly start: number; readonly length: number } {
  const { text } = source;
  const comments = ts.getLeadingCommentRanges(text, node.pos) ?? [];
  const own = comments.findLast(({ end }) => !/\n\s*\n/u.test(text.slice(end, node.getStart(source))));
  const isFirst = node.pos === 0;
  let start = own === undefined || isFirst ? node.getStart(source) : own.pos;
  let { end } = node;
  const atLine = text.lastIndexOf("\n", start - 1) + 1;
  const lineStart = text[atLine] === "\uFEFF" ? atLine + 1 : atLine;
  if (/^[ \t]*$/u.test(text.slice(lineStart, start))) start = lineStart;
  const rest = /^[ \t]*\r?\n/u.exec(text.slice(end));
  if (rest !== null && start === lineStart) end += rest[0].length;
  return withoutBlankLines(text, start, end);
}

/** Of the blank lines around what goes only one is left: none at the end of the file, or where a block begins or ends. */
function withoutBlankLines(
  text: string,
  from: number,
  end: number,
): { readonly start: number; readonly length: number } {
  const blank = /^(?:[ \t]*\r?\n)+/u.exec(text.slice(end))?.[0].length ?? 0;
  // The last thing that is no blank, and what follows it.
  const near = text.slice(Math.max(0, text.slice(0, from).trimEnd().length - 1), from);
  const before = /(?:^|\n|\{[ \t]*\r?\n)(?:[ \t]*\r?\n)*$/u.exec(near)?.[0] ?? "";
  const isFirst = from === before.length || before.startsWith("{");
  const hasBlank = before.replace(/^\n/u, "").includes("\n") && !before.startsWith("{");
  if (blank > 0 && (isFirst || hasBlank)) return { start: from, length: end + blank - from };
  const isLast = /^\s*(?:\}|$)/u.test(text.slice(end));
  const gap = isLast && hasBlank ? before.length - (before.startsWith("\n") ? 1 : 0) : 0;
  return { start: from - gap, length: end - from + gap };
}

function specifierOf(node: ts.ImportDeclaration): string {
  return ts.isStringLiteral(node.moduleSpecifier) ? node.moduleSpecifier.text : "";
}

function isTypeOnly(declaration: ts.ImportDeclaration): boolean {
  return declaration.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword;
}

/** Loading a module may do things: an import that is not compiled away goes only where it is known to do nothing. */
function mayGo(declaration: ts.ImportDeclaration, { imports }: RewriteInput): boolean {
  return isTypeOnly(declaration) || imports.unused === "elided" || imports.isIdle(specifierOf(declaration));
}

/** What JSX becomes calls a name that only the tools know: `React.createElement`, `h`. */
function holdsJsx(source: ts.SourceFile): boolean {
  let found = false;
  walk(source, (node) => {
    if (ts.isJsxOpeningLikeElement(node) || ts.isJsxFragment(node)) found = true;
  });
  return found;
}

function removal(node: ts.Node, what: string, source: ts.SourceFile): RewritePlace {
  return { line: lineAt(source, node.getStart(source)), what, changes: [{ ...wholeLines(node, source), text: "" }] };
}

/** One name out of `{ a, b }`, with its comma. */
function withoutElement(node: ts.ImportSpecifier, source: ts.SourceFile): RewritePlace | undefined {
  const { elements } = node.parent;
  if (elements.length < 2) return undefined;
  return {
    line: lineAt(source, node.getStart(source)),
    what: `unused import ${node.name.text}`,
    changes: [listRemoval(elements, node, source)],
  };
}

function unusedImport(node: ts.Node, input: RewriteInput): RewritePlace | undefined {
  const { source } = input;
  const holder = ts.isImportDeclaration(node) ? node : ts.findAncestor(node, ts.isImportDeclaration);
  if (holder?.importClause === undefined) return undefined;
  if (holdsJsx(source) && !isTypeOnly(holder) && !isBuiltIn(specifierOf(holder))) return undefined;
  const { name, namedBindings } = holder.importClause;
  const specifier = ts.isIdentifier(node) && ts.isImportSpecifier(node.parent) ? node.parent : undefined;
  if (specifier !== undefined && specifier.parent.elements.length > 1) return withoutElement(specifier, source);
  const isAll = ts.isImportDeclaration(node) || name === undefined || namedBindings === undefined;
  return isAll && mayGo(holder, input)
    ? removal(holder, `unused import from ${specifierOf(holder)}`, source)
    : undefined;
}

function unusedVariable(node: ts.Node, { source, imports }: RewriteInput): RewritePlace | undefined {
  const declaration = ts.isIdentifier(node) && ts.isVariableDeclaration(node.parent) ? node.parent : undefined;
  if (declaration?.name !== node || !isIdleValue(declaration.initializer, imports.isIdle)) return undefined;
  const statement = declaration.parent.parent;
  if (!ts.isVariableStatement(statement) || statement.declarationList.declarations.length !== 1) return undefined;
  // Assigned but never read: the assignments would be left without a variable.
  if (isMentioned(node.getText(source), node, source)) return undefined;
  return removal(statement, `unused variable ${node.getText(source)}`, source);
}

function isMentioned(name: string, except: ts.Node, source: ts.SourceFile): boolean {
  let found = false;
  walk(source, (node) => {
    if (ts.isIdentifier(node) && node.text === name && node !== except) found = true;
  });
  return found;
}

function unusedDeclaration(node: ts.Node, source: ts.SourceFile): RewritePlace | undefined {
  const { parent } = node;
  if (ts.isFunctionDeclaration(parent) && parent.name === node)
    return removal(parent, `unused function ${parent.name.text}`, source);
  if (ts.isInterfaceDeclaration(parent) || ts.isTypeAliasDeclaration(parent))
    return removal(parent, `unused type ${parent.name.text}`, source);
  const isPlainClass = ts.isClassDeclaration(parent) && parent.name === node && isIdleClass(parent);
  return isPlainClass ? removal(parent, `unused class ${node.getText(source)}`, source) : undefined;
}

function unusedMember(node: ts.Node, { source, imports }: RewriteInput): RewritePlace | undefined {
  const { parent } = node;
  const isMember = ts.isMethodDeclaration(parent) || ts.isPropertyDeclaration(parent);
  if (!isMember || parent.name !== node || (ts.getDecorators(parent) ?? []).length > 0) return undefined;
  if (ts.isPropertyDeclaration(parent) && !isIdleValue(parent.initializer, imports.isIdle)) return undefined;
  if (ts.isPrivateIdentifier(node)) return removal(parent, `unused member ${node.text}`, source);
  // A private member of TypeScript is there for whoever asks by a computed name, and a field shows in what is printed.
  const isPrivate = hasModifier(parent, ts.SyntaxKind.PrivateKeyword) && ts.isMethodDeclaration(parent);
  const isHidden = isPrivate && ts.isIdentifier(node) && !isAskedFor(node.text, source);
  const isOnlyOne = isHidden && parent.body !== undefined && !isMentioned(node.text, node, source);
  return isOnlyOne ? removal(parent, `unused method ${node.text}`, source) : undefined;
}

/** Whether a file may reach a member otherwise than by its name: by a text, or by a name that it works out. */
function isAskedFor(name: string, source: ts.SourceFile): boolean {
  let found = false;
  walk(source, (node) => {
    if (ts.isStringLiteralLike(node) && node.text === name) found = true;
    if (ts.isElementAccessExpression(node) && !ts.isLiteralExpression(node.argumentExpression)) {
      const { expression } = node;
      if (expression.kind === ts.SyntaxKind.ThisKeyword || ts.isAsExpression(expression)) found = true;
    }
  });
  return found;
}

function place(node: ts.Node, input: RewriteInput): RewritePlace | undefined {
  const { source } = input;
  return (
    unusedImport(node, input) ??
    unusedVariable(node, input) ??
    unusedDeclaration(node, source) ??
    unusedMember(node, input) ??
    unusedParameter(node, input)
  );
}

function holdsNames(statement: ts.Statement): boolean {
  const found: ts.Node[] = [];
  walk(statement, (node) => {
    if (ts.isFunctionDeclaration(node) || ts.isClassDeclaration(node) || ts.isVariableDeclarationList(node))
      found.push(node);
  });
  return found.length > 0;
}

/** Statements behind a jump hold nothing that the code before could see: no `var`, no function. */
function unreachable(start: number, end: number, source: ts.SourceFile): RewritePlace | undefined {
  const list: ts.Statement[] = [];
  walk(source, (node) => {
    if (!ts.isStatement(node) || node.getStart(source) < start || node.end > end) return;
    if (!list.some((known) => known.pos <= node.pos && node.end <= known.end)) list.push(node);
  });
  if (list.length === 0 || list.some(holdsNames)) return undefined;
  return {
    line: lineAt(source, start),
    what: "unreachable code",
    changes: list.map((statement) => ({ ...wholeLines(statement, source), text: "" })),
  };
}

/** Imports, variables, parameters, functions, types and private members that nothing reads, and statements that nothing reaches. */
export const unusedCode: Rewrite = {
  name: "no-dead-code",
  title: "Removes dead code",
  find(input) {
    const { source, path, expired } = input;
    if (hasHiddenNames(source) || expired()) return [];
    return deadCode(path, source.text).flatMap(({ what, start, end }) => {
      if (expired()) return [];
      if (what === "unreachable") return unreachable(start, end, source) ?? [];
      const node = nodeAt(source, start, end);
      return node === undefined ? [] : (place(node, input) ?? []);
    });
  },
};
