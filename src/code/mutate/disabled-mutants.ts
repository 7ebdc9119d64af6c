import { commentRanges } from "../comments.ts";
import { lineAt, parseSource } from "../source.ts";
import type { Mutant } from "./mutant.ts";

/** One `// Stryker …` comment, as StrykerJS reads them. */
interface Instruction {
  readonly action: "disable" | "restore";
  readonly scope: "from-here" | "next-line";
  /** Names of mutators in lower case; `all` for every one. */
  readonly mutators: readonly string[];
  /** 1-based line on which it stands. */
  readonly line: number;
  /** 1-based line of the code below it. */
  readonly next: number;
}

const INSTRUCTION = /^\s?Stryker (disable|restore)(?: (next-line))? ([a-zA-Z, ]+)(?::.*)?/u;

function instructionsOf(path: string, text: string): readonly Instruction[] {
  const source = parseSource(path, text);
  return commentRanges(path, text).flatMap(({ start, end }) => {
    const said = text.slice(start + 2, text.startsWith("/*", start) ? end - 2 : end);
    const [, action, scope, names = ""] = INSTRUCTION.exec(said) ?? [];
    if (action !== "disable" && action !== "restore") return [];
    const rest = text.slice(end);
    const below = end + rest.length - rest.trimStart().length;
    return [
      {
        action,
        scope: scope === undefined ? "from-here" : "next-line",
        mutators: names.split(",").map((name) => name.trim().toLowerCase()),
        line: lineAt(source, start),
        next: lineAt(source, Math.min(below, Math.max(0, text.length - 1))),
      } as const,
    ];
  });
}

function isAbout({ mutators }: Instruction, { operator }: Mutant): boolean {
  return mutators.includes("all") || (operator !== undefined && mutators.includes(operator.toLowerCase()));
}

/**
 * Without the mutants that comments of the text turn off: `// Stryker disable all`, `// Stryker disable
 * next-line StringLiteral: reason`, `// Stryker restore all`. The last instruction above a mutant counts.
 */
export function withoutDisabled(path: string, text: string, mutants: readonly Mutant[]): readonly Mutant[] {
  if (!text.includes("Stryker ")) return mutants;
  const instructions = instructionsOf(path, text);
  return mutants.filter((mutant) => {
    const own = instructions.filter((one) => isAbout(one, mutant));
    const nearest = own.filter(({ scope, next }) => scope === "next-line" && next === mutant.line).at(-1);
    const last = nearest ?? own.filter(({ scope, line }) => scope === "from-here" && line <= mutant.line).at(-1);
    return last?.action !== "disable";
  });
}
