import ts from "typescript";
import type { CodeDiagnostic } from "./diagnostics.ts";
import { keyOfFix, type FixCandidate } from "./fix-candidate.ts";
import { FIX_RANKS } from "./fix-table.ts";
import { ownCandidates } from "./own-candidates.ts";
import type { Project } from "./project.ts";
import { dropsEffect } from "./side-effects.ts";
import { usesOfImport } from "./spelling.ts";

/** Candidates for one diagnostic that are looked at. */
const MAX_CANDIDATES = 6;
/** Other files that are looked at for the style of quotes. */
const MAX_STYLE_FILES = 20;
function formatOf(text: string): ts.FormatCodeSettings {
  const tabs = /^\t/mu.test(text);
  const widths = [...text.matchAll(/^( +)\S/gmu)].map(([, blanks]) => blanks?.length ?? 0).filter((width) => width > 1);
  const width = Math.min(...widths, 8);
  return {
    ...ts.getDefaultFormatCodeSettings(text.includes("\r\n") ? "\r\n" : "\n"),
    convertTabsToSpaces: !tabs,
    indentSize: widths.length === 0 ? 2 : width,
    tabSize: tabs || widths.length === 0 ? 4 : width,
    semicolons: ts.SemicolonPreference.Ignore,
  };
}

/** The quotes that a file uses, else another file of the project, for a first import has nothing to go by. */
function quotesOf(project: Project, path: string): "single" | "double" | "auto" {
  const files = (project.service.getProgram()?.getSourceFiles() ?? []).filter(
    ({ isDeclarationFile, fileName }) => !isDeclarationFile && fileName !== path,
  );
  for (const text of [project.textOf(path) ?? "", ...files.slice(0, MAX_STYLE_FILES).map((file) => file.text)]) {
    const single = text.match(/(?<![\w"])'[^'"\n]*'(?![\w"])/gu)?.length ?? 0;
    const double = text.match(/(?<![\w'])"[^'"\n]*"(?![\w'])/gu)?.length ?? 0;
    if (single !== double) return single > double ? "single" : "double";
  }
  return "auto";
}

/** The order among imports of one name: an import that exists, the same folder, near folders, aliases, packages. */
function importDistance(fix: ts.CodeFixAction): number {
  const specifier =
    /from ["']([^"']+)["']/u.exec(fix.description)?.[1] ?? /["']([^"']+)["']/u.exec(fix.description)?.[1];
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
  const key = keyOfFix(fix.fixName, diagnostic, symbol, fix.description);
  return { key, name: fix.fixName, diagnostic, symbol, description: fix.description, rank, changes };
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

/** The ways to mend a diagnostic of the project's present text of a file, best first. Never one of the refused fixes. */
export function candidatesFor(project: Project, path: string, diagnostic: CodeDiagnostic): readonly FixCandidate[] {
  const text = project.textOf(path) ?? "";
  const symbol = text.slice(diagnostic.start, diagnostic.start + diagnostic.length);
  const source = project.service.getProgram()?.getSourceFile(path);
  const usage = source === undefined ? "none" : dropsEffect(source, diagnostic.start);
  const actions = project.service.getCodeFixesAtPosition(
    path,
    diagnostic.start,
    diagnostic.start + diagnostic.length,
    [diagnostic.number],
    formatOf(text),
    { quotePreference: quotesOf(project, path), importModuleSpecifierPreference: "shortest" },
  );
  const found: FixCandidate[] = [];
  for (const action of actions) {
    const rank = rankOf(action, usage === "parameter");
    if (rank === undefined || isForeignRunner(action, text) || awaitsLiteral(action, text)) continue;
    if (action.fixName === "unusedIdentifier" && usage === "effect") continue;
    const candidate = fromCompiler(action, path, { diagnostic, symbol, rank });
    if (candidate !== undefined) found.push(inAllPlaces(project, path, candidate));
  }
  for (const candidate of ownCandidates(project, path, diagnostic, symbol)) {
    if (!found.some(({ key }) => key === candidate.key)) found.push(inAllPlaces(project, path, candidate));
  }
  return found.toSorted((a, b) => a.rank - b.rank).slice(0, MAX_CANDIDATES);
}
