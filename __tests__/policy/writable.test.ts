import { describe, expect, test } from "@jest/globals";
import type { TaskKind } from "../../src/domain/task.ts";
import { toRepoPath } from "../../src/domain/repo-path.ts";
import type { RepoPath } from "../../src/domain/repo-path.ts";
import { isTestPath, regressionTestPaths, writablePaths } from "../../src/policy/writable.ts";

function repoPath(raw: string): RepoPath {
  const result = toRepoPath(raw);
  if (!result.ok) throw new Error(result.problem);
  return result.path;
}

describe("writablePaths", () => {
  const beside = ["{dir}/__tests__/{name}.test.{ext}"];
  test.each<[TaskKind, string, string[], string[]]>([
    ["fix", "src/a.ts", beside, ["src/a.ts"]],
    ["docs", "src/a.ts", beside, ["src/a.ts"]],
    ["refactor", "src/a.ts", [], ["src/a.ts"]],
    ["tests", "src/a.ts", beside, ["src/__tests__/a.test.ts"]],
    ["tests", "a.ts", beside, ["__tests__/a.test.ts"]],
    ["tests", "src/b/user.service.tsx", beside, ["src/b/__tests__/user.service.test.tsx"]],
    ["tests", "src/a.ts", ["test/{dir}/{name}.js", "test/{dir}/{name}.js"], ["test/src/a.js"]],
    ["tests", "a.ts", ["test/{dir}/{name}.js"], ["test/a.js"]],
    ["tests", "src/b/a.ts", ["{package}/test/{subdir}/{name}.test.{ext}"], ["test/b/a.test.ts"]],
    ["tests", "src/a.ts", ["{package}/test/{subdir}/{name}.test.{ext}"], ["test/a.test.ts"]],
    ["tests", "a.ts", ["{package}/test/{subdir}/{name}.test.{ext}"], ["test/a.test.ts"]],
    ["tests", "packages/x/src/b/c/a.ts", ["{package}/test/{subdir}/{name}.ts"], ["packages/x/test/b/c/a.ts"]],
    ["tests", "app/src/lib/a.ts", ["{package}/test/{subdir}/{name}.ts"], ["app/test/lib/a.ts"]],
    ["tests", "tools/b/a.ts", ["{package}/test/{subdir}/{name}.ts"], ["test/tools/b/a.ts"]],
    ["tests", "shop/b/a.py", ["tests/{subdir}/test_{name}.py"], ["tests/b/test_a.py"]],
    ["tests", "x/src/shop/b/a.py", ["{package}/tests/{subdir}/test_{name}.py"], ["x/tests/b/test_a.py"]],
    [
      "tests",
      "app/src/main/kotlin/x/A.kt",
      ["{package}/src/test/{subdir}/{name}Test.{ext}"],
      ["app/src/test/kotlin/x/ATest.kt"],
    ],
    ["tests", "src/main/java/A.java", ["{package}/src/test/{subdir}/{name}Test.java"], ["src/test/java/ATest.java"]],
    ["tests", "src/main/window.ts", ["{package}/test/{subdir}/{name}.ts"], ["test/main/window.ts"]],
    ["tests", "src/a.ts", [], []],
    ["tests", "src/a.ts", ["{dir}/{name}.{ext}"], []],
    ["tests", "src/a.test.ts", beside, []],
    ["tests", "src/__tests__/a.ts", beside, []],
    ["tests", "src/Makefile", beside, []],
    ["scaffold", "src/a.ts", beside, ["src/a.ts", "src/__tests__/a.test.ts"]],
    ["scaffold", "src/a.ts", ["{dir}/{name}.{ext}"], ["src/a.ts"]],
    ["scaffold", "specs/a.md", ["src/{name}.ts", "specs/{name}.md"], ["src/a.ts"]],
    ["scaffold", "specs/a.md", [], []],
  ])("%s of %s with %j: %j", (kind, target, write, expected) => {
    expect(writablePaths({ write }, kind, repoPath(target))).toEqual(expected);
  });

  test("a name that looks like a placeholder is not expanded again", () => {
    expect(writablePaths({ write: ["{dir}/{name}.t.{ext}"] }, "tests", repoPath("{name}/{ext}.ts"))).toEqual([
      "{name}/{ext}.t.ts",
    ]);
  });
});

test.each([
  ["tests", "src/a.ts", "{dir}/{name}.test.{ext}", ["src/a.test.ts", "src/a.regression.test.ts"]],
  ["tests", "lib/a.js", "test/{name}.js", ["test/a.js", "test/a.regression.js"]],
  ["docs", "src/a.ts", "{dir}/{name}.test.{ext}", []],
  ["tests", "src/a.test.ts", "{dir}/{name}.test.{ext}", []],
] as const)("a rule with %s: a fix of %s with %j may add %j", (kind, target, write, expected) => {
  expect(regressionTestPaths({ write: [write], tasks: ["fix", kind] }, repoPath(target))).toEqual(expected);
});

test.each([
  ["a.test.ts", true],
  ["a.spec.js", true],
  ["a_test.go", true],
  ["x/__tests__/a.ts", true],
  ["latest.ts", false],
  ["test.ts", false],
])("isTestPath(%s) is %s", (path, expected) => {
  expect(isTestPath(repoPath(path))).toBe(expected);
});
