/**
 * A value that may be missing: optional chaining, and a default in its place (PAR's "null pointer checker", TBar's
 * "insert null pointer checker"). Which default is likely is told by what is done with the value.
 */
import ts from "typescript";
import type { ProposedEdit, Template, TemplateScene } from "../edit-template.ts";
import { instead, isReplaceable } from "../fit.ts";
import { walk } from "../../callee.ts";
import { isArithmetic, type ValueKind } from "../value-kind.ts";

type Access = ts.PropertyAccessExpression | ts.ElementAccessExpression;

const DEFAULTS: readonly (readonly [string, ValueKind])[] = [
  ['""', "string"],
  ["0", "number"],
  ["[]", "array"],
  ["false", "boolean"],
];

function isAccess(node: ts.Node): node is Access {
  return ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node);
}

/** Whether a node is part of an optional chain behind its first `?.`, where only the chain as a whole can be replaced. */
export function isChainLink(node: ts.Node): boolean {
  return (node.flags & ts.NodeFlags.OptionalChain) !== 0;
}

/** What the function gives elsewhere, as far as all of it is alike. */
function returnedKind(node: ts.Node, scene: TemplateScene): ValueKind {
  const kinds = new Set<ValueKind>();
  walk(scene.owner, (part) => {
    const value = ts.isReturnStatement(part) ? part.expression : undefined;
    if (value !== undefined && value !== node) kinds.add(scene.kindOf(value));
  });
  const [kind] = kinds;
  return kinds.size === 1 && kind !== undefined ? kind : "unknown";
}

/** Whether a default would be no value of the sort that is meant: its type is claimed, something is read from it. */
function takesNoDefault(node: ts.Expression): boolean {
  const { parent } = node;
  if (ts.isAsExpression(parent) || ts.isNonNullExpression(parent) || isAccess(parent)) return true;
  if (ts.isIfStatement(parent) || ts.isWhileStatement(parent)) return parent.expression === node;
  return ts.isConditionalExpression(parent) && parent.condition === node;
}

/** What is wanted where an expression stands. */
function wantedKind(node: ts.Expression, scene: TemplateScene): ValueKind {
  const { parent } = node;
  if (ts.isSpreadElement(parent) || (ts.isForOfStatement(parent) && parent.expression === node)) return "array";
  if (ts.isTemplateSpan(parent)) return "string";
  if (ts.isReturnStatement(parent)) return returnedKind(node, scene);
  if (!ts.isBinaryExpression(parent)) return scene.kindOf(node);
  if (isArithmetic(parent.operatorToken.kind)) return "number";
  return scene.kindOf(parent.left === node ? parent.right : parent.left);
}

/** Methods of the language's own types that give undefined or null where there is nothing. */
const LOOK_UPS = /^(?:get|find|findLast|at|pop|shift|match|exec)$/u;

function mayGiveNothing(whole: ts.Expression): boolean {
  if (ts.isElementAccessExpression(whole)) return true;
  if (!ts.isCallExpression(whole) || !ts.isPropertyAccessExpression(whole.expression)) return false;
  return LOOK_UPS.test(whole.expression.name.text);
}

/** `e ?? 0`: one that is wanted there is likely, one of another kind is not. */
function withDefaults(whole: ts.Expression, text: string, scene: TemplateScene): readonly ProposedEdit[] {
  if (takesNoDefault(whole)) return [];
  const wanted = wantedKind(whole, scene);
  // Where nothing is asked of what is missing, it is the value itself.
  const own = text === whole.getText() ? (mayGiveNothing(whole) ? 1.2 : 0.9) : 1;
  const prior = (kind: ValueKind): number => own * (wanted === "unknown" ? 0.15 : kind === wanted ? 0.3 : 0.03);
  return [
    ...DEFAULTS.map(([value, kind]) => instead(whole, `${text} ?? ${value}`, "null-guard", prior(kind))),
    instead(whole, `${text} ?? null`, "null-guard", own * (wanted === "unknown" ? 0.15 : 0.05)),
  ];
}

/** `(e ?? []).map(f)`: an empty value of the sort that the method belongs to. */
function withEmptyReceiver(
  whole: ts.Expression,
  { expression }: Access,
  rest: string,
  scene: TemplateScene,
): readonly ProposedEdit[] {
  const known = scene.kindOf(expression);
  const likely = (kind: ValueKind | "object"): number => (known === "unknown" ? 0.12 : known === kind ? 0.2 : 0.03);
  const made = (empty: string, prior: number): ProposedEdit =>
    instead(whole, `(${expression.getText()} ?? ${empty})${rest}`, "null-guard", prior);
  return [made("[]", likely("array")), made('""', likely("string")), made("{}", known === "unknown" ? 0.08 : 0.02)];
}

/** One more `?.` in a chain that has some: the edit is of the whole chain, which ends as one where it is cut short. */
function inChain(node: Access): readonly ProposedEdit[] {
  if (node.questionDotToken !== undefined) return [];
  let top: ts.Node = node;
  while (isChainLink(top.parent) && "expression" in top.parent && top.parent.expression === top) top = top.parent;
  if (!ts.isExpression(top) || !isReplaceable(top)) return [];
  const at = node.expression.end - top.getStart();
  const text = top.getText();
  const mark = ts.isElementAccessExpression(node) ? "?." : "?";
  return [instead(top, text.slice(0, at) + mark + text.slice(at), "null-guard", 0.35)];
}

/** Whether a name is a parameter, which may be left out: what the file declares itself is there. */
function isParameter(name: ts.Identifier): boolean {
  for (let at: ts.Node = name; !ts.isSourceFile(at); at = at.parent) {
    if (!ts.isFunctionLike(at)) continue;
    if (at.parameters.some((parameter) => ts.isIdentifier(parameter.name) && parameter.name.text === name.text))
      return true;
  }
  return false;
}

/** `a.b` → `a?.b`, `a?.b ?? 0`, `a.b ?? 0`, `(a ?? []).b`; `f(a)` → `f?.(a)`. */
export const nullGuards: Template = (node, scene) => {
  if (ts.isCallExpression(node) && ts.isIdentifier(node.expression) && isReplaceable(node)) {
    const name = node.expression;
    if (!isParameter(name)) return [];
    const rest = node.getText().slice(name.end - node.getStart());
    return rest.startsWith("(") ? [instead(node, `${name.text}?.${rest}`, "null-guard", 0.1)] : [];
  }
  if (!isAccess(node)) return [];
  if (isChainLink(node)) return inChain(node);
  const whole = ts.isCallExpression(node.parent) && node.parent.expression === node ? node.parent : node;
  if (ts.isExpressionStatement(whole.parent)) return alone(whole, node);
  if (!isReplaceable(whole)) return [];
  const rest = whole.getText().slice(node.expression.end - whole.getStart());
  const chained = toChained(node, rest);
  return [
    instead(whole, chained, "null-guard", 0.35),
    ...withDefaults(whole, chained, scene),
    ...withDefaults(whole, whole.getText(), scene),
    ...withEmptyReceiver(whole, node, rest, scene),
  ];
};

function toChained(node: Access, rest: string): string {
  return `${node.expression.getText()}?.${ts.isElementAccessExpression(node) ? rest : rest.slice(1)}`;
}

/** `a.b();` → `a?.b();` where nothing is done with what it gives. */
function alone(whole: ts.Expression, node: Access): readonly ProposedEdit[] {
  if (!ts.isCallExpression(whole)) return [];
  const rest = whole.getText().slice(node.expression.end - whole.getStart());
  return [instead(whole, toChained(node, rest), "null-guard", 0.3)];
}
