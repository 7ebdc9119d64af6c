import ts from "typescript";
import { isWritten } from "../refactor/references.ts";
import type { CommonJsFile, ExportStatement } from "./common-js.ts";
import { isBindable } from "./file-names.ts";
import { renderFrom, type Layout, type Link } from "./link.ts";
import { namesOfObject, type NamedValue } from "./object-names.ts";

/** What becomes of the statements of a file that export. */
export interface WrittenExports {
  readonly replaced: ReadonlyMap<ts.Statement, string>;
  /** The variable that `exports.a` is now, by name. */
  readonly locals: ReadonlyMap<string, string>;
  /** The variable that `module.exports` is now; undefined where it is none. */
  readonly whole?: string;
}

/** What writing needs of the rest of the file. */
export interface ExportScene {
  readonly file: CommonJsFile;
  readonly layout: Layout;
  /** Whether the properties of `module.exports = { … }` are exported by name; else the object is the default. */
  readonly byName: boolean;
  /** The variable that a call of `require` is now. */
  readonly required: (node: ts.Node) => string | undefined;
  /** What `module.exports = require("…")` leads to. */
  readonly passedOn?: Link;
  /** The text of a part of the file as it is to be; `insert`: text at an offset within. */
  readonly render: (node: ts.Node, insert?: { readonly at: number; readonly text: string }) => string;
}

interface Work extends ExportScene {
  readonly replaced: Map<ts.Statement, string>;
  readonly locals: Map<string, string>;
  /** `a`, `b as c`: what is exported by a list at the last statement. */
  readonly listed: string[];
  last?: ts.Statement;
}

/** The variables that exports get, decided before anything is written: what reads them has to know. */
export function planLocals({ file, byName, required }: Pick<ExportScene, "file" | "byName" | "required">): {
  readonly locals: Map<string, string>;
  readonly whole?: string;
} {
  const locals = new Map<string, string>();
  const [first] = file.exported;
  if (first?.names.length === 0) {
    const properties = byName ? namesOfObject(first.value) : undefined;
    if (properties === undefined) return { locals, whole: wholeName(file, first, required) };
    for (const { name, value } of properties) locals.set(name, localFor(file, [name], value, required));
    return { locals };
  }
  for (const { names, value, declares } of file.exported) {
    const local = declares?.text ?? localFor(file, names, value, required);
    for (const name of names) locals.set(name, local);
  }
  return { locals };
}

/** Writes the exports of a file. */
export function writeExports(scene: ExportScene, plan: ReturnType<typeof planLocals>): WrittenExports {
  const work: Work = { ...scene, replaced: new Map(), locals: plan.locals, listed: [] };
  for (const one of scene.file.exported) {
    if (one.names.length === 0) writeWhole(one, plan.whole, work);
    else writeNamed(one, work);
  }
  const { last, listed, layout } = work;
  if (last !== undefined && listed.length > 0) {
    const before = work.replaced.get(last) ?? "";
    const list = `export { ${listed.join(", ")} }${layout.end}`;
    work.replaced.set(last, before === "" ? list : `${before}${layout.newLine}${list}`);
  }
  return { replaced: work.replaced, locals: plan.locals, ...(plan.whole !== undefined && { whole: plan.whole }) };
}

function wholeName(
  file: CommonJsFile,
  { value, declares }: ExportStatement,
  required: ExportScene["required"],
): string {
  if (declares !== undefined) return declares.text;
  const known = required(value) ?? steadyName(file, value) ?? ownName(file, value);
  const base = file.path.slice(file.path.lastIndexOf("/") + 1).replace(/\.\w+$/u, "");
  const folder = file.path.split("/").at(-2) ?? "main";
  return known ?? file.names.fresh(base === "index" ? folder : base);
}

/** A variable of the top level that never changes. */
function steadyName({ names }: CommonJsFile, value: ts.Expression): string | undefined {
  if (!ts.isIdentifier(value)) return undefined;
  const declared = names.declared.get(value.text) ?? [];
  const [only] = declared;
  if (only === undefined || declared.length > 1 || !isAtTop(only)) return undefined;
  return (names.all.get(value.text) ?? []).some((use) => isWritten(use)) ? undefined : value.text;
}

function isAtTop(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isFunctionDeclaration(parent) || ts.isClassDeclaration(parent)) return ts.isSourceFile(parent.parent);
  let current: ts.Node = parent;
  while (ts.isBindingElement(current) || ts.isBindingName(current)) current = current.parent;
  return ts.isVariableDeclaration(current) && ts.isSourceFile(current.parent.parent.parent);
}

