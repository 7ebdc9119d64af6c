import ts from "typescript";
import { walk } from "../callee.ts";
import { isBindable } from "./file-names.ts";

/** A property of an exported object. */
export interface NamedValue {
  readonly name: string;
  readonly value: ts.Expression;
  /** The comment in front of it. */
  readonly comment: string;
}

/**
 * The properties of `{ a, b: value }`, where each can be an export of its own: no spread, no getters, no methods, nothing
 * that says `this`, all of them with a name that can be imported. Undefined for anything else.
 */
export function namesOfObject(value: ts.Expression): readonly NamedValue[] | undefined {
  if (!ts.isObjectLiteralExpression(value) || value.properties.length === 0) return undefined;
  const found: NamedValue[] = [];
  for (const property of value.properties) {
    const one = namedValue(property);
    if (one === undefined || found.some(({ name }) => name === one.name)) return undefined;
    found.push(one);
  }
  return found;
}

/** A property that can be an export of its own; undefined for any other. */
function namedValue(property: ts.ObjectLiteralElementLike): NamedValue | undefined {
  if (!ts.isShorthandPropertyAssignment(property) && !ts.isPropertyAssignment(property)) return undefined;
  const { name } = property;
  if (!ts.isIdentifier(name) || !isBindable(name.text)) return undefined;
  const value = ts.isPropertyAssignment(property) ? property.initializer : name;
  if (saysThis(value)) return undefined;
  const { text } = property.getSourceFile();
  const [comment, ...more] = ts.getLeadingCommentRanges(text, property.pos) ?? [];
  const behind = [property.end, property.end + 1].flatMap((at) => ts.getTrailingCommentRanges(text, at) ?? []);
  // What would be said of nothing any more.
  if (more.length + behind.length > 0 || (comment !== undefined && ts.isIdentifier(value))) return undefined;
  return { name: name.text, value, comment: comment === undefined ? "" : text.slice(comment.pos, comment.end) };
}

function saysThis(node: ts.Node): boolean {
  let found = false;
  walk(node, ({ kind }) => {
    if (kind === ts.SyntaxKind.ThisKeyword) found = true;
  });
  return found;
}
