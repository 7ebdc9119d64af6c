import ts from "typescript";
import type { FoundEdit } from "./find-candidates.ts";
import { areApart, type RepairCandidate, type RepairPart } from "./repair-candidate.ts";

type Combined = Pick<RepairCandidate, "template" | "parts" | "prior" | "when">;

/** Places of one edit that are changed together, at most. */
const MAX_PLACES = 30;

/** What an edit exchanges, where it could be meant everywhere in its function: a name, an index, a truth value. */
function exchangeOf({
  edit,
  node,
  owner,
}: FoundEdit): { readonly scope: string; readonly from: string; readonly to: string } | undefined {
  if (edit.position !== "expression" || (edit.template !== "name" && edit.template !== "literal")) return undefined;
  const scope = `${owner.pos}`;
  const from = node.getText();
  if (ts.isIdentifier(node)) return { scope: `${scope} name`, from, to: edit.text };
  if (ts.isNumericLiteral(node) && ts.isElementAccessExpression(node.parent)) {
    return { scope: `${scope} index ${node.parent.expression.getText()}`, from, to: edit.text };
  }
  return /^(?:true|false)$/u.test(from) ? { scope: `${scope} truth`, from, to: edit.text } : undefined;
}

function toPart({ edit }: FoundEdit): RepairPart {
  return { start: edit.start, end: edit.end, position: edit.position, text: edit.text };
}

function combined(edits: readonly FoundEdit[], prior: number): readonly Combined[] {
  const parts = edits.map(toPart).sort((a, b) => a.start - b.start);
  const isApart = parts.every((part, index) => {
    const next = parts[index + 1];
    return next === undefined || areApart(part, next);
  });
  if (parts.length < 2 || parts.length > MAX_PLACES || !isApart) return [];
  return [{ template: "everywhere", parts, prior, when: "call" }];
}

/**
 * The same mistake made everywhere in a function: one name, index or truth value for another in all its places, or two of
 * them the wrong way round.
 */
export function findCombined(found: readonly FoundEdit[]): readonly Combined[] {
  const groups = new Map<string, FoundEdit[]>();
  const reverse = new Map<string, string>();
  for (const one of found) {
    const exchange = exchangeOf(one);
    if (exchange === undefined || ts.isSourceFile(one.owner)) continue;
    const { scope, from, to } = exchange;
    const key = `${scope} ${from} → ${to}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
    reverse.set(key, `${scope} ${to} → ${from}`);
  }
  const made: Combined[] = [];
  for (const [key, edits] of groups) {
    made.push(...combined(edits, 0.2));
    const other = reverse.get(key) ?? "";
    const back = groups.get(other);
    if (back !== undefined && key < other) made.push(...combined([...edits, ...back], 0.22));
  }
  return made;
}
