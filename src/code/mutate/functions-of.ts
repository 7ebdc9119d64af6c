import ts from "typescript";
import { parseSource } from "../source.ts";
import type { Mutant } from "./mutant.ts";

/** From which offset to which the body of a function goes. */
type Body = readonly [number, number];

function bodiesOf(path: string, text: string): readonly Body[] {
  const found: Body[] = [];
  const visit = (node: ts.Node): void => {
    const body = ts.isFunctionLike(node) && "body" in node ? node.body : undefined;
    if (body !== undefined) found.push([body.pos, body.end]);
    ts.forEachChild(node, visit);
  };
  visit(parseSource(path, text));
  return found;
}

/** The function that each mutant lies in, the innermost, by the offset of its body; -1 for code of the module itself. */
export function functionsOf(path: string, text: string, mutants: readonly Mutant[]): ReadonlyMap<Mutant, number> {
  const bodies = bodiesOf(path, text);
  return new Map(
    mutants.map((mutant) => {
      // Inner bodies begin later than those that they lie in.
      const around = bodies.filter(([from, to]) => from <= mutant.start && mutant.end <= to).map(([from]) => from);
      return [mutant, Math.max(-1, ...around)];
    }),
  );
}
