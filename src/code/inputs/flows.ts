import ts from "typescript";
import { walk } from "../callee.ts";

/** A name under which a value goes on, and the code in which it does. */
interface Flow {
  readonly scope: ts.Node;
  readonly name: string;
}

/** Follows values from name to name within one file. One is made for each value that is followed. */
export interface Flows {
  /** Where an expression's value goes on under another name; undefined: nowhere, or it was followed there already. */
  readonly next: (own: ts.Expression) => Flow | undefined;
  /** Whether a part of the value may be followed into one more function that stands in the code. */
  readonly enter: () => boolean;
  /** Follows a part of the value from here: other parts may go the same ways. */
  readonly fork: () => Flows;
}

/** Names that one value, or a part of it, is followed to. */
const MOST_FLOWS = 6;
/** Names that a value and all its parts are followed to: functions that hand parts to each other have ways without end. */
const MOST_TOGETHER = 100;

function functionsOf(source: ts.SourceFile): ReadonlyMap<string, ts.FunctionLikeDeclaration> {
  const found = new Map<string, ts.FunctionLikeDeclaration>();
  walk(source, (node) => {
    if (ts.isFunctionDeclaration(node) && node.name !== undefined) found.set(node.name.text, node);
    if (!ts.isVariableDeclaration(node) || !ts.isIdentifier(node.name)) return;
    const { initializer } = node;
    if (initializer !== undefined && (ts.isFunctionExpression(initializer) || ts.isArrowFunction(initializer)))
      found.set(node.name.text, initializer);
  });
  return found;
}

export function enclosingBody(node: ts.Node): ts.Node {
  let around = node.parent;
  while (!ts.isSourceFile(around) && !ts.isFunctionLike(around)) around = around.parent;
  return around;
}

/** Functions of a file by name, looked for on first use; one table serves all values that are followed in the file. */
export type FunctionTable = () => ReadonlyMap<string, ts.FunctionLikeDeclaration>;

export function createFunctionTable(source: ts.SourceFile): FunctionTable {
  let known: ReadonlyMap<string, ts.FunctionLikeDeclaration> | undefined;
  return () => (known ??= functionsOf(source));
}

/** The parameter of a function of the file that an argument is passed for. */
function parameterFlow(
  call: ts.CallExpression | ts.NewExpression,
  own: ts.Expression,
  functions: FunctionTable,
): Flow | undefined {
  const index = call.arguments?.indexOf(own) ?? -1;
  if (index < 0 || !ts.isIdentifier(call.expression)) return undefined;
  const called = functions().get(call.expression.text);
  const parameter = called?.parameters[index];
  if (called?.body === undefined || parameter === undefined || !ts.isIdentifier(parameter.name)) return undefined;
  return { scope: called.body, name: parameter.name.text };
}

/** Starts to follow a value. */
export function createFlows(functions: FunctionTable): Flows {
  return followFrom(functions, new Set(), { flows: 0 });
}

/** Follows a value, or a part of one, behind the ways that led there; `spent` is what all its parts took together. */
function followFrom(functions: FunctionTable, before: ReadonlySet<string>, spent: { flows: number }): Flows {
  const seen = new Set(before);
  const flowOf = (own: ts.Expression): Flow | undefined => {
    const { parent } = own;
    if (ts.isVariableDeclaration(parent) && parent.initializer === own && ts.isIdentifier(parent.name))
      return { scope: enclosingBody(parent), name: parent.name.text };
    const isAssigned =
      ts.isBinaryExpression(parent) &&
      parent.operatorToken.kind === ts.SyntaxKind.EqualsToken &&
      parent.right === own &&
      ts.isIdentifier(parent.left);
    if (isAssigned) return { scope: own.getSourceFile(), name: parent.left.getText() };
    if (!ts.isCallExpression(parent) && !ts.isNewExpression(parent)) return undefined;
    return parameterFlow(parent, own, functions);
  };
  return {
    next(own) {
      const flow = flowOf(own);
      const key = flow === undefined ? "" : `${flow.scope.pos} ${flow.name}`;
      if (flow === undefined || seen.has(key) || seen.size >= MOST_FLOWS) return undefined;
      if (spent.flows >= MOST_TOGETHER) return undefined;
      seen.add(key);
      spent.flows += 1;
      return flow;
    },
    enter() {
      spent.flows += 1;
      return spent.flows <= MOST_TOGETHER;
    },
    fork: () => followFrom(functions, seen, spent),
  };
}
