import ts from "typescript";
import { baseOf, dirOf, stemOf, type RepoPath } from "../../domain/repo-path.ts";
import { walk } from "../callee.ts";
import { exportedNames } from "../exports.ts";
import { parseSource } from "../source.ts";
import { withChecks } from "./example-checks.ts";
import { EXAMPLE_HARNESS } from "./example-harness.ts";

/** One stated result, as the program found it. */
export interface ExampleRemark {
  /** 0-based line inside the example. */
  readonly line: number;
  readonly ok: boolean;
  readonly stated: string;
  readonly actual: string;
}

/** An import whose every name the module itself exports is about the module, however it is spelled. */
function renderImport(statement: ts.ImportDeclaration, { names, specifier }: About, source: ts.SourceFile): string {
  const bindings = statement.importClause?.namedBindings;
  const asked =
    bindings !== undefined && ts.isNamedImports(bindings)
      ? bindings.elements.map(({ name, propertyName }) => (propertyName ?? name).text)
      : [];
  const isOwn = asked.length > 0 && asked.every((name) => names.has(name));
  const text = statement.getText(source);
  return isOwn ? text.replace(statement.moduleSpecifier.getText(source), JSON.stringify(specifier)) : text;
}

/** Where the program of examples lies while it runs: beside the module, so that relative imports lead where they say. */
export function examplePath(module: RepoPath): string {
  const dir = dirOf(module);
  return `${dir === "" ? "" : `${dir}/`}__assay_example.${/\.[jt]sx$/iu.test(module) ? "tsx" : "ts"}`;
}

const NAME = /^[A-Za-z_$][\w$]*$/u;

function isBindable(name: string): boolean {
  const kind = ts.identifierToKeywordKind(ts.factory.createIdentifier(name));
  return NAME.test(name) && name !== "default" && (kind === undefined || kind > ts.SyntaxKind.LastReservedWord);
}

/** Names for everything that a module exports as one thing. */
function wholeNames(module: RepoPath, text: string): readonly string[] {
  const assigned =
    /(?:module\.exports\s*=|export\s+default(?:\s+(?:async\s+)?(?:function\*?|class))?|export\s*=)\s*([A-Za-z_$][\w$]*)(?![\w$]|\s*=>)/u.exec(
      text,
    )?.[1];
  const stem = stemOf(module) === "index" ? (module.split("/").at(-2) ?? "index") : stemOf(module);
  const camel = stem.replaceAll(/[^\w$]+(\w?)/gu, (_, letter: string) => letter.toUpperCase());
  return [...new Set([assigned ?? "", camel])].filter(isBindable);
}

/** The name by which a comment or an example calls what a module exports as one thing. */
export function wholeName(module: RepoPath, text: string): string {
  return wholeNames(module, text)[0] ?? "subject";
}

/** Identifiers of an example: what a module hands on with `export *` is among them, if it is used at all. */
function identifiersOf(source: ts.SourceFile): readonly string[] {
  const found = new Set<string>();
  walk(source, (node) => {
    if (ts.isIdentifier(node)) found.add(node.text);
  });
  return [...found];
}

/** What can be said of a module before an example about it is run. */
interface About {
  readonly names: ReadonlySet<string>;
  readonly whole: readonly string[];
  readonly specifier: string;
}

function aboutOf(module: RepoPath, text: string): About {
  const values = exportedNames(module, text).filter(({ kind }) => kind === "value");
  const names = new Set(values.map(({ name }) => name));
  const whole = wholeNames(module, text).filter((name) => !names.has(name));
  return { names, whole, specifier: `./${baseOf(module)}` };
}

interface Part {
  readonly imports: readonly string[];
  readonly run: string;
}

function toPart(code: string, index: number, about: About, name: string): Part {
  const { text, checks } = withChecks(code, name);
  const source = parseSource(name, text);
  const { names, whole } = about;
  const imports = source.statements.filter(ts.isImportDeclaration).map((one) => renderImport(one, about, source));
  const body = source.statements
    .filter((one) => !ts.isImportDeclaration(one))
    .map((one) => one.getText(source).replace(/^export /u, ""));
  const bound = [...names].filter(isBindable);
  const passedOn = names.has("*")
    ? identifiersOf(parseSource(name, code)).filter((one) => isBindable(one) && !names.has(one))
    : [];
  const bindings = [
    ...bound.map((one) => `const ${one} = __own.${one};`),
    ...passedOn.map((one) => `const ${one} = __own.${one} ?? (globalThis as any).${one};`),
    ...whole.map((one) => `const ${one} = __own.default ?? __own;`),
  ];
  const run = `export async function run${index}(): Promise<string> {
  const { __keep, __kept, __is, __isNow, __throws, __throwsNow, __end } = __checks();
  ${bindings.join("\n  ")}
  {
${body.join("\n")}
  }
  return __end(${JSON.stringify(checks)});
}`;
  return { imports, run };
}

/**
 * Turns examples into one program that checks what they state: `run0`, `run1`, … resolve to a JSON text of
 * {@link ExampleRemark}s. Names of the module need not be imported. Examples that import must come alone.
 */
export function toExampleProgram(examples: readonly string[], module: RepoPath, moduleText: string): string {
  const about = aboutOf(module, moduleText);
  const parts = examples.map((code, index) => toPart(code, index, about, examplePath(module)));
  return `// @ts-nocheck
import { format as __format, inspect as __inspect, isDeepStrictEqual as __equal } from "node:util";
import * as __module from ${JSON.stringify(about.specifier)};
${parts.flatMap(({ imports }) => imports).join("\n")}
const __own = __module as any;
${EXAMPLE_HARNESS}
${parts.map(({ run }) => run).join("\n")}
`;
}

/** Whether an example has imports of its own. */
export function hasImports(code: string): boolean {
  return parseSource("example.ts", code).statements.some(ts.isImportDeclaration);
}
