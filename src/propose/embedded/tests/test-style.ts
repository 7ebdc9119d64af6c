import { createFileView } from "../../../code/file-view.ts";
import type { RepoPath } from "../../../domain/repo-path.ts";

/** How the repository writes its tests. */
export interface TestStyle {
  readonly runner: "jest" | "vitest" | "mocha" | "node";
  /** Module that `test`, `describe` and `expect` are imported from; absent where they are globals. */
  readonly globals?: string;
  readonly assertions: "expect" | "assert" | "chai";
  readonly word: "test" | "it";
  readonly modules: "esm" | "commonjs";
  readonly language: "typescript" | "javascript";
  readonly quote: "'" | '"';
  readonly semicolon: ";" | "";
  readonly indent: string;
  readonly width: number;
  /** Ending of a relative import of a source file: as written in the neighbours. */
  readonly specifier: "none" | "as-file" | "js";
}

/** A test of the repository, to be written like. */
interface Neighbour {
  readonly path: string;
  readonly text: string;
}

const TESTS = ["**/*.test.*", "**/*.spec.*", "**/__tests__/**/*", "test/**/*", "tests/**/*"];
const ENDINGS = [".ts", ".tsx", ".mts", ".cts", ".js", ".jsx", ".mjs", ".cjs"];
const MAX_NEIGHBOURS = 8;

