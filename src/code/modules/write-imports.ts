import ts from "typescript";
import { isWritten } from "../refactor/references.ts";
import { lineAt } from "../source.ts";
import type { CommonJsFile, Obstacle, TopRequire } from "./common-js.ts";
import { renderFrom, type Layout, type Link, type LinkOf } from "./link.ts";

/** What becomes of the calls of `require` in a file. */
export interface WrittenImports {
  /** Statements that are imports and nothing else any more, with their text. */
  readonly replaced: ReadonlyMap<ts.Statement, string>;
  /** Imports that stand before a statement. */
  readonly inserted: ReadonlyMap<ts.Statement, readonly string[]>;
  /** Calls whose value has a name now. */
  readonly named: ReadonlyMap<ts.CallExpression, string>;
}

interface Scene {
  readonly file: CommonJsFile;
  readonly layout: Layout;
  readonly named: Map<ts.CallExpression, string>;
}

interface Linked extends TopRequire {
  readonly link: Link;
}

/** Writes an import for each `require`; answers what cannot be written. */
export function writeImports(file: CommonJsFile, linkOf: LinkOf, layout: Layout): WrittenImports | Obstacle {
  const replaced = new Map<ts.Statement, string>();
  const inserted = new Map<ts.Statement, readonly string[]>();
  const scene: Scene = { file, layout, named: new Map() };
  const late = lateRequire(file);
  if (late !== undefined) return late;
  for (const statement of file.source.statements) {
    const own = file.requires.filter(({ call }) => statement.pos <= call.pos && call.end <= statement.end);
    if (own.length === 0) continue;
    const linked: Linked[] = [];
    for (const one of own) {
      const link = linkOf(one.specifier);
      if (typeof link === "string") return obstacle(file, one.call, link);
      linked.push({ ...one, link });
    }
    const written = writeStatement(statement, linked, scene);
    if ("reason" in written) return written;
    if (written.whole === undefined) inserted.set(statement, written.imports);
    else replaced.set(statement, written.whole);
  }
  return { replaced, inserted, named: scene.named };
}

function obstacle({ source }: CommonJsFile, node: ts.Node, reason: string): Obstacle {
  return { line: lineAt(source, node.getStart(source)), reason };
}

/**
 * Imports are loaded before anything of the file runs. What a statement does before a module of one's own, or a package, is
 * required, would come after it.
 */
function lateRequire(file: CommonJsFile): Obstacle | undefined {
  let deed: ts.Statement | undefined;
  for (const statement of file.source.statements) {
    const next = file.requires.find(
      ({ call, specifier }) => statement.pos <= call.pos && call.end <= statement.end && !isBuiltInName(specifier),
    );
    if (deed !== undefined && next !== undefined) {
      const line = lineAt(file.source, deed.getStart(file.source));
      return obstacle(
        file,
        next.call,
        `it requires ${next.specifier} after line ${line} has done something, which would come later`,
      );
    }
    if (isDeed(statement)) deed ??= statement;
  }
  return undefined;
}

/** Whether a module name is one of Node's own. */
export function isBuiltInName(specifier: string): boolean {
  return specifier.startsWith("node:") || BUILT_IN.has(specifier);
}

const BUILT_IN: ReadonlySet<string> = new Set(
  "assert assert/strict async_hooks buffer child_process cluster constants crypto dgram diagnostics_channel dns dns/promises domain events fs fs/promises http http2 https inspector module net os path path/posix path/win32 perf_hooks process punycode querystring readline readline/promises repl stream stream/promises stream/web string_decoder sys timers timers/promises tls tty url util util/types v8 vm wasi worker_threads zlib".split(
    " ",
  ),
);

