import { createRequire } from "node:module";

/** What istanbul finds in a text: places as `line:column`, 1-based and 0-based as it has them. */
export interface IstanbulView {
  readonly statements: readonly string[];
  /** Start of the body of each function. */
  readonly functions: number;
  /** Kind and number of ways of each branch, with the line it begins on. */
  readonly branches: readonly string[];
  /** The instrumented text, which counts into the global `__coverage__`. */
  readonly code: string;
}

interface Position {
  readonly line: number;
  readonly column: number;
}

interface FileCoverage {
  readonly statementMap: Readonly<Record<string, { readonly start: Position }>>;
  readonly fnMap: Readonly<Record<string, unknown>>;
  readonly branchMap: Readonly<
    Record<
      string,
      { readonly type: string; readonly loc: { readonly start: Position }; readonly locations: readonly unknown[] }
    >
  >;
}

interface Instrumenter {
  instrumentSync(code: string, filename: string): string;
  lastFileCoverage(): FileCoverage;
}

type Create = (options: Readonly<Record<string, unknown>>) => Instrumenter;

/** The library comes with jest, whose own coverage is made by it. */
function toCreate(): Create {
  const fromJest = createRequire(createRequire(import.meta.url).resolve("@jest/transform"));
  const library: unknown = fromJest(
    fromJest.resolve("babel-plugin-istanbul").replace(/babel-plugin-istanbul.*$/u, "istanbul-lib-instrument"),
  );
  return (library as { readonly createInstrumenter: Create }).createInstrumenter;
}

/** Looks at a text with istanbul's own instrumenter. */
export function viewByIstanbul(path: string, text: string): IstanbulView {
  const plugins = [
    "asyncGenerators",
    "classProperties",
    "decorators-legacy",
    "explicitResourceManagement",
    "topLevelAwait",
  ];
  const language = path.endsWith("x") ? ["jsx", "typescript"] : path.endsWith(".ts") ? ["typescript"] : ["jsx"];
  const instrumenter = toCreate()({ esModules: true, compact: false, parserPlugins: [...plugins, ...language] });
  const code = instrumenter.instrumentSync(text, path);
  const { statementMap, fnMap, branchMap } = instrumenter.lastFileCoverage();
  const place = ({ line, column }: Position): string => `${line}:${column}`;
  return {
    statements: Object.values(statementMap)
      .map(({ start }) => place(start))
      .sort(),
    functions: Object.keys(fnMap).length,
    branches: Object.values(branchMap)
      .map(({ type, loc, locations }) => `${loc.start.line} ${type} ${locations.length}`)
      .sort(),
    code,
  };
}
