import type { RepoPath } from "../../../domain/repo-path.ts";
import { breakLine } from "./break-lines.ts";
import { toDialect } from "./dialect.ts";
import type { EntryPoint } from "../../../probe/explore/entry-points.ts";
import type { Trial } from "../../../probe/explore/plans.ts";
import type { LiteralStyle } from "../../../probe/explore/render-literal.ts";
import { renderText } from "../../../probe/explore/render-literal.ts";
import { renderTest, type RenderContext } from "./render-test.ts";
import { toFileFixture } from "./sample-files.ts";
import { sharedConstants, type SharedConstant } from "./shared-constants.ts";
import type { TestStyle } from "./test-style.ts";
import { renderTitle, toTitles } from "./titles.ts";

/** What a test file is made of. */
export interface FileRequest {
  readonly target: RepoPath;
  readonly testPath: RepoPath;
  readonly style: TestStyle;
  /** How the module is imported: by names, or the whole under one name. */
  readonly whole?: string;
  /** How the target itself is a module: decides how CommonJS exports are imported. */
  readonly targetModules: "esm" | "commonjs";
  readonly trials: readonly Trial[];
  /** Whether tests get a directory of their own with sample files. */
  readonly files: "sample" | "none";
}

/** One test of a rendered file. */
export interface RenderedCase {
  readonly suite: string;
  readonly title: string;
  readonly trial: Trial;
}

export interface RenderedFile {
  readonly text: string;
  readonly cases: readonly RenderedCase[];
}

function relativeSpecifier({ target, testPath, style }: FileRequest): string {
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

function importLines(request: FileRequest, names: readonly string[], used: string): readonly string[] {
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
function moduleImport({ modules, quote, semicolon, language }: TestStyle, binding: string, module: string): string {
  const from = `${quote}${module}${quote}`;
  if (modules === "commonjs") return `const ${binding} = require(${from})${semicolon}`;
  const isNode = /^(fs|os|path|assert)$/u.test(module) && language === "typescript";
  return `import ${isNode ? "* as " : ""}${binding} from ${from}${semicolon}`;
}

function runnerImports(style: TestStyle, used: string): string[] {
  const { globals, assertions, runner } = style;
  const wanted = ["afterEach", "beforeEach", "describe", "expect", "it", "jest", "mock", "test", "vi"].filter((name) =>
    new RegExp(`(^|[^\\w.])${name}[.(]`, "mu").test(used),
  );
  const add = (binding: string, module: string): string => moduleImport(style, binding, module);
  const lines: string[] = [];
  if (assertions === "assert") lines.push(add("assert", runner === "node" ? "node:assert/strict" : "assert"));
  if (assertions === "chai") lines.push(add("{ expect }", "chai"));
  if (globals !== undefined) lines.push(add(`{ ${wanted.join(", ")} }`, globals));
  return lines;
}

/** Import names by exported path: `default` needs another, names that are taken too. */
function toNames(trials: readonly Trial[], whole: string | undefined): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const { scenario } of trials) {
    const [first] = scenario.call.point.path;
    if (first === undefined || whole !== undefined) continue;
    const taken =
      /^(test|it|expect|describe|assert|jest|vi|mock|delete|default|new|in|class|function|import|null|true|false|void|typeof|var|let|with|enum|eval|arguments)$/u.test(
        first,
      );
    names.set(first, taken ? `${first}Export` : first);
  }
  return names;
}

function groups(trials: readonly Trial[]): ReadonlyMap<EntryPoint, readonly Trial[]> {
  const found = new Map<EntryPoint, Trial[]>();
  for (const trial of trials) {
    const { point } = trial.scenario.call;
    found.set(point, [...(found.get(point) ?? []), trial]);
  }
  return found;
}

const HELPER = [
  "function recorded(answer = () => undefined) {",
  "  const calls = [];",
  "  return Object.assign((...args) => { calls.push(args); return answer(...args); }, { calls });",
  "}",
];

