import ts from "typescript";
import type { Project } from "./project.ts";

/** One remark of the compiler about a file. */
export interface CodeDiagnostic {
  /** `TS2304`. */
  readonly code: string;
  readonly number: number;
  readonly message: string;
  /** Offset and length in the file's text. */
  readonly start: number;
  readonly length: number;
  /** 1-based. */
  readonly line: number;
}

/** Suggestions that say the same as common lint rules: unused, unreachable, needless `await`. */
const SUGGESTIONS = new Set([6133, 6138, 6192, 6196, 6198, 6199, 6205, 7027, 7028, 80007]);

function toDiagnostic(diagnostic: ts.Diagnostic): CodeDiagnostic | undefined {
  if (diagnostic.file === undefined || diagnostic.start === undefined) return undefined;
  return {
    code: `TS${diagnostic.code}`,
    number: diagnostic.code,
    message: ts.flattenDiagnosticMessageText(diagnostic.messageText, "\n"),
    start: diagnostic.start,
    length: diagnostic.length ?? 0,
    line: diagnostic.file.getLineAndCharacterOfPosition(diagnostic.start).line + 1,
  };
}

/** The compiler's errors in a file, syntactic ones first, else semantic; suggestions are not among them. */
export function errorsOf(project: Project, path: string): readonly CodeDiagnostic[] {
  const syntactic = project.service.getSyntacticDiagnostics(path);
  const all = syntactic.length > 0 ? syntactic : project.service.getSemanticDiagnostics(path);
  return all
    .filter(({ category }) => category === ts.DiagnosticCategory.Error)
    .map(toDiagnostic)
    .filter((diagnostic) => diagnostic !== undefined);
}

/** The compiler's remarks on unused, unreachable and needless code in a file. */
export function suggestionsOf(project: Project, path: string): readonly CodeDiagnostic[] {
  return project.service
    .getSuggestionDiagnostics(path)
    .filter(({ code }) => SUGGESTIONS.has(code))
    .map(toDiagnostic)
    .filter((diagnostic) => diagnostic !== undefined);
}

/** Codes that say the same and make a suggestion besides, with the plain ones. */
const PLAIN: ReadonlyMap<string, string> = new Map([
  ["TS2552", "TS2304"],
  ["TS2551", "TS2339"],
  ["TS2561", "TS2353"],
  ["TS2724", "TS2305"],
  ["TS2568", "TS2339"],
  ["TS2570", "TS2339"],
]);

/**
 * What makes two remarks the same although lines have moved. What the compiler suggests besides depends on what else
 * is in scope, and an import that mends one name must not make the others look like new mistakes.
 */
export function keyOf({ code, message }: CodeDiagnostic): string {
  const plain = PLAIN.get(code);
  const said = message.replace(/[.,;]? Did you mean [^?]*\?/gu, "").replace(/\.$/u, "");
  return `${plain ?? code} ${said.replace("known properties, but ", "known properties, and ")}`;
}

/** Of `after`, those that `before` does not hold, each as often as it is too many. */
export function newOnes(
  before: readonly CodeDiagnostic[],
  after: readonly CodeDiagnostic[],
): readonly CodeDiagnostic[] {
  const left = new Map<string, number>();
  for (const diagnostic of before) left.set(keyOf(diagnostic), (left.get(keyOf(diagnostic)) ?? 0) + 1);
  return after.filter((diagnostic) => {
    const count = left.get(keyOf(diagnostic)) ?? 0;
    left.set(keyOf(diagnostic), count - 1);
    return count <= 0;
  });
}

/** The compiler's errors in a text of a file that is on the disk with another. */
export function errorsOfText(project: Project, path: string, text: string): readonly CodeDiagnostic[] {
  project.setText(path, text);
  const errors = errorsOf(project, path);
  project.setText(path, undefined);
  return errors;
}
