import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { findProblems } from "../../../src/check/job-log/find-problems.ts";
import { readJobLog } from "../../../src/check/job-log/read-job-log.ts";
import { recorded } from "../parse/recorded.ts";
import { recordedOutput, renderJobLog } from "./runner-log.ts";

function problemsIn(output: string, known: readonly string[]): readonly string[] {
  const log = renderJobLog([{ run: "npm ci" }, { run: "check", output, code: 1 }]);
  return findProblems(readJobLog(log).output, new Set(known)).map(
    ({ tool, path, line, column, message }) =>
      `${tool} ${path}${line === undefined ? "" : `:${line}`}${column === undefined ? "" : `:${column}`} ${message}`,
  );
}

// Surefire's summary and stack as its documentation shows them; every other output was recorded.
const SUREFIRE = `[ERROR] Tests run: 1, Failures: 1, Errors: 0, Skipped: 0, Time elapsed: 0.03 s <<< FAILURE! -- in corner.shop.TotalTest
[ERROR] corner.shop.TotalTest.addsUp -- Time elapsed: 0.01 s <<< FAILURE!
org.opentest4j.AssertionFailedError: expected: <0> but was: <1>
\tat org.junit.jupiter.api.AssertEquals.assertEquals(AssertEquals.java:150)
\tat corner.shop.TotalTest.addsUp(TotalTest.java:9)

[ERROR] Failures: 
[ERROR]   TotalTest.addsUp:9 expected: <0> but was: <1>
`;
// Its older summaries, as public logs have them, and a parameterised test of a newer one.
const SUREFIRE_2_12 = `Results :

Failed tests:   addsUp(corner.shop.TotalTest): expected:<0> but was:<1>
  addsNothing(corner.shop.OtherTest): expected:<a> but was:<b>

Tests run: 2, Failures: 2, Errors: 0, Skipped: 0
`;
const SUREFIRE_2_19 = `Failed tests: 
  TotalTest.addsUp:9->check:20 expected:<0> but was:<1>
Tests in error: 
  OtherTest.addsNothing:4 » NullPointer

Tests run: 2, Failures: 1, Errors: 1, Skipped: 0
`;
const SUREFIRE_3 = `[ERROR] Failures: 
[ERROR]   TotalTest$Nested.addsUp(int, int)[2]:9 expected: <0> but was: <1>
[ERROR] Errors: 
[ERROR]   OtherTest.addsNothing:4 » NullPointer Cannot invoke "String.length()" because "text" is null
`;
const GRADLE_CAUSE = `> Task :shop:test FAILED

corner.shop.TotalTest > addsUp FAILED
    java.lang.IllegalStateException at TotalTest.java:9
        Caused by: java.lang.NullPointerException at Other.java:4

4 tests completed, 1 failed
`;
const OTHERS = [
  "src/test/java/corner/shop/TotalTest.java",
  "src/test/java/corner/shop/OtherTest.java",
  "src/main/java/corner/shop/Other.java",
];
const GRADLE = `> Task :test FAILED

TotalTest > addsUp() FAILED
    org.opentest4j.AssertionFailedError at TotalTest.java:9
`;
const JAVA = ["src/main/java/corner/shop/Total.java", "src/test/java/corner/shop/TotalTest.java"];

