import type { Mutant } from "./mutant.ts";

/** How a text asks whether a mutant is on, as an expression. */
export type MutantTest = (id: number) => string;

/** The test that any program can answer: `globalThis.__assayActive` holds the id of the mutant that is on. */
export function globalTest(id: number): string {
  return `globalThis.__assayActive===${id}`;
}

interface Group {
  readonly start: number;
  readonly end: number;
  readonly mutants: Mutant[];
  readonly inner: Group[];
}

/** Mutants by range, ranges by what they lie in. Ranges that cross others (not nested) are left out with their mutants. */
function groupsOf(mutants: readonly Mutant[]): readonly Group[] {
  const sorted = [...mutants].sort((a, b) => a.start - b.start || b.end - a.end || a.id - b.id);
  const roots: Group[] = [];
  const open: Group[] = [];
  for (const mutant of sorted) {
    for (
      let top = open.at(-1);
      top !== undefined && top.end <= mutant.start && top.end < mutant.end;
      top = open.at(-1)
    ) {
      open.pop();
    }
    const top = open.at(-1);
    if (top?.start === mutant.start && top.end === mutant.end) {
      top.mutants.push(mutant);
      continue;
    }
    if (top !== undefined && mutant.end > top.end) continue;
    const group = { start: mutant.start, end: mutant.end, mutants: [mutant], inner: [] };
    (top?.inner ?? roots).push(group);
    open.push(group);
  }
  return roots;
}

function chain(group: Group, original: string, test: MutantTest): string {
  const [first] = group.mutants;
  switch (first?.position) {
    case "statement":
    case "block": {
      const branches = group.mutants.map(({ id, replacement }) => `if(${test(id)}){${inner(replacement)}}else `);
      return `{${branches.join("")}{${first.position === "block" ? original.slice(1, -1) : original}}}`;
    }
    case "jsx-attribute":
      return `{${ternary(group, original, test)}}`;
    default:
      return `(${ternary(group, original, test)})`;
  }
}

function inner(block: string): string {
  return block;
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
