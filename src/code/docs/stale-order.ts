import ts from "typescript";
import { linesOf, nameText, type TagCorrection, type Work } from "./tag-lines.ts";

/** A `@param` with those of its properties, by whole lines. */
interface Block {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** The blocks of a comment's parameters where they stand one behind the other; undefined where something is between. */
function blocksOf({ source, comment }: Work): readonly Block[] | undefined {
  const blocks: Block[] = [];
  for (const tag of comment.tags ?? []) {
    if (!ts.isJSDocParameterTag(tag)) continue;
    const lines = linesOf(source, tag, comment);
    const last = blocks.at(-1);
    if (lines === undefined || (last !== undefined && last.end !== lines.start)) return undefined;
    const name = nameText(tag.name);
    if (last?.name === name) blocks[blocks.length - 1] = { ...last, end: lines.end };
    else blocks.push({ name, ...lines });
  }
  return blocks;
}

/** The lines of a block with the corrections that lie in them. */
function corrected(text: string, { start, end }: Block, corrections: readonly TagCorrection[]): string {
  let made = "";
  let at = start;
  for (const one of corrections.filter((correction) => start <= correction.start && correction.end <= end)) {
    made += text.slice(at, one.start) + one.text;
    at = one.end;
  }
  return made + text.slice(at, end);
}

function renames({ start, text }: TagCorrection, block: Block, source: ts.SourceFile): boolean {
  return block.start <= start && start < block.end && source.text.startsWith(block.name, start) && text !== "";
}

/**
 * Corrections of a comment's parameters, and one that puts its tags in the order of the signature where they stand in
 * another one: each with what was written of it by hand.
 */
export function inOrder(work: Work, corrections: readonly TagCorrection[]): readonly TagCorrection[] {
  const { source, callable } = work;
  const names = callable.parameters.flatMap((one) =>
    ts.isParameter(one) && ts.isIdentifier(one.name) ? [one.name.text] : [],
  );
  const blocks = blocksOf(work);
  const isAdding = corrections.some(({ start, end }) => start === end);
  if (blocks === undefined || blocks.length < 2 || names.length !== callable.parameters.length || isAdding)
    return corrections;
  const nameNow = (block: Block): string =>
    corrections.find((one) => renames(one, block, source) && names.includes(one.text))?.text ?? block.name;
  const isGone = (block: Block): boolean => !names.includes(nameNow(block));
  const kept = blocks.filter((block) => !isGone(block));
  const placed = kept.toSorted((a, b) => names.indexOf(nameNow(a)) - names.indexOf(nameNow(b)));
  if (placed.every((block, index) => block === kept[index]) || kept.length < blocks.length) return corrections;
  const [start, end] = [blocks[0]?.start ?? 0, blocks.at(-1)?.end ?? 0];
  const inside = corrections
    .filter((one) => start <= one.start && one.end <= end)
    .toSorted((a, b) => a.start - b.start);
  const text = placed.map((block) => corrected(source.text, block, inside)).join("");
  const order = placed.map(nameNow).join(", ");
  const what = [
    ...inside.map((one) => one.what),
    `the tags of parameters stand in the order of the signature: ${order}`,
  ];
  return [...corrections.filter((one) => !inside.includes(one)), { start, end, text, what: what.join("; ") }];
}
