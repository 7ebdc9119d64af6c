import type ts from "typescript";
import { awaitInitializers } from "./await-initializer.ts";
import type { CodeDiagnostic } from "./diagnostics.ts";
import { keyOfFix, type FixCandidate } from "./fix-candidate.ts";
import { FIX_RANKS } from "./fix-table.ts";
import { moduleAlternatives } from "./module-specifiers.ts";
import type { Project } from "./project.ts";
import { misspellingAt, type Misspelling } from "./spelling.ts";
import type { TextChange } from "./text-changes.ts";

/** Names that a spelling mistake may be reported under. */
const SPELLING_CODES = new Set([2304, 2305, 2339, 2353, 2551, 2552, 2561, 2568, 2570, 2694, 2724, 18004]);
/** A spelling farther away than this is a guess even where nothing else is near. */
const CERTAIN_DISTANCE = 1;
const UNUSED_EXPECT_ERROR = 2578;
/** `',' expected.` */
const EXPECTED = 1005;

type OwnName = "moduleSpecifier" | "unusedExpectError";

function ownCandidate(
  name: OwnName,
  diagnostic: CodeDiagnostic,
  own: { readonly symbol: string; readonly description: string; readonly rank: number; readonly text: string },
): FixCandidate {
  return {
    key: keyOfFix(name, diagnostic, own.symbol, own.description),
    name,
    diagnostic,
    symbol: own.symbol,
    description: own.description,
    rank: own.rank,
    changes: [{ start: diagnostic.start, length: diagnostic.length, text: own.text }],
    confidence: "certain",
    ...(name === "moduleSpecifier" && {
      answer: { mistake: `module ${own.symbol}`, choice: own.text, words: own.text },
    }),
  };
}

/**
 * Repairs that the compiler does not offer for a diagnostic: it names a mistake, and what was meant can be found.
 * `open` are all diagnostics of the text: a misspelt name is misspelt wherever the file says it.
 */
export function ownCandidates(
  project: Project,
  path: string,
  place: { readonly diagnostic: CodeDiagnostic; readonly symbol: string },
  open: readonly CodeDiagnostic[],
): readonly FixCandidate[] {
  const { diagnostic, symbol } = place;
  if (diagnostic.number === UNUSED_EXPECT_ERROR) {
    const description = "Remove the @ts-expect-error comment that nothing needs any more";
    const line = wholeLine(project.textOf(path) ?? "", diagnostic);
    return [ownCandidate("unusedExpectError", line, { symbol, description, rank: 5, text: "" })];
  }
  const comma = missingComma(project.textOf(path) ?? "", diagnostic, symbol);
  if (comma !== undefined) return [comma];
  const modules = moduleAlternatives(project, path, diagnostic, symbol).map((specifier, index) =>
    ownCandidate("moduleSpecifier", diagnostic, {
      symbol,
      description: `Change the module to ${specifier}`,
      rank: 0.3 + index / 100,
      text: specifier,
    }),
  );
  const program = project.service.getProgram();
  if (program === undefined) return modules;
  return [...modules, ...awaits(program, path, diagnostic, symbol), ...spellings(program, path, place, open)];
}

/**
 * The comma that the parser asks for, behind what stands before it. On one line an operator or a bracket may be missing
 * as well; between the lines of a list nothing else makes sense.
 */
function missingComma(text: string, diagnostic: CodeDiagnostic, symbol: string): FixCandidate | undefined {
  if (diagnostic.number !== EXPECTED || !diagnostic.message.startsWith("',' expected")) return undefined;
  const start = text.slice(0, diagnostic.start).trimEnd().length;
  const isNewLine = text.slice(start, diagnostic.start).includes("\n");
  const description = "Add a missing comma";
  const key = keyOfFix("missingComma", diagnostic, symbol, description);
  const changes = [{ start, length: 0, text: "," }];
  const confidence = isNewLine ? "certain" : "guess";
  return { key, name: "missingComma", diagnostic, symbol, description, rank: 1, changes, confidence };
}

/** The same diagnostic over its whole line, line end included, where it stands there alone. */
function wholeLine(text: string, diagnostic: CodeDiagnostic): CodeDiagnostic {
  const start = text.lastIndexOf("\n", diagnostic.start - 1) + 1;
  const end = text.indexOf("\n", diagnostic.start + diagnostic.length) + 1;
  const rest = text.slice(start, diagnostic.start) + text.slice(diagnostic.start + diagnostic.length, end);
  return end === 0 || rest.trim() !== "" ? diagnostic : { ...diagnostic, start, length: end - start };
}

function awaits(
  program: ts.Program,
  path: string,
  diagnostic: CodeDiagnostic,
  symbol: string,
): readonly FixCandidate[] {
  const name = "addMissingAwaitToInitializer";
  return awaitInitializers(program, path, diagnostic).map(({ variable, awaited, changes }) => {
    const description = `Add 'await' to initializer for '${variable}'`;
    const key = keyOfFix(name, diagnostic, symbol, description);
    const rank = FIX_RANKS.get(name) ?? 0;
    const summary = `await the result of ${awaited}`;
    return { key, name, diagnostic, symbol, description, summary, rank, changes, confidence: "certain" };
  });
}

function spellings(
  program: ts.Program,
  path: string,
  { diagnostic, symbol }: { readonly diagnostic: CodeDiagnostic; readonly symbol: string },
  open: readonly CodeDiagnostic[],
): readonly FixCandidate[] {
  if (!SPELLING_CODES.has(diagnostic.number)) return [];
  const misspelling = misspellingAt(program, path, diagnostic);
  if (misspelling === undefined) return [];
  const said = /Did you mean (?:to write )?'([^']+)'/u.exec(diagnostic.message)?.[1];
  const own = misspelling.spellings;
  // The compiler forgives more edits in a long name than we do.
  const far = said === undefined || own.some(({ name }) => name === said) ? [] : [{ name: said, distance: Infinity }];
  const places = samePlaces(program, path, { diagnostic, symbol, misspelling }, open);
  return [...own, ...far]
    .filter(({ name }) => misspelling.known.has(name))
    .map(({ name, distance }, index) => {
      const description = `Change spelling to '${name}'`;
      const changes: readonly TextChange[] = places
        .filter(({ known }) => known.has(name))
        .map(({ start }) => ({ start, length: diagnostic.length, text: name }));
      return {
        key: keyOfFix("spelling", diagnostic, symbol, description),
        name: "spelling",
        diagnostic,
        symbol,
        description,
        rank: 1.1 + index / 100,
        changes,
        confidence: distance <= CERTAIN_DISTANCE ? "certain" : "guess",
        answer: { mistake: misspelling.mistake, choice: name, words: name },
      };
    });
}

/** Where the file says the same name of the same receiver and is told that there is none. */
function samePlaces(
  program: ts.Program,
  path: string,
  place: { readonly diagnostic: CodeDiagnostic; readonly symbol: string; readonly misspelling: Misspelling },
  open: readonly CodeDiagnostic[],
): readonly { readonly start: number; readonly known: ReadonlySet<string> }[] {
  const { diagnostic, symbol, misspelling } = place;
  const text = program.getSourceFile(path)?.text ?? "";
  const found = [{ start: diagnostic.start, known: misspelling.known }];
  for (const other of open) {
    if (found.some(({ start }) => start === other.start) || !SPELLING_CODES.has(other.number)) continue;
    if (text.slice(other.start, other.start + other.length) !== symbol) continue;
    const there = misspellingAt(program, path, other);
    if (there?.mistake === misspelling.mistake) found.push({ start: other.start, known: there.known });
  }
  return found;
}
