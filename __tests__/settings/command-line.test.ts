import { describe, expect, test } from "@jest/globals";
import { parseCommandLine } from "../../src/settings/command-line.ts";
import { COMMAND_NAMES } from "../../src/settings/commands.ts";
import { SETTINGS } from "../../src/settings/table.ts";

const TERMINAL = { ci: false, color: true };
const parse = (...argv: string[]) => parseCommandLine(argv, TERMINAL);

function problemsOf(...argv: string[]): readonly string[] {
  const parsed = parse(...argv);
  if (parsed.ok) throw new Error("no problem was found");
  return parsed.problems.map(({ place, message, remedy }) => `${place}: ${message}. ${remedy}`);
}

function settingsOf(...argv: string[]) {
  const parsed = parse(...argv);
  if (!parsed.ok || parsed.value.type !== "command") throw new Error(JSON.stringify(parsed));
  return parsed.value.settings;
}

describe("help and version", () => {
  test.each([
    [[], { type: "help" }],
    [["--help"], { type: "help" }],
    [["-h"], { type: "help" }],
    [["help"], { type: "help" }],
    [["help", "plan"], { type: "help", command: "plan" }],
    [["plan", "--help"], { type: "help", command: "plan" }],
    [["plan", "--engine", "wrong", "-h"], { type: "help", command: "plan" }],
    [["--version"], { type: "version" }],
    [["run", "--version"], { type: "version" }],
  ])("%j", (argv, value) => {
    expect(parse(...argv)).toEqual({ ok: true, value });
  });
});

describe("settings", () => {
  test("what is given nowhere has its default or is absent", () => {
    expect(settingsOf("run")).toEqual({
      repo: ".",
      policy: ".github/assay.yml",
      all: false,
      paths: [],
      phase: "all",
      failLevel: "none",
      json: false,
      dryRun: false,
      verbose: false,
      color: true,
      ci: false,
    });
  });

  test.each(["run", "plan", "propose"] as const)("%s stands for its phase", (command) => {
    expect(settingsOf(command).phase).toBe(command === "run" ? "all" : command);
  });

  test("every option of run arrives", () => {
    const argv =
      "run --repo r --policy p.yml --tasks fix,tests --engine embedded --base b --head h --all --paths a b --failing t " +
      "--publish commit --out o --report f.json --fail-level any --json --dry-run --verbose --no-color";
    expect(settingsOf(...argv.split(" "))).toEqual({
      repo: "r",
      policy: "p.yml",
      tasks: ["tests", "fix"],
      engine: "embedded",
      base: "b",
      head: "h",
      all: true,
      paths: ["a", "b"],
      failing: "t",
      publish: "commit",
      phase: "all",
      out: "o",
      report: "f.json",
      failLevel: "any",
      json: true,
      dryRun: true,
      verbose: true,
      color: false,
      ci: false,
    });
  });

  test.each([
    [
      ["--paths", "a", "b", "--all"],
      ["a", "b"],
    ],
    [
      ["--paths", "a,b", "--paths", "c"],
      ["a", "b", "c"],
    ],
    [["--paths=a,b"], ["a", "b"]],
    [
      ["--paths", "src/{a,b}.ts", "a", "a"],
      ["src/{a,b}.ts", "a"],
    ],
    [["--paths", "!src/**"], ["!src/**"]],
  ])("%j gives paths %j", (argv, paths) => {
    expect(settingsOf("plan", ...argv).paths).toEqual(paths);
  });

  test("a value may begin with a hyphen after =", () => {
    expect(settingsOf("run", "--failing=--version || true").failing).toBe("--version || true");
  });

  test("a bundle is an argument or an option", () => {
    expect(settingsOf("publish", "dir").bundle).toBe("dir");
    expect(settingsOf("publish", "--bundle", "dir").bundle).toBe("dir");
  });
});

