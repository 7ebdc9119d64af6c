import type { RegexTree } from "./regex-tree.ts";

/** What a matcher does at a place of a text, and where it goes on: numbers of other instructions. */
export type Instruction =
  | { readonly type: "one"; readonly source: string; readonly step: 1 | -1; readonly next: number }
  | { readonly type: "some"; readonly least: 0 | 1; readonly step: 1 | -1; readonly next: number }
  | { readonly type: "edge"; readonly edge: "start" | "end"; readonly next: number }
  | { readonly type: "ways"; readonly ways: readonly number[] }
  | { readonly type: "end" };

export interface RegexProgram {
  readonly instructions: readonly Instruction[];
  readonly start: number;
}

/** The instruction that comes last. */
const END = 0;

/** Whether a text of no characters may do. */
function isNullable(tree: RegexTree): boolean {
  switch (tree.type) {
    case "one":
      return false;
    case "some":
    case "edge":
    case "look":
      return true;
    case "sequence":
      return tree.parts.every(isNullable);
    case "choice":
      return tree.options.some(isNullable);
    case "repeat":
      return tree.least === 0 || isNullable(tree.inner);
  }
}

/** What is written, from the end to the start, for texts of so many characters, with so many instructions, at most. */
interface Draft {
  readonly instructions: Instruction[];
  readonly longest: number;
  readonly most: number;
  /** Parts that were looked at: one without instructions, such as `\b`, fills nothing. */
  looks: number;
}

/** A direction in which characters are taken; backwards in what looks behind. */
type Step = 1 | -1;

/** Looks at parts for each instruction that a program may have. */
const LOOKS = 10;

function isFull(draft: Draft): boolean {
  draft.looks += 1;
  return draft.instructions.length > draft.most || draft.looks > LOOKS * draft.most;
}

function add({ instructions }: Draft, instruction: Instruction): number {
  return instructions.push(instruction) - 1;
}

function addWays(draft: Draft, ways: readonly number[]): number {
  const [only] = ways;
  return only !== undefined && ways.length === 1 ? only : add(draft, { type: "ways", ways });
}

/** All ways through a tree, then on to `next`. */
function addAll(draft: Draft, tree: RegexTree, next: number, step: Step): number {
  if (isFull(draft)) return next;
  switch (tree.type) {
    case "one":
      return add(draft, { type: "one", source: tree.source, step, next });
    case "some":
      return add(draft, { type: "some", least: 0, step, next });
    case "edge":
      return tree.edge === "either" ? next : add(draft, { type: "edge", edge: tree.edge, next });
    case "look":
      return addWays(draft, [addAll(draft, tree.inner, END, tree.step), next]);
    case "sequence":
      return inOrder(tree.parts, step).reduceRight((after, part) => addAll(draft, part, after, step), next);
    case "choice":
      return addWays(
        draft,
        tree.options.map((option) => addAll(draft, option, next, step)),
      );
    case "repeat":
      return addRepeat(draft, tree, next, step);
  }
}

/**
 * Counts beyond the length of the text are cut down to it. Nothing goes in a circle without taking a character: a round
 * beyond the least that takes none is not gone on from in JavaScript, either.
 */
function addRepeat(draft: Draft, tree: RegexTree & { type: "repeat" }, next: number, step: Step): number {
  const { inner, least, most } = tree;
  let at = next;
  if (most - least > draft.longest) {
    at = add(draft, { type: "ways", ways: [] });
    draft.instructions[at] = { type: "ways", ways: [addTaking(draft, inner, at, step), next] };
  } else {
    for (let round = least; round < most && !isFull(draft); round += 1) {
      at = addWays(draft, [addTaking(draft, inner, at, step), next]);
    }
  }
  const sure = Math.min(least, draft.longest + 1);
  for (let round = 0; round < sure && !isFull(draft); round += 1) at = addAll(draft, inner, at, step);
  return at;
}

/** The ways through a tree that take a character at least. */
function addTaking(draft: Draft, tree: RegexTree, next: number, step: Step): number {
  if (isFull(draft)) return next;
  switch (tree.type) {
    case "one":
      return addAll(draft, tree, next, step);
    case "some":
      return add(draft, { type: "some", least: 1, step, next });
    case "edge":
      return addWays(draft, []);
    case "look":
      return addAll(draft, tree.inner, END, tree.step);
    case "choice":
      return addWays(
        draft,
        tree.options.map((option) => addTaking(draft, option, next, step)),
      );
    case "repeat": {
      const least = isNullable(tree.inner) ? 0 : Math.max(0, tree.least - 1);
      if (tree.most === 0) return addWays(draft, []);
      const rest = addRepeat(draft, { ...tree, least, most: tree.most - 1 }, next, step);
      return addTaking(draft, tree.inner, rest, step);
    }
    case "sequence":
      return addTakingInOrder(draft, inOrder(tree.parts, step), next, step);
  }
}

/** One part takes a character, those in front of it none, and those behind it what they like. */
function addTakingInOrder(draft: Draft, parts: readonly RegexTree[], next: number, step: Step): number {
  const needed = parts.findIndex((part) => !isNullable(part));
  const ways: number[] = [];
  let after = next;
  for (const [index, part] of [...parts.entries()].reverse()) {
    if (needed === -1 || index <= needed) ways.push(addTaking(draft, part, after, step));
    after = addAll(draft, part, after, step);
  }
  return addWays(draft, ways);
}

function inOrder(parts: readonly RegexTree[], step: Step): readonly RegexTree[] {
  return step === 1 ? parts : parts.toReversed();
}

/** Whether a round of a repeat may take nothing in more than one way: such rounds multiply, and no program here counts them. */
function hasEmptyWays(tree: RegexTree, place: "repeated" | "once"): boolean {
  switch (tree.type) {
    case "choice": {
      const { options } = tree;
      if (place === "repeated" && options.filter(isNullable).length > 1) return true;
      return options.some((option) => hasEmptyWays(option, place));
    }
    case "sequence":
      return tree.parts.some((part) => hasEmptyWays(part, place));
    case "repeat":
      return hasEmptyWays(tree.inner, tree.most > 1 ? "repeated" : place);
    case "look":
      return hasEmptyWays(tree.inner, place);
    default:
      return false;
  }
}

/** The program of a tree for texts of `longest` characters at most; undefined where it has more than `most` instructions, or
 * ways that cannot be counted. */
export function toRegexProgram(tree: RegexTree, longest: number, most: number): RegexProgram | undefined {
  if (hasEmptyWays(tree, "once")) return undefined;
  const draft: Draft = { instructions: [{ type: "end" }], longest, most, looks: 0 };
  const start = addAll(draft, tree, END, 1);
  return isFull(draft) ? undefined : { instructions: draft.instructions, start };
}
