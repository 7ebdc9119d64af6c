import ts from "typescript";
import type { RepoPath } from "../../domain/repo-path.ts";
import { parseSource } from "../source.ts";
import { docComments, type Callable } from "./attached.ts";
import { bodyFacts } from "./body-facts.ts";
import type { Declaration } from "./declaration.ts";
import { commentPlace } from "./directives.ts";
import { exportedNodes, type ExportedNode } from "./exported-nodes.ts";
import { functionsOf } from "./functions-of.ts";
import { wholeName } from "./example-program.ts";
import { factsUnder, foreignNames, parametersUnder, roleOf, thrownUnder } from "./overloads.ts";
import { docParameters } from "./parameters.ts";
import { thrownBy, type Functions } from "./thrown.ts";
import { typeFacts, type TypeFacts } from "./type-facts.ts";

interface Scene {
  readonly source: ts.SourceFile;
  readonly functions: Functions;
  readonly facts: TypeFacts;
}

/** Words of a comment that speaks of the whole file, not of what stands below it. */
const FILE_COMMENT =
  /@(?:file|fileoverview|overview|module|packageDocumentation|license|licence|copyright|preserve)\b|copyright|SPDX-/iu;

function commentOf(node: ts.Node, source: ts.SourceFile): Pick<Declaration, "comment"> {
  const comment = docComments(node).at(-1);
  if (comment === undefined) return {};
  const text = source.text.slice(comment.pos, comment.end);
  const isFirst =
    source.text
      .slice(0, comment.pos)
      .replace(/^#!.*$/mu, "")
      .trim() === "";
  return isFirst && FILE_COMMENT.test(text) ? {} : { comment: { start: comment.pos, end: comment.end } };
}

function toDeclaration(
  scene: Scene,
  named: Pick<Declaration, "name" | "kind">,
  node: ts.Node,
  callable?: Callable,
): Declaration {
  const { source, functions, facts } = scene;
  const [owner] = named.name.split(/[#.]/u);
  const body = callable === undefined ? undefined : bodyFacts(callable, source);
  const returnType = callable?.type?.getText(source).replaceAll(/\s+/gu, " ");
  return {
    ...named,
    start: commentPlace(source.text, node.getStart(source)),
    ...commentOf(node, source),
    parameters: callable === undefined ? [] : docParameters(callable, source),
    ...(returnType === undefined ? {} : { returnType }),
    ...(body === undefined ? {} : { body }),
    thrown:
      callable === undefined
        ? []
        : thrownBy(callable, { source, functions, ...(owner === undefined ? {} : { owner }) }),
    facts: facts.of(named.name),
  };
}

/** One of several signatures: what the body shows holds for it as far as it has the same parameters. */
function toOverload(
  scene: Scene,
  named: Pick<Declaration, "name" | "kind">,
  node: ts.SignatureDeclaration,
  group: Overloads,
): Declaration {
  const { signatures, implementation } = group;
  const own = toDeclaration(scene, named, node, node);
  const bodied = toDeclaration(scene, named, implementation, implementation);
  const comment = [...signatures, implementation].map((one) => commentOf(one, scene.source).comment).find(Boolean);
  const unknown = foreignNames(own.parameters, bodied.parameters);
  const { body } = bodied;
  return {
    ...own,
    ...(comment === undefined ? {} : { comment }),
    overload: roleOf(node, signatures, implementation),
    parameters: parametersUnder(own.parameters, bodied.parameters),
    ...(body === undefined ? {} : { body: factsUnder(body, unknown) }),
    thrown: thrownUnder(bodied.thrown, unknown),
  };
}

/** The signatures of one name, and what they share. */
interface Overloads {
  readonly signatures: readonly ts.SignatureDeclaration[];
  readonly implementation: ts.SignatureDeclaration;
}

/** The methods of one name, where one has the body of all. */
function overloadsOf(
  member: ts.ClassElement | ts.TypeElement,
  members: readonly (ts.ClassElement | ts.TypeElement)[],
  source: ts.SourceFile,
): Overloads | undefined {
  const own = member.name?.getText(source);
  const same = members.flatMap((one) =>
    ts.isMethodDeclaration(one) && own !== undefined && one.name.getText(source) === own ? [one] : [],
  );
  const implementation = same.find(({ body }) => body !== undefined);
  const signatures = same.filter((one) => one !== implementation);
  return implementation === undefined || signatures.length === 0 ? undefined : { signatures, implementation };
}

function isOpen(member: ts.ClassElement | ts.TypeElement): boolean {
  const flags = ts.getCombinedModifierFlags(member);
  const { name } = member;
  if ((flags & (ts.ModifierFlags.Private | ts.ModifierFlags.Protected)) !== 0) return false;
  return name === undefined || (ts.isIdentifier(name) && !name.text.startsWith("_"));
}

function memberKind(member: ts.ClassElement | ts.TypeElement): Declaration["kind"] | undefined {
  if (ts.isConstructorDeclaration(member)) return "constructor";
  if (ts.isMethodDeclaration(member) || ts.isMethodSignature(member)) return "method";
  if (ts.isGetAccessorDeclaration(member)) return "accessor";
  return ts.isPropertyDeclaration(member) || ts.isPropertySignature(member) ? "property" : undefined;
}

function membersOf(
  scene: Scene,
  owner: string,
  members: readonly (ts.ClassElement | ts.TypeElement)[],
): readonly Declaration[] {
  return members.flatMap((member) => {
    const kind = memberKind(member);
    const own = member.name?.getText(scene.source) ?? "";
    if (kind === undefined || !isOpen(member)) return [];
    const isStatic = (ts.getCombinedModifierFlags(member) & ts.ModifierFlags.Static) !== 0;
    const isField = !ts.isClassLike(member.parent) || isStatic;
    const name = kind === "constructor" ? `${owner}#constructor` : `${owner}${isField ? "." : "#"}${own}`;
    const callable = ts.isFunctionLike(member) ? member : undefined;
    const group = overloadsOf(member, members, scene.source);
    if (group !== undefined && callable !== undefined) return [toOverload(scene, { name, kind }, callable, group)];
    return [toDeclaration(scene, { name, kind }, member, callable)];
  });
}

function functionsNamed(name: string, source: ts.SourceFile): readonly ts.FunctionDeclaration[] {
  return source.statements.flatMap((one) => (ts.isFunctionDeclaration(one) && one.name?.text === name ? [one] : []));
}

function declarationsOf(scene: Scene, exported: ExportedNode): readonly Declaration[] {
  const { name, node, callable, implementation } = exported;
  if (implementation !== undefined && ts.isFunctionDeclaration(node)) {
    const same = functionsNamed(implementation.name?.text ?? name, scene.source);
    const group = { signatures: same.filter((one) => one !== implementation), implementation };
    return [toOverload(scene, { name, kind: "function" }, node, group)];
  }
  if (ts.isEnumDeclaration(node)) return [toDeclaration(scene, { name, kind: "enum" }, node)];
  if (ts.isClassDeclaration(node)) {
    return [toDeclaration(scene, { name, kind: "class" }, node), ...membersOf(scene, name, node.members)];
  }
  if (ts.isInterfaceDeclaration(node)) {
    return [toDeclaration(scene, { name, kind: "interface" }, node), ...membersOf(scene, name, node.members)];
  }
  if (ts.isTypeAliasDeclaration(node)) {
    const members = ts.isTypeLiteralNode(node.type) ? membersOf(scene, name, node.type.members) : [];
    return [toDeclaration(scene, { name, kind: "type" }, node), ...members];
  }
  const kind = callable === undefined ? "constant" : "function";
  return [toDeclaration(scene, { name, kind }, node, callable)];
}

/** Everything that a script exports and their open members, in order of place, with what their text proves. */
export function findDeclarations(path: RepoPath, text: string): readonly Declaration[] {
  const source = parseSource(path, text);
  const exported = exportedNodes(source, wholeName(path, text));
  const functions = functionsOf(source);
  const scene = { source, functions, facts: typeFacts(source, exported, functions) };
  return exported.flatMap((one) => declarationsOf(scene, one));
}
