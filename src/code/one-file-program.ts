import ts from "typescript";
import { parseSource } from "./source.ts";

/** A text as a program of its own, of which nothing else is known. */
export interface OneFileProgram {
  readonly program: ts.Program;
  readonly source: ts.SourceFile;
}

/** Options under which nothing is read from the disk. */
const ALONE: ts.CompilerOptions = {
  allowJs: true,
  noLib: true,
  noResolve: true,
  target: ts.ScriptTarget.ESNext,
  module: ts.ModuleKind.ESNext,
  jsx: ts.JsxEmit.Preserve,
  types: [],
};

/** Parses a text and makes a program of it alone; `options` are what the compiler is to look at. */
export function createOneFileProgram(path: string, text: string, options: ts.CompilerOptions): OneFileProgram {
  const source = parseSource(path, text);
  const host: ts.CompilerHost = {
    fileExists: (name) => name === path,
    getCanonicalFileName: (name) => name,
    getCurrentDirectory: () => "",
    getDefaultLibFileName: () => "lib.d.ts",
    getNewLine: () => "\n",
    getSourceFile: (name) => (name === path ? source : undefined),
    readFile: (name) => (name === path ? text : undefined),
    // A file that imports itself would lead the compiler to names that it cannot print.
    resolveModuleNameLiterals: (literals) => literals.map(() => ({ resolvedModule: undefined })),
    useCaseSensitiveFileNames: () => true,
    writeFile: () => undefined,
  };
  return { program: ts.createProgram({ rootNames: [path], options: { ...options, ...ALONE }, host }), source };
}
