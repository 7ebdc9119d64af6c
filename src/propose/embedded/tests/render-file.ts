import type { RepoPath } from "../../../domain/repo-path.ts";
import { breakLine } from "./break-lines.ts";
import { toBriefDialect } from "./brief-dialect.ts";
import { toDialect } from "./dialect.ts";
import { fakeTimers, needsTimers } from "./late-form.ts";
import { callsOf, type Trial } from "../../../probe/explore/plans.ts";
import type { LiteralStyle } from "../../../probe/explore/render-literal.ts";
import { renderText } from "../../../probe/explore/render-literal.ts";
import type { RenderContext } from "./render-arguments.ts";
import { importLines, moduleImport, usedNames, type ImportRequest } from "./render-imports.ts";
import { settingLines } from "./setting-lines.ts";
import { renderTest } from "./render-test.ts";
import { toFileFixture } from "./sample-files.ts";
import { sharedConstants, type SharedConstant } from "./shared-constants.ts";
import type { TestStyle } from "./test-style.ts";
import { renderTitle, toTitles } from "./titles.ts";

/** What a test file is made of. */
export interface FileRequest extends ImportRequest {
  readonly trials: readonly Trial[];
  /** Whether tests get a directory of their own with sample files. */
  readonly files: Readonly<Record<string, string>> | "none";
  /** Names that mean something else in the file already. */
  readonly taken?: ReadonlySet<string>;
  /** Comment above the tests; absent: where they come from. */
  readonly note?: readonly string[];
}

/** One test of a rendered file. */
export interface RenderedCase {
  readonly suite: string;
  readonly title: string;
  readonly trial: Trial;
  /** Lines of the file that it takes, before a formatter. */
  readonly lines: number;
}

export interface RenderedFile {
  readonly text: string;
  readonly cases: readonly RenderedCase[];
}

/** Import names by exported path: `default` needs another, names that are taken too. */
function toNames(trials: readonly Trial[], whole: string | undefined): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const called = trials.flatMap(({ scenario }) => scenario.call.point.path.slice(0, 1));
  for (const first of whole === undefined ? new Set([...called, ...trials.flatMap(namesInArguments)]) : []) {
    const taken =
      /^(test|it|expect|describe|assert|jest|vi|mock|delete|default|new|in|class|function|import|null|true|false|void|typeof|var|let|with|enum|eval|arguments)$/u.test(
        first,
      );
    names.set(first, taken ? `${first}Export` : first);
  }
  return names;
}

/** Exports that arguments are made with. */
function namesInArguments({ scenario }: Trial): readonly string[] {
  const texts = JSON.stringify(callsOf(scenario).map(({ args }) => args));
  return [...texts.matchAll(/\bexports\.([A-Za-z_$][\w$]*)/gu)].map(([, name = ""]) => name);
}

function byEntry(trials: readonly Trial[]): ReadonlyMap<string, readonly Trial[]> {
  const found = new Map<string, Trial[]>();
  for (const trial of trials) {
    const { name } = trial.scenario.call.point;
    found.set(name, [...(found.get(name) ?? []), trial]);
  }
  return found;
}

/** A function that keeps the arguments of its calls, for runners that bring none. */
const HELPER = [
  "function recorded(answer = () => undefined) {",
  "  const calls = [];",
  "  const recorder = (...args) => {",
  "    calls.push(args);",
  "    return answer(...args);",
  "  };",
  "  Object.defineProperty(recorder, 'length', { value: answer.length });",
  "  return Object.assign(recorder, { calls });",
  "}",
];

/** The parts of a test file. */
export interface Pieces {
  /** Exported name and name in the test, of what is used of the target. */
  readonly names: readonly { readonly name: string; readonly local: string }[];
  /** Modules of Node's that are used as a whole. */
  readonly modules: readonly (readonly [binding: string, module: string])[];
  /** What is used of other modules of Node's by name. */
  readonly taken: readonly { readonly name: string; readonly module: string }[];
  /** What comes before and after every test; constants; helpers. Lines, a blank one first. */
  readonly setting: readonly string[];
  readonly constants: readonly string[];
  readonly helper: readonly string[];
  readonly groups: readonly Group[];
  readonly cases: readonly RenderedCase[];
}