test.each<[string, string, readonly string[], readonly string[]]>([
  [
    "tsc",
    recordedOutput("tsc"),
    ["src/cart.ts"],
    [
      "tsc src/cart.ts:2:9 TS2322: Type 'number' is not assignable to type 'string'.",
      "tsc src/cart.ts:3:3 TS2322: Type 'string' is not assignable to type 'number'.",
    ],
  ],
  [
    "tsc for people, in a package of a monorepo",
    recordedOutput("tsc-pretty"),
    ["packages/cart/src/cart.ts"],
    [
      "tsc packages/cart/src/cart.ts:2:9 TS2322: Type 'number' is not assignable to type 'string'.",
      "tsc packages/cart/src/cart.ts:3:3 TS2322: Type 'string' is not assignable to type 'number'.",
    ],
  ],
  [
    "tsc, through the problem matcher of setup-node",
    recordedOutput("tsc").replaceAll(/^/gmu, "##[error]"),
    ["src/cart.ts"],
    [expect.stringMatching(/^tsc src\/cart\.ts:2:9 /u), expect.stringMatching(/^tsc src\/cart\.ts:3:3 /u)] as never,
  ],
  ...(["eslint", "eslint-colour"] as const).map((name): [string, string, readonly string[], readonly string[]] => [
    name,
    recordedOutput(name),
    ["src/a.js"],
    [
      "eslint src/a.js:1:19 'b' is defined but never used             no-unused-vars",
      "eslint src/a.js:2:3 Unexpected var, use let or const instead  no-var",
    ],
  ]),
  [
    "Jest",
    recordedOutput("jest"),
    ["test/total.test.js", "src/total.js"],
    ["jest test/total.test.js ", "jest test/total.test.js:4:21 "],
  ],
  [
    "Vitest",
    recordedOutput("vitest"),
    ["total.test.mjs"],
    ["vitest total.test.mjs adds up", "vitest total.test.mjs:4:21 "],
  ],
  ["Mocha", recordedOutput("mocha"), ["mocha/total.test.js"], ["mocha mocha/total.test.js:4:30 "]],
  ["node:test", recordedOutput("node-spec"), ["node/total.test.mjs"], ["node:test node/total.test.mjs:4:1 "]],
  ["node:test in TAP", recordedOutput("node-tap"), ["node/total.test.mjs"], ["node:test node/total.test.mjs:4:1 "]],
  [
    "pytest",
    recordedOutput("pytest"),
    ["tests/test_total.py", "shop/total.py"],
    ["pytest tests/test_total.py:5 AssertionError", "pytest tests/test_total.py test_adds_up - assert 1 == 0"],
  ],
  [
    "pytest and Vitest, of whose output only lines without their headlines are left",
    "tests/test_total.py:5: AssertionError\n ❯ total.test.mjs:4:21\n",
    ["tests/test_total.py", "total.test.mjs"],
    ["pytest tests/test_total.py:5 AssertionError", "vitest total.test.mjs:4:21 "],
  ],
  [
    "mypy",
    recorded("mypy.txt"),
    ["pkg/bad.py"],
    ['mypy pkg/bad.py:7 return-value: Incompatible return value type (got "int", expected "str")'],
  ],
  [
    "Flake8",
    recorded("flake8.txt"),
    ["pkg/math.py", "pkg/syntax.py"],
    [
      "flake8 pkg/math.py:1:1 F401: 'os' imported but unused",
      "flake8 pkg/syntax.py:1:13 E999: SyntaxError: invalid syntax",
    ],
  ],
  [
    "go test: the package says where the file is",
    recordedOutput("go-test"),
    ["cart/total_test.go", "cart/total.go", "order/total_test.go"],
    ["go cart/total_test.go:7 Total(nil) = 1, want 0"],
  ],
  ["go vet", recordedOutput("go-vet"), ["bad/bad.go"], ["go bad/bad.go:4:9 undeclared name: missing"]],
  ["go build", recordedOutput("go-build"), ["bad/bad.go"], ["go bad/bad.go:4:9 undefined: missing"]],
  [
    "cargo check",
    recordedOutput("cargo-check"),
    ["src/lib.rs"],
    [
      "rust src/lib.rs:2:27 mismatched types",
      "rust src/lib.rs:4:16 mismatched types",
      "rust src/lib.rs:6:5 mismatched types",
    ],
  ],
  ["cargo test", recordedOutput("cargo-test"), ["src/lib.rs"], ["rust src/lib.rs:13:9 ", "any src/lib.rs:12:17 "]],
  [
    "javac",
    recordedOutput("javac"),
    ["java/A.java"],
    ["java java/A.java:2 incompatible types: String cannot be converted to int"],
  ],
  [
    "Maven's compiler",
    recordedOutput("maven-compile"),
    JAVA,
    [
      "java src/main/java/corner/shop/Total.java:5:18 incompatible types: int cannot be converted to java.lang.String",
      "java src/main/java/corner/shop/Total.java:7:12 incompatible types: java.lang.String cannot be converted to int",
    ],
  ],
  ["Surefire", SUREFIRE, JAVA, ["java src/test/java/corner/shop/TotalTest.java:9 "]],
  [
    "Surefire 2.12",
    SUREFIRE_2_12,
    OTHERS,
    [
      "java src/test/java/corner/shop/TotalTest.java expected:<0> but was:<1>",
      "java src/test/java/corner/shop/OtherTest.java expected:<a> but was:<b>",
    ],
  ],
  [
    "Surefire 2.19",
    SUREFIRE_2_19,
    OTHERS,
    [
      "java src/test/java/corner/shop/TotalTest.java:9 expected:<0> but was:<1>",
      "java src/test/java/corner/shop/OtherTest.java:4 » NullPointer",
    ],
  ],
  [
    "Surefire 3",
    SUREFIRE_3,
    OTHERS,
    [
      "java src/test/java/corner/shop/TotalTest.java:9 expected: <0> but was: <1>",
      'java src/test/java/corner/shop/OtherTest.java:4 » NullPointer Cannot invoke "String.length()" because "text" is null',
    ],
  ],
  [
    "Gradle with a cause",
    GRADLE_CAUSE,
    OTHERS,
    [
      "java src/test/java/corner/shop/TotalTest.java:9 java.lang.IllegalStateException",
      "java src/main/java/corner/shop/Other.java:4 java.lang.NullPointerException",
    ],
  ],
  [
    "Kotlin's compiler, as it writes since 1.8 and before",
    "e: file:///home/runner/work/shop/shop/src/main/kotlin/Total.kt:5:18 Type mismatch\n" +
      "e: /home/runner/work/shop/shop/src/main/kotlin/Other.kt:7:3: Unresolved reference: x\n",
    ["src/main/kotlin/Total.kt", "src/main/kotlin/Other.kt"],
    ["java src/main/kotlin/Total.kt:5:18 Type mismatch", "java src/main/kotlin/Other.kt:7:3 Unresolved reference: x"],
  ],
  ["Gradle", GRADLE, JAVA, ["java src/test/java/corner/shop/TotalTest.java:9 org.opentest4j.AssertionFailedError"]],
  [
    "any tool that names file and line, and a runner on Windows",
    "lib/a.c:3:5: warning: unused\nD:\\a\\shop\\shop\\lib\\b.rb:7: syntax error\nsee README.md:x\n",
    ["lib/a.c", "lib/b.rb", "README.md"],
    ["any lib/a.c:3:5 warning: unused", "any lib/b.rb:7 syntax error"],
  ],
])("%s", (_, output, known, expected) => {
  expect(problemsIn(output, known)).toEqual(expected);
});

test("a file that does not exist, or that could be one of several, is no place", () => {
  expect(problemsIn("src/gone.c:3:5: no\nindex.c:1:2: which\n", ["a/index.c", "b/index.c"])).toEqual([]);
});

test("whatever a log says, every problem is in a file that exists, at a line of its own", () => {
  const part = fc.constantFrom(
    "src/a.ts",
    ":",
    "(",
    ")",
    " at ",
    "FAIL ",
    "error",
    "1",
    "9",
    "-->",
    " ",
    "[ERROR] ",
    ".java",
    "TS1",
    "\n",
    "|",
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 60 }), (parts) => {
      const known = new Set(["src/a.ts", "b/A.java"]);
      const found = findProblems(parts.join(""), known);
      expect(found.every(({ path, line }) => known.has(path) && (line === undefined || line >= 0))).toBe(true);
      expect(new Set(found.map(({ path, line }) => `${path}:${line ?? ""}`)).size).toBe(found.length);
    }),
  );
});
