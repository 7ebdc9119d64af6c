import ts from "typescript";
import type { ImportFacts } from "../refactor/import-facts.ts";

/**
 * The JavaScript that a text is run as, without types, comments and layout: two texts with the same one do the same.
 * Imports that nothing uses are left out where the repository's compiler leaves them out.
 */
export function compiledText(path: string, text: string, unused: ImportFacts["unused"]): string {
  const { outputText } = ts.transpileModule(text, {
    fileName: path,
    reportDiagnostics: false,
    compilerOptions: {
      allowJs: true,
      target: ts.ScriptTarget.ESNext,
      module: ts.ModuleKind.ESNext,
      jsx: ts.JsxEmit.Preserve,
      removeComments: true,
      experimentalDecorators: false,
      inlineSourceMap: false,
      verbatimModuleSyntax: unused === "kept",
    },
  });
  const source = ts.createSourceFile(`${path}.js`, outputText, ts.ScriptTarget.Latest, false, ts.ScriptKind.JSX);
  return ts.createPrinter({ removeComments: true }).printFile(source);
}
