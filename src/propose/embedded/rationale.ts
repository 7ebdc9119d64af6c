import type { AppliedFix } from "../../code/fix-state.ts";
import type { Undecided } from "../../code/fix-branches.ts";
import type { CodeDiagnostic } from "../../code/diagnostics.ts";
import type { Diagnostic } from "../../domain/diagnostic.ts";
import { renderSummary } from "./summary.ts";

/** What a proposal is made of. */
export interface ProposalParts {
  readonly fixes: readonly AppliedFix[];
  readonly linted: "changed" | "unchanged";
  readonly formatted: "changed" | "unchanged";
  /** What the compiler still finds. */
  readonly left: readonly CodeDiagnostic[];
  /** Names that were left because what they mean could only be guessed. */
  readonly undecided: readonly Undecided[];
  /** What the linter found on the untouched text, as far as the lines that it is about are gone. */
  readonly remarks: readonly Diagnostic[];
  /** Parts that were left out, with the reason. */
  readonly notes: readonly string[];
}

/** Entries of a list that are named; the rest is counted. */
const NAMED = 12;

function listed(items: readonly string[], separator: string): string {
  const rest = items.length - NAMED;
  return items.slice(0, NAMED).join(separator) + (rest > 0 ? `${separator}and ${rest} more` : "");
}

function lowerFirst(text: string): string {
  return text.slice(0, 1).toLowerCase() + text.slice(1);
}

/**
 * One imperative line that says what was done, a blank line, and a paragraph: each applied fix with code and line, what
 * was guessed and what else would have fitted, what the tools did, and what was left.
 */
export function renderRationale(parts: ProposalParts): string {
  const rules = [...new Set(parts.remarks.map(({ code }) => code).filter((code) => code !== undefined))].toSorted();
  const sentences: string[] = [];
  if (parts.fixes.length > 0) {
    const fixes = parts.fixes.map((fix) => `${fix.code} in line ${fix.line}: ${lowerFirst(describe(fix))}`);
    sentences.push(`The compiler's own fixes: ${listed(fixes, "; ")}.`);
  }
  for (const fix of parts.fixes) if (fix.confidence === "guess") sentences.push(renderGuess(fix));
  if (parts.linted === "changed") {
    sentences.push(`The linter's own fixes${rules.length === 0 ? "" : ` (remarked: ${listed(rules, ", ")})`}.`);
  }
  if (parts.formatted === "changed") {
    const manner = sentences.length === 0 ? "" : ", as before";
    sentences.push(`Formatted with the repository's formatter${manner}.`);
  }
  if (parts.left.length > 0) {
    const left = parts.left.map(({ code, line, message }) => `${code} in line ${line} (${firstLine(message)})`);
    sentences.push(`Left: ${listed(left, "; ")}.`);
  }
  for (const name of parts.undecided) sentences.push(`Not guessed: ${renderUndecided(name)}.`);
  const paragraph = [...sentences, ...parts.notes.map((note) => `${note}.`)].join(" ");
  return `${renderSummary({ ...parts, rules })}\n\n${paragraph}`;
}

/** The compiler's words; those for an import do not say what is imported. */
function describe({ name, symbol, description }: AppliedFix): string {
  return name === "import" ? description.replace(/ from (?=["'])/u, ` of ${symbol} from `) : description;
}

function renderGuess({ line, symbol, description, rivals }: AppliedFix): string {
  const others = rivals.length === 0 ? "nothing says that it was meant" : `${rivals.join(", ")} would fit as well`;
  return `A guess in line ${line}: for ${symbol}, ${lowerFirst(description)}; ${others}.`;
}

/** What a name could mean: `mxCents in line 5 could be maxCents or minCents`. */
export function renderUndecided({ symbol, line, readings }: Undecided): string {
  const last = readings.at(-1) ?? "";
  const words = readings.length < 2 ? `${last}, or something else` : `${readings.slice(0, -1).join(", ")} or ${last}`;
  return `${symbol} in line ${line} could be ${words}`;
}

function firstLine(text: string): string {
  return (text.split("\n")[0] ?? "").replace(/\.$/u, "");
}