/** Whether a statement is there for what it does: a call, a branch, a value for something that is not the file's own export. */
function isDeed(statement: ts.Statement): boolean {
  if (!ts.isExpressionStatement(statement)) {
    const isHarmless =
      ts.isVariableStatement(statement) || ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement);
    return !isHarmless && !ts.isEmptyStatement(statement);
  }
  const { expression } = statement;
  if (ts.isStringLiteral(expression)) return false;
  if (ts.isBinaryExpression(expression) && expression.operatorToken.kind === ts.SyntaxKind.EqualsToken)
    return !/^(?:module\.exports|exports)\b/u.test(expression.left.getText());
  return !(
    ts.isCallExpression(expression) &&
    ts.isIdentifier(expression.expression) &&
    expression.expression.text === "require"
  );
}

type Written = { readonly whole?: string; readonly imports: readonly string[] } | Obstacle;

function writeStatement(statement: ts.Statement, own: readonly Linked[], scene: Scene): Written {
  const { layout, file } = scene;
  const [first] = own;
  if (first !== undefined && ts.isExpressionStatement(statement) && statement.expression === first.call)
    return { whole: `import ${renderFrom(first.link, layout)}`, imports: [] };
  if (ts.isVariableStatement(statement)) return writeVariables(statement, own, scene);
  const imports: string[] = [];
  for (const one of own) {
    const text = nameCall(one, scene);
    if (text === undefined) return obstacle(file, one.call, noValue(one));
    imports.push(text);
  }
  return { imports };
}

function noValue({ specifier }: TopRequire): string {
  return `it takes ${specifier} for a value, but that exports names only and cannot be handed on`;
}

/** Every declaration that is an import becomes one; what is left stays a statement of its own. */
function writeVariables(statement: ts.VariableStatement, own: readonly Linked[], scene: Scene): Written {
  const { file, layout } = scene;
  const { declarations, flags } = statement.declarationList;
  const pieces: string[] = [];
  const left: ts.VariableDeclaration[] = [];
  const imports: string[] = [];
  const word = flags & ts.NodeFlags.Const ? "const" : flags & ts.NodeFlags.Let ? "let" : "var";
  for (const declaration of declarations) {
    const mine = own.filter(({ call }) => declaration.pos <= call.pos && call.end <= declaration.end);
    const [only] = mine;
    const direct = only !== undefined && declaration.initializer === only.call ? only : undefined;
    const text = direct === undefined ? undefined : writeDeclaration(declaration, direct, scene);
    if (typeof text === "object") return text;
    if (text !== undefined) {
      pieces.push(text);
      continue;
    }
    for (const one of mine) {
      const named = nameCall(one, scene);
      if (named === undefined) return obstacle(file, one.call, noValue(one));
      imports.push(named);
    }
    left.push(declaration);
  }
  if (left.length === declarations.length) return { imports };
  const rest = left.map((declaration) => renderWithNames(declaration, scene)).join(", ");
  const all = [...imports, ...pieces, ...(rest === "" ? [] : [`${word} ${rest}${layout.end}`])];
  return { whole: all.join(layout.newLine), imports: [] };
}

/** A declaration's text with the names that calls in it have now. */
function renderWithNames(node: ts.Node, { file, named }: Scene): string {
  const start = node.getStart(file.source);
  let [text, at] = ["", start];
  for (const [call, name] of named) {
    if (call.pos < node.pos || call.end > node.end) continue;
    text += file.source.text.slice(at, call.getStart(file.source)) + name;
    at = call.end;
  }
  return text + file.source.text.slice(at, node.end);
}

/** An import in the place of `x = require("…")`; undefined where the value has to have a name first. */
function writeDeclaration(
  declaration: ts.VariableDeclaration,
  one: Linked,
  scene: Scene,
): string | Obstacle | undefined {
  const { file, layout } = scene;
  const { link } = one;
  const from = renderFrom(link, layout);
  const { name } = declaration;
  if (ts.isIdentifier(name)) return writePlain(name, one, scene);
  if (!ts.isObjectBindingPattern(name)) return undefined;
  const parts = name.elements.map(toSpecifier);
  if (parts.some((part) => part === undefined) || hasWritten(name, file)) return undefined;
  const specifiers = parts.flatMap((part) => part ?? []);
  const { names } = link;
  if (names !== "any") {
    const missing = specifiers.find(({ imported }) => !names.has(imported));
    if (missing !== undefined && !link.hasDefault)
      return obstacle(
        file,
        declaration,
        `it takes ${missing.imported} from ${one.specifier}, which does not export it`,
      );
    if (missing !== undefined) return undefined;
  }
  return `import { ${specifiers.map(({ text }) => text).join(", ")} } from ${from}`;
}

