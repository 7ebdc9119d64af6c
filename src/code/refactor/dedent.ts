import ts from "typescript";
import { walk } from "../callee.ts";

/** The blanks in front of a place on its line. */
export function indentAt(text: string, offset: number): string {
  const line = text.slice(text.lastIndexOf("\n", offset - 1) + 1, offset);
  return /^[ \t]*/u.exec(line)?.[0] ?? "";
}

/** Whether a text that spans lines holds a string that does: moving it would change it. */
export function holdsLongText(block: ts.Node, source: ts.SourceFile): boolean {
  let found = false;
  walk(block, (node) => {
    const isText = ts.isNoSubstitutionTemplateLiteral(node) || ts.isTemplateExpression(node) || ts.isJsxText(node);
    if (isText && node.getText(source).includes("\n")) found = true;
  });
  return found;
}

/**
 * What stands between the braces of a block, moved to the left as far as the statement `to`; comments are kept. Undefined
 * where a text over several lines would change.
 */
export function dedented(block: ts.Block, source: ts.SourceFile, to: ts.Node): string | undefined {
  const [first] = block.statements;
  if (first === undefined || holdsLongText(block, source)) return undefined;
  const inside = source.text.slice(block.getStart(source) + 1, block.end - 1);
  const content = inside.replace(/^[ \t]*\r?\n/u, "").replace(/\s+$/u, "");
  const from = indentAt(source.text, first.getStart(source));
  const target = indentAt(source.text, to.getStart(source));
  const isSameLine = !inside.slice(0, first.getStart(source) - block.getStart(source) - 1).includes("\n");
  if (isSameLine) return content.trim();
  const lines = content.split("\n").map((line) => (line.startsWith(from) ? target + line.slice(from.length) : line));
  return lines.join("\n").trimStart();
}
