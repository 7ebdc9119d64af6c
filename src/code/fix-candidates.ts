import type ts from "typescript";
import type { CodeDiagnostic } from "./diagnostics.ts";
import { keyOfFix, type Answer, type FixCandidate } from "./fix-candidate.ts";
import { FIX_RANKS, GUESSED_FIXES } from "./fix-table.ts";
import { importTarget, specifierOf } from "./import-target.ts";
import { ownCandidates } from "./own-candidates.ts";
import type { Project } from "./project.ts";
import { dropsEffect } from "./side-effects.ts";
import { mistakeOf, usesOfImport } from "./spelling.ts";
import { formatOf } from "./text-format.ts";

/** Candidates for one diagnostic that are looked at. */
const MAX_CANDIDATES = 6;
/** Other files that are looked at for the style of quotes. */
const MAX_STYLE_FILES = 20;

interface Style {
  readonly quotes: "single" | "double" | "auto";
  readonly typeImports: "marked" | "plain";
}

/** Quotes and type imports as the file has them, else as other files do, for a first import has nothing to go by. */
function styleOf(project: Project, path: string): Style {
  const files = (project.service.getProgram()?.getSourceFiles() ?? []).filter(
    ({ isDeclarationFile, fileName }) => !isDeclarationFile && fileName !== path,
  );
  const texts = [project.textOf(path) ?? "", ...files.slice(0, MAX_STYLE_FILES).map((file) => file.text)];
  return { quotes: quotesOf(texts), typeImports: texts.some((text) => TYPE_IMPORT.test(text)) ? "marked" : "plain" };
}

