import ts from "typescript";
import type { RepoPath } from "../../domain/repo-path.ts";
import { removeComments } from "../comments.ts";
import { parseSource } from "../source.ts";
import { callableOf, docComments } from "./attached.ts";
import { wholeName } from "./example-program.ts";
import { exportedNodes, openNamespace, type ExportedNode } from "./exported-nodes.ts";
import { isOpen, memberName, membersOf, type Member } from "./members.ts";

/** One exported thing as a page shows it. */
export interface ReferenceEntry {
  readonly name: string;
  /** Its declaration without body and comments. */
  readonly signature: string;
  /** Lines of its doc comment, without the frame; empty where it has none. */
  readonly comment: readonly string[];
  /** Its open members that have a comment. */
  readonly members: readonly MemberEntry[];
}

/** A member of a class, interface, type or enum as a page shows it: `Cart#add`, `Cart.from`, `Size.width`. */
export interface MemberEntry {
  readonly name: string;
  readonly comment: readonly string[];
}

const LONGEST_TYPE = 40;
/** A constant that takes more than this is shown without its value. */
const LONGEST_VALUE = 12;
const LONGEST_LINE = 160;

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

/** Whether a member of a class stands among those that a page shows. */
function isShown(member: Member): boolean {
  return isOpen(member) && (member.name !== undefined || ts.isConstructorDeclaration(member));
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

function memberEntries({ name, node }: ExportedNode, source: ts.SourceFile): readonly MemberEntry[] {
  return membersOf(node)
    .filter(isOpen)
    .flatMap((member) => {
      const comment = commentOf(member, source);
      return comment.length === 0 ? [] : [{ name: memberName(name, member), comment }];
    });
}

/** A constant with its value where that is short. */
function constantText(node: ts.Node, source: ts.SourceFile): string {
  const text = headOf(node, source);
  const lines = text.split("\n");
  if (lines.length <= LONGEST_VALUE && lines.every((line) => line.length <= LONGEST_LINE)) return text;
  const [declaration] = ts.isVariableStatement(node) ? node.declarationList.declarations : [];
  const end = declaration?.type?.end ?? declaration?.name.end ?? source.text.indexOf("=", node.getStart(source));
  return `${source.text.slice(node.getStart(source), end).trim()} = …`;
}

/** A variable of several in one statement, as if it stood there alone. */
function signatureOf(one: ExportedNode, path: RepoPath, source: ts.SourceFile): string {
  const { node } = one;
  const list = ts.isVariableStatement(node) ? node.declarationList : node.parent;
  if (!ts.isVariableDeclarationList(list) || list.declarations.length < 2) return textOf(one, path, source);
  const declaration = ts.isVariableDeclaration(node) ? node : list.declarations[0];
  const alone = `const ${declaration?.getText(source) ?? ""};`;
  const [only] = exportedNodes(parseSource(path, `export ${alone}`), "");
  return only === undefined ? alone : textOf(only, path, only.node.getSourceFile());
}

/** `namespace Money`, `declare module "x"`: what it holds has sections of its own. */
function namespaceText(node: ts.ModuleDeclaration, path: RepoPath, source: ts.SourceFile): string {
  const end = openNamespace(node).block?.getStart(source) ?? node.end;
  const text = removeComments(path, source.text.slice(node.getStart(source), end)).trim();
  return text.replace(/^export\s+/u, "").replace(/;$/u, "");
}

function textOf({ node, callable }: ExportedNode, path: RepoPath, source: ts.SourceFile): string {
  if (ts.isModuleDeclaration(node)) return namespaceText(node, path, source);
  const isConstant = callable === undefined && (ts.isVariableStatement(node) || ts.isExpressionStatement(node));
  const text = ts.isClassDeclaration(node)
    ? classText(node, source)
    : isConstant
      ? constantText(node, source)
      : headOf(node, source);
  const indent = /(?:^|\n)([ \t]*)$/u.exec(source.text.slice(0, node.getStart(source)))?.[1] ?? "";
  // What stands in a namespace is shown as if it stood by itself.
  const own = removeComments(path, text).replaceAll("\r\n", "\n");
  const plain = indent === "" ? own.trim() : own.trim().replaceAll(`\n${indent}`, "\n");
  const lines = plain.replace(/^export\s+(?:default\s+)?/u, "").split("\n");
  return lines.length > LONGEST_TYPE ? [...lines.slice(0, LONGEST_TYPE), "// …"].join("\n") : lines.join("\n");
}

function commentOf(node: ts.Node, source: ts.SourceFile): readonly string[] {
  const comment = docComments(node).at(-1);
  return comment === undefined ? [] : unframed(source.text.slice(comment.pos, comment.end));
}

/** What is said of several signatures: once where it is said of one, else with the signature in front of it. */
function commentsOf(nodes: readonly ExportedNode[], path: RepoPath, source: ts.SourceFile): readonly string[] {
  const told = nodes.flatMap((one) => {
    const comment = commentOf(one.node, source);
    return comment.length === 0 ? [] : [{ comment, signature: signatureOf(one, path, source) }];
  });
  const [only, more] = told;
  if (more === undefined) return only?.comment ?? [];
  return told.flatMap(({ comment, signature }) => [`\`${signature.replaceAll(/\s+/gu, " ")}\``, "", ...comment, ""]);
}

/** What a script declares and exports, in order of place, as a page shows it. */
export function referenceOf(path: RepoPath, text: string): readonly ReferenceEntry[] {
  const source = parseSource(path, text);
  const exported = exportedNodes(source, wholeName(path, text));
  return exported.flatMap((one, index) => {
    const same = exported.filter(
      ({ implementation }) => implementation !== undefined && implementation === one.implementation,
    );
    if (same.length > 0 && exported.indexOf(same[0] ?? one) !== index) return [];
    const shown = same.filter(({ node, implementation }) => node !== implementation);
    const signatures = (shown.length === 0 ? [one] : shown).map((each) => signatureOf(each, path, source));
    const comment = commentsOf(same.length === 0 ? [one] : same, path, source);
    return [{ name: one.name, signature: signatures.join("\n"), comment, members: memberEntries(one, source) }];
  });
}
