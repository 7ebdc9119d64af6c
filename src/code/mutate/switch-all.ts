import type { Mutant } from "./mutant.ts";

/** How a text asks whether a mutant is on, as an expression. */
export type MutantTest = (id: number) => string;

/** The test that any program can answer: `globalThis.__assayActive` holds the id of the mutant that is on. */
function globalTest(id: number): string {
  return `globalThis.__assayActive===${id}`;
}

interface Group {
  readonly start: number;
  readonly end: number;
  readonly first: Mutant;
  readonly mutants: Mutant[];
  readonly inner: Group[];
}

/** Statements stand around expressions of the same range. */
function rank(mutant: Mutant): number {
  return mutant.position === "statement" ? 0 : mutant.position === "block" ? 1 : 2;
}

/** Mutants by range, ranges by what they lie in. A range that crosses another without lying in it is left out. */
function groupsOf(mutants: readonly Mutant[]): readonly Group[] {
  const sorted = [...mutants].sort((a, b) => a.start - b.start || b.end - a.end || rank(a) - rank(b) || a.id - b.id);
  const roots: Group[] = [];
  const open: Group[] = [];
  for (const mutant of sorted) {
    let top = open.at(-1);
    while (top !== undefined && top.end <= mutant.start && top.end < Math.max(mutant.end, mutant.start + 1)) {
      open.pop();
      top = open.at(-1);
    }
    const isSame = top?.start === mutant.start && top.end === mutant.end && rank(top.first) === rank(mutant);
    if (isSame) top?.mutants.push(mutant);
    if (isSame || (top !== undefined && mutant.end > top.end)) continue;
    const group = { start: mutant.start, end: mutant.end, first: mutant, mutants: [mutant], inner: [] };
    (top?.inner ?? roots).push(group);
    open.push(group);
  }
  return roots;
}

function chain(group: Group, original: string, test: MutantTest): string {
  const { position } = group.first;
  switch (position) {
    case "statement":
    case "block": {
      const branches = group.mutants.map(({ id, replacement }) => `if(${test(id)}){${replacement}}else `);
      // Inside the braces, so that a body stays a body.
      return `{${branches.join("")}{${original}}}`;
    }
    case "jsx-attribute":
      return `{${ternary(group, original, test)}}`;
    case "expression":
      return `(${ternary(group, original, test)})`;
  }
}

function ternary(group: Group, original: string, test: MutantTest): string {
  const ways = group.mutants.map(({ id, replacement }) => `${test(id)}?(${replacement}):`);
  return `${ways.join("")}(${original})`;
}

function renderRange(text: string, start: number, end: number, groups: readonly Group[], test: MutantTest): string {
  const parts: string[] = [];
  let last = start;
  for (const group of groups) {
    const original = renderRange(text, group.start, group.end, group.inner, test);
    parts.push(text.slice(last, group.start), chain(group, original, test));
    last = group.end;
  }
  return parts.join("") + text.slice(last, end);
}

/**
 * One text that holds all mutants, of which at most one is on: mutant schemata (Untch, Offutt, Harrold: "Mutation
 * analysis using mutant schemata", ISSTA 1993). With none on it does what the original does. Mutants whose range crosses
 * another's without lying in it are left out.
 */
export function switchAll(text: string, mutants: readonly Mutant[], test: MutantTest = globalTest): string {
  return renderRange(text, 0, text.length, groupsOf(mutants), test);
}