describe("problems", () => {
  test.each([
    [["rnu"], ["Did you mean run?"]],
    [["xyzzy"], ["Commands: run, plan, propose, verify, publish, undo, validate, policy, init, doctor."]],
    [["help", "plna"], ["Did you mean plan?"]],
    [["--all"], ["no command given"]],
    [["run", "--taks", "fix"], ["--taks: unknown option. Did you mean --tasks?"]],
    [["run", "--xyzzy"], ["See assay --help."]],
    [["run", "-x"], ["-x: unknown option"]],
    [["run", "--tasks", "fixx"], ["Did you mean fix? Valid values: tests, docs, fix, refactor, scaffold."]],
    [["run", "--tasks", ","], ["--tasks: names no value"]],
    [["run", "--engine", "embed"], ["Did you mean embedded?"]],
    [["run", "--base"], ["--base: needs a value. Write --base REF."]],
    [["run", "--base="], ["--base: needs a value"]],
    [["run", "--base", "a", "--base", "b"], ["--base: given 2 times with different values"]],
    [
      ["run", "--base", "-x"],
      ["--base: needs a value", "-x: unknown option"],
    ],
    [["run", "--base=-x"], ['"-x" is not a revision']],
    [["run", "--base", "a b"], ["is not a revision"]],
    [["run", "--json=yes"], ["--json: takes no value"]],
    [["run", "src/a.ts"], ["To work on some files only, write --paths src/a.ts."]],
    [["validate", "x"], ["validate takes no such argument"]],
    [["publish", "a", "b"], ["b: publish takes no such argument"]],
    [["publish"], ["publishing needs a bundle"]],
    [["publish", "a", "--bundle", "b"], ["given 2 times"]],
    [["plan", "--publish", "commit"], ["assay plan does not know this option. It belongs to: run, propose, publish"]],
    [["run", "--paths", "/etc/*"], ["leaves the repository"]],
    [["run", "--paths", "a/../../b"], ["leaves the repository"]],
    [["run", "--paths", "a\u0000b"], ["control character"]],
    [["run", "--out", "a\u0007"], ["control character"]],
  ])("%j", (argv, words) => {
    const text = problemsOf(...argv).join("\n");
    for (const word of words) expect(text).toContain(word);
  });

  test("all at once, each once", () => {
    const problems = problemsOf("run", "--engine", "gpt", "--publish", "never", "--colour", "--base", "a b");
    expect(problems.map((problem) => problem.split(":")[0])).toEqual(["--colour", "--engine", "--publish", "--base"]);
  });

  test("the value of a mistyped option is not a second problem", () => {
    expect(problemsOf("run", "--bse", "main", "--pahts", "a", "b", "--all")).toHaveLength(2);
  });
});

test.each([
  [["run", "--spec", "issue.md"]],
  [["run", "--spec", "issue.md", "--paths", "src/**"]],
  [["run", "--spec", "issue.md", "--paths", "src/a.ts", "src/b.ts"]],
])("%j: what is to be built needs its one module", (argv) => {
  const parsed = parseCommandLine(argv, { ci: false, color: false });
  expect(parsed).toMatchObject({
    ok: false,
    problems: [{ place: "--spec", remedy: expect.stringContaining("--paths") }],
  });
});

test.each([
  [["plan", "--shards", "0"], "--shards", "1 to 256"],
  [["plan", "--shards", "257"], "--shards", "1 to 256"],
  [["plan", "--shards", "2.5"], "--shards", "1 to 256"],
  [["propose", "--only", "fix-0123456789,src/a.ts"], "--only", '"src/a.ts" is not the id of a task'],
])("%j: a shard that cannot be meant is refused", (argv, place, message) => {
  const parsed = parseCommandLine(argv, { ci: false, color: false });
  expect(parsed).toMatchObject({ ok: false, problems: [{ place, message: expect.stringContaining(message) }] });
});

test("a shard has the ids that it is given", () => {
  const parsed = parseCommandLine(["propose", "--only", "fix-0123456789, docs-00000000ff,"], {
    ci: false,
    color: false,
  });
  expect(parsed).toMatchObject({ value: { settings: { only: ["fix-0123456789", "docs-00000000ff"] } } });
});

describe("the table", () => {
  test("flags, inputs and keys are unique; every flag belongs to a command", () => {
    const flags = SETTINGS.flatMap(({ flag }) => flag ?? []);
    const inputs = SETTINGS.flatMap(({ input }) => input ?? []);
    expect(new Set(flags).size).toBe(flags.length);
    expect(new Set(inputs).size).toBe(inputs.length);
    expect(new Set(SETTINGS.map(({ key }) => key)).size).toBe(SETTINGS.length);
    for (const { flag, commands } of SETTINGS) expect(commands.length > 0).toBe(flag !== undefined);
  });

  test.each(COMMAND_NAMES)("%s accepts each of its options, and no other", (command) => {
    for (const { flag = "", type, commands } of SETTINGS.filter((spec) => spec.flag !== undefined)) {
      const sample = { "--shards": "2", "--only": "fix-0123456789" }[flag] ?? "x";
      const value = type.type === "choice" || type.type === "choices" ? (type.values[0] ?? "") : sample;
      // What is to be built goes with the one module to write.
      const module = flag === "--spec" ? ["--paths", "src/a.ts"] : [];
      const argv = type.type === "flag" ? [flag] : [flag, value, ...module];
      const reads = command === "publish" || command === "verify";
      const needed = (reads && flag !== "--bundle") || command === "undo";
      const bundle = needed ? ["b"] : [];
      expect([flag, parse(command, ...bundle, ...argv).ok]).toEqual([flag, commands.includes(command)]);
    }
  });
});
