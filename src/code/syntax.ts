import ts from "typescript";
import { isParsable, parseSource } from "./source.ts";

export { isParsable };

/** One place where a text is not the language that its name promises; line and column are 1-based. */
export interface SyntaxProblem {
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

const OPTIONS: ts.CompilerOptions = {
  allowJs: true,
  jsx: ts.JsxEmit.Preserve,
  noLib: true,
  noResolve: true,
  target: ts.ScriptTarget.ESNext,
  types: [],
};

/** A world of one file: nothing is read from the disk. */
function hostOf(source: ts.SourceFile): ts.CompilerHost {
  return {
    fileExists: (name) => name === source.fileName,
    getCanonicalFileName: (name) => name,
    getCurrentDirectory: () => "",
    getDefaultLibFileName: () => "lib.d.ts",
    getNewLine: () => "\n",
    getSourceFile: (name) => (name === source.fileName ? source : undefined),
    readFile: (name) => (name === source.fileName ? source.text : undefined),
    useCaseSensitiveFileNames: () => true,
    writeFile: () => undefined,
  };
}

/**
 * What is wrong with the syntax of a TypeScript or JavaScript text, in order of place; nothing for a name that
 * {@link isParsable} does not know. Type annotations in a JavaScript file count as errors, as for the compiler.
 */
export function syntaxErrors(path: string, text: string): readonly SyntaxProblem[] {
  if (!isParsable(path)) return [];
  const source = parseSource(path, text);
  const program = ts.createProgram({ rootNames: [path], options: OPTIONS, host: hostOf(source) });
  return program.getSyntacticDiagnostics(source).map((diagnostic) => {
    const place = source.getLineAndCharacterOfPosition(diagnostic.start);
    return {
      line: place.line + 1,
      column: place.character + 1,
      message: ts.flattenDiagnosticMessageText(diagnostic.messageText, "\n"),
    };
  });
}
