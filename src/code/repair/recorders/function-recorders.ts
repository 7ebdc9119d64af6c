import ts from "typescript";
import { unwrapped } from "../../instrument-syntax.ts";
import { ofMethod, useOf } from "./member-recorders.ts";
import { isFunction, quoted, tellAt, type Callable, type Recorder } from "./recorder.ts";

/** Functions that the answer of another one offers: by the name of the property, or `""` where the answer is one itself. */
type Answered = readonly (readonly [member: string, body: Callable, kind: "" | ',"get"' | ',"set"'])[];

interface Inner {
  readonly functions: ReadonlyMap<string, Callable>;
  readonly objects: ReadonlyMap<string, ts.ObjectLiteralExpression>;
}

/** What a function names inside of itself. */
function innerOf(body: ts.Block): Inner {
  const functions = new Map<string, Callable>();
  const objects = new Map<string, ts.ObjectLiteralExpression>();
  for (const statement of body.statements) {
    if (ts.isFunctionDeclaration(statement) && statement.name) functions.set(statement.name.text, statement);
    if (!ts.isVariableStatement(statement)) continue;
    for (const { name, initializer } of statement.declarationList.declarations) {
      const value = initializer === undefined ? undefined : unwrapped(initializer);
      if (value === undefined || !ts.isIdentifier(name)) continue;
      if (isFunction(value)) functions.set(name.text, value);
      if (ts.isObjectLiteralExpression(value)) objects.set(name.text, value);
    }
  }
  return { functions, objects };
}

function offeredBy(object: ts.ObjectLiteralExpression, { functions }: Inner): Answered {
  return object.properties.flatMap((property): Answered => {
    if (property.name === undefined || !ts.isIdentifier(property.name)) return [];
    const { text } = property.name;
    const use = useOf(property);
    if (use !== undefined) return [[text, use.body, use.kind]];
    const named = ts.isShorthandPropertyAssignment(property)
      ? text
      : ts.isPropertyAssignment(property) && ts.isIdentifier(property.initializer)
        ? property.initializer.text
        : "";
    const body = functions.get(named);
    return body === undefined ? [] : [[text, body, ""]];
  });
}

/** What the answers of a function offer to be called, as far as its last statements say it in so many words. */
function answeredBy(body: ts.Block): Answered {
  const inner = innerOf(body);
  return body.statements.flatMap((statement): Answered => {
    if (!ts.isReturnStatement(statement) || statement.expression === undefined) return [];
    const value = unwrapped(statement.expression);
    if (isFunction(value)) return [["", value, ""]];
    if (ts.isObjectLiteralExpression(value)) return offeredBy(value, inner);
    if (!ts.isIdentifier(value)) return [];
    const [named, object] = [inner.functions.get(value.text), inner.objects.get(value.text)];
    return [...(named ? [["", named, ""] as const] : []), ...(object ? offeredBy(object, inner) : [])];
  });
}

/** Methods that a function which `new` calls gives to its object one by one: `this.add = function …`. */
function ownMethods(body: ts.Block, name: string): readonly Recorder[] {
  return body.statements.flatMap((statement): readonly Recorder[] => {
    const { expression } = ts.isExpressionStatement(statement) ? statement : {};
    if (expression === undefined || !ts.isBinaryExpression(expression)) return [];
    const { left, right } = expression;
    const isOwn = ts.isPropertyAccessExpression(left) && left.expression.kind === ts.SyntaxKind.ThisKeyword;
    const value = unwrapped(right);
    return isOwn && isFunction(value) ? ofMethod({ body: value, kind: "" }, name, left.name.text, "") : [];
  });
}

/**
 * A function at the top of a file, called by itself or with `new`, and what its answers offer. `number` is unique among the
 * functions of the file.
 */
export function ofFunction(node: Callable, name: string, number: number): readonly Recorder[] {
  const called = (args: string): string => `__assayArg(${quoted(name)},${args})`;
  const { body } = node;
  if (body === undefined || !ts.isBlock(body)) return tellAt(node, "calls", called);
  const methods = ts.isArrowFunction(node) ? [] : ownMethods(body, name);
  const isMaker =
    methods.length > 0 ||
    new RegExp(`\\b${name.replaceAll("$", "\\$")}\\.prototype\\b`, "u").test(node.getSourceFile().text);
  if (isMaker && !ts.isArrowFunction(node)) {
    const told = tellAt(
      node,
      "objects",
      (args) => `new.target?__assayMade(this,"new",new.target.name,${args}):${called(args)}`,
    );
    return [...told, ...methods];
  }
  const answered = answeredBy(body);
  if (answered.length === 0) return tellAt(node, "calls", called);
  const object = `__assayF${number}`;
  const told = tellAt(
    node,
    "objects",
    (args) => `${called(args)};var ${object}=__assayMade({},"call",${quoted(name)},${args})`,
  );
  const offered = answered.flatMap(([member, inner, kind]) => {
    const names = ["call", name, member].map(quoted).join(",");
    return tellAt(inner, "objects", (args) => `__assayMet(${object},${names},${args}${kind})`);
  });
  return told.length === 0 ? [] : [...told, ...offered];
}
