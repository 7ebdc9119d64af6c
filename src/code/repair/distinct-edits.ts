import ts from "typescript";
import type { FoundEdit } from "./find-candidates.ts";
import { treeKey } from "./tree-key.ts";

/** The innermost statement around an edit: where it starts, how it is, and what the edit makes of it. */
function editedStatement(
  { edit, node }: FoundEdit,
  whole: string,
): { readonly start: number; readonly before: string; readonly made: string } {
  let at = node;
  while (!ts.isSourceFile(at.parent) && !(ts.isStatement(at) && at.getStart() <= edit.start && at.end >= edit.end))
    at = at.parent;
  const start = Math.min(at.getStart(), edit.start);
  const end = Math.max(at.end, edit.end);
  const made = whole.slice(start, edit.start) + edit.text + whole.slice(edit.end, end);
  return { start, before: whole.slice(start, end), made };
}

/** A text without what may or may not change its tree. */
function bareOf(text: string): string {
  return text.replaceAll(/[\s;(){}"'`]+/gu, "");
}

/**
 * Edits that come to different programs, and to others than what stands there, the first of each: told apart by the normalised syntax tree of the statement that
 * they are in. Trees are only made where the texts are alike but for blanks, parentheses, braces and quotes.
 */
export function distinctEdits(found: readonly FoundEdit[], whole: string): readonly FoundEdit[] {
  const alike = new Map<string, { readonly made: string; key?: string }[]>();
  const kept: FoundEdit[] = [];
  for (const one of found) {
    if (whole.slice(one.edit.start, one.edit.end) === one.edit.text) continue;
    const { start, before, made } = editedStatement(one, whole);
    const isAlike = bareOf(whole.slice(one.edit.start, one.edit.end)) === bareOf(one.edit.text);
    if (isAlike && treeKey(before) === treeKey(made)) continue;
    const bare = `${start} ${bareOf(made)}`;
    const others = alike.get(bare);
    if (others === undefined) alike.set(bare, [{ made }]);
    else {
      const key = treeKey(made);
      const isKnown = others.some((other) => other.made === made || (other.key ??= treeKey(other.made)) === key);
      if (isKnown) continue;
      others.push({ made, key });
    }
    kept.push(one);
  }
  return kept;
}
