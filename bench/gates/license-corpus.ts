import ts from "typescript";
import type { InstalledFile } from "./installed.ts";
import type { Random } from "./random.ts";

/** One function as it stands in a file. */
export interface PlantedFunction {
  readonly package: string;
  readonly path: string;
  readonly text: string;
}

/** The functions of a file that have at least `lines` lines and `characters` characters, by the compiler's syntax tree. */
export function functionsOf(file: InstalledFile, lines: number, characters: number): readonly PlantedFunction[] {
  const source = ts.createSourceFile(file.path, file.text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
  const found: PlantedFunction[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionDeclaration(node) || ts.isMethodDeclaration(node) || ts.isFunctionExpression(node)) {
      const text = node.getText();
      if (text.split("\n").length >= lines && text.length >= characters) {
        found.push({
          package: file.package,
          path: file.path,
          text: ts.isMethodDeclaration(node) ? `function ${text}` : text,
        });
        return;
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** The same function printed anew: other indentation and line breaks, no comments, other quotes, no semicolons where they can go. */
export function reformatted(text: string): string {
  const source = ts.createSourceFile("a.tsx", text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
  const printed = ts.createPrinter({ removeComments: true, newLine: ts.NewLineKind.LineFeed }).printFile(source);
  return printed
    .replace(/^ {4,}/gmu, (blanks) => "\t".repeat(blanks.length / 4))
    .replace(/"([^"'\\\n]*)"/gu, "'$1'")
    .replace(/\) \{$/gmu, ")\n{")
    .replace(/;$/gmu, "");
}

/** The same function with every name that it declares itself (parameters, variables, functions) replaced by another. */
export function renamed(text: string, random: Random): string {
  const source = ts.createSourceFile("a.tsx", text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
  const names = new Map<string, string>();
  const declare = (node: ts.Node): void => {
    const named =
      ts.isParameter(node) ||
      ts.isVariableDeclaration(node) ||
      ts.isFunctionDeclaration(node) ||
      ts.isBindingElement(node);
    if (named && node.name !== undefined && ts.isIdentifier(node.name) && !names.has(node.name.text)) {
      names.set(node.name.text, `${random.text("abcdefghijklmnopqrstuvwxyz", 4 + random.below(5))}${names.size}`);
    }
    ts.forEachChild(node, declare);
  };
  declare(source);
  const edits: { readonly start: number; readonly end: number; readonly text: string }[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) {
      const { parent } = node;
      const member =
        (ts.isPropertyAccessExpression(parent) && parent.name === node) ||
        ((ts.isPropertyAssignment(parent) || ts.isMethodDeclaration(parent)) && parent.name === node) ||
        (ts.isBindingElement(parent) && parent.propertyName === node);
      const to = names.get(node.text);
      if (!member && to !== undefined) edits.push({ start: node.getStart(), end: node.end, text: to });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  let result = text;
  for (const edit of edits.reverse()) result = result.slice(0, edit.start) + edit.text + result.slice(edit.end);
  return result;
}
