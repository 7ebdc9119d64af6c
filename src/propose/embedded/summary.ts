import type { AppliedFix } from "../../code/fix-state.ts";

/** What a summary tells of. */
export interface SummaryParts {
  readonly fixes: readonly Pick<AppliedFix, "name" | "symbol" | "description" | "summary">[];
  readonly linted: "changed" | "unchanged";
  readonly formatted: "changed" | "unchanged";
  /** Lint rules whose remarks are gone. */
  readonly rules: readonly string[];
}

type Fix = SummaryParts["fixes"][number];

/** A longer text of the program is not quoted. */
const MAX_QUOTED = 40;
const MAX_RULES = 2;

/** How each kind of fix is told: of one, and of several. */
const PHRASES: ReadonlyMap<string, { one(fix: Fix): string; many(fixes: readonly Fix[]): string }> = new Map([
  ["import", { one: (fix) => importPhrase([fix]), many: importPhrase }],
  [
    "spelling",
    {
      one: ({ symbol, description }) => `rename ${symbol} to ${quotedIn(description)}`,
      many: (fixes) => `correct ${fixes.length} misspelt names`,
    },
  ],
  [
    "moduleSpecifier",
    {
      one: ({ symbol, description }) => `import ${quotedIn(description)} instead of ${bare(symbol)}`,
      many: (fixes) => `correct ${fixes.length} module names`,
    },
  ],
  ["addMissingAwaitToInitializer", awaitPhrases()],
  ["addMissingAwait", awaitPhrases()],
  [
    "unusedIdentifier",
    {
      one: ({ symbol, description }) =>
        /^[\w$]+$/u.test(symbol) && isShort(symbol)
          ? `remove unused ${symbol}`
          : lowerFirst(description.replace("Remove import from", "Remove the unused import of")),
      many: (fixes) => `remove ${fixes.length} unused names`,
    },
  ],
  [
    "fixOverrideModifier",
    {
      one: ({ symbol, description }) => (isShort(symbol) ? `mark ${symbol} as override` : lowerFirst(description)),
      many: (fixes) => `add ${fixes.length} missing override modifiers`,
    },
  ],
]);

function awaitPhrases(): { one(fix: Fix): string; many(fixes: readonly Fix[]): string } {
  return {
    one: ({ symbol, summary, name }) => {
      if (summary !== undefined && isShort(summary)) return summary;
      return name === "addMissingAwait" && isShort(symbol) ? `await ${symbol}` : "add a missing await";
    },
    many: (fixes) => `add ${fixes.length} missing awaits`,
  };
}

function importPhrase(fixes: readonly Fix[]): string {
  const names = [...new Set(fixes.map(({ symbol }) => symbol))];
  const modules = [...new Set(fixes.map(({ description }) => quotedIn(description)))];
  return modules.length === 1 && names.length <= 2
    ? `import ${names.join(" and ")} from ${modules.join("")}`
    : `import ${names.length} missing names`;
}

/** What the compiler's description has in quotes, last. */
function quotedIn(description: string): string {
  return [...description.matchAll(/["']([^"']+)["']/gu)].at(-1)?.[1] ?? description;
}

function bare(literal: string): string {
  return literal.replaceAll(/["']/gu, "");
}

function isShort(text: string): boolean {
  return text !== "" && text.length <= MAX_QUOTED && !text.includes("\n");
}

function lowerFirst(text: string): string {
  return text.slice(0, 1).toLowerCase() + text.slice(1);
}

function fixPhrases(fixes: readonly Fix[]): readonly string[] {
  const groups = new Map<string, Fix[]>();
  for (const fix of fixes) groups.set(fix.name, [...(groups.get(fix.name) ?? []), fix]);
  return [...groups].flatMap(([name, [first, ...others]]) => {
    if (first === undefined) return [];
    const phrase = PHRASES.get(name);
    if (phrase !== undefined) return others.length === 0 ? phrase.one(first) : phrase.many([first, ...others]);
    return lowerFirst(first.description) + (others.length === 0 ? "" : ` and ${others.length} more such`);
  });
}

function lintPhrase(rules: readonly string[]): string {
  const names = [...new Set(rules.map((rule) => rule.slice(rule.lastIndexOf("/") + 1)))];
  if (names.length === 0) return "apply the linter's fixes";
  const rest = names.length - MAX_RULES;
  const listed = rest > 0 ? [...names.slice(0, MAX_RULES), `${rest} more`] : names;
  return `fix ${listed.length === 1 ? listed.join("") : `${listed.slice(0, -1).join(", ")} and ${listed.at(-1) ?? ""}`}`;
}

/** What was done as one imperative line without a full stop: `import Cents from ./money; fix no-var and prefer-const`. */
export function renderSummary({ fixes, linted, formatted, rules }: SummaryParts): string {
  const phrases = [...fixPhrases(fixes), ...(linted === "changed" ? [lintPhrase(rules)] : [])];
  if (phrases.length === 0) return formatted === "changed" ? "format" : "apply fixes";
  return phrases.join("; ").replaceAll(/\s+/gu, " ");
}
