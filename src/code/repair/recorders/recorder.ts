import ts from "typescript";
import { walk } from "../../callee.ts";

/** Code that tells the driver of a call, and where it stands. */
export interface Recorder {
  /** A statement at an offset, or an expression in front of that of a range. */
  readonly position: "statement" | "expression";
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** `objects`: also tells what objects are made of, which has to be known before calls are asked for. */
  readonly of: "calls" | "objects";
}

/** A function whose calls are told of. */
export type Callable = ts.FunctionLikeDeclaration & { readonly body?: ts.ConciseBody | undefined };

/** A function expression or an arrow function. */
export function isFunction(node: ts.Node): node is ts.FunctionExpression | ts.ArrowFunction {
  return ts.isFunctionExpression(node) || ts.isArrowFunction(node);
}

/** Whether something is kept in the object that a function belongs to. */
export function usesThis(node: ts.Node): boolean {
  let found = false;
  walk(node, (part) => {
    if (part.kind === ts.SyntaxKind.ThisKeyword) found = true;
  });
  return found;
}

/** The arguments of a call as an array, those beyond the parameters left out; undefined where they cannot be had. */
function argumentsOf(node: Callable): string | undefined {
  const parameters = node.parameters.filter(({ name }) => name.getText() !== "this");
  if (!ts.isArrowFunction(node)) {
    const isOpen = parameters.some(({ dotDotDotToken }) => dotDotDotToken !== undefined);
    return `Array.prototype.slice.call(arguments,0${isOpen ? "" : `,${parameters.length}`})`;
  }
  if (!parameters.every(({ name }) => ts.isIdentifier(name))) return undefined;
  return `[${parameters.map(({ name, dotDotDotToken }) => (dotDotDotToken ? "..." : "") + name.getText()).join(",")}]`;
}

/** Tells of a call where a function begins, given its arguments as an array; a generator begins later than it is called. */
export function tellAt(node: Callable, of: Recorder["of"], tell: (args: string) => string): readonly Recorder[] {
  const { body } = node;
  const args = argumentsOf(node);
  if (body === undefined || args === undefined || node.asteriskToken !== undefined) return [];
  const isBlock = ts.isBlock(body);
  const start = body.getStart() + (isBlock ? 1 : 0);
  const position = isBlock ? "statement" : "expression";
  return [{ position, start, end: isBlock ? start : body.end, text: tell(args), of }];
}

/** A text as one of the program. */
export function quoted(text: string): string {
  return JSON.stringify(text);
}