/** Renders a whole new test file. Tests that cannot be written are left out. */
export function renderFile(request: FileRequest): RenderedFile {
  const { style, trials, target, whole } = request;
  const names = toNames(trials, whole);
  const exported: LiteralStyle["exported"] = (path) => {
    const [first, ...rest] = path;
    if (whole !== undefined) return [whole, ...path].join(".");
    return first === undefined ? "" : [names.get(first) ?? first, ...rest].join(".");
  };
  const plain: LiteralStyle = { quote: style.quote, exported };
  const shared = sharedConstants(trials, plain, style, new Set(names.values()));
  const literal: LiteralStyle = { ...plain, alias: (text) => shared.find((constant) => constant.text === text)?.name };
  const classes = new Map(
    trials.map(({ scenario: { call } }) => [call.point, call.point.receiver ?? call.point] as const),
  );
  const classNamed = (name: string): string | undefined => {
    const known = [...classes.values()].find(
      (point) => point.type === "constructor" && point.name.split(".").at(-1) === name,
    );
    return known === undefined ? undefined : exported(known.path);
  };
  const dialect = toDialect({ style, literal, classNamed });
  const taken = new Set([
    ...names.values(),
    ...shared.map(({ name }) => name),
    ...(whole === undefined ? [] : [whole]),
  ]);
  const context: RenderContext = { style, literal, dialect, taken };
  const cases: RenderedCase[] = [];
  const blocks = [...groups(trials)].flatMap(([point, group]) => {
    const block = renderGroup(point, group, context, cases);
    return block.length === 0 ? [] : [["", ...block]];
  });
  const code = blocks.flat();
  const constants = usedConstants(shared, code).flatMap((constant) => declaration(constant, style));
  const helper = code.some((line) => /\brecorded\(/u.test(line))
    ? ["", ...HELPER.map((line) => line.replaceAll(";", style.semicolon === "" ? "" : ";"))]
    : [];
  const fixture = request.files === "sample" ? toFileFixture(style) : undefined;
  const setting = fixture === undefined ? [] : ["", ...fixture.lines];
  const used = [...constants, ...setting, ...code].join("\n");
  const bindings = importBindings(names, used, style);
  const head = importLines(request, bindings, used).flatMap((line) => breakLine(line, style.indent, style.width));
  const note = [
    "",
    `// What ${target} does today, recorded by Assay from calls that it ran. A test that fails after a change`,
    "// shows a difference, not necessarily a mistake: keep what is meant, and edit or delete the rest.",
  ];
  const outside = (fixture?.imports ?? []).map(([binding, module]) => moduleImport(style, binding, module));
  const body = [
    ...outside,
    ...head,
    ...note,
    ...setting,
    ...(constants.length === 0 ? [] : ["", ...constants]),
    ...helper,
    ...code,
  ];
  return { text: `${body.join("\n")}\n`, cases };
}

/** What is imported from the target, by name; only what the tests use. */
function importBindings(names: ReadonlyMap<string, string>, used: string, style: TestStyle): readonly string[] {
  const imported = [...names.values()]
    .filter((name) => new RegExp(`\\b${name.replaceAll("$", "\\$")}\\b`, "u").test(used))
    .sort();
  const bindings = imported.map((name) => {
    const original = [...names].find(([, local]) => local === name)?.[0] ?? name;
    return original === name ? name : style.modules === "commonjs" ? `${original}: ${name}` : `${original} as ${name}`;
  });
  return bindings;
}

function usedConstants(shared: readonly SharedConstant[], code: readonly string[]): readonly SharedConstant[] {
  const text = code.join("\n");
  return shared.filter(({ name }) => (text.match(new RegExp(`\\b${name}\\b(?!['":])`, "gu"))?.length ?? 0) > 0);
}

function declaration({ name, text, suffix }: SharedConstant, style: TestStyle): readonly string[] {
  return breakLine(`const ${name} = ${text}${suffix}${style.semicolon}`, style.indent, style.width);
}

function renderGroup(
  point: EntryPoint,
  group: readonly Trial[],
  context: RenderContext,
  cases: RenderedCase[],
): readonly string[] {
  const { style } = context;
  const writable = group.flatMap((trial) => {
    const body = renderTest(trial, context);
    return body === undefined ? [] : [{ trial, body }];
  });
  if (writable.length === 0) return [];
  const titles = toTitles(writable.map(({ trial }) => trial));
  const lines: string[] = [`describe(${renderText(point.name, style.quote)}, () => {`];
  for (const [index, { trial, body }] of writable.entries()) {
    const title = titles[index] ?? "";
    cases.push({ suite: point.name, title, trial });
    const head = `${style.word}(${renderTitle(title, style.quote)}, ${body.async === "yes" ? "async " : ""}() => {`;
    const inner = body.lines.flatMap((line) =>
      breakLine(`${style.indent}${style.indent}${line}${style.semicolon}`, style.indent, style.width),
    );
    lines.push(...(index === 0 ? [] : [""]), `${style.indent}${head}`, ...inner, `${style.indent}})${style.semicolon}`);
  }
  lines.push(`})${style.semicolon}`);
  return lines;
}
