import ts from "typescript";
import { parseCode } from "./source.ts";

/** A text that a CommonJS wrapper can run. */
export interface Transpiled {
  readonly text: string;
  /** `esm`: the original has import or export syntax, so its `this` is undefined and it is strict. */
  readonly syntax: "esm" | "commonjs";
  /** Original line (1-based) of every line of `text`, by index from 0; absent where they are the same. */
  readonly lines?: readonly number[];
}

const PLAIN_JAVASCRIPT = /\.[cm]?js$/u;

/** Options of the repository that decide what its code means; the rest is ours. */
function transpileOptions(options: ts.CompilerOptions): ts.CompilerOptions {
  const target = options.target ?? ts.ScriptTarget.ES2022;
  const preserved = options.jsx === undefined || options.jsx === ts.JsxEmit.Preserve;
  return {
    module: ts.ModuleKind.CommonJS,
    target: ts.ScriptTarget.ES2022,
    esModuleInterop: true,
    isolatedModules: true,
    sourceMap: true,
    allowJs: true,
    jsx: preserved ? ts.JsxEmit.ReactJSX : (options.jsx ?? ts.JsxEmit.ReactJSX),
    useDefineForClassFields: options.useDefineForClassFields ?? target >= ts.ScriptTarget.ES2022,
    alwaysStrict: false,
    ...picked(options),
  };
}

function picked(options: ts.CompilerOptions): ts.CompilerOptions {
  const { jsxFactory, jsxFragmentFactory, jsxImportSource, experimentalDecorators, emitDecoratorMetadata } = options;
  return {
    ...(jsxFactory === undefined ? {} : { jsxFactory }),
    ...(jsxFragmentFactory === undefined ? {} : { jsxFragmentFactory }),
    ...(jsxImportSource === undefined ? {} : { jsxImportSource }),
    ...(experimentalDecorators === undefined ? {} : { experimentalDecorators }),
    ...(emitDecoratorMetadata === undefined ? {} : { emitDecoratorMetadata }),
  };
}

/** `import.meta` has no place in CommonJS: it becomes a name that the wrapper provides. */
function metaTransformer(context: ts.TransformationContext): ts.Transformer<ts.SourceFile> {
  const visit = (node: ts.Node): ts.Node =>
    ts.isMetaProperty(node) && node.keywordToken === ts.SyntaxKind.ImportKeyword
      ? ts.factory.createIdentifier("__assayMeta")
      : ts.visitEachChild(node, visit, context);
  return (source) => ts.visitEachChild(source, visit, context);
}

/** Whether a text is a module in the sense of the language: it imports or exports. */
function isEsm(source: ts.SourceFile): boolean {
  return ts.isExternalModule(source) && !source.statements.some((statement) => isExportEquals(statement));
}

function isExportEquals(statement: ts.Statement): boolean {
  return ts.isExportAssignment(statement) && statement.isExportEquals === true;
}

/**
 * A TypeScript or JavaScript text as CommonJS for Node 22, by the compiler and the repository's own options (`options`).
 * Types are not checked. JavaScript that is CommonJS already stays as it is. Never throws: broken text stays broken.
 */
export function transpile(path: string, text: string, options: ts.CompilerOptions): Transpiled {
  const source = parseCode(path, text);
  const syntax = isEsm(source) ? "esm" : "commonjs";
  if (syntax === "commonjs" && PLAIN_JAVASCRIPT.test(path) && !text.includes("import.meta")) return { text, syntax };
  const { outputText, sourceMapText } = ts.transpileModule(text, {
    compilerOptions: transpileOptions(options),
    // The compiler leaves modules by their name (`.mjs`, `.mts`) in the form in which they are written.
    fileName: path.replace(/\.m([jt]s)$/iu, ".$1"),
    transformers: { before: [metaTransformer] },
  });
  const made = outputText.replace(/\n\/\/# sourceMappingURL=.*\s*$/u, "\n");
  return { text: made, syntax, ...(sourceMapText === undefined ? {} : { lines: originalLines(sourceMapText) }) };
}

const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** Numbers of one segment of a source map (https://tc39.es/ecma426/, base64 VLQ). */
function decodeSegment(segment: string): readonly number[] {
  const numbers: number[] = [];
  let [value, shift] = [0, 0];
  for (const character of segment) {
    const digit = DIGITS.indexOf(character);
    value += (digit & 31) << shift;
    shift += 5;
    if (digit >= 32) continue;
    numbers.push((value & 1) === 1 ? -(value >> 1) : value >> 1);
    [value, shift] = [0, 0];
  }
  return numbers;
}

function originalLines(map: string): readonly number[] {
  const mappings = /"mappings":"([^"]*)"/u.exec(map)?.[1] ?? "";
  let line = 0;
  return mappings.split(";").map((group) => {
    let first: number | undefined;
    for (const segment of group.split(",")) {
      const [, , step] = decodeSegment(segment);
      if (step !== undefined) line += step;
      first ??= line;
    }
    return (first ?? line) + 1;
  });
}