/** `import type { A }` and `import { type A }`. */
const TYPE_IMPORT = /^import (type [\w{*]|[^;"']*\{[^}"']*\btype \w)/mu;

function quotesOf(texts: readonly string[]): Style["quotes"] {
  for (const text of texts) {
    const single = text.match(/(?<![\w"])'[^'"\n]*'(?![\w"])/gu)?.length ?? 0;
    const double = text.match(/(?<![\w'])"[^'"\n]*"(?![\w'])/gu)?.length ?? 0;
    if (single !== double) return single > double ? "single" : "double";
  }
  return "auto";
}

/** The order among imports of one name: an import that exists, the same folder, near folders, aliases, packages. */
function importDistance(fix: ts.CodeFixAction): number {
  const specifier = specifierOf(fix.description);
  if (fix.description.startsWith("Update import") || specifier === undefined) return 0;
  if (specifier.startsWith("./")) return 0.1 + 0.01 * specifier.split("/").length;
  if (specifier.startsWith("..")) return 0.2 + 0.01 * specifier.split("/").length;
  return /^[#~@]\//u.test(specifier) || specifier.startsWith("#") ? 0.4 : 0.5;
}

/** A test runner's functions are global in most repositories: importing another runner's would break the tests. */
function isForeignRunner(fix: ts.CodeFixAction, text: string): boolean {
  return /["']node:test["']/u.test(fix.description) && !text.includes("node:test");
}

/** `await { … }` changes nothing when the program runs: a promise that was spread into an object is still lost. */
function awaitsLiteral(fix: ts.CodeFixAction, text: string): boolean {
  if (fix.fixName !== "addMissingAwait") return false;
  return fix.changes.some(({ textChanges }) => textChanges.some(({ span }) => /[{[]/u.test(text.charAt(span.start))));
}

function rankOf(fix: ts.CodeFixAction, isParameter: boolean): number | undefined {
  const rank = FIX_RANKS.get(fix.fixName);
  if (rank === undefined) return undefined;
  if (fix.fixName === "import") return rank + importDistance(fix);
  // The signature stays where a parameter is only renamed; elsewhere the underscore would merely hide it.
  if (fix.fixName === "unusedIdentifier" && fix.description.includes("underscore")) {
    return isParameter ? rank - 0.1 : undefined;
  }
  return rank;
}

function fromCompiler(
  fix: ts.CodeFixAction,
  path: string,
  place: { readonly diagnostic: CodeDiagnostic; readonly symbol: string; readonly rank: number },
): FixCandidate | undefined {
  const { diagnostic, symbol, rank } = place;
  const [file, ...others] = fix.changes;
  // What needs a command (installing a package) or another file is not this task's.
  if (file?.fileName !== path || others.length > 0 || file.isNewFile === true) return undefined;
  if ((fix.commands ?? []).length > 0) return undefined;
  const changes = file.textChanges.map((change) => ({
    start: change.span.start,
    length: change.span.length,
    text: change.newText,
  }));
  const { fixName: name, description } = fix;
  const key = keyOfFix(name, diagnostic, symbol, description);
  // What the compiler alone calls a misspelling was not compared with the other names that are known there.
  const confidence = GUESSED_FIXES.has(name) || name === "spelling" ? "guess" : "certain";
  return { key, name, diagnostic, symbol, description, rank, changes, confidence };
}

/** What a fix that gives a name a meaning takes it to be. */
function answerOf(project: Project, path: string, candidate: FixCandidate): Answer | undefined {
  const { name, symbol, description } = candidate;
  const mistake = mistakeOf(symbol, "");
  if (name === "import") {
    const specifier = specifierOf(description) ?? description;
    return { mistake, choice: importTarget(project, path, specifier, symbol), words: `${symbol} of ${specifier}` };
  }
  if (name === "forgottenThisPropertyAccess") return { mistake, choice: description, words: `this.${symbol}` };
  if (name !== "spelling") return undefined;
  const words = /'([^']+)'/u.exec(description)?.[1] ?? description;
  return { mistake: `${symbol}: ${candidate.diagnostic.message}`, choice: words, words };
}

function withAnswer(project: Project, path: string, candidate: FixCandidate): FixCandidate {
  const answer = answerOf(project, path, candidate);
  return answer === undefined ? candidate : { ...candidate, answer };
}

/** A misspelt name in an import is misspelt wherever the file uses it. */
function inAllPlaces(project: Project, path: string, candidate: FixCandidate): FixCandidate {
  const [change, ...others] = candidate.changes;
  const program = project.service.getProgram();
  if (candidate.name !== "spelling" || change === undefined || others.length > 0 || program === undefined) {
    return candidate;
  }
  const places = usesOfImport(program, path, candidate.diagnostic);
  if (!places.includes(change.start)) return candidate;
  return { ...candidate, changes: places.map((start) => ({ ...change, start })) };
}

/**
 * The ways to mend a diagnostic of the project's present text of a file, best first. Never one of the refused fixes.
 * `open` are all diagnostics of that text.
 */
export function candidatesFor(
  project: Project,
  path: string,
  diagnostic: CodeDiagnostic,
  open: readonly CodeDiagnostic[],
): readonly FixCandidate[] {
  const text = project.textOf(path) ?? "";
  const symbol = text.slice(diagnostic.start, diagnostic.start + diagnostic.length);
  const own = ownCandidates(project, path, { diagnostic, symbol }, open);
  const compared = own.some(({ name }) => name === "spelling");
  const found = [...own];
  for (const candidate of compilerCandidates(project, path, { diagnostic, symbol, text })) {
    if (candidate.name === "spelling" && compared) continue;
    if (!found.some(({ key }) => key === candidate.key)) found.push(candidate);
  }
  return found
    .map((candidate) => inAllPlaces(project, path, candidate))
    .toSorted((a, b) => a.rank - b.rank)
    .slice(0, MAX_CANDIDATES);
}

function compilerCandidates(
  project: Project,
  path: string,
  place: { readonly diagnostic: CodeDiagnostic; readonly symbol: string; readonly text: string },
): readonly FixCandidate[] {
  const { diagnostic, symbol, text } = place;
  const source = project.service.getProgram()?.getSourceFile(path);
  const usage = source === undefined ? "none" : dropsEffect(source, diagnostic.start);
  const style = styleOf(project, path);
  const actions = project.service.getCodeFixesAtPosition(
    path,
    diagnostic.start,
    diagnostic.start + diagnostic.length,
    [diagnostic.number],
    formatOf(text),
    {
      quotePreference: style.quotes,
      importModuleSpecifierPreference: "shortest",
      preferTypeOnlyAutoImports: style.typeImports === "marked",
    },
  );
  const found: FixCandidate[] = [];
  for (const action of actions) {
    const rank = rankOf(action, usage === "parameter");
    if (rank === undefined || isForeignRunner(action, text) || awaitsLiteral(action, text)) continue;
    if (action.fixName === "unusedIdentifier" && usage === "effect") continue;
    const candidate = fromCompiler(action, path, { diagnostic, symbol, rank });
    if (candidate !== undefined) found.push(withAnswer(project, path, candidate));
  }
  return found;
}
