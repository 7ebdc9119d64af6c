import ts from "typescript";
import { walk } from "../callee.ts";
import { lineAt } from "../source.ts";
import type { TextChange } from "../text-changes.ts";
import { hasModifier } from "../modifiers.ts";
import { isIdleValue } from "./idle-values.ts";
import { listRemoval } from "./list-removal.ts";
import { isModule } from "./references.ts";
import type { RewriteInput, RewritePlace } from "./rewrite.ts";

type Holder = ts.FunctionDeclaration | ts.ArrowFunction | ts.FunctionExpression;

function isExported(statement: ts.Node): boolean {
  return hasModifier(statement, ts.SyntaxKind.ExportKeyword);
}

/** The name of a function that the file alone knows; undefined where others may call it, or its type is written out. */
function nameOf(holder: Holder, { source }: RewriteInput): ts.Identifier | undefined {
  if (ts.isFunctionDeclaration(holder)) {
    const isOpen = ts.isSourceFile(holder.parent) && !isModule(source);
    return isOpen || holder.body === undefined || isExported(holder) ? undefined : holder.name;
  }
  const { parent } = holder;
  if (!ts.isVariableDeclaration(parent) || parent.type !== undefined || !ts.isIdentifier(parent.name)) return undefined;
  const isFixed = (parent.parent.flags & ts.NodeFlags.Const) !== 0 && !isExported(parent.parent.parent);
  return isFixed ? parent.name : undefined;
}

function usesArguments(holder: Holder): boolean {
  let found = false;
  walk(holder, (node) => {
    if (ts.isIdentifier(node) && node.text === "arguments") found = true;
  });
  return found;
}

/** A value that can be left unmade: nobody would notice. */
function mayGo(argument: ts.Expression, { checker, imports }: RewriteInput): boolean {
  if (isIdleValue(argument, imports.isIdle)) return true;
  if (!ts.isIdentifier(argument)) return false;
  const declaration = checker.getSymbolAtLocation(argument)?.valueDeclaration;
  return declaration !== undefined && (ts.isParameter(declaration) || ts.isFunctionDeclaration(declaration));
}

/** The calls of a function, where it is called and nothing else is done with it. */
function callsOf(name: ts.Identifier, input: RewriteInput): readonly ts.CallExpression[] | undefined {
  const symbol = input.checker.getSymbolAtLocation(name);
  if (symbol?.declarations?.length !== 1) return undefined;
  const calls: ts.CallExpression[] = [];
  const references = input.references();
  if (references === undefined) return undefined;
  for (const reference of references.get(symbol) ?? []) {
    if (reference === name) continue;
    const { parent } = reference;
    if (!ts.isCallExpression(parent) || parent.expression !== reference) return undefined;
    calls.push(parent);
  }
  return calls;
}

function withoutParameter(parameter: ts.ParameterDeclaration, holder: Holder, source: ts.SourceFile): TextChange {
  const change = listRemoval(holder.parameters, parameter, source);
  const isBare = holder.parameters.length === 1 && !source.text.slice(0, change.start).trimEnd().endsWith("(");
  return isBare ? { start: parameter.getStart(source), length: parameter.getWidth(source), text: "()" } : change;
}

/** The function of a parameter that may go; undefined where something else could tell. */
function holderOf(parameter: ts.ParameterDeclaration, { imports }: RewriteInput): Holder | undefined {
  const holder = parameter.parent;
  const isKnown = ts.isFunctionDeclaration(holder) || ts.isArrowFunction(holder) || ts.isFunctionExpression(holder);
  if (!isKnown || (holder.typeParameters ?? []).length > 0 || usesArguments(holder)) return undefined;
  if (parameter.dotDotDotToken !== undefined || !isIdleValue(parameter.initializer, imports.isIdle)) return undefined;
  // A comment that tells of it would be left without its parameter.
  return ts.getJSDocParameterTags(parameter).length > 0 ? undefined : holder;
}

/** What becomes of the calls when one argument goes; undefined where it cannot be left out of each. */
function withoutArgument(
  calls: readonly ts.CallExpression[],
  at: number,
  input: RewriteInput,
): readonly TextChange[] | undefined {
  const changes: TextChange[] = [];
  for (const { arguments: given } of calls) {
    const argument = given[at];
    if (given.slice(0, at + 1).some(ts.isSpreadElement)) return undefined;
    if (argument === undefined) continue;
    if (!mayGo(argument, input)) return undefined;
    changes.push(listRemoval(given, argument, input.source));
  }
  return changes;
}

/**
 * A parameter that its function does not read, together with what the calls hand in for it: of functions that only
 * their own file calls. `node` is the name of the parameter.
 */
export function unusedParameter(node: ts.Node, input: RewriteInput): RewritePlace | undefined {
  const { source } = input;
  const parameter = node.parent;
  // To take a value apart may do something, or fail.
  if (!ts.isParameter(parameter) || parameter.name !== node || !ts.isIdentifier(node)) return undefined;
  const holder = holderOf(parameter, input);
  const name = holder === undefined ? undefined : nameOf(holder, input);
  const calls = name === undefined ? undefined : callsOf(name, input);
  if (holder === undefined || name === undefined || calls === undefined) return undefined;
  const rest = withoutArgument(calls, holder.parameters.indexOf(parameter), input);
  if (rest === undefined) return undefined;
  return {
    line: lineAt(source, node.getStart(source)),
    what: `unused parameter ${node.getText(source)} of ${name.text}`,
    changes: [withoutParameter(parameter, holder, source), ...rest],
  };
}
