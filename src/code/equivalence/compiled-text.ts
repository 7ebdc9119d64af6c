import ts from "typescript";

/**
 * The JavaScript that a text is run as, without types, comments and layout: two texts with the same one do the same.
 * Imports that the compiler leaves out because nothing uses them are left out here too.
 */
export function compiledText(path: string, text: string): string {
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
    },
  });
  const source = ts.createSourceFile(`${path}.js`, outputText, ts.ScriptTarget.Latest, false, ts.ScriptKind.JSX);
  return ts.createPrinter({ removeComments: true }).printFile(source);
}
