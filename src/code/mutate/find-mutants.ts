import ts from "typescript";
import { isErased } from "../instrument-syntax.ts";
import { parseSource } from "../source.ts";
import type { Mutant, MutatorName } from "./mutant.ts";
import { arithmeticOperator, assignmentOperator, equalityOperator, logicalOperator } from "./operators/binary.ts";
import { conditionalExpression } from "./operators/conditional.ts";
import {
  arrowFunction,
  blockStatement,
  methodExpression,
  optionalChaining,
  statementRemoval,
  unaryOperator,
  updateOperator,
} from "./operators/functions.ts";
import {
  arrayDeclaration,
  booleanLiteral,
  numericLiteral,
  objectLiteral,
  stringLiteral,
} from "./operators/literals.ts";
import type { Operator, Replacement } from "./operators/operator.ts";
import { regex } from "./operators/regex.ts";

const OPERATORS: readonly Operator[] = [
  arithmeticOperator,
  arrayDeclaration,
  arrowFunction,
  assignmentOperator,
  blockStatement,
  booleanLiteral,
  conditionalExpression,
  equalityOperator,
  logicalOperator,
  methodExpression,
  numericLiteral,
  objectLiteral,
  optionalChaining,
  regex,
  statementRemoval,
  stringLiteral,
  unaryOperator,
  updateOperator,
];

export interface FindOptions {
  /** Only these families; default: all. */
  readonly operators?: readonly MutatorName[];
  /** Only mutants that begin on these lines, 1-based; default: all. */
  readonly lines?: ReadonlySet<number>;
}

type Found = Replacement & { readonly operator: MutatorName };

function collect(node: ts.Node, source: ts.SourceFile, operators: readonly Operator[], found: Found[]): void {
  if (isErased(node) || ts.isDecorator(node)) return;
  for (const operator of operators) {
    for (const replacement of operator.replacements(node, source))
      found.push({ ...replacement, operator: operator.name });
  }
  ts.forEachChild(node, (child) => {
    collect(child, source, operators, found);
  });
}

/** Keeps a replacement apart from what stands before it: `return!a` → `return a`, `b+-a` → `b+ +a`. */
function separated({ text, start }: Found, source: string): string {
  const glued = (source[start - 1] ?? " ") + (text[0] ?? " ");
  return /^[\w$][\w$]$|^\+\+$|^--$|^\/\/$/u.test(glued) ? ` ${text}` : text;
}

const MAX_SHOWN = 60;

function shown(text: string): string {
  const line = text.replaceAll(/\s+/gu, " ").trim();
  return line.length > MAX_SHOWN ? `${line.slice(0, MAX_SHOWN - 1)}…` : line === "" ? "nothing" : line;
}

/**
 * The mutants of a text, in order of place, with ids from 1. Each is valid where it stands; types are not looked at.
 * Decorators, types, imports, enums and names of members have none.
 */
export function findMutants(path: string, text: string, options: FindOptions = {}): readonly Mutant[] {
  const source = parseSource(path, text);
  const operators = OPERATORS.filter(({ name }) => options.operators?.includes(name) ?? true);
  const found: Found[] = [];
  collect(source, source, operators, found);
  const seen = new Set<string>();
  const mutants: Omit<Mutant, "id">[] = [];
  for (const one of found.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    const { start, end, position, operator } = one;
    const replacement = separated(one, text);
    const { line, character } = source.getLineAndCharacterOfPosition(start);
    const key = `${start}:${end}:${replacement.trim()}`;
    if (seen.has(key) || options.lines?.has(line + 1) === false) continue;
    seen.add(key);
    const description = `${shown(text.slice(start, end))} → ${shown(replacement)}`;
    mutants.push({ operator, start, end, position, replacement, line: line + 1, column: character + 1, description });
  }
  return mutants.map((mutant, index) => ({ id: index + 1, ...mutant }));
}