function toSpecifier(element: ts.BindingElement): { readonly imported: string; readonly text: string } | undefined {
  const { name, propertyName, initializer, dotDotDotToken } = element;
  if (!ts.isIdentifier(name) || initializer !== undefined || dotDotDotToken !== undefined) return undefined;
  if (propertyName === undefined) return { imported: name.text, text: name.text };
  if (!ts.isIdentifier(propertyName)) return undefined;
  return { imported: propertyName.text, text: `${propertyName.text} as ${name.text}` };
}

function hasWritten(pattern: ts.ObjectBindingPattern, { names }: CommonJsFile): boolean {
  return pattern.elements.some(
    ({ name }) => ts.isIdentifier(name) && (names.all.get(name.text) ?? []).some((use) => isWritten(use)),
  );
}

function writePlain(
  name: ts.Identifier,
  { specifier, link, call }: Linked,
  { file, layout }: Scene,
): string | Obstacle {
  const uses = (file.names.all.get(name.text) ?? []).filter((use) => use !== name);
  const [written] = uses.filter((use) => isWritten(use));
  if (written !== undefined)
    return obstacle(file, written, `it gives ${name.text} another value than what it requires`);
  const isTwice = (file.names.declared.get(name.text) ?? []).some((one) => one !== name && isTopLevel(one));
  if (isTwice) return obstacle(file, name, `it declares ${name.text} twice`);
  const from = renderFrom(link, layout);
  if (link.hasDefault) return `import ${name.text} from ${from}`;
  const odd = uses.find((use) => !isMemberRead(use, link.names) && !isShadowed(use, file));
  if (odd !== undefined) return obstacle(file, call, noValue({ specifier, call }));
  return `import * as ${name.text} from ${from}`;
}

function isTopLevel(node: ts.Identifier): boolean {
  for (let current: ts.Node = node.parent; !ts.isSourceFile(current); current = current.parent)
    if (ts.isFunctionLike(current) || ts.isBlock(current)) return false;
  return true;
}

/** Whether a use of a namespace reads one of its names. */
function isMemberRead(use: ts.Identifier, names: Link["names"]): boolean {
  const { parent } = use;
  if (!ts.isPropertyAccessExpression(parent) || parent.expression !== use || isWritten(parent)) return false;
  return !ts.isDeleteExpression(parent.parent) && (names === "any" || names.has(parent.name.text));
}

/** Whether a name is declared again somewhere: then a use may mean that, and is no reason against. */
function isShadowed(use: ts.Identifier, { names }: CommonJsFile): boolean {
  return (names.declared.get(use.text) ?? []).includes(use);
}

/** Names what a call gives and answers the import for it; undefined where there is no such value. */
function nameCall(one: Linked, { file, layout, named }: Scene): string | undefined {
  const { link, call, specifier } = one;
  const last =
    specifier
      .replace(/\.\w+$/u, "")
      .split("/")
      .findLast((part) => /\w/u.test(part)) ?? "required";
  const isMember = ts.isPropertyAccessExpression(call.parent) && !isWritten(call.parent);
  const isTaken = ts.isVariableDeclaration(call.parent) && !ts.isIdentifier(call.parent.name);
  if (!link.hasDefault && !isMember && !isTaken && !isExported(call)) return undefined;
  const name = file.names.fresh(last);
  named.set(call, name);
  return `import ${link.hasDefault ? name : `* as ${name}`} from ${renderFrom(link, layout)}`;
}

/** Whether a value goes out of the file by a name and is nothing else to it: a namespace serves as well. */
function isExported({ parent }: ts.CallExpression): boolean {
  if (ts.isPropertyAssignment(parent)) return true;
  return ts.isBinaryExpression(parent) && ts.isExpressionStatement(parent.parent);
}
