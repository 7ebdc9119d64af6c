import type { Detector } from "./detector.ts";

/** Flags of `node` whose value is the next word. */
const WITH_VALUE = new Set(["--import", "--require", "-r", "--loader", "--experimental-loader", "--env-file", "-C"]);

/** What a test that comes from a script is told from. */
export const TEST_SCRIPT = "package.json scripts.test";

/** A word of a shell line, quotes and all; quotes hold blanks together. */
const WORD = /(?:[^\s"']|"[^"]*"|'[^']*')+/gu;
/** What makes a line more than one command, or its words something that is only known when it runs. */
const MORE_THAN_WORDS = /[;&|<>$`()\\]/u;

/** A script that runs Node's own test runner. */
interface TestScript {
  /** Settings of the environment, and the program with its flags. */
  readonly start: readonly string[];
  /** Files and patterns; empty where Node looks for tests by itself. */
  readonly files: readonly string[];
}

/** The words of such a script; undefined for any other script, and for more than one command. */
function toTestScript(script: string): TestScript | undefined {
  if (MORE_THAN_WORDS.test(script.replaceAll(/'[^']*'/gu, ""))) return undefined;
  const words = (script.match(WORD) ?? []).filter((word, at) => at > 0 || !/^cross-env(?:-shell)?$/u.test(word));
  const program = words.findIndex((word) => !/^\w+=/u.test(word));
  if (words[program] !== "node" && words[program] !== "tsx") return undefined;
  const start = words.slice(0, program + 1);
  let index = program + 1;
  for (; index < words.length; index++) {
    const word = words[index] ?? "";
    if (!word.startsWith("-")) break;
    start.push(word);
    if (WITH_VALUE.has(word)) start.push(words[++index] ?? "");
  }
  return start.includes("--test") ? { start, files: words.slice(index) } : undefined;
}

/** A script that runs it among other things, which no report can be asked of. */
const AMONG_OTHERS = /\b(?:node|tsx)\b[^;&|]*\s--test(?:\s|$)/u;

/** Node's own test runner, told from the `test` script of package.json; its flags are kept. One line serves both. */
export const nodeTest: Detector = {
  name: "node:test",
  language: "javascript",
  detect: (project) => {
    const text = project.script("test") ?? "";
    const script = toTestScript(text);
    if (script === undefined) {
      if (!AMONG_OTHERS.test(text)) return undefined;
      const said = "the test script runs node --test among other things: name it in commands.test";
      return { from: TEST_SCRIPT, commands: {}, note: { text: said, about: ["test"] } };
    }
    const start = script.start.filter((word) => !/^--(?:watch|test-reporter|experimental-test-coverage)/u.test(word));
    const run = [
      ...[...start, "--test-reporter=junit", "--test-reporter-destination={report}"],
      ...["--experimental-test-coverage", "--test-reporter=lcov", "--test-reporter-destination={coverage}"],
      // Files that the script names are all tests; without any, Node can be asked for some.
      ...(script.files.length === 0 ? ["{tests}"] : script.files),
    ].join(" ");
    return {
      from: TEST_SCRIPT,
      commands: { test: { run, format: "junit" }, coverage: { run, format: "lcov" } },
    };
  },
};