/** Test files of the repository, those nearest to a path first. */
export function readNeighbours(root: string, path: RepoPath): readonly Neighbour[] {
  const view = createFileView(root);
  const found = view.readDirectory(
    view.root,
    ENDINGS,
    ["**/node_modules", "**/dist", "**/build", "**/coverage"],
    TESTS,
    8,
  );
  const relative = found
    .map((absolute) => absolute.slice(view.root.length + 1))
    .filter((other) => !other.includes("node_modules/"));
  const common = (other: string): number => {
    let count = 0;
    while (count < other.length && other[count] === path[count]) count += 1;
    return count;
  };
  return relative
    .toSorted((a, b) => common(b) - common(a) || (a < b ? -1 : 1))
    .slice(0, MAX_NEIGHBOURS)
    .map((other) => ({ path: other, text: view.readFile(`${view.root}/${other}`) ?? "" }))
    .filter(({ text }) => /\b(test|it)\s*[.(]/u.test(text));
}

function count(texts: readonly Neighbour[], pattern: RegExp): number {
  return texts.reduce((sum, { text }) => sum + (text.match(pattern)?.length ?? 0), 0);
}

const GLOBALS = { jest: "@jest/globals", vitest: "vitest", node: "node:test" } as const;

/** Where an import's or a require's module stands: statements alone, not what a test has in its texts. */
const FROM = String.raw`^[^\S\n]*(?:import\s(?:[^;"'\n]*\sfrom\s)?\s*|export\s[^;"'\n]*\sfrom\s+|\}\s*from\s+|(?:(?:const|let|var)\s[^;"'\n]*|\}\s*=\s*|[\w$]+\s*=\s*)\brequire\()["']`;

function imports(neighbours: readonly Neighbour[], module: string): number {
  return neighbours.filter(({ text }) => new RegExp(`${FROM}${module}["']`, "mu").test(text)).length;
}

/** The runner that the line names, else the one that most of the neighbours import. */
function runnerOf(line: string, neighbours: readonly Neighbour[]): TestStyle["runner"] {
  if (/\bvitest\b/u.test(line)) return "vitest";
  if (/\bmocha\b/u.test(line)) return "mocha";
  if (/\bjest\b/u.test(line)) return "jest";
  if (/--test\b/u.test(line)) return "node";
  const counted = (["jest", "vitest", "node"] as const).map(
    (runner) => [runner, imports(neighbours, GLOBALS[runner])] as const,
  );
  const [most] = counted.toSorted(([, a], [, b]) => b - a);
  return most === undefined || most[1] === 0 ? "jest" : most[0];
}

function globalsOf(
  runner: TestStyle["runner"],
  neighbours: readonly Neighbour[],
  language: TestStyle["language"],
): string | undefined {
  if (runner === "mocha") return undefined;
  if (runner === "node") return GLOBALS.node;
  const module = GLOBALS[runner];
  if (neighbours.length > 0) return imports(neighbours, module) * 2 >= neighbours.length ? module : undefined;
  return runner === "vitest" || language === "typescript" ? module : undefined;
}

function assertionsOf(runner: TestStyle["runner"], neighbours: readonly Neighbour[]): TestStyle["assertions"] {
  if (runner === "jest" || runner === "vitest") return "expect";
  if (runner === "mocha" && count(neighbours, /["']chai["']/gu) > 0 && count(neighbours, /\bexpect\(/gu) > 0)
    return "chai";
  return "assert";
}

/** What decides a style besides the neighbours. */
export interface StyleHints {
  /** The test command's line. */
  readonly line: string;
  readonly testPath: RepoPath;
  readonly target: RepoPath;
  /** Text of the target. */
  readonly text: string;
  /** `"type": "module"` in the package. */
  readonly packageType: "module" | "commonjs";
}

/** The language of a file, by its name. */
export function languageOf(path: string): TestStyle["language"] {
  return /\.[cm]?tsx?$/u.test(path) ? "typescript" : "javascript";
}

/** The style of a new test: what most of the neighbours do, else what the target and the runner suggest. */
export function toTestStyle(hints: StyleHints, neighbours: readonly Neighbour[]): TestStyle {
  const { line, testPath, target, text, packageType } = hints;
  const runner = runnerOf(line, neighbours);
  const language = languageOf(testPath);
  const globals = globalsOf(runner, neighbours, language);
  const samples = neighbours.length > 0 ? neighbours : [{ path: target, text }];
  // In TypeScript all write `import`, whatever becomes of it.
  const alike = neighbours.filter(({ path }) => languageOf(path) === language);
  const [its, tests] = [count(neighbours, /(^|\s)it(\.\w+)?\(/gu), count(neighbours, /(^|\s)test(\.\w+)?\(/gu)];
  const semis = count(samples, /;[ \t]*$/gmu);
  const lines = count(samples, /[)'"\]\w][ \t]*$/gmu);
  const indent = samples.flatMap((sample) => /^(\t|  +)\S/mu.exec(sample.text)?.[1] ?? [])[0] ?? "  ";
  return {
    runner,
    ...(globals === undefined ? {} : { globals }),
    assertions: assertionsOf(runner, neighbours),
    word: its > tests || (neighbours.length === 0 && runner === "mocha") ? "it" : "test",
    modules: modulesOf(testPath, language, packageType, alike.length > 0 ? alike : [{ path: target, text }]),
    language,
    quote: count(samples, /"/gu) > count(samples, /'/gu) ? '"' : "'",
    semicolon: semis >= lines ? ";" : "",
    indent: indent.startsWith("\t") ? "\t" : indent.startsWith("    ") ? "    " : "  ",
    width: 100,
    specifier: specifierOf(neighbours, testPath, packageType),
  };
}

function modulesOf(
  path: RepoPath,
  language: TestStyle["language"],
  packageType: StyleHints["packageType"],
  samples: readonly Neighbour[],
): TestStyle["modules"] {
  if (path.endsWith(".mjs") || language === "typescript") return "esm";
  if (path.endsWith(".cjs")) return "commonjs";
  const [imports, requires] = [count(samples, /^(import|export)\s/gmu), count(samples, /\brequire\(/gu)];
  if (imports !== requires) return imports > requires ? "esm" : "commonjs";
  return packageType === "module" ? "esm" : "commonjs";
}

function specifierOf(
  neighbours: readonly Neighbour[],
  path: RepoPath,
  packageType: StyleHints["packageType"],
): TestStyle["specifier"] {
  const relative = new RegExp(String.raw`${FROM}\.{1,2}\/[^"']*?(\.[cm]?[jt]sx?)?["']`, "gmu");
  const endings = neighbours.flatMap(({ text }) => [...text.matchAll(relative)].map((match) => match[1] ?? ""));
  if (endings.length === 0) return path.endsWith(".mjs") || packageType === "module" ? "as-file" : "none";
  const most =
    endings.toSorted(
      (a, b) => endings.filter((other) => other === b).length - endings.filter((other) => other === a).length,
    )[0] ?? "";
  if (most === "") return "none";
  return most.includes("ts") ? "as-file" : "js";
}
