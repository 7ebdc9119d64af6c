import ts from "typescript";

/** File name endings that the compiler can parse, with the kind of source that each holds. */
const KINDS: ReadonlyMap<string, ts.ScriptKind> = new Map([
  [".ts", ts.ScriptKind.TS],
  [".mts", ts.ScriptKind.TS],
  [".cts", ts.ScriptKind.TS],
  [".tsx", ts.ScriptKind.TSX],
  [".js", ts.ScriptKind.JSX],
  [".mjs", ts.ScriptKind.JSX],
  [".cjs", ts.ScriptKind.JSX],
  [".jsx", ts.ScriptKind.JSX],
]);

function kindOf(path: string): ts.ScriptKind | undefined {
  const dot = path.lastIndexOf(".");
  return dot < 0 ? undefined : KINDS.get(path.slice(dot).toLowerCase());
}

/** Whether the compiler can parse a file of this name: TypeScript and JavaScript, with and without JSX. */
export function isParsable(path: string): boolean {
  return kindOf(path) !== undefined;
}

/**
 * The syntax tree of a text, parents set. Never throws: broken text gives a tree with gaps. A name that
 * {@link isParsable} does not know is read as TypeScript.
 */
export function parseSource(path: string, text: string): ts.SourceFile {
  return ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, kindOf(path) ?? ts.ScriptKind.TS);
}

/** The syntax tree of a text as {@link parseSource} gives it, but doc comments are not read: faster where none is asked for. */
export function parseCode(path: string, text: string): ts.SourceFile {
  const options = { languageVersion: ts.ScriptTarget.Latest, jsDocParsingMode: ts.JSDocParsingMode.ParseNone };
  return ts.createSourceFile(path, text, options, true, kindOf(path) ?? ts.ScriptKind.TS);
}

/** 1-based line of an offset. */
export function lineAt(source: ts.SourceFile, offset: number): number {
  return source.getLineAndCharacterOfPosition(offset).line + 1;
}
