import { readFileNames, withImports, type FileNames, type WantedName } from "../../../code/extend-imports.ts";
import { testCalls, type TestCall } from "../../../code/tests.ts";
import {
  bodyOf,
  noteOf,
  renderPieces,
  type FileRequest,
  type Group,
  type Pieces,
  type RenderedFile,
} from "./render-file.ts";
import { assertModule, moduleImport, relativeSpecifier, runnerNames } from "./render-imports.ts";

/** A test file that is there already. */
export interface ExistingFile {
  readonly text: string;
}

const bare = (specifier: string): string => specifier.replace(/\.[cm]?[jt]sx?$/u, "").replace(/\/index$/u, "");

/** How the file imports the target: under which specifier, and under which name where it imports the whole. */
function targetImport(
  request: FileRequest,
  { imports }: FileNames,
): { readonly module: string; readonly whole?: string } {
  const own = relativeSpecifier(request);
  for (const [local, { module, name }] of imports) {
    if (bare(module) !== bare(own)) continue;
    return name === "*" || (name === "default" && request.whole !== undefined) ? { module, whole: local } : { module };
  }
  return { module: own };
}

/** Calls that the file makes already, without white space: what they show is shown. */
function isThere(text: string, test: readonly string[]): boolean {
  const plain = (line: string): string => line.replaceAll(/[\s;]/gu, "").replaceAll("'", '"');
  const all = plain(text);
  const asserted = test.slice(1, -1).map(plain);
  return asserted.length > 0 && asserted.every((line) => all.includes(line));
}

function withoutKnown(pieces: Pieces, text: string, calls: readonly TestCall[]): Pieces {
  const titles = new Set(calls.map(({ suites, title }) => `${suites.at(-1) ?? ""} ${title}`));
  const kept: Pieces["cases"][number][] = [];
  const groups = pieces.groups.flatMap(({ suite, tests }) => {
    const own = pieces.cases.filter((one) => one.suite === suite);
    const fresh = tests.filter((test, index) => {
      const one = own[index];
      if (one === undefined || titles.has(`${suite} ${one.title}`) || isThere(text, test)) return false;
      kept.push(one);
      return true;
    });
    return fresh.length === 0 ? [] : [{ suite, tests: fresh }];
  });
  return { ...pieces, groups, cases: kept };
}

/** The suite of the file that is about the same thing, where its end is a line of its own. */
function suiteFor({ suite }: Group, calls: readonly TestCall[], lines: readonly string[]): TestCall | undefined {
  return calls.find(
    (call) =>
      call.kind === "suite" &&
      call.suites.length === 0 &&
      call.title === suite &&
      call.modifiers.length === 0 &&
      /^\s*\}\s*\)\s*;?\s*$/u.test(lines[call.end - 2] ?? ""),
  );
}

/** The text with each group's tests at the end of the suite of the same name; what has none comes back. */
function fillSuites(
  text: string,
  path: string,
  groups: readonly Group[],
): { readonly text: string; readonly rest: readonly Group[] } {
  const lines = text.split("\n");
  const calls = testCalls(path, text);
  const places = groups.map((group) => ({ group, suite: suiteFor(group, calls, lines) }));
  for (const { group, suite } of places.toSorted((a, b) => (b.suite?.end ?? 0) - (a.suite?.end ?? 0))) {
    if (suite === undefined) continue;
    lines.splice(suite.end - 2, 0, ...group.tests.flatMap((test) => ["", ...test]));
  }
  return { text: lines.join("\n"), rest: places.flatMap(({ group, suite }) => (suite === undefined ? [group] : [])) };
}

function wantedNames(request: FileRequest, pieces: Pieces, used: string, module: string): readonly WantedName[] {
  const { style } = request;
  const { globals, assertions } = style;
  return [
    ...pieces.modules.map(([local, name]) => ({ module: name, name: "*", local })),
    ...pieces.taken.map(({ name, module: from }) => ({ module: from, name, local: name })),
    ...(assertions === "assert" ? [{ module: assertModule(style), name: "*", local: "assert" }] : []),
    ...(assertions === "chai" ? [{ module: "chai", name: "expect", local: "expect" }] : []),
    ...(globals === undefined ? [] : runnerNames(used).map((name) => ({ module: globals, name, local: name }))),
    ...(request.whole === undefined ? pieces.names.map((one) => ({ ...one, module })) : []),
  ];
}

