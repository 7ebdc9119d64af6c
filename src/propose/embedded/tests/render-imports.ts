import type { RepoPath } from "../../../domain/repo-path.ts";
import type { TestStyle } from "./test-style.ts";

/** What imports are made for. */
export interface ImportRequest {
  readonly target: RepoPath;
  readonly testPath: RepoPath;
  readonly style: TestStyle;
  /** How the module is imported: by names, or the whole under one name. */
  readonly whole?: string;
  /** How the target itself is a module: decides how CommonJS exports are imported. */
  readonly targetModules: "esm" | "commonjs";
}

/** The target as the test names it. */
export function relativeSpecifier({ target, testPath, style }: ImportRequest): string {
  const from = testPath.split("/").slice(0, -1);
  const to = target.split("/");
  let common = 0;
  while (common < from.length && common < to.length - 1 && from[common] === to[common]) common += 1;
  const path = [...from.slice(common).map(() => ".."), ...to.slice(common)].join("/");
  const relative = path.startsWith("..") ? path : `./${path}`;
  if (style.specifier === "as-file" || /\.[cm]js$/u.test(relative)) return relative;
  const bare = relative.replace(/\.[cm]?[jt]sx?$/u, "");
  return style.specifier === "js" ? `${bare}.js` : bare;
}

/** Lines that import what the tests use. */
export function importLines(request: ImportRequest, names: readonly string[], used: string): readonly string[] {
  const { style, whole, targetModules } = request;
  const { quote, semicolon, modules } = style;
  const from = `${quote}${relativeSpecifier(request)}${quote}`;
  const list = names.join(", ");
  const lines = runnerImports(style, used);
  const binding = whole ?? `{ ${list} }`;
  if (names.length === 0 && whole === undefined) return lines;
  if (modules === "commonjs") lines.push(`const ${binding} = require(${from})${semicolon}`);
  else if (whole !== undefined && targetModules === "esm") lines.push(`import * as ${whole} from ${from}${semicolon}`);
  else lines.push(`import ${binding} from ${from}${semicolon}`);
  return lines;
}

/** Import of a package or of a module of Node's. */
export function moduleImport(
  { modules, quote, semicolon, language }: TestStyle,
  binding: string,
  module: string,
): string {
  const from = `${quote}${module}${quote}`;
  if (modules === "commonjs") return `const ${binding} = require(${from})${semicolon}`;
  const isNode = /^(fs|os|path|assert)$/u.test(module) && language === "typescript";
  return `import ${isNode ? "* as " : ""}${binding} from ${from}${semicolon}`;
}

/** Names of the runner that a text uses. */
export function runnerNames(used: string): readonly string[] {
  return ["afterEach", "beforeEach", "describe", "expect", "it", "jest", "mock", "test", "vi"].filter((name) =>
    new RegExp(`(^|[^\\w.])${name}[.(]`, "mu").test(used),
  );
}

/** Module that an assertion library is imported from. */
export function assertModule({ runner }: TestStyle): string {
  return runner === "node" ? "node:assert/strict" : "assert";
}

function runnerImports(style: TestStyle, used: string): string[] {
  const { globals, assertions } = style;
  const wanted = runnerNames(used);
  const add = (binding: string, module: string): string => moduleImport(style, binding, module);
  const lines: string[] = [];
  if (assertions === "assert") lines.push(add("assert", assertModule(style)));
  if (assertions === "chai") lines.push(add("{ expect }", "chai"));
  if (globals !== undefined) lines.push(add(`{ ${wanted.join(", ")} }`, globals));
  return lines;
}

/** Names of the target, as it exports them and as the test calls them, that a text uses. */
export function usedNames(
  names: ReadonlyMap<string, string>,
  used: string,
): readonly { readonly name: string; readonly local: string }[] {
  return [...names]
    .map(([name, local]) => ({ name, local }))
    .filter(({ local }) => new RegExp(`\\b${local.replaceAll("$", "\\$")}\\b`, "u").test(used))
    .toSorted((a, b) => (a.local < b.local ? -1 : 1));
}
