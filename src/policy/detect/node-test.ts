import type { Detector } from "./detector.ts";

/** Flags of `node` whose value is the next word. */
const WITH_VALUE = new Set(["--import", "--require", "-r", "--loader", "--experimental-loader", "--env-file", "-C"]);

/** The flags of a script that runs Node's own test runner; undefined for any other script, and for more than one command. */
function testFlags(script: string): readonly string[] | undefined {
  const words = script.trim().split(/\s+/u);
  if (words[0] !== "node" || /[;&|<>$`"'()]/u.test(script)) return undefined;
  const flags: string[] = [];
  for (let index = 1; index < words.length; index++) {
    const word = words[index] ?? "";
    if (!word.startsWith("-")) break;
    flags.push(word);
    if (WITH_VALUE.has(word)) flags.push(words[++index] ?? "");
  }
  return flags.includes("--test") ? flags : undefined;
}

/** Node's own test runner, told from the `test` script of package.json; its flags are kept. */
export const nodeTest: Detector = {
  name: "node:test",
  detect: (project) => {
    const flags = testFlags(project.script("test") ?? "");
    if (flags === undefined) return undefined;
    const own = flags.filter((flag) => !/^--(?:watch|test-reporter|experimental-test-coverage)/u.test(flag)).join(" ");
    const run = `node ${own} {tests}`;
    const coverage =
      `node ${own} --experimental-test-coverage --test-reporter=lcov ` +
      "--test-reporter-destination={coverage}/lcov.info {tests}";
    return {
      from: "package.json scripts.test",
      commands: { test: { run, format: "exit-code" }, coverage: { run: coverage, format: "lcov" } },
    };
  },
};
