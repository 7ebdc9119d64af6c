import ts from "typescript";
import { syntaxErrors } from "../syntax.ts";
import { applyChanges, type TextChange } from "../text-changes.ts";
import { passedOnRequire, type CommonJsFile, type Obstacle } from "./common-js.ts";
import { untaken } from "./file-names.ts";
import { lostComments } from "./kept-comments.ts";
import type { Layout, Link, LinkOf } from "./link.ts";
import { planLocals, writeExports } from "./write-exports.ts";
import { writeImports } from "./write-imports.ts";

/** How a file is to be written. */
export interface MoveTerms {
  readonly linkOf: LinkOf;
  /** Whether the properties of `module.exports = { … }` are exported by name. */
  readonly byName: boolean;
  /** Whether `import.meta.dirname` is there (Node 20.11). */
  readonly hasMetaPlaces: boolean;
}

/** Writes a CommonJS file as a module; answers what keeps it from being one. The result parses. */
export function moveFile(read: CommonJsFile, terms: MoveTerms): string | Obstacle {
  // A file can be written more than once, each time from the start.
  const file = { ...read, names: untaken(read.names) };
  const layout = layoutOf(file.source);
  const imports = writeImports(file, terms.linkOf, layout);
  if ("reason" in imports) return imports;
  const required = (node: ts.Node): string | undefined =>
    ts.isCallExpression(node) ? imports.named.get(node) : undefined;
  const plan = planLocals({ file, byName: terms.byName, required });
  const inner = innerChanges(file, { named: imports.named, plan, terms });
  const render = (node: ts.Node, insert?: { readonly at: number; readonly text: string }): string => {
    const start = node.getStart(file.source);
    const within = inner.filter((change) => change.start >= start && change.start + change.length <= node.end);
    const more = insert === undefined ? [] : [{ start: insert.at, length: 0, text: insert.text }];
    const moved = [...within, ...more].map((change) => ({ ...change, start: change.start - start }));
    return applyChanges(file.source.text.slice(start, node.end), moved);
  };
  const passedOn = passedOnLink(file, terms);
  const exports = writeExports(
    { file, layout, byName: terms.byName, required, render, ...(passedOn && { passedOn }) },
    plan,
  );
  const replaced = new Map([...imports.replaced, ...exports.replaced]);
  const inserted = passedOn === undefined ? imports.inserted : new Map<ts.Statement, readonly string[]>();
  const text = assemble(file, { replaced, inserted, inner, layout, terms });
  const [error] = syntaxErrors(file.path, text);
  return error === undefined ? text : { line: 1, reason: `written as a module it does not parse: ${error.message}` };
}

/** What `module.exports = require("…")` leads to. */
function passedOnLink(file: CommonJsFile, { linkOf }: MoveTerms): Link | undefined {
  const required = passedOnRequire(file);
  const link = required === undefined ? undefined : linkOf(required.specifier);
  return typeof link === "object" ? link : undefined;
}

/** Quotes, ends of statements and of lines, as the file has them so far. */
function layoutOf(source: ts.SourceFile): Layout {
  const { text } = source;
  const double = text.split('"').length;
  const single = text.split("'").length;
  const ended = source.statements.filter((one) => ts.isVariableStatement(one) || ts.isExpressionStatement(one));
  const semicolons = ended.filter((one) => one.getText(source).endsWith(";")).length;
  return {
    quote: double > single ? '"' : "'",
    end: semicolons * 2 >= ended.length ? ";" : "",
    newLine: text.includes("\r\n") ? "\r\n" : "\n",
  };
}

interface InnerScene {
  readonly named: ReadonlyMap<ts.CallExpression, string>;
  readonly plan: ReturnType<typeof planLocals>;
  readonly terms: MoveTerms;
}

/** Changes in the middle of statements: calls of `require`, reads of exports, the file's own place. */
function innerChanges(file: CommonJsFile, { named, plan, terms }: InnerScene): readonly TextChange[] {
  const put = (node: ts.Node, text: string): TextChange => {
    const start = node.getStart(file.source);
    const isShort = ts.isShorthandPropertyAssignment(node.parent);
    return { start, length: node.end - start, text: isShort ? `${node.getText(file.source)}: ${text}` : text };
  };
  const reads = [...file.namedReads].flatMap(([name, nodes]) =>
    nodes.map((node) => put(node, plan.locals.get(name) ?? name)),
  );
  const { whole } = plan;
  const wholes =
    whole === undefined
      ? file.wholeReads.map((node) => readOfObject(node, plan.locals, file))
      : file.wholeReads.map((node) => put(node, whole));
  const places = terms.hasMetaPlaces ? file.places.map((node) => put(node, `import.meta.${node.text.slice(2)}`)) : [];
  return [...[...named].map(([call, name]) => put(call, name)), ...reads, ...wholes, ...places];
}

