import { toRegexProgram, type Instruction, type RegexProgram } from "./regex-program.ts";
import { readRegexTree } from "./regex-tree.ts";

/** Steps that a matcher may need for a text: some milliseconds. */
const MOST_STEPS = 100_000;
/** Instructions of programs, and places of them and a text, that are looked at for one expression. */
const MOST_LOOKS = 100_000;

/** Whether a character is one that the source of an atom takes. */
type Takes = (source: string, character: string) => boolean;

function takesBy(flags: string): Takes {
  const patterns = new Map<string, RegExp | "any">();
  const patternOf = (source: string): RegExp | "any" => {
    try {
      return new RegExp(`^(?:${source})$`, flags);
    } catch {
      return "any";
    }
  };
  return (source, character) => {
    const pattern = patterns.get(source) ?? patternOf(source);
    patterns.set(source, pattern);
    return pattern === "any" || pattern.test(character);
  };
}

/** Where an instruction may lead to at a place of a text: pairs of instruction and place. */
function waysFrom(
  instruction: Instruction,
  at: number,
  text: readonly string[],
  takes: Takes,
): readonly (readonly [next: number, at: number])[] {
  switch (instruction.type) {
    case "end":
      return [];
    case "ways":
      return instruction.ways.map((next) => [next, at]);
    case "edge":
      return at === (instruction.edge === "start" ? 0 : text.length) ? [[instruction.next, at]] : [];
    case "one": {
      const character = text[instruction.step === 1 ? at : at - 1];
      if (character === undefined || !takes(instruction.source, character)) return [];
      return [[instruction.next, at + instruction.step]];
    }
    case "some": {
      const left = instruction.step === 1 ? text.length - at : at;
      return Array.from({ length: left + 1 }, (_, count): [number, number] => [
        instruction.next,
        at + count * instruction.step,
      ]).slice(instruction.least);
    }
  }
}

/** What is left of the looks for an expression. */
interface Budget {
  left: number;
}

/** Counts the steps of a matcher that goes all ways from each place of a text: no matcher needs more. */
function isWithin(
  { instructions, start }: RegexProgram,
  text: readonly string[],
  takes: Takes,
  budget: Budget,
): boolean {
  const width = text.length + 1;
  const steps = new Map<number, number>();
  let total = 0;
  for (let from = 0; from < width; from += 1) {
    const open = [start * width + from];
    for (let state = open.at(-1); state !== undefined; state = open.at(-1)) {
      const instruction = steps.has(state) ? undefined : instructions[Math.floor(state / width)];
      const ways = instruction === undefined ? [] : waysFrom(instruction, state % width, text, takes);
      const states = ways.map(([next, at]) => next * width + at);
      const unknown = states.filter((next) => !steps.has(next));
      budget.left -= 1 + states.length;
      if (budget.left < 0) return false;
      for (const next of unknown) open.push(next);
      if (unknown.length > 0) continue;
      open.pop();
      const count = 1 + states.reduce((sum, next) => sum + (steps.get(next) ?? 0), 0);
      if (instruction !== undefined) steps.set(state, count);
      if (count > MOST_STEPS) return false;
    }
    total += steps.get(start * width + from) ?? 0;
    if (total > MOST_STEPS) return false;
  }
  return true;
}

/**
 * Tells of texts whether matching them against a regular expression, of valid source, is sure to be quick: no pattern that
 * goes back and forth (`^(a|a)*$`) can hold up who matches what is found quick. What it looks at is bounded for all texts
 * together; it says no when that is used up. Deterministic. Never throws.
 */
export function quickTexts(source: string, flags: string): (text: string) => boolean {
  const inner = [...source.matchAll(/\(\?([ims]+)-?[ims]*:/gu)].map(([, set]) => set).join("");
  const all = [...new Set(flags + inner)].filter((flag) => !"gyd".includes(flag)).join("");
  const tree = readRegexTree(source, all);
  const takes = takesBy(all);
  const isByPoint = /[uv]/u.test(all);
  const budget: Budget = { left: MOST_LOOKS };
  return (text) => {
    if (tree === undefined || budget.left < 0) return false;
    const characters = text.match(isByPoint ? /[^]/gu : /[^]/g) ?? [];
    const program = toRegexProgram(tree, characters.length, budget.left);
    budget.left -= program?.instructions.length ?? MOST_LOOKS;
    return program !== undefined && isWithin(program, characters, takes, budget);
  };
}
