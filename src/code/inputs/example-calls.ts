import ts from "typescript";
import { calleeChain, walk } from "../callee.ts";
import type { FileView } from "../file-view.ts";
import { parseSource } from "../source.ts";

/** A value that an example writes out. */
export type ExampleValue =
  | string
  | number
  | boolean
  | null
  | undefined
  | { readonly type: "list"; readonly items: readonly ExampleValue[] }
  | { readonly type: "object"; readonly entries: readonly (readonly [string, ExampleValue])[] };

/** A call that the repository shows somewhere, with arguments that are written out. */
export interface ExampleCall {
  /** What is called, without what it is a member of. */
  readonly name: string;
  readonly args: readonly ExampleValue[];
}

const MAX_CALLS = 400;
const MAX_TEXT = 200_000;
const MAX_FILES = 24;
const SCRIPTS = [".js", ".mjs", ".cjs", ".ts", ".mts", ".cts", ".jsx", ".tsx"];
const TESTS = [
  "**/*.test.*",
  "**/*.spec.*",
  "test/**/*",
  "tests/**/*",
  "**/__tests__/**/*",
  "examples/**/*",
  "example/**/*",
];

function numberOf(node: ts.Expression): number | undefined {
  if (ts.isNumericLiteral(node)) return Number(node.text);
  if (!ts.isPrefixUnaryExpression(node) || !ts.isNumericLiteral(node.operand)) return undefined;
  return node.operator === ts.SyntaxKind.MinusToken ? -Number(node.operand.text) : undefined;
}

/** The value of an expression that {@link isWritten}. */
function valueOf(node: ts.Expression): ExampleValue {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (node.kind === ts.SyntaxKind.TrueKeyword) return true;
  if (node.kind === ts.SyntaxKind.FalseKeyword) return false;
  if (node.kind === ts.SyntaxKind.NullKeyword) return null;
  if (ts.isIdentifier(node) && node.text === "undefined") return undefined;
  if (ts.isArrayLiteralExpression(node)) return { type: "list", items: node.elements.map(valueOf) };
  if (ts.isObjectLiteralExpression(node)) {
    return { type: "object", entries: node.properties.flatMap(entryOf) };
  }
  return numberOf(node);
}

function entryOf(property: ts.ObjectLiteralElementLike): readonly (readonly [string, ExampleValue])[] {
  if (!ts.isPropertyAssignment(property) || !isPlainName(property.name)) return [];
  return [[property.name.text, valueOf(property.initializer)]];
}

function isPlainName(name: ts.PropertyName): name is ts.Identifier | ts.StringLiteral | ts.NumericLiteral {
  return ts.isIdentifier(name) || ts.isStringLiteral(name) || ts.isNumericLiteral(name);
}

function isWritten(node: ts.Expression): boolean {
  if (ts.isArrayLiteralExpression(node)) return node.elements.every(isWritten);
  if (ts.isObjectLiteralExpression(node)) {
    return node.properties.every(
      (property) => ts.isPropertyAssignment(property) && isPlainName(property.name) && isWritten(property.initializer),
    );
  }
  const isNamed = /^(?:true|false|null|undefined)$/u.test(node.getText());
  return ts.isStringLiteralLike(node) || isNamed || numberOf(node) !== undefined;
}

function callsIn(text: string): readonly ExampleCall[] {
  const found: ExampleCall[] = [];
  walk(parseSource("example.ts", text), (node) => {
    if (!ts.isCallExpression(node) && !ts.isNewExpression(node)) return;
    const name = calleeChain(node.expression).at(-1);
    const args = node.arguments ?? [];
    if (name === undefined || args.length === 0 || !args.every(isWritten)) return;
    found.push({ name, args: args.map(valueOf) });
  });
  return found;
}

/** Code in Markdown: between fences, and indented. */
function codeOfMarkdown(text: string): readonly string[] {
  const fenced = [...text.matchAll(/^```[^\n]*\n([\s\S]*?)^```/gmu)].map((match) => match[1] ?? "");
  const indented = [...text.matchAll(/(?:^(?: {4}|\t).*\n?)+/gmu)].map((match) =>
    match[0].replaceAll(/^(?: {4}|\t)/gmu, ""),
  );
  return [...fenced, ...indented];
}

/** Code in doc comments: behind `@example`, between fences, and whatever else reads like a call. */
function codeOfComments(text: string): readonly string[] {
  return [...text.matchAll(/\/\*\*([\s\S]*?)\*\//gu)].flatMap((match) =>
    (match[1] ?? "")
      .replaceAll(/^\s*\* ?/gmu, "")
      .split("\n")
      .filter((line) => /\w\(.*\)/u.test(line)),
  );
}

/** Calls with written arguments in the README, in the module's doc comments and in the repository's tests, each once. */
export function readExampleCalls(view: FileView, path: string): readonly ExampleCall[] {
  const read = (file: string): string => (view.readFile(file) ?? "").slice(0, MAX_TEXT);
  const tests = view.readDirectory(view.root, SCRIPTS, ["**/node_modules", "**/dist", "**/build"], TESTS, 5);
  const texts = [
    ...["README.md", "readme.md", "Readme.md"].flatMap((name) => codeOfMarkdown(read(`${view.root}/${name}`))),
    ...codeOfComments(read(`${view.root}/${path}`)),
    ...tests
      .filter((file) => !file.includes("/node_modules/"))
      .slice(0, MAX_FILES)
      .map(read),
  ];
  const calls = new Map<string, ExampleCall>();
  for (const text of texts) {
    for (const call of callsIn(text)) calls.set(JSON.stringify(call), call);
    if (calls.size > MAX_CALLS) break;
  }
  return [...calls.values()];
}