/** The name of a function or class expression, where nothing else in the file has it. */
function ownName({ names }: CommonJsFile, value: ts.Expression): string | undefined {
  if (!ts.isFunctionExpression(value) && !ts.isClassExpression(value)) return undefined;
  const { name } = value;
  if (name === undefined) return undefined;
  const uses = names.all.get(name.text) ?? [];
  return uses.every((use) => value.pos <= use.pos && use.end <= value.end) &&
    (names.declared.get(name.text) ?? []).length === 1
    ? name.text
    : undefined;
}

function localFor(
  file: CommonJsFile,
  names: readonly string[],
  value: ts.Expression,
  required: ExportScene["required"],
): string {
  const known = required(value) ?? steadyName(file, value) ?? ownName(file, value);
  if (known !== undefined) return known;
  const free = names.find((name) => isBindable(name) && !file.names.all.has(name));
  return file.names.fresh(free ?? `${names[0] ?? ""}Export`);
}

function writeNamed({ statement, names, value, declares }: ExportStatement, work: Work): void {
  const [first = ""] = names;
  const local = work.locals.get(first) ?? first;
  if (declares !== undefined) {
    work.replaced.set(statement, declarationText(declares, value, work));
    list(statement, names, local, work);
    return;
  }
  const text = valueText(value, names, local, work);
  work.replaced.set(statement, text ?? "");
  const left = text?.startsWith("export ") === true ? names.filter((name) => name !== local) : names;
  list(statement, left, local, work);
}

function list(statement: ts.Statement, names: readonly string[], local: string, work: Work): void {
  for (const name of names) work.listed.push(name === local ? name : `${local} as ${name}`);
  if (names.length > 0) work.last = statement;
}

function declarationText(name: ts.Identifier, value: ts.Expression, { render, file, layout }: Work): string {
  const declared = name.parent.parent;
  const word = /^\w+/u.exec(file.source.text.slice(declared.getStart(file.source)))?.[0] ?? "var";
  return `${word} ${name.text} = ${render(value)}${layout.end}`;
}

/** The declaration of an exported value; undefined where it is a variable already. */
function valueText(
  value: ts.Expression,
  names: readonly string[],
  local: string,
  { render, layout, required, file }: Work,
): string | undefined {
  if (required(value) !== undefined || (ts.isIdentifier(value) && value.text === local)) return undefined;
  const word = names.includes(local) ? "export " : "";
  const declaration = declarationOf(value, local, { render, file });
  return declaration === undefined ? `${word}const ${local} = ${render(value)}${layout.end}` : word + declaration;
}

/** A function or class expression as a declaration of that name; undefined for anything else. */
function declarationOf(
  value: ts.Expression,
  name: string,
  { render, file }: Pick<Work, "render" | "file">,
): string | undefined {
  if (!ts.isFunctionExpression(value) && !ts.isClassExpression(value)) return undefined;
  if (value.name !== undefined) return value.name.text === name ? render(value) : undefined;
  const start = value.getStart(file.source);
  const head = /^(?:(?:async\s+)?function\s*\*?|class)/u.exec(file.source.text.slice(start, value.end))?.[0];
  if (head === undefined) return undefined;
  const before = /\s$/u.test(head) ? "" : " ";
  const isTight = ts.isClassExpression(value) && !/\s/u.test(file.source.text.charAt(start + head.length));
  return render(value, { at: start + head.length, text: `${before}${name}${isTight ? " " : ""}` });
}

function writeWhole({ statement, value, declares }: ExportStatement, whole: string | undefined, work: Work): void {
  const { passedOn, layout } = work;
  if (passedOn !== undefined && declares === undefined) {
    const { quote } = layout;
    const what = passedOn.hasDefault ? `{ default, default as ${quote}module.exports${quote} }` : "*";
    work.replaced.set(statement, `export ${what} from ${renderFrom(passedOn, layout)}`);
    return;
  }
  if (whole === undefined) {
    const properties = namesOfObject(value) ?? [];
    work.replaced.set(statement, writeProperties(statement, properties, work));
    return;
  }
  const { quote, newLine, end } = layout;
  const text = declares === undefined ? valueText(value, [], whole, work) : declarationText(declares, value, work);
  const exported = `export { ${whole} as default, ${whole} as ${quote}module.exports${quote} }${end}`;
  work.replaced.set(statement, text === undefined ? exported : `${text}${newLine}${exported}`);
}

function writeProperties(statement: ts.Statement, properties: readonly NamedValue[], work: Work): string {
  const pieces: string[] = [];
  for (const { name, value, comment } of properties) {
    const local = work.locals.get(name) ?? name;
    const text = valueText(value, [name], local, work);
    if (text !== undefined) pieces.push(`${comment === "" ? "" : `${comment}${work.layout.newLine}`}${text}`);
    list(statement, text?.startsWith("export ") === true ? [] : [name], local, work);
  }
  return pieces.join(work.layout.newLine);
}