/** The text of an import that the file does not have yet. */
function importLine({ style, targetModules }: FileRequest, module: string, names: readonly WantedName[]): string {
  const [first] = names;
  const { quote, semicolon, modules } = style;
  if (first?.name === "*" && !module.startsWith(".")) return moduleImport(style, first.local, module);
  const from = `${quote}${module}${quote}`;
  if (first?.name === "*") {
    if (modules === "commonjs") return `const ${first.local} = require(${from})${semicolon}`;
    return `import ${targetModules === "esm" ? "* as " : ""}${first.local} from ${from}${semicolon}`;
  }
  const between = modules === "commonjs" ? ": " : " as ";
  const list = names.map(({ name, local }) => (name === local ? name : `${name}${between}${local}`)).join(", ");
  return modules === "commonjs"
    ? `const { ${list} } = require(${from})${semicolon}`
    : `import { ${list} } from ${from}${semicolon}`;
}

function indented(lines: readonly string[], indent: string): readonly string[] {
  return lines.map((line) => (line === "" ? "" : `${indent}${line}`));
}

/** Whether a test stands on what is done before and after each: files in a directory of its own, the runner's timers. */
const SET = /\.useFakeTimers\(|\btimers\.enable\(|^\s*[\w$]+(?:\.[\w$]+)+ = (?:true|false)\b/u;

function needsSetting({ files }: FileRequest, test: readonly string[]): boolean {
  return files !== "none" || test.some((line) => SET.test(line));
}

/** Lines in a suite of their own: what is done around these tests is not done around those of others. */
function wrapped(lines: readonly string[], { target, style }: FileRequest): readonly string[] {
  const isEmpty = !lines.some((line) => line.includes("describe("));
  if (isEmpty) return [];
  const head = `describe(${style.quote}${target}${style.quote}, () => {`;
  return ["", head, ...indented(lines.slice(1), style.indent), `})${style.semicolon}`];
}

/**
 * The existing file with more tests: in the suites that are about the same, else behind everything. No line of it is
 * changed but imports that need more names. What it shows already is left out; undefined where nothing is left.
 */
export function extendFile(wanted: FileRequest, { text }: ExistingFile): RenderedFile | undefined {
  const { testPath, style, target } = wanted;
  const names = readFileNames(testPath, text);
  const known = targetImport(wanted, names);
  const request: FileRequest = {
    ...wanted,
    taken: names.taken,
    ...(known.whole === undefined ? {} : { whole: known.whole }),
  };
  const all = renderPieces(request);
  const pieces = withoutKnown(all, text, testCalls(testPath, text));
  if (pieces.cases.length === 0) return undefined;
  const parted = pieces.groups.map(({ suite, tests }) => ({
    free: { suite, tests: tests.filter((test) => !needsSetting(wanted, test)) },
    set: { suite, tests: tests.filter((test) => needsSetting(wanted, test)) },
  }));
  const isFilled = ({ tests }: Group): boolean => tests.length > 0;
  const filled = fillSuites(text, testPath, parted.map(({ free }) => free).filter(isFilled));
  const set = parted.map(({ set: own }) => own).filter(isFilled);
  const plain = bodyOf({ ...pieces, setting: [], groups: filled.rest }, style);
  const tail = [...plain, ...wrapped(bodyOf({ ...pieces, constants: [], helper: [], groups: set }, style), wanted)];
  const used = [...tail, ...pieces.groups.flatMap(({ tests }) => tests.flat())].join("\n");
  const whole =
    known.whole === undefined && request.whole !== undefined
      ? [{ module: known.module, name: "*", local: request.whole }]
      : [];
  const base = withImports(
    testPath,
    filled.text,
    [...wantedNames(request, pieces, used, known.module), ...whole],
    (module, list) => importLine(request, module, list),
  );
  const added = tail.length === 0 ? "" : `\n${[...noteOf(target), ...tail].join("\n")}\n`;
  return { text: `${base.trimEnd()}\n${added}`, cases: pieces.cases };
}
