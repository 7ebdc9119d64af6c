import ts from "typescript";
import { parseSource } from "../source.ts";
import type { Mutant } from "./mutant.ts";

/** The mutants of code that runs when its module is loaded, and not again: those that lie in no function. */
export function outsideFunctions(path: string, text: string, mutants: readonly Mutant[]): readonly Mutant[] {
  const ranges: (readonly [number, number])[] = [];
  const visit = (node: ts.Node): void => {
    const body = ts.isFunctionLike(node) && "body" in node ? node.body : undefined;
    if (body !== undefined) ranges.push([body.pos, body.end]);
    else ts.forEachChild(node, visit);
  };
  visit(parseSource(path, text));
  return mutants.filter(({ start, end }) => !ranges.some(([from, to]) => from <= start && end <= to));
}
