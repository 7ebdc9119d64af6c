import ts from "typescript";
import type { RepoPath } from "../../domain/repo-path.ts";
import { removeComments } from "../comments.ts";
import { parseSource } from "../source.ts";
import { callableOf, docComments } from "./attached.ts";
import { wholeName } from "./example-program.ts";
import { exportedNodes, type ExportedNode } from "./exported-nodes.ts";

/** One exported thing as a page shows it. */
export interface ReferenceEntry {
  readonly name: string;
  /** Its declaration without body and comments. */
  readonly signature: string;
  /** Lines of its doc comment, without the frame; empty where it has none. */
  readonly comment: readonly string[];
}

const LONGEST_TYPE = 40;

/** The frame of a comment taken off: `/**`, the stars, the end. */
function unframed(text: string): readonly string[] {
  const lines = text
    .replace(/^\/\*\*[ \t]?/u, "")
    .replace(/\s*\*\/$/u, "")
    .split(/\r?\n/u);
  const plain = lines.map((line, index) => (index === 0 ? line : line.replace(/^\s*\*[ \t]?/u, "")).trimEnd());
  while (plain[0] === "") plain.shift();
  return plain;
}

function headOf(node: ts.Node, source: ts.SourceFile): string {
  const callable = callableOf(node);
  const body = callable !== undefined && "body" in callable ? callable.body : undefined;
  const text = source.text.slice(node.getStart(source), body?.getStart(source) ?? node.end);
  return text.replace(/\s*=>?\s*$/u, "").replace(/[\s;]*$/u, "");
}

function isShown(member: ts.ClassElement): boolean {
  const flags = ts.getCombinedModifierFlags(member);
  if ((flags & (ts.ModifierFlags.Private | ts.ModifierFlags.Protected)) !== 0) return false;
  return (
    ts.isConstructorDeclaration(member) ||
    (member.name !== undefined && ts.isIdentifier(member.name) && !member.name.text.startsWith("_"))
  );
}

function classText(node: ts.ClassDeclaration, source: ts.SourceFile): string {
  const open = source.text.indexOf(
    "{",
    node.heritageClauses?.end ?? node.typeParameters?.end ?? node.name?.end ?? node.getStart(source),
  );
  const members = node.members
    .filter(isShown)
    .map((member) => `  ${headOf(member, source).replaceAll(/\s*\n\s*/gu, " ")};`);
  return [`${source.text.slice(node.getStart(source), open).trim()} {`, ...members, "}"].join("\n");
}

function signatureOf({ node }: ExportedNode, path: RepoPath, source: ts.SourceFile): string {
  const text = ts.isClassDeclaration(node) ? classText(node, source) : headOf(node, source);
  const plain = removeComments(path, text).replaceAll("\r\n", "\n").trim();
  const lines = plain.replace(/^export\s+(?:default\s+)?/u, "").split("\n");
  return lines.length > LONGEST_TYPE ? [...lines.slice(0, LONGEST_TYPE), "// …"].join("\n") : lines.join("\n");
}

/** What a script exports, in order of place, as a page shows it. */
export function referenceOf(path: RepoPath, text: string): readonly ReferenceEntry[] {
  const source = parseSource(path, text);
  return exportedNodes(source, wholeName(path, text)).map((one) => {
    const comment = docComments(one.node).at(-1);
    return {
      name: one.name,
      signature: signatureOf(one, path, source),
      comment: comment === undefined ? [] : unframed(source.text.slice(comment.pos, comment.end)),
    };
  });
}
