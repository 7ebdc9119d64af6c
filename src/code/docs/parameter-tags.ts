import ts from "typescript";
import { lineAt, parseSource } from "../source.ts";
import { callableOf, documentedNodes, type Callable } from "./attached.ts";

/** A `@param` that does not fit the signature under it; `line` is 1-based. */
export interface TagProblem {
  readonly line: number;
  readonly message: string;
}

/** The name that a parameter has in a comment; undefined for a pattern, which has none: there any name will do. */
function parameterName(parameter: ts.ParameterDeclaration): string | undefined {
  return ts.isIdentifier(parameter.name) ? parameter.name.text : undefined;
}

/** `options.size` is about `options`. */
function rootName(name: ts.EntityName): string {
  return ts.isIdentifier(name) ? name.text : rootName(name.left);
}

/** Parameters that count: `this` of TypeScript is none. */
function parametersOf(callable: Callable): readonly ts.ParameterDeclaration[] {
  return callable.parameters.filter((parameter) => !ts.isJSDocParameterTag(parameter)).filter(isOrdinary);
}

function isOrdinary(parameter: ts.ParameterDeclaration): boolean {
  return parameterName(parameter) !== "this";
}

function problemsOf(source: ts.SourceFile, comment: ts.JSDoc, callable: Callable): readonly TagProblem[] {
  const parameters = parametersOf(callable);
  const names = parameters.map(parameterName);
  let patterns = names.filter((name) => name === undefined).length;
  const seen = new Set<string>();
  const found: TagProblem[] = [];
  for (const tag of comment.tags ?? []) {
    if (!ts.isJSDocParameterTag(tag)) continue;
    const name = rootName(tag.name);
    const isWhole = ts.isIdentifier(tag.name);
    const line = lineAt(source, tag.getStart(source));
    if (isWhole && seen.has(name)) found.push({ line, message: `@param ${name} stands twice` });
    else if (!names.includes(name) && !seen.has(name)) {
      patterns -= 1;
      if (patterns < 0) found.push({ line, message: `@param ${name} names no parameter: there ${listed(names)}` });
    }
    seen.add(name);
  }
  return found;
}

function listed(names: readonly (string | undefined)[]): string {
  if (names.length === 0) return "is none";
  const known = names.map((name) => name ?? "a pattern without a name");
  return `${known.length === 1 ? "is" : "are"} ${known.join(", ")}`;
}

/** What does not fit in the doc comments of `after` that `before` does not hold word for word. */
export function parameterProblems(path: string, before: string, after: string): readonly TagProblem[] {
  const source = parseSource(path, after);
  return documentedNodes(source).flatMap(({ node, comment }) => {
    const callable = callableOf(node);
    if (callable === undefined || before.includes(source.text.slice(comment.pos, comment.end))) return [];
    return problemsOf(source, comment, callable);
  });
}
