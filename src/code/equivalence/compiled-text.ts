import ts from "typescript";
import { walk } from "../callee.ts";
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

/**
 * What the compiler tells of decorated classes and members at run time, with `emitDecoratorMetadata`: their types, as far as
 * they are values. Two texts that do the same otherwise may differ in it.
 */
export function decoratorMetadata(path: string, text: string): readonly string[] {
  const { outputText } = ts.transpileModule(text, {
    fileName: path,
    reportDiagnostics: false,
    compilerOptions: {
      target: ts.ScriptTarget.ESNext,
      module: ts.ModuleKind.ESNext,
      jsx: ts.JsxEmit.Preserve,
      experimentalDecorators: true,
      emitDecoratorMetadata: true,
    },
  });
  const source = ts.createSourceFile(`${path}.js`, outputText, ts.ScriptTarget.Latest, true, ts.ScriptKind.JSX);
  const found: string[] = [];
  walk(source, (node) => {
    const isCall =
      ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === "__metadata";
    if (isCall) found.push(node.getText(source));
  });
  return found;
}