/** `module.exports.a`, where the object's properties are exported by name. */
function readOfObject(node: ts.Expression, locals: ReadonlyMap<string, string>, { source }: CommonJsFile): TextChange {
  const start = node.getStart(source);
  const { parent } = node;
  const name = ts.isPropertyAccessExpression(parent) ? parent.name.text : "";
  return { start, length: parent.end - start, text: locals.get(name) ?? name };
}

interface Assembly {
  readonly replaced: ReadonlyMap<ts.Statement, string>;
  readonly inserted: ReadonlyMap<ts.Statement, readonly string[]>;
  readonly inner: readonly TextChange[];
  readonly layout: Layout;
  readonly terms: MoveTerms;
}

function assemble(file: CommonJsFile, { replaced, inserted, inner, layout, terms }: Assembly): string {
  const { source, directives } = file;
  const changes: TextChange[] = [];
  const gone: { readonly start: number; readonly end: number }[] = [];
  const lost = lostComments(file);
  const toLines = (lines: readonly string[]): string => lines.map((one) => one + layout.newLine).join("");
  for (const statement of source.statements) {
    const start = statement.getStart(source);
    const text = directives.includes(statement) ? "" : replaced.get(statement);
    const imports = toLines(inserted.get(statement) ?? []);
    if (text === undefined) {
      const within = inner.filter((one) => start <= one.start && one.start < statement.end);
      const kept = within.flatMap((one) => lost({ start: one.start, end: one.start + one.length }, one.text));
      const before = toLines(kept) + imports;
      if (before !== "") changes.push({ start, length: 0, text: before });
      continue;
    }
    const { end } = statement;
    gone.push({ start, end });
    const kept = lost({ start, end }, text);
    if (text !== "") changes.push({ start, length: end - start, text: toLines(kept) + imports + text });
    else if (kept.length === 0) changes.push(withLine(source.text, start, end));
    else changes.push({ start, length: end - start, text: aloneBefore(kept, source.text.slice(end), layout) });
  }
  const left = inner.filter(({ start }) => !gone.some((place) => place.start <= start && start < place.end));
  return withPlaces(applyChanges(source.text, [...changes, ...left]), file, { layout, terms });
}

/** Comments where a statement stood, and nothing else of their line behind them. */
function aloneBefore(comments: readonly string[], rest: string, { newLine }: Layout): string {
  const isLineEnd = /^[^\S\n]*(?:\n|$)/u.test(rest);
  return comments.join(newLine) + (isLineEnd ? "" : newLine);
}

/** A statement's removal, with its line where nothing else stands there, and with one blank line behind it. */
function withLine(text: string, start: number, end: number): TextChange {
  const head = /[^\S\n]*$/u.exec(text.slice(0, start))?.[0] ?? "";
  const from = start - head.length;
  const isLineStart = from === 0 || text[from - 1] === "\n";
  const rest = /^[^\S\n]*\n/u.exec(text.slice(end))?.[0];
  if (!isLineStart || rest === undefined) return { start, length: end - start, text: "" };
  const isOpen = from === 0 || /\n\r?\n$/u.test(text.slice(0, from));
  const blank = isOpen ? (/^\r?\n/u.exec(text.slice(end + rest.length))?.[0] ?? "") : "";
  return { start: from, length: end + rest.length + blank.length - from, text: "" };
}

/** `__dirname` and `__filename` as variables, where `import.meta` does not have them yet. */
function withPlaces(
  text: string,
  { places, names }: CommonJsFile,
  { layout, terms }: Pick<Assembly, "layout" | "terms">,
): string {
  if (terms.hasMetaPlaces || places.length === 0) return text;
  const { quote, end, newLine } = layout;
  const used = new Set(places.map((place) => place.text));
  const [toPath, toFolder] = [names.fresh("fileURLToPath"), names.fresh("dirname")];
  const as = (name: string, local: string): string => (name === local ? name : `${name} as ${local}`);
  const lines = [
    ...(used.has("__dirname") ? [`import { ${as("dirname", toFolder)} } from ${quote}node:path${quote}${end}`] : []),
    `import { ${as("fileURLToPath", toPath)} } from ${quote}node:url${quote}${end}`,
    ...(used.has("__filename") ? [`const __filename = ${toPath}(import.meta.url)${end}`] : []),
    ...(used.has("__dirname") ? [`const __dirname = ${toFolder}(${toPath}(import.meta.url))${end}`] : []),
  ];
  const shebang = /^#!.*\r?\n/u.exec(text)?.[0] ?? "";
  return `${shebang}${lines.join(newLine)}${newLine}${text.slice(shebang.length)}`;
}
