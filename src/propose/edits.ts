import type { FileChange } from "../domain/change.ts";
import type { Edit } from "../domain/edit.ts";
import type { RepoPath } from "../domain/repo-path.ts";

/** Edits as files, or why they cannot be applied: a reason that tells the engine what to do differently. */
export type ApplyResult =
  | { readonly type: "applied"; readonly files: readonly FileChange[] }
  | { readonly type: "conflict"; readonly reason: string };

type Step = { readonly ok: true; readonly text: string | undefined } | { readonly ok: false; readonly reason: string };

const BOM = "\ufeff";

/**
 * Applies edits in order to the texts that `read` gives (undefined: no such file). Several edits of one file build
 * on each other. A replacement has to match exactly once; where the file's lines end in CRLF, text given with LF
 * is taken as meaning CRLF; a byte order mark stays. The files come sorted by path, those that end as they were
 * left out.
 */
export async function applyEdits(
  edits: readonly Edit[],
  read: (path: RepoPath) => Promise<string | undefined>,
): Promise<ApplyResult> {
  const before = new Map<RepoPath, string | undefined>();
  const after = new Map<RepoPath, string | undefined>();
  for (const edit of edits) {
    if (!before.has(edit.path)) {
      const text = await read(edit.path);
      before.set(edit.path, text);
      after.set(edit.path, text);
    }
    const step = applyEdit(edit, after.get(edit.path));
    if (!step.ok) return { type: "conflict", reason: step.reason };
    after.set(edit.path, step.text);
  }
  const files: FileChange[] = [];
  for (const [path, text] of after) {
    const old = before.get(path);
    if (old === text) continue;
    files.push({ path, ...(old === undefined ? {} : { before: old }), ...(text === undefined ? {} : { after: text }) });
  }
  return { type: "applied", files: files.toSorted((a, b) => (a.path < b.path ? -1 : 1)) };
}

function applyEdit(edit: Edit, text: string | undefined): Step {
  switch (edit.type) {
    case "write":
      return { ok: true, text: text === undefined ? edit.text : inStyleOf(text, edit.text) };
    case "delete":
      if (text === undefined)
        return conflict(`${edit.path} does not exist, so it cannot be deleted. Leave the edit out`);
      return { ok: true, text: undefined };
    case "replace":
      if (text === undefined) return conflict(`${edit.path} does not exist. Use "write" for a new file`);
      return replaceOnce(edit, text);
  }
}

function conflict(reason: string): Step {
  return { ok: false, reason: `${reason}.` };
}

/** Whether every line break of a text is CRLF. */
function endsInCrlf(text: string): boolean {
  return text.includes("\r\n") && !/(^|[^\r])\n/u.test(text);
}

function toCrlf(text: string): string {
  return text.replaceAll(/\r?\n/gu, "\r\n");
}

/** A whole new text in the manner of the old one: byte order mark and line ends stay what they were. */
function inStyleOf(old: string, text: string): string {
  const lines = endsInCrlf(old) ? toCrlf(text) : text;
  return old.startsWith(BOM) && !lines.startsWith(BOM) ? BOM + lines : lines;
}

function replaceOnce(edit: Extract<Edit, { type: "replace" }>, text: string): Step {
  if (edit.search === "") return conflict(`${edit.path}: "search" is empty. Give the text that is to be replaced`);
  const crlf = endsInCrlf(text);
  const search = crlf ? toCrlf(edit.search) : edit.search;
  const first = text.indexOf(search);
  if (first < 0) return conflict(`${edit.path}: the text to replace is not in the file${nearest(text, edit.search)}`);
  const count = occurrences(text, search);
  if (count > 1) {
    const lines = placesOf(text, search).join(", ");
    return conflict(
      `${edit.path}: the text to replace stands in the file ${count} times (lines ${lines}). Add lines around it until it is unique`,
    );
  }
  const replacement = crlf ? toCrlf(edit.replacement) : edit.replacement;
  return { ok: true, text: text.slice(0, first) + replacement + text.slice(first + search.length) };
}

/** Places where a text stands, overlapping ones included: each would be a possible meaning. */
function occurrences(text: string, search: string): number {
  let count = 0;
  for (let at = text.indexOf(search); at >= 0; at = text.indexOf(search, at + 1)) count += 1;
  return count;
}

/** The 1-based lines of the first places, at most five. */
function placesOf(text: string, search: string): readonly (number | string)[] {
  const lines: (number | string)[] = [];
  let at = text.indexOf(search);
  for (; at >= 0 && lines.length < 5; at = text.indexOf(search, at + 1))
    lines.push(text.slice(0, at).split("\n").length);
  return at >= 0 ? [...lines, "…"] : lines;
}

/** Where the first line of the text stands but for white space; most mismatches are of that kind. */
function nearest(text: string, search: string): string {
  const plain = (line: string): string => line.replaceAll(/\s+/gu, " ").trim();
  const wanted = search
    .split("\n")
    .map(plain)
    .find((line) => line !== "");
  if (wanted === undefined) return ". It holds only white space: give the lines around it too";
  const lines = text.split("\n");
  const same = lines.findIndex((line) => plain(line) === wanted);
  if (same >= 0) {
    return `. Line ${same + 1} differs only in white space or in what follows it: ${JSON.stringify(lines[same]?.trimEnd())}`;
  }
  const near = nearestLine(lines.map(plain), wanted);
  if (near < 0) return ". Read the file again: it may have changed, or this is another file";
  return `. The nearest line is ${near + 1}: ${JSON.stringify(lines[near]?.trimEnd())}`;
}

/** Shorter lines (a bracket, a keyword) are in every other line. */
const TELLING_LENGTH = 6;
/** Share of pairs of characters that two lines have to have in common. */
const NEAR = 0.6;

/** The line that is most alike, by Dice's coefficient of pairs of characters; of equals the first, -1 where none is near. */
function nearestLine(lines: readonly string[], wanted: string): number {
  const pairs = pairsOf(wanted);
  let best = -1;
  let score = NEAR;
  for (const [index, line] of lines.entries()) {
    if (Math.min(line.length, wanted.length) < TELLING_LENGTH) continue;
    const inside = line.includes(wanted) || wanted.includes(line);
    const alike = inside ? 1 : likeness(pairs, pairsOf(line));
    if (alike <= score) continue;
    best = index;
    score = alike;
  }
  return best;
}

/** How often each pair of characters stands in a text; only the beginning of a long one counts. */
function pairsOf(text: string): ReadonlyMap<string, number> {
  const pairs = new Map<string, number>();
  for (let index = 0; index < Math.min(text.length, 400) - 1; index += 1) {
    const pair = text.slice(index, index + 2);
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
  }
  return pairs;
}

function likeness(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number {
  const sum = (pairs: ReadonlyMap<string, number>): number => [...pairs.values()].reduce((all, one) => all + one, 0);
  let common = 0;
  for (const [pair, count] of a) common += Math.min(count, b.get(pair) ?? 0);
  return (2 * common) / (sum(a) + sum(b));
}
