import type { AppliedFix } from "../../code/fix-state.ts";
import type { CodeDiagnostic } from "../../code/diagnostics.ts";
import type { Diagnostic } from "../../domain/diagnostic.ts";

/** What a proposal is made of. */
export interface ProposalParts {
  readonly fixes: readonly AppliedFix[];
  readonly linted: "changed" | "unchanged";
  readonly formatted: "changed" | "unchanged";
  /** What the compiler still finds. */
  readonly left: readonly CodeDiagnostic[];
  /** What the linter found on the untouched text. */
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

/** One short paragraph: each applied fix with code and line, what the tools did, and what was left. */
export function renderRationale(parts: ProposalParts): string {
  const sentences: string[] = [];
  if (parts.fixes.length > 0) {
    const fixes = parts.fixes.map(
      ({ code, line, description }) => `${code} in line ${line}: ${lowerFirst(description)}`,
    );
    sentences.push(`The compiler's own fixes: ${listed(fixes, "; ")}.`);
  }
  if (parts.linted === "changed") {
    const rules = [...new Set(parts.remarks.map(({ code }) => code).filter((code) => code !== undefined))].toSorted();
    sentences.push(`The linter's own fixes${rules.length === 0 ? "" : ` (remarked: ${listed(rules, ", ")})`}.`);
  }
  if (parts.formatted === "changed") sentences.push("Formatted with the repository's formatter, as before.");
  if (parts.left.length > 0) {
    const left = parts.left.map(({ code, line, message }) => `${code} in line ${line} (${firstLine(message)})`);
    sentences.push(`Left: ${listed(left, "; ")}.`);
  }
  return [...sentences, ...parts.notes.map((note) => `${note}.`)].join(" ");
}

function firstLine(text: string): string {
  return (text.split("\n")[0] ?? "").replace(/\.$/u, "");
}
