import ts from "typescript";
import { walk } from "../callee.ts";
import type { ExportedNode } from "./exported-nodes.ts";
import { spanText, thrownBy, type Functions } from "./thrown.ts";

/** Sentences about types and their members, by the name of the declaration. */
export interface TypeFacts {
  of(name: string): readonly string[];
}

/** What the name of a type promises, with how it is said. */
const ROLES: readonly (readonly [RegExp, string])[] = [
  [/(?:Options|Opts)$/u, "Options"],
  [/Settings$/u, "Settings"],
  [/Config(?:uration)?$/u, "Configuration"],
  [/Props$/u, "Props"],
];
/** More users than that are no help to a reader. */
const MOST_USERS = 2;

/** Name of a type as it is written, through what only wraps it. */
function typeName(type: ts.TypeNode | undefined): string | undefined {
  if (type === undefined || !ts.isTypeReferenceNode(type) || !ts.isIdentifier(type.typeName)) return undefined;
  const name = type.typeName.text;
  const [inner] = type.typeArguments ?? [];
  return /^(?:Promise|Partial|Readonly|Required)$/u.test(name) ? typeName(inner) : name;
}

function links(names: readonly string[]): string {
  return names.map((name) => `{@link ${name}}`).join(" and ");
}

function usersOf(exported: readonly ExportedNode[], uses: (one: ExportedNode) => boolean): readonly string[] {
  const names = exported.filter((one) => one.callable !== undefined && uses(one)).map(({ name }) => name);
  return names.length > MOST_USERS ? [] : names;
}

function roleSentence(name: string, exported: readonly ExportedNode[]): readonly string[] {
  const role = ROLES.find(([pattern]) => pattern.test(name))?.[1];
  if (role === undefined) return [];
  const takers = usersOf(
    exported,
    ({ callable }) => callable?.parameters.some(({ type }) => typeName(type) === name) === true,
  );
  return takers.length > 0 ? [`${role} of ${links(takers)}.`] : [];
}

function throwerSentence(
  name: string,
  exported: readonly ExportedNode[],
  scene: { readonly source: ts.SourceFile; readonly functions: Functions },
): readonly string[] {
  const throwers = usersOf(
    exported,
    ({ callable }) => callable !== undefined && thrownBy(callable, scene).some(({ error }) => error === name),
  );
  return throwers.length > 0 ? [`Thrown by ${links(throwers)}.`] : [];
}

/** Defaults of the members of types, as the functions that take them fill them in; two that differ cancel each other. */
function memberDefaults(source: ts.SourceFile): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const note = (type: string, member: string, value: string | undefined): void => {
    const key = `${type}.${member}`;
    const known = found.get(key);
    found.set(key, value === undefined || (known !== undefined && known !== value) ? "" : value);
  };
  const fromPattern = (type: string, pattern: ts.BindingName): void => {
    if (!ts.isObjectBindingPattern(pattern)) return;
    for (const element of pattern.elements) {
      const key = element.propertyName ?? element.name;
      if (ts.isIdentifier(key) && element.initializer !== undefined) {
        note(type, key.text, spanText(element.initializer, source, 40));
      }
    }
  };
  walk(source, (node) => {
    if (!ts.isParameter(node)) return;
    const type = typeName(node.type);
    if (type === undefined) return;
    fromPattern(type, node.name);
    const body = "body" in node.parent ? node.parent.body : undefined;
    if (body === undefined || !ts.isIdentifier(node.name)) return;
    const parameter = node.name.text;
    walk(body, (inner) => {
      if (ts.isVariableDeclaration(inner) && inner.initializer?.getText(source) === parameter)
        fromPattern(type, inner.name);
      if (!ts.isBinaryExpression(inner) || inner.operatorToken.kind !== ts.SyntaxKind.QuestionQuestionToken) return;
      const { left, right } = inner;
      if (!ts.isPropertyAccessExpression(left) || left.expression.getText(source) !== parameter) return;
      note(type, left.name.text, spanText(right, source, 40));
    });
  });
  return found;
}

/** What of an exported function a constant stands in for: parameters, and properties of patterns. */
function standsInFor(name: string, { callable }: ExportedNode): readonly string[] {
  const isName = (node: ts.Node | undefined): boolean =>
    node !== undefined && ts.isIdentifier(node) && node.text === name;
  return (callable?.parameters ?? []).flatMap((parameter) => {
    if (!ts.isParameter(parameter)) return [];
    const own = ts.isIdentifier(parameter.name) && isName(parameter.initializer) ? [parameter.name.text] : [];
    const inner = ts.isObjectBindingPattern(parameter.name) ? parameter.name.elements : [];
    const properties = inner.flatMap(({ propertyName, name: bound, initializer }) => {
      const key = propertyName ?? bound;
      return ts.isIdentifier(key) && isName(initializer) ? [key.text] : [];
    });
    return [...own, ...properties];
  });
}

function constantSentence(name: string, exported: readonly ExportedNode[]): readonly string[] {
  const uses = exported.flatMap((one) =>
    standsInFor(name, one).map((parameter) => `\`${parameter}\` of {@link ${one.name}}`),
  );
  return uses.length === 0 || uses.length > MOST_USERS ? [] : [`Default of ${uses.join(" and ")}.`];
}

/** Reads what a file shows of its types: whose options they are, who throws them, what stands in for a missing member. */
export function typeFacts(source: ts.SourceFile, exported: readonly ExportedNode[], functions: Functions): TypeFacts {
  const defaults = memberDefaults(source);
  const kinds = new Map(exported.map(({ name, node }) => [name, node]));
  return {
    of(name) {
      const value = defaults.get(name);
      if (value !== undefined && value !== "") return [`Default: \`${value}\`.`];
      const node = kinds.get(name);
      if (node === undefined) return [];
      if (ts.isVariableStatement(node) || ts.isVariableDeclaration(node) || ts.isExpressionStatement(node))
        return constantSentence(name, exported);
      if (ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) return roleSentence(name, exported);
      return ts.isClassDeclaration(node) ? throwerSentence(name, exported, { source, functions }) : [];
    },
  };
}