/** The tests of one entry point; each as lines, indented once. */
export interface Group {
  readonly suite: string;
  readonly tests: readonly (readonly string[])[];
}

/** All text that stands below the imports. */
export function bodyOf(
  { setting, constants, helper, groups }: Pieces,
  { quote, semicolon }: TestStyle,
): readonly string[] {
  const code = groups.flatMap(({ suite, tests }) => [
    "",
    `describe(${renderText(suite, quote)}, () => {`,
    ...tests.flatMap((test, index) => (index === 0 ? test : ["", ...test])),
    `})${semicolon}`,
  ]);
  return [...setting, ...(constants.length === 0 ? [] : ["", ...constants]), ...helper, ...code];
}

/** Renders the parts of a test file. Tests that cannot be written are left out. */
export function renderPieces(request: FileRequest): Pieces {
  const { style, trials, whole } = request;
  const names = toNames(trials, whole);
  const exported: LiteralStyle["exported"] = (path) => {
    const [first, ...rest] = path;
    if (whole !== undefined) return [whole, ...path].join(".");
    return first === undefined ? "" : [names.get(first) ?? first, ...rest].join(".");
  };
  const plain: LiteralStyle = { quote: style.quote, exported };
  const reserved = new Set([...names.values(), ...(request.taken ?? []), ...(whole === undefined ? [] : [whole])]);
  const shared = sharedConstants(trials, plain, style, reserved);
  const literal: LiteralStyle = { ...plain, alias: (text) => shared.find((constant) => constant.text === text)?.name };
  const dialect = toBriefDialect(toDialect({ style, literal, classNamed: classNames(trials, exported) }), style.quote);
  const taken = new Set([...reserved, ...shared.map(({ name }) => name)]);
  const context: RenderContext = { style, literal, dialect, taken };
  const cases: RenderedCase[] = [];
  const groups = [...byEntry(trials)].flatMap(([suite, group]) => renderGroup(suite, group, context, cases));
  const code = groups.flatMap(({ tests }) => tests.flat());
  const constants = usedConstants(shared, code).flatMap((constant) => declaration(constant, style));
  const isRecorded = code.some((line) => /\brecorded\(/u.test(line));
  const fixture = request.files === "none" ? undefined : toFileFixture(style, request.files);
  const timers = cases.some(({ trial }) => needsTimers(trial, style)) ? fakeTimers(style) : undefined;
  const put = [...new Set(cases.flatMap(({ trial }) => settingLines(trial, literal, "put back")))];
  const pieces: Omit<Pieces, "names"> = {
    modules: fixture?.imports ?? [],
    taken: nodeNames(code, taken),
    setting: [
      ...(fixture === undefined ? [] : ["", ...fixture.lines]),
      ...(timers === undefined ? [] : ["", ...afterEach([timers.off], style)]),
      ...(put.length === 0 ? [] : ["", ...afterEach(put, style)]),
    ],
    constants,
    helper: isRecorded ? ["", ...HELPER.map((line) => (style.semicolon === "" ? line.replace(/;$/u, "") : line))] : [],
    groups,
    cases,
  };
  return { ...pieces, names: usedNames(names, bodyOf({ ...pieces, names: [] }, style).join("\n")) };
}

/** What tests take from Node's own modules by name, where they use it. */
const NODE_NAMES = [
  ["once", "events"],
  ["Readable", "stream"],
  ["Writable", "stream"],
] as const;

function nodeNames(code: readonly string[], taken: ReadonlySet<string>): Pieces["taken"] {
  const text = code.join("\n");
  return NODE_NAMES.flatMap(([name, module]) =>
    !taken.has(name) && new RegExp(`(?<![\\w$.'"])${name}[.(]`, "u").test(text) ? [{ name, module }] : [],
  );
}

/** Imports of names, one line for each module. */
function namedImports(taken: Pieces["taken"], style: TestStyle): readonly string[] {
  return [...Map.groupBy(taken, ({ module }) => module)].map(([module, names]) =>
    moduleImport(style, `{ ${names.map(({ name }) => name).join(", ")} }`, module),
  );
}

/** Renders a whole new test file. */
export function renderFile(request: FileRequest): RenderedFile {
  const { style, target } = request;
  const pieces = renderPieces(request);
  const body = bodyOf(pieces, style);
  const between = style.modules === "commonjs" ? ": " : " as ";
  const bindings = pieces.names.map(({ name, local }) => (name === local ? name : `${name}${between}${local}`));
  const head = importLines(request, bindings, body.join("\n")).flatMap((line) =>
    breakLine(line, style.indent, style.width),
  );
  const outside = [
    ...pieces.modules.map(([binding, module]) => moduleImport(style, binding, module)),
    ...namedImports(pieces.taken, style),
  ];
  const text = [...outside, ...head, "", ...(request.note ?? noteOf(target)), ...body].join("\n");
  return { text: `${text}\n`, cases: pieces.cases };
}

/** What the tests are, for whoever reads the file. */
export function noteOf(target: RepoPath): readonly string[] {
  return [
    `// What ${target} does today, recorded by Assay from calls that it ran. A test that fails after a change`,
    "// shows a difference, not necessarily a mistake: keep what is meant, and edit or delete the rest.",
  ];
}

/** The name under which a test knows an exported class. */
function classNames(
  trials: readonly Trial[],
  exported: LiteralStyle["exported"],
): (name: string) => string | undefined {
  const classes = trials.flatMap(({ scenario: { call } }) =>
    [call.point, call.point.receiver ?? call.point].filter(({ type }) => type === "constructor"),
  );
  return (name) => {
    const known = classes.find((point) => point.name.split(".").at(-1) === name);
    return known === undefined ? undefined : exported(known.path);
  };
}

function afterEach(lines: readonly string[], { indent, semicolon }: TestStyle): readonly string[] {
  return ["afterEach(() => {", ...lines.map((line) => `${indent}${line}${semicolon}`), `})${semicolon}`];
}

/** The constants that the tests name, and those that these are made of: each is made of earlier ones alone. */
function usedConstants(shared: readonly SharedConstant[], code: readonly string[]): readonly SharedConstant[] {
  const used: SharedConstant[] = [];
  let text = code.join("\n");
  for (const constant of shared.toReversed()) {
    if (!new RegExp(`(?<![\\w$])${constant.name.replaceAll("$", String.raw`\$`)}(?![\\w$'":])`, "u").test(text))
      continue;
    used.unshift(constant);
    text += `\n${constant.text}`;
  }
  return used;
}

function declaration({ name, text, suffix }: SharedConstant, style: TestStyle): readonly string[] {
  return breakLine(`const ${name} = ${text}${suffix}${style.semicolon}`, style.indent, style.width);
}

function renderGroup(
  suite: string,
  group: readonly Trial[],
  context: RenderContext,
  cases: RenderedCase[],
): readonly Group[] {
  const { style } = context;
  const writable = group.flatMap((trial) => {
    const body = renderTest(trial, context);
    return body === undefined ? [] : [{ trial, body }];
  });
  if (writable.length === 0) return [];
  const titles = toTitles(writable.map(({ trial }) => trial));
  const tests = writable.map(({ trial, body }, index) => {
    const title = titles[index] ?? "";
    const head = `${style.word}(${renderTitle(title, style.quote)}, ${body.async === "yes" ? "async " : ""}() => {`;
    const inner = body.lines.flatMap((line) =>
      breakLine(`${style.indent}${style.indent}${line}${style.semicolon}`, style.indent, style.width),
    );
    const lines = [`${style.indent}${head}`, ...inner, `${style.indent}})${style.semicolon}`];
    cases.push({ suite, title, trial, lines: lines.length + 1 });
    return lines;
  });
  return [{ suite, tests }];
}
