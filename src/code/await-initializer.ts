import ts from "typescript";
import { walk } from "./callee.ts";
import type { TextChange } from "./text-changes.ts";

/** A promise that a variable holds where its value is meant. */
export interface AwaitInitializer {
  readonly variable: string;
  /** Text of the expression that makes the promise. */
  readonly awaited: string;
  readonly changes: readonly TextChange[];
}

/** The identifiers under a diagnostic; for a property's name, what stands before the dot. */
function identifiersAt(source: ts.SourceFile, start: number, length: number): readonly ts.Identifier[] {
  const found: ts.Identifier[] = [];
  walk(source, (node) => {
    if (!ts.isIdentifier(node)) return;
    const { parent } = node;
    const isRoot = ts.isPropertyAccessExpression(parent) && parent.expression === node;
    const named = isRoot && parent.name.getStart(source) === start && parent.name.end === start + length;
    const inside = node.getStart(source) >= start && node.end <= start + length;
    if (named || inside) found.push(node);
  });
  return found;
}

function declarationOf(checker: ts.TypeChecker, node: ts.Identifier): ts.VariableDeclaration | undefined {
  const declaration = checker.getSymbolAtLocation(node)?.valueDeclaration;
  if (declaration === undefined || !ts.isVariableDeclaration(declaration)) return undefined;
  if (!ts.isIdentifier(declaration.name) || declaration.type !== undefined) return undefined;
  return declaration.getSourceFile() === node.getSourceFile() ? declaration : undefined;
}

function isInAsyncFunction(node: ts.Node): boolean {
  const around = ts.findAncestor(node, ts.isFunctionLike);
  if (around === undefined || !ts.canHaveModifiers(around)) return false;
  return ts.getModifiers(around)?.some(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword) ?? false;
}

/** Whether `await` in front of an expression would take only a part of it. */
function bindsLooser(node: ts.Expression): boolean {
  return (
    ts.isBinaryExpression(node) ||
    ts.isConditionalExpression(node) ||
    ts.isArrowFunction(node) ||
    ts.isYieldExpression(node)
  );
}

function awaited(source: ts.SourceFile, node: ts.Expression): readonly TextChange[] {
  const start = node.getStart(source);
  if (!bindsLooser(node)) return [{ start, length: 0, text: "await " }];
  return [
    { start, length: 0, text: "await (" },
    { start: node.end, length: 0, text: ")" },
  ];
}

/**
 * The variables under a diagnostic that were given a promise in an async function, each with the change that awaits it
 * where it is made. The compiler offers this only where every use of the variable is an error; yet `{ ...promise }`
 * is a silent mistake, and awaiting at each use leaves it in.
 */
export function awaitInitializers(
  program: ts.Program,
  path: string,
  place: { readonly start: number; readonly length: number },
): readonly AwaitInitializer[] {
  const source = program.getSourceFile(path);
  if (source === undefined) return [];
  const checker = program.getTypeChecker();
  const found = new Map<ts.VariableDeclaration, AwaitInitializer>();
  for (const node of identifiersAt(source, place.start, place.length)) {
    const declaration = declarationOf(checker, node);
    const initializer = declaration?.initializer;
    if (declaration === undefined || initializer === undefined || !isInAsyncFunction(initializer)) continue;
    if (checker.getTypeAtLocation(initializer).getProperty("then") === undefined) continue;
    found.set(declaration, {
      variable: node.text,
      awaited: initializer.getText(source),
      changes: awaited(source, initializer),
    });
  }
  return [...found.values()];
}
