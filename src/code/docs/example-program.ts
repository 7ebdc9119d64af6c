import ts from "typescript";
import { baseOf, dirOf, stemOf, type RepoPath } from "../../domain/repo-path.ts";
import { walk } from "../callee.ts";
import { exportedNames } from "../exports.ts";
import { parseSource } from "../source.ts";
import { isExpression, isLiteral } from "./examples.ts";

/** What an example says of one of its expressions. */
type Statement =
  | { readonly type: "is"; readonly text: string; readonly isExpression: boolean }
  | { readonly type: "throws"; readonly text: string };

/** One stated result, as the program found it. */
export interface ExampleRemark {
  /** 0-based line inside the example. */
  readonly line: number;
  readonly ok: boolean;
  readonly stated: string;
  readonly actual: string;
}

const ARROW = /^\s*(?:=>|→|⇒|->|(?:returns|resolves to|is):?\s)\s*(.*)$/u;
const THROWS = /^\s*(?:(?:=>|→|⇒|->)\s*)?(?:throws|rejects with|rejects)\b:?\s*(.*)$/iu;
/** Without an arrow an error is named or quoted: `// rejects empty strings` is prose. */
const PROSE =
  /^\s*(?:[Tt]hrows|[Rr]ejects with|[Rr]ejects)\b:?\s*(?=\S)(?!["'`]|(?:an? )?[A-Z]\w*(?:Error|Exception)\b|[A-Z]\w*:)/u;

/** The text of the line comments behind a place: the rest of its line, and whole lines that go on with it. */
function commentBehind(code: string, end: number): readonly string[] {
  const [first = "", ...rest] = code.slice(end).split("\n");
  const own = /^\s*;?\s*\/\/(.*)$/u.exec(first)?.[1];
  if (own === undefined && !/^\s*;?\s*$/u.test(first)) return [];
  const lines = own === undefined ? [] : [own];
  for (const line of rest) {
    const text = /^\s*\/\/(.*)$/u.exec(line)?.[1];
    if (text === undefined) break;
    lines.push(text);
  }
  return lines;
}

/** The result that is stated behind a place; of several lines as many as make an expression. */
function statementBehind(code: string, end: number): Statement | undefined {
  const lines = commentBehind(code, end);
  const [first = ""] = lines;
  const thrown = PROSE.test(first) ? undefined : THROWS.exec(first)?.[1];
  if (thrown !== undefined) return { type: "throws", text: thrown.trim().replace(/\.$/u, "") };
  const said = ARROW.exec(first)?.[1]?.trim();
  if (said === undefined) {
    const bare = first.trim();
    return isLiteral(bare) ? { type: "is", text: bare, isExpression: true } : undefined;
  }
  for (let count = 1; count <= lines.length; count += 1) {
    const text = [said, ...lines.slice(1, count)].join("\n").trim();
    if (text !== "" && isExpression(text)) return { type: "is", text, isExpression: true };
  }
  return { type: "is", text: said, isExpression: false };
}

/** `console.log(x)` with a stated result is about `x`. */
function subjectOf(expression: ts.Expression): ts.Expression {
  if (!ts.isCallExpression(expression) || expression.expression.getText() !== "console.log") return expression;
  const [argument, more] = expression.arguments;
  return argument === undefined || more !== undefined ? expression : argument;
}

function renderCheck(value: string, statement: Statement, line: number): string {
  const text = JSON.stringify(statement.text);
  if (statement.type === "throws") return `await __throws(${line}, async () => (${value}), ${text});`;
  const expected = statement.isExpression ? `async () => (${statement.text}\n)` : "undefined";
  return `await __is(${line}, async () => (${value}), ${text}, ${expected});`;
}

function renderStatement(statement: ts.Statement, code: string, source: ts.SourceFile): string {
  const stated = statementBehind(code, statement.end);
  const line = source.getLineAndCharacterOfPosition(statement.getStart(source)).line;
  const plain = statement.getText(source);
  if (stated === undefined) return plain;
  if (ts.isExpressionStatement(statement)) {
    return renderCheck(subjectOf(statement.expression).getText(source), stated, line);
  }
  const declared: readonly ts.VariableDeclaration[] = ts.isVariableStatement(statement)
    ? statement.declarationList.declarations
    : [];
  const [declaration, more] = declared;
  if (declaration === undefined || more !== undefined || !ts.isIdentifier(declaration.name)) return plain;
  return `${plain}\n${renderCheck(declaration.name.text, stated, line)}`;
}

/** An import whose every name the module itself exports is about the module, however it is spelled. */
function renderImport(statement: ts.ImportDeclaration, { names, specifier }: About, source: ts.SourceFile): string {
  const bindings = statement.importClause?.namedBindings;
  const asked =
    bindings !== undefined && ts.isNamedImports(bindings)
      ? bindings.elements.map(({ name, propertyName }) => (propertyName ?? name).text)
      : [];
  const isOwn = asked.length > 0 && asked.every((name) => names.has(name));
  const text = statement.getText(source);
  return isOwn ? text.replace(statement.moduleSpecifier.getText(source), JSON.stringify(specifier)) : text;
}

const HARNESS = `const __short = (text: string): string => (text.length > 400 ? text.slice(0, 400) + "…" : text);
const __shown = (value: unknown): string => __inspect(value, { depth: 6, breakLength: Infinity, compact: true });
const __bare = (text: string): string => text.replace(/["'\`;\\s]/gu, "");
const __checks = (remarks: unknown[] = []) => ({
  __remarks: remarks,
  async __is(line: number, make: () => unknown, stated: string, expected?: () => unknown): Promise<void> {
    const value = await make();
    let ok = __shown(value) === stated;
    // What is no expression is compared as it is shown, whatever the quotes and blanks.
    if (!ok && expected === undefined) ok = typeof value === "object" && __bare(__shown(value)) === __bare(stated);
    if (!ok && expected !== undefined) {
      try { ok = __equal(value, await expected()); } catch { ok = false; }
    }
    remarks.push({ line, ok, stated: __short(stated), actual: __short(__shown(value)) });
  },
  async __throws(line: number, make: () => unknown, stated: string): Promise<void> {
    let actual = "nothing is thrown";
    let ok = false;
    try { actual = "gives " + __shown(await make()); } catch (error) {
      const name = error instanceof Error ? error.constructor.name : typeof error;
      const message = error instanceof Error ? error.message : String(error);
      actual = name + ": " + message;
      ok = stated === "" || [name, message, actual].some((text) => __bare(text) === __bare(stated));
    }
    remarks.push({ line, ok, stated: "throws " + __short(stated), actual: __short(actual) });
  },
});`;

/** Where the program of examples lies while it runs: beside the module, so that relative imports lead where they say. */
export function examplePath(module: RepoPath): string {
  const dir = dirOf(module);
  return `${dir === "" ? "" : `${dir}/`}__assay_example.${/\.[jt]sx$/iu.test(module) ? "tsx" : "ts"}`;
}

const NAME = /^[A-Za-z_$][\w$]*$/u;

function isBindable(name: string): boolean {
  const kind = ts.identifierToKeywordKind(ts.factory.createIdentifier(name));
  return NAME.test(name) && name !== "default" && (kind === undefined || kind > ts.SyntaxKind.LastReservedWord);
}

/** Names for everything that a module exports as one thing. */
function wholeNames(module: RepoPath, text: string): readonly string[] {
  const assigned =
    /(?:module\.exports\s*=|export\s+default(?:\s+(?:async\s+)?(?:function\*?|class))?|export\s*=)\s*([A-Za-z_$][\w$]*)/u.exec(
      text,
    )?.[1];
  const stem = stemOf(module) === "index" ? (module.split("/").at(-2) ?? "index") : stemOf(module);
  const camel = stem.replaceAll(/[^\w$]+(\w?)/gu, (_, letter: string) => letter.toUpperCase());
  return [...new Set([assigned ?? "", camel])].filter(isBindable);
}

/** The name by which a comment or an example calls what a module exports as one thing. */
export function wholeName(module: RepoPath, text: string): string {
  return wholeNames(module, text)[0] ?? "subject";
}

/** Identifiers of an example: what a module hands on with `export *` is among them, if it is used at all. */
function identifiersOf(source: ts.SourceFile): readonly string[] {
  const found = new Set<string>();
  walk(source, (node) => {
    if (ts.isIdentifier(node)) found.add(node.text);
  });
  return [...found];
}

/** What can be said of a module before an example about it is run. */
interface About {
  readonly names: ReadonlySet<string>;
  readonly whole: readonly string[];
  readonly specifier: string;
}

function aboutOf(module: RepoPath, text: string): About {
  const values = exportedNames(module, text).filter(({ kind }) => kind === "value");
  const names = new Set(values.map(({ name }) => name));
  const whole = wholeNames(module, text).filter((name) => !names.has(name));
  return { names, whole, specifier: `./${baseOf(module)}` };
}

interface Part {
  readonly imports: readonly string[];
  readonly run: string;
}

function toPart(code: string, index: number, about: About, name: string): Part {
  const source = parseSource(name, code);
  const { names, whole } = about;
  const imports = source.statements.filter(ts.isImportDeclaration).map((one) => renderImport(one, about, source));
  const body = source.statements
    .filter((one) => !ts.isImportDeclaration(one))
    .map((one) => renderStatement(one, code, source).replace(/^export /u, ""));
  const bound = [...names].filter(isBindable);
  const passedOn = names.has("*") ? identifiersOf(source).filter((one) => isBindable(one) && !names.has(one)) : [];
  const bindings = [
    ...bound.map((one) => `const ${one} = __own.${one};`),
    ...passedOn.map((one) => `const ${one} = __own.${one} ?? (globalThis as any).${one};`),
    ...whole.map((one) => `const ${one} = __own.default ?? __own;`),
  ];
  const run = `export async function run${index}(): Promise<string> {
  const { __remarks, __is, __throws } = __checks();
  ${bindings.join("\n  ")}
  {
${body.join("\n")}
  }
  return JSON.stringify(__remarks);
}`;
  return { imports, run };
}

/**
 * Turns examples into one program that checks what they state: `run0`, `run1`, … resolve to a JSON text of
 * {@link ExampleRemark}s. Names of the module need not be imported. Examples that import must come alone.
 */
export function toExampleProgram(examples: readonly string[], module: RepoPath, moduleText: string): string {
  const about = aboutOf(module, moduleText);
  const parts = examples.map((code, index) => toPart(code, index, about, examplePath(module)));
  return `// @ts-nocheck
import { inspect as __inspect, isDeepStrictEqual as __equal } from "node:util";
import * as __module from ${JSON.stringify(about.specifier)};
${parts.flatMap(({ imports }) => imports).join("\n")}
const __own = __module as any;
${HARNESS}
${parts.map(({ run }) => run).join("\n")}
`;
}

/** How many results an example states. */
export function countStated(code: string): number {
  const source = parseSource("example.ts", code);
  return source.statements.filter((one) => statementBehind(code, one.end) !== undefined).length;
}

/** Whether an example has imports of its own. */
export function hasImports(code: string): boolean {
  return parseSource("example.ts", code).statements.some(ts.isImportDeclaration);
}
