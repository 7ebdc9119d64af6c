/** Test runners that can be asked for less than all tests. */
export type TestRunner = "vitest" | "jest" | "mocha" | "node" | "pytest" | "go";

/** In order: a line of coverage tools names the runner behind them, `vitest run` must not be taken for another. */
const RUNNERS: readonly (readonly [TestRunner, RegExp])[] = [
  ["vitest", /\bvitest run\b/u],
  ["jest", /\bjest\b/u],
  ["mocha", /\bmocha\b/u],
  ["pytest", /\bpytest\b|\bpy\.test\b/u],
  ["go", /\bgo test\b/u],
  ["node", /\b(?:node|tsx)\b.*\s--test(?:\s|$)/u],
];

const SCRIPT = /\.(?:[cm]?[jt]s|[jt]sx)$/iu;

/** Files that a runner knows what to do with. */
const LANGUAGES: Readonly<Record<TestRunner, RegExp>> = {
  vitest: SCRIPT,
  jest: SCRIPT,
  mocha: SCRIPT,
  node: SCRIPT,
  pytest: /\.py$/u,
  go: /\.go$/u,
};

/** The runner that a tool's shell line names, where its `{tests}` can stand for some of the tests; undefined otherwise. */
export function testRunnerOf(line: string): TestRunner | undefined {
  if (!line.includes("{tests}")) return undefined;
  return RUNNERS.find(([, words]) => words.test(line))?.[0];
}

/** Whether a file has a place in what the runner tests. */
export function isRunnersFile(runner: TestRunner, path: string): boolean {
  return LANGUAGES[runner].test(path);
}
