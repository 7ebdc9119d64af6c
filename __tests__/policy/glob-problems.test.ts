import { describe, expect, test } from "@jest/globals";
import { parsePolicy } from "../../src/policy/parse-policy.ts";

function problemsOf(text: string): readonly string[] {
  const result = parsePolicy(text, "p.yml");
  return result.ok ? [] : result.problems.map(({ place, message, remedy }) => `${place}: ${message}. ${remedy}`);
}

describe("globs and templates", () => {
  test.each([
    ["", '`""` in `protected.0` is empty. Write a glob, for example `src/**/*.ts`'],
    ["/etc/**", "is absolute. Write it relative to the root of the repository, without a leading `/`"],
    ["C:/x", "is absolute. Write it relative to the root of the repository, without a leading `/`"],
    ["a/../b", "leaves the repository with `..`. Write it from the root"],
    ["./a", "has a `.` segment, which no path has. Remove the `./`"],
    ["a//b", "has an empty segment, which no path has. Write one `/`"],
    ["src/", "ends with `/`, which no file does. Write `src/**`"],
    ["a\\b", "has a backslash. Write `a/b`"],
    ["a/[b", "has a `[` that is never closed. Close it with `]`, or write `[[]` for a literal one"],
    ["[a]/[", "has a `[` that is never closed. Close it with `]`, or write `[[]` for a literal one"],
    ["a.{js,ts}", "has braces, which are not expanded. Write `a.js` and `a.ts`"],
    ["{a,{b,c}}", "has braces, which are not expanded. Write one glob for each alternative"],
    ["+(a|b)", "is an extended glob, which is not supported. Write one glob for each alternative"],
    ["a\u0007", "has a control character. Remove it"],
    ["!a", "begins with `!`, and nothing can be taken out here. Remove the entry"],
    ["a".repeat(257), "is 257 characters long; at most 256 are read. Write several shorter globs"],
  ])("protected: %j", (glob, expected) => {
    const [problem, ...more] = problemsOf(`version: 1\nprotected: [${JSON.stringify(glob)}]`);
    expect(more).toEqual([]);
    expect(problem).toContain(expected);
    expect(problem).toContain("p.yml:2:13: ");
  });

  test.each([
    [
      ["!a", "b"],
      '`"!a"` in `rules.0.paths.0` stands first, where there is nothing to take out yet. Move it behind the glob that it takes from',
    ],
    [
      ["!a"],
      '`"!a"` in `rules.0.paths.0` stands first, where there is nothing to take out yet. Put a glob without `!` before it',
    ],
    [["a", "!!b"], '`"!!b"` in `rules.0.paths.1` begins with `!!`. Write one `!`'],
    [["a", "!/b"], '`"!/b"` in `rules.0.paths.1` is absolute'],
    [[], "`rules.0.paths` is empty. Write at least one entry"],
  ])("rule: %j", (globs, expected) => {
    const problems = problemsOf(`version: 1\nrules: [{ paths: ${JSON.stringify(globs)} }]`);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(expected);
  });

  test.each([
    [
      "{dri}/x",
      "has the unknown placeholder `{dri}`. Did you mean `{dir}`? Valid: `{dir}`, `{name}`, `{ext}`, `{package}`, `{subdir}`",
    ],
    ["/abs/{name}", "is absolute. Write it relative to the root of the repository"],
    ["../{name}", "has an empty, `.` or `..` segment. Write it relative to the root of the repository"],
    ["{dir}/*.ts", "has a wildcard; it names one path for each target. Use {dir}, {name} and {ext}"],
    ["{dir}/{name", "has a lone brace. Write {dir}, {name} or {ext}"],
    [".github/{name}.yml", "lies in the protected set (`.github/**`). Write another place: the set cannot be opened"],
    [
      "{dir}/Package.JSON",
      "lies in the protected set (`**/package.json`). Write another place: the set cannot be opened",
    ],
    ["{dir}/{name}.", "has a name that ends with a dot or a space. Write it relative to the root of the repository"],
  ])("write: %j", (template, expected) => {
    const problems = problemsOf(`version: 1\nrules: [{ paths: [a], write: [${JSON.stringify(template)}] }]`);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(expected);
  });
});
