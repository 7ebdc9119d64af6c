import ts from "typescript";
import type { RepoPath } from "../../domain/repo-path.ts";
import { parseSource } from "../source.ts";
import { docComments, type Callable } from "./attached.ts";
import { bodyFacts } from "./body-facts.ts";
import type { Declaration } from "./declaration.ts";
import { commentPlace } from "./directives.ts";
import { exportedNodes, innerName, type ExportedNode } from "./exported-nodes.ts";
import { functionsOf } from "./functions-of.ts";
import { wholeName } from "./example-program.ts";
import { isOpen, memberName, membersOf, type Member } from "./members.ts";
import { factsUnder, foreignNames, parametersUnder, roleOf, thrownUnder } from "./overloads.ts";
import { docParameters } from "./parameters.ts";
import { thrownBy, type Functions } from "./thrown.ts";
import { typeFacts, type TypeFacts } from "./type-facts.ts";

/** What the declarations of a file, or of one of its namespaces, see. */
interface Scene {
  readonly namespace?: string;
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
  const { source, functions, facts, namespace } = scene;
  const inner = innerName({ ...named, ...(namespace === undefined ? {} : { namespace }) });
  const [owner] = inner.split(/[#.[]/u);
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
    facts: facts.of(inner),
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
function overloadsOf(member: Member, members: readonly Member[], source: ts.SourceFile): Overloads | undefined {
  const own = member.name?.getText(source);
  const same = members.flatMap((one) =>
    ts.isMethodDeclaration(one) && own !== undefined && one.name.getText(source) === own ? [one] : [],
  );
  const implementation = same.find(({ body }) => body !== undefined);
  const signatures = same.filter((one) => one !== implementation);
  return implementation === undefined || signatures.length === 0 ? undefined : { signatures, implementation };
}

function isAlone(member: ts.SetAccessorDeclaration): boolean {
  const name = member.name.getText();
  const others = ts.isClassLike(member.parent) ? [...member.parent.members] : [];
  return !others.some((one) => ts.isGetAccessorDeclaration(one) && one.name.getText() === name);
}

function memberKind(member: Member): Declaration["kind"] | undefined {
  if (ts.isConstructorDeclaration(member)) return "constructor";
  if (ts.isMethodDeclaration(member) || ts.isMethodSignature(member)) return "method";
  // What is said of an accessor stands in front of the first of the two.
  if (ts.isGetAccessorDeclaration(member) || (ts.isSetAccessorDeclaration(member) && isAlone(member)))
    return "accessor";
  return ts.isPropertyDeclaration(member) || ts.isPropertySignature(member) ? "property" : undefined;
}

function memberDeclarations(scene: Scene, owner: string, node: ts.Node): readonly Declaration[] {
  const members = ts.isEnumDeclaration(node) ? [] : membersOf(node);
  return members.flatMap((member) => {
    const kind = memberKind(member);
    if (kind === undefined || !isOpen(member)) return [];
    const name = memberName(owner, member);
    const callable = ts.isFunctionLike(member) ? member : undefined;
    const group = overloadsOf(member, members, scene.source);
    if (group !== undefined && callable !== undefined) return [toOverload(scene, { name, kind }, callable, group)];
    return [toDeclaration(scene, { name, kind }, member, callable)];
  });
}

function functionsNamed(name: string, place: ts.Node): readonly ts.FunctionDeclaration[] {
  const statements = ts.isSourceFile(place) || ts.isModuleBlock(place) ? place.statements : [];
  return statements.flatMap((one) => (ts.isFunctionDeclaration(one) && one.name?.text === name ? [one] : []));
}

const KINDS: ReadonlyMap<ts.SyntaxKind, Declaration["kind"]> = new Map([
  [ts.SyntaxKind.ModuleDeclaration, "namespace"],
  [ts.SyntaxKind.EnumDeclaration, "enum"],
  [ts.SyntaxKind.ClassDeclaration, "class"],
  [ts.SyntaxKind.InterfaceDeclaration, "interface"],
  [ts.SyntaxKind.TypeAliasDeclaration, "type"],
]);

function declarationsOf(scene: Scene, exported: ExportedNode): readonly Declaration[] {
  const { name, node, callable, implementation } = exported;
  if (implementation !== undefined && ts.isFunctionDeclaration(node)) {
    const same = functionsNamed(implementation.name?.text ?? name, node.parent);
    const group = { signatures: same.filter((one) => one !== implementation), implementation };
    return [toOverload(scene, { name, kind: "function" }, node, group)];
  }
  const kindOf = KINDS.get(node.kind);
  if (kindOf !== undefined) {
    return [toDeclaration(scene, { name, kind: kindOf }, node), ...memberDeclarations(scene, name, node)];
  }
  const kind = callable === undefined ? "constant" : "function";
  return [toDeclaration(scene, { name, kind }, node, callable)];
}

function sceneOf({ namespace, node }: ExportedNode, exported: readonly ExportedNode[]): Scene {
  const source = node.getSourceFile();
  const functions = functionsOf(source, node.parent);
  const own = exported.filter((one) => one.namespace === namespace).map((one) => ({ ...one, name: innerName(one) }));
  const facts = typeFacts(source, own, functions);
  return { source, functions, facts, ...(namespace === undefined ? {} : { namespace }) };
}

/** Everything that a script exports, also in namespaces, and their open members, in order of place, with what their text proves. */
export function findDeclarations(path: RepoPath, text: string): readonly Declaration[] {
  const source = parseSource(path, text);
  const exported = exportedNodes(source, wholeName(path, text));
  const scenes = new Map<string | undefined, Scene>();
  return exported.flatMap((one) => {
    const scene = scenes.get(one.namespace) ?? sceneOf(one, exported);
    scenes.set(one.namespace, scene);
    return declarationsOf(scene, one);
  });
}
