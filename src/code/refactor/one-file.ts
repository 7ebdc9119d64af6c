import ts from "typescript";
import { parseSource } from "../source.ts";
import type { ImportFacts } from "./import-facts.ts";
import type { RewriteInput } from "./rewrite.ts";

const OPTIONS: ts.CompilerOptions = {
  allowJs: true,
  noLib: true,
  noResolve: true,
  strict: true,
  target: ts.ScriptTarget.ESNext,
  module: ts.ModuleKind.ESNext,
  jsx: ts.JsxEmit.Preserve,
  types: [],
};

/** Parses a text and resolves its own names, without reading anything from the disk. */
export function openOneFile(path: string, text: string, imports: ImportFacts): RewriteInput {
  const source = parseSource(path, text);
  const host: ts.CompilerHost = {
    fileExists: (name) => name === path,
    getCanonicalFileName: (name) => name,
    getCurrentDirectory: () => "",
    getDefaultLibFileName: () => "lib.d.ts",
    getNewLine: () => "\n",
    getSourceFile: (name) => (name === path ? source : undefined),
    readFile: (name) => (name === path ? text : undefined),
    useCaseSensitiveFileNames: () => true,
    writeFile: () => undefined,
  };
  const program = ts.createProgram({ rootNames: [path], options: OPTIONS, host });
  return { path, source, checker: program.getTypeChecker(), imports };
}
