import type ts from "typescript";
import { awaitInitializers } from "./await-initializer.ts";
import type { CodeDiagnostic } from "./diagnostics.ts";
import { keyOfFix, type FixCandidate } from "./fix-candidate.ts";
import { FIX_RANKS } from "./fix-table.ts";
import { moduleAlternatives } from "./module-specifiers.ts";
import type { Project } from "./project.ts";
import { spellingAlternatives } from "./spelling.ts";

/** Names that a spelling mistake may be reported under. */
const SPELLING_CODES = new Set([2304, 2305, 2339, 2353, 2551, 2552, 2561, 2568, 2570, 2694, 2724, 18004]);
const UNUSED_EXPECT_ERROR = 2578;

type OwnName = "spelling" | "moduleSpecifier" | "unusedExpectError";

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
  };
}

/** Repairs that the compiler does not offer for a diagnostic: it names a mistake, and what was meant can be found. */
export function ownCandidates(
  project: Project,
  path: string,
  diagnostic: CodeDiagnostic,
  symbol: string,
): readonly FixCandidate[] {
  if (diagnostic.number === UNUSED_EXPECT_ERROR) {
    const description = "Remove the @ts-expect-error comment that nothing needs any more";
    const place = wholeLine(project.textOf(path) ?? "", diagnostic);
    return [ownCandidate("unusedExpectError", place, { symbol, description, rank: 5, text: "" })];
  }
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
  return [...modules, ...awaits(program, path, diagnostic, symbol), ...spellings(program, path, diagnostic, symbol)];
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
  return awaitInitializers(program, path, diagnostic).map(({ variable, changes }) => {
    const description = `Add 'await' to initializer for '${variable}'`;
    const key = keyOfFix(name, diagnostic, symbol, description);
    return { key, name, diagnostic, symbol, description, rank: FIX_RANKS.get(name) ?? 0, changes };
  });
}

function spellings(
  program: ts.Program,
  path: string,
  diagnostic: CodeDiagnostic,
  symbol: string,
): readonly FixCandidate[] {
  if (!SPELLING_CODES.has(diagnostic.number)) return [];
  return spellingAlternatives(program, path, diagnostic).map((name, index) =>
    ownCandidate("spelling", diagnostic, {
      symbol,
      description: `Change spelling to '${name}'`,
      rank: 1.1 + index / 100,
      text: name,
    }),
  );
}
