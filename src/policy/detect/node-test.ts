import type { Detector } from "./detector.ts";

/** Flags of `node` whose value is the next word. */
const WITH_VALUE = new Set(["--import", "--require", "-r", "--loader", "--experimental-loader", "--env-file", "-C"]);

/** What follows `node` in a script that runs Node's own test runner. */
interface TestScript {
  readonly flags: readonly string[];
  /** Files and patterns; empty where Node looks for tests by itself. */
  readonly files: readonly string[];
}

/** The words of such a script; undefined for any other script, and for more than one command. */
function toTestScript(script: string): TestScript | undefined {
  const words = script.trim().split(/\s+/u);
  if (words[0] !== "node" || /[;&|<>$`"'()]/u.test(script)) return undefined;
  const flags: string[] = [];
  let index = 1;
  for (; index < words.length; index++) {
    const word = words[index] ?? "";
    if (!word.startsWith("-")) break;
    flags.push(word);
    if (WITH_VALUE.has(word)) flags.push(words[++index] ?? "");
  }
  return flags.includes("--test") ? { flags, files: words.slice(index) } : undefined;
}

/** Node's own test runner, told from the `test` script of package.json; its flags are kept. One line serves both. */
export const nodeTest: Detector = {
  name: "node:test",
  language: "javascript",
  detect: (project) => {
    const script = toTestScript(project.script("test") ?? "");
    if (script === undefined) return undefined;
    const flags = script.flags.filter((flag) => !/^--(?:watch|test-reporter|experimental-test-coverage)/u.test(flag));
    const run = [
      ...["node", ...flags, "--test-reporter=junit", "--test-reporter-destination={report}"],
      ...["--experimental-test-coverage", "--test-reporter=lcov", "--test-reporter-destination={coverage}"],
      // Files that the script names are all tests; without any, Node can be asked for some.
      ...(script.files.length === 0 ? ["{tests}"] : script.files),
    ].join(" ");
    return {
      from: "package.json scripts.test",
      commands: { test: { run, format: "junit" }, coverage: { run, format: "lcov" } },
    };
  },
};
