import ts from "typescript";
import { unwrapped } from "../../instrument-syntax.ts";
import { ofFunction } from "./function-recorders.ts";
import { ofClass, ofMethod, ofProperty, useOf } from "./member-recorders.ts";
import { isFunction, usesThis, type Recorder } from "./recorder.ts";

/** Something that the file has under a name: a function, a class, an object of functions. */
function ofValue(node: ts.Expression, name: string): readonly Recorder[] {
  const value = unwrapped(node);
  if (isFunction(value)) return ofFunction(value, name, value.pos);
  if (ts.isClassExpression(value)) return ofClass(value, name);
  return ts.isObjectLiteralExpression(value) ? ofObject(value, name) : [];
}

function ofObject(node: ts.ObjectLiteralExpression, name: string): readonly Recorder[] {
  const keeps = usesThis(node) ? "state" : "nothing";
  return node.properties.flatMap((property): readonly Recorder[] => {
    if (property.name === undefined || !ts.isIdentifier(property.name)) return [];
    const { text } = property.name;
    const use = useOf(property);
    if (use !== undefined) return ofProperty(use, name, text, keeps);
    return ts.isPropertyAssignment(property)
      ? ofValue(property.initializer, name === "" ? text : `${name}.${text}`)
      : [];
  });
}

/** What a module is as a whole: an object's members have no name before them, other things their own or `default`. */
function ofWhole(node: ts.Expression): readonly Recorder[] {
  const value = unwrapped(node);
  if (ts.isObjectLiteralExpression(value)) return ofObject(value, "");
  const own = isFunction(value) || ts.isClassExpression(value) ? value.name?.text : undefined;
  return ofValue(value, own ?? "default");
}

/** Methods that are given to a constructor's prototype one by one, or all at once. */
function ofPrototype(owner: string, member: string | undefined, value: ts.Expression): readonly Recorder[] {
  if (member !== undefined) return isFunction(value) ? ofMethod({ body: value, kind: "" }, owner, member, "") : [];
  if (!ts.isObjectLiteralExpression(value)) return [];
  return value.properties.flatMap((property) => {
    const use = useOf(property);
    if (use === undefined || property.name === undefined || !ts.isIdentifier(property.name)) return [];
    return ofMethod(use, owner, property.name.text, "");
  });
}

/** `exports.a = …`, `module.exports = …`, `Cart.prototype.add = …`, `cart.add = …`. */
function ofAssignment(left: ts.Expression, right: ts.Expression): readonly Recorder[] {
  const value = unwrapped(right);
  const path = left
    .getText()
    .replace(/^module\.exports\b/u, "exports")
    .split(".");
  const [first = "", second, third] = path;
  if (!ts.isPropertyAccessExpression(left) || path.length > 3) return [];
  if (second === "prototype") return ofPrototype(first, third, value);
  if (first === "exports")
    return second === undefined ? ofWhole(value) : third === undefined ? ofValue(value, second) : [];
  if (second === undefined || third !== undefined || !isFunction(value)) return [];
  return ofProperty({ body: value, kind: "" }, first, second, usesThis(value) ? "state" : "nothing");
}

function ofStatement(statement: ts.Statement): readonly Recorder[] {
  if (ts.isFunctionDeclaration(statement))
    return ofFunction(statement, statement.name?.text ?? "default", statement.pos);
  if (ts.isClassDeclaration(statement)) return ofClass(statement, "default");
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations.flatMap(({ name, initializer }) =>
      initializer !== undefined && ts.isIdentifier(name) ? ofValue(initializer, name.text) : [],
    );
  }
  if (ts.isExportAssignment(statement)) {
    return statement.isExportEquals === true ? ofWhole(statement.expression) : ofValue(statement.expression, "default");
  }
  const { expression } = ts.isExpressionStatement(statement) ? statement : {};
  const isAssigned =
    expression !== undefined &&
    ts.isBinaryExpression(expression) &&
    expression.operatorToken.kind === ts.SyntaxKind.EqualsToken;
  return isAssigned ? ofAssignment(expression.left, expression.right) : [];
}

/**
 * Where a file tells the driver of the calls of its functions, and of the methods, getters and setters of objects: those of
 * classes and constructors, those that the file makes once, and those that a function answers. Each tells what its object
 * was made from and what was asked of it before. What cannot be called again from outside is left alone.
 */
export function findRecorders(source: ts.SourceFile): readonly Recorder[] {
  return source.statements.flatMap(ofStatement);
}
