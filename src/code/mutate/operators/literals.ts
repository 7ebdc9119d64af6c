import ts from "typescript";
import { expression, isPattern, type Operator, type Replacement } from "./operator.ts";

/** `true` → `false`; `!a` → `a`. */
export const booleanLiteral: Operator = {
  name: "BooleanLiteral",
  replacements(node, source) {
    if (node.kind === ts.SyntaxKind.TrueKeyword) return [expression(node, source, "false")];
    if (node.kind === ts.SyntaxKind.FalseKeyword) return [expression(node, source, "true")];
    const isNot = ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken;
    return isNot ? [expression(node, source, node.operand.getText(source))] : [];
  },
};

/** `0` ↔ `1`, other numbers one more. */
export const numericLiteral: Operator = {
  name: "NumericLiteral",
  replacements(node, source) {
    if (!ts.isNumericLiteral(node) || (ts.isPropertyName(node) && isName(node))) return [];
    if (ts.isPropertyAccessExpression(node.parent)) return [];
    const value = Number(node.text);
    return Number.isFinite(value) ? [expression(node, source, String(value === 1 ? 0 : value + 1))] : [];
  },
};

/** Whether a literal is the name of a member, not a value. */
function isName(node: ts.Node): boolean {
  const { parent } = node;
  return ts.isObjectLiteralElement(parent) ||
    ts.isClassElement(parent) ||
    ts.isBindingElement(parent) ||
    ts.isEnumMember(parent)
    ? Reflect.get(parent, "name") === node || Reflect.get(parent, "propertyName") === node
    : false;
}

/** Texts that name a module: another one would not load. */
function isModuleName(node: ts.Node): boolean {
  const { parent } = node;
  if (ts.isExternalModuleReference(parent) || ts.isImportAttribute(parent)) return true;
  if (!ts.isCallExpression(parent)) return false;
  const callee = parent.expression;
  return callee.kind === ts.SyntaxKind.ImportKeyword || (ts.isIdentifier(callee) && callee.text === "require");
}

/** The name of a symbol tells it from none: `Symbol("a")`. */
function isSymbolName({ parent }: ts.Node): boolean {
  return ts.isCallExpression(parent) && ts.isIdentifier(parent.expression) && parent.expression.text === "Symbol";
}

function isDirective(node: ts.Node): boolean {
  return ts.isExpressionStatement(node.parent);
}

function stringReplacement(node: ts.StringLiteralLike, source: ts.SourceFile): readonly Replacement[] {
  if (isName(node) || isModuleName(node) || isSymbolName(node) || isDirective(node)) return [];
  if (ts.isTaggedTemplateExpression(node.parent)) return [];
  const text = node.text === "" ? '"mutated"' : '""';
  const position = ts.isJsxAttribute(node.parent) ? "jsx-attribute" : "expression";
  return [{ start: node.getStart(source), end: node.end, position, text }];
}

/** `"a"` → `""`, `""` → `"mutated"`; templates the same. */
export const stringLiteral: Operator = {
  name: "StringLiteral",
  replacements(node, source) {
    if (ts.isStringLiteralLike(node)) return stringReplacement(node, source);
    if (!ts.isTemplateExpression(node) || ts.isTaggedTemplateExpression(node.parent)) return [];
    return [expression(node, source, '""')];
  },
};

/** `[a, b]` → `[]`, `[]` → `["mutated"]`; `new Array(a)` → `new Array()`, `Array()` → `Array([])`. */
export const arrayDeclaration: Operator = {
  name: "ArrayDeclaration",
  replacements(node, source) {
    if (ts.isArrayLiteralExpression(node) && !isPattern(node)) {
      return [expression(node, source, node.elements.length === 0 ? '["mutated"]' : "[]")];
    }
    if (!ts.isNewExpression(node) && !ts.isCallExpression(node)) return [];
    const isArray = ts.isIdentifier(node.expression) && node.expression.text === "Array";
    if (!isArray) return [];
    const others = (node.arguments ?? []).length === 0 ? "[]" : "";
    return [expression(node, source, `${ts.isNewExpression(node) ? "new " : ""}Array(${others})`)];
  },
};

/** `{ a: 1 }` → `{}`. */
export const objectLiteral: Operator = {
  name: "ObjectLiteral",
  replacements(node, source) {
    if (!ts.isObjectLiteralExpression(node) || node.properties.length === 0 || isPattern(node)) return [];
    return [expression(node, source, "{}")];
  },
};
