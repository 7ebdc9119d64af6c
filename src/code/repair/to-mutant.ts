import ts from "typescript";
import type { Mutant } from "../mutate/mutant.ts";
import { parseSource } from "../source.ts";
import { applyRepair, type RepairPart } from "./repair-candidate.ts";

/** A repair as one mutant that a text can hold beside others; undefined where its edits lie in no common function. */
export function toRepairMutant(
  path: string,
  text: string,
  parts: readonly RepairPart[],
): Omit<Mutant, "id"> | undefined {
  const [only] = parts;
  const rest = { line: 1, column: 1, description: "" };
  if (only !== undefined && parts.length === 1 && only.position !== "lines") {
    const { start, end, position, text: replacement } = only;
    return { start, end, position, replacement, ...rest };
  }
  const first = Math.min(...parts.map(({ start }) => start));
  const last = Math.max(...parts.map(({ end }) => end));
  const body = bodyAround(parseSource(path, text), first, last);
  if (body === undefined) return undefined;
  const start = body.getStart();
  const moved = parts.map((part) => ({ ...part, start: part.start - start, end: part.end - start }));
  return {
    start,
    end: body.end,
    position: ts.isBlock(body) ? "block" : "expression",
    replacement: applyRepair(body.getText(), moved),
    ...rest,
  };
}

/** The body of the innermost function that holds a range. */
function bodyAround(source: ts.SourceFile, start: number, end: number): ts.Node | undefined {
  let found: ts.Node | undefined;
  const visit = (node: ts.Node): void => {
    if (node.getStart(source) > start || node.end < end) return;
    const { parent } = node;
    const isBody = !ts.isSourceFile(node) && ts.isFunctionLike(parent) && "body" in parent && parent.body === node;
    if (isBody) found = node;
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}
