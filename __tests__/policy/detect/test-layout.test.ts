import { expect, test } from "@jest/globals";
import { detectTestLayout } from "../../../src/policy/detect/test-layout.ts";
import type { Language } from "../../../src/policy/detect/language.ts";
import { toProject } from "../../../src/policy/detect/project.ts";

const layout = (language: Language, files: readonly string[]): ReturnType<typeof detectTestLayout> =>
  detectTestLayout(toProject({ paths: new Set(), files: new Set(files), texts: new Map() }), language);

test.each<[Language, readonly string[], string, string]>([
  [
    "javascript",
    ["src/plan/a/tasks.ts", "__tests__/plan/a/tasks.test.ts", "__tests__/other.test.ts"],
    "{package}/__tests__/{subdir}/{name}.test.{ext}",
    "__tests__/plan/a/tasks.test.ts",
  ],
  [
    "javascript",
    ["packages/x/src/b/a.js", "packages/x/test/b/a.spec.js"],
    "{package}/test/{subdir}/{name}.spec.{ext}",
    "packages/x/test/b/a.spec.js",
  ],
  ["javascript", ["lib/deep/a.js", "test/a.test.js"], "{package}/test/{name}.test.{ext}", "test/a.test.js"],
  ["javascript", ["lib/a.js", "test/a.js"], "{package}/test/{subdir}/{name}.{ext}", "test/a.js"],
  ["javascript", ["src/b/c/a.ts", "src/b/c/__tests__/a.ts"], "{dir}/__tests__/{name}.{ext}", "src/b/c/__tests__/a.ts"],
  ["javascript", ["src/b/a.ts", "test/src/b/a.test.ts"], "test/{dir}/{name}.test.{ext}", "test/src/b/a.test.ts"],
  ["python", ["shop/b/a.py", "tests/b/test_a.py"], "tests/{subdir}/test_{name}.py", "tests/b/test_a.py"],
  ["python", ["shop/b/a.py", "tests/shop/b/test_a.py"], "tests/{dir}/test_{name}.py", "tests/shop/b/test_a.py"],
  ["python", ["shop/b/a.py", "tests/test_a.py"], "tests/test_{name}.py", "tests/test_a.py"],
  [
    "java",
    ["app/src/main/java/x/A.java", "app/src/test/java/x/ATests.java"],
    "{package}/src/test/{subdir}/{name}Tests.{ext}",
    "app/src/test/java/x/ATests.java",
  ],
])("in %s, of %j a test goes to %s", (language, files, template, from) => {
  expect(layout(language, files)).toEqual({ templates: [template], from });
});

test("the place of most tests counts, whichever stands first", () => {
  const beside = ["src/a.ts", "src/a.test.ts"];
  const mirrored = ["src/b/c.ts", "src/b/d.ts", "tests/b/c.test.ts", "tests/b/d.test.ts"];
  expect(layout("javascript", [...beside, ...mirrored]).templates).toEqual([
    "{package}/tests/{subdir}/{name}.test.{ext}",
  ]);
  expect(layout("javascript", [...beside, "src/e.ts", "src/e.test.ts", ...mirrored]).templates).toEqual([
    "{dir}/{name}.test.{ext}",
  ]);
});

test.each([
  ["node_modules/x/src/a.js", "node_modules/x/test/a.test.js"],
  ["dist/src/b.js", "dist/test/b.test.js"],
])("tests of what is installed or built (%s, %s) show nothing", (...files) => {
  expect(layout("javascript", files)).toEqual({ templates: ["{dir}/{name}.test.{ext}"] });
});

test("Java without tests takes the tree that its build tools look in", () => {
  expect(layout("java", ["src/main/java/x/A.java"])).toEqual({
    templates: ["{package}/src/test/{subdir}/{name}Test.{ext}"],
  });
});
