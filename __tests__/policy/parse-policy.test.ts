import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { parsePolicy } from "../../src/policy/parse-policy.ts";

function problemsOf(text: string): readonly string[] {
  const result = parsePolicy(text, "p.yml");
  return result.ok ? [] : result.problems.map(({ place, message, remedy }) => `${place}: ${message}. ${remedy}`);
}

const EXAMPLE = `version: 1
engine: auto
tasks: [tests, docs, fix]
commands:            # each detected when absent
  lint:     { run: "npx eslint --format json {files}", format: eslint-json }
  types:    { run: "npx tsc --noEmit --pretty false", format: tsc }
  test:     { run: "npx jest --json --outputFile={report} {tests}", format: jest-json }
  coverage: { run: "npx jest --coverage --coverageReporters=lcov", format: lcov, source-roots: [lib/src, .] }
rules:               # first match wins
  - paths: ["src/**/*.ts", "!src/**/*.d.ts"]
    tasks: [tests, docs, fix]
    write: ["{dir}/__tests__/{name}.test.ts"]
    gates: { coverage: { min-delta: 0, min-branch-delta: -1, min-changed-lines: 80, min-changed-branches: 70 }, lint: advisory }
    publish: commit
protected: ["infra/**"]
gates: { types: off, secrets: { level: advisory } }
limits: { tasks: 50, attempts: 3, file-bytes: 1000, command-seconds: 60 }
license: { allow: [MIT, "(MIT OR Apache-2.0)"], header: "SPDX-License-Identifier: MIT" }
sandbox: { minimum: L2 }
publish: patch
`;

describe("a valid policy", () => {
  test("every key ends in the document, in the spelling of the domain", () => {
    const result = parsePolicy(EXAMPLE, "p.yml");
    if (!result.ok) throw new Error(JSON.stringify(result.problems));
    const { lines, ...document } = result.document;
    expect(document).toEqual({
      version: 1,
      engine: "auto",
      tasks: ["tests", "docs", "fix"],
      commands: {
        lint: { run: "npx eslint --format json {files}", format: "eslint-json" },
        types: { run: "npx tsc --noEmit --pretty false", format: "tsc" },
        test: { run: "npx jest --json --outputFile={report} {tests}", format: "jest-json" },
        coverage: {
          run: "npx jest --coverage --coverageReporters=lcov",
          format: "lcov",
          sourceRoots: ["lib/src", "."],
        },
      },
      rules: [
        {
          paths: ["src/**/*.ts", "!src/**/*.d.ts"],
          tasks: ["tests", "docs", "fix"],
          write: ["{dir}/__tests__/{name}.test.ts"],
          gates: {
            coverage: { minDelta: 0, minBranchDelta: -1, minChangedLines: 80, minChangedBranches: 70 },
            lint: { level: "advisory" },
          },
          publish: "commit",
        },
      ],
      protected: ["infra/**"],
      gates: { types: { level: "off" }, secrets: { level: "advisory" } },
      limits: { tasks: 50, attempts: 3, fileBytes: 1000, commandSeconds: 60 },
      license: { allow: ["MIT", "(MIT OR Apache-2.0)"], header: "SPDX-License-Identifier: MIT" },
      sandbox: { minimum: "L2" },
      publish: "patch",
    });
    expect(lines.get("commands.types.run")).toBe(6);
    expect(lines.get("rules.0.gates.coverage.min-changed-lines")).toBe(13);
    expect(lines.get("limits.file-bytes")).toBe(17);
  });

  test.each([
    ["only a version", "version: 1"],
    ["CRLF line ends", "version: 1\r\ntasks: [fix]\r\n"],
    ["a document start", "%YAML 1.2\n---\nversion: 1\n"],
    ["JSON", '{\n\t"version": 1,\n\t"tasks": ["fix"]\n}\n'],
    ["a rule without tasks", "version: 1\nrules: [{ paths: ['x/**'], tasks: [] }]\n"],
    ["a class in a glob", "version: 1\nprotected: ['[[]id].tsx', '[a-z]x', '[!]]', '[[:alpha:]]']\n"],
    ["a long mapping on one line", `{ version: 1, rules: [${"{ paths: [a], tasks: [] },".repeat(40)}] }`],
    ["a folder in parentheses", "version: 1\nprotected: ['app/(group)/page.tsx']\n"],
    ["shell braces in a command", 'version: 1\ncommands: { test: { run: "x ${HOME} {a,b} {} {odd}" } }\n'],
  ])("%s", (_, text) => {
    expect(problemsOf(text)).toEqual([]);
  });
});

describe("all problems at once", () => {
  test("in order of their places", () => {
    const problems = problemsOf(
      ["enigne: auto", "tasks: [test]", "limits: { tasks: -1, liens: 2 }", "publish: push", "publish: none", ""].join(
        "\n",
      ),
    );
    expect(problems.map((problem) => problem.replace(/\. .*$/u, ""))).toEqual([
      "p.yml:1:1: `version` is missing",
      "p.yml:1:1: unknown key `enigne`",
      'p.yml:2:9: `tasks.0` is `"test"`',
      "p.yml:3:18: `limits.tasks` is `-1`",
      "p.yml:3:22: unknown key `liens` in `limits`",
      'p.yml:4:10: `publish` is `"push"`',
      "p.yml:5:1: the key `publish` is there twice; the first is in line 4",
    ]);
  });

  test.each([
    ['pattern: "%f:%q: %m"', '2:46: `"%f:%q: %m"` in `commands.lint.pattern` has the unknown item `%q` at character 4'],
    ['pattern: "%f: x"', '2:46: `"%f: x"` in `commands.lint.pattern` takes no message at character 6'],
    ["format: pattern", '2:45: `"pattern"` in `commands.lint.format` has no pattern beside it'],
    ['format: tsc, pattern: "%m"', '2:59: `"%m"` in `commands.lint.pattern` is not read by tsc'],
    ["format: lcov", '2:45: `commands.lint.format` is `"lcov"`'],
  ])("a command that is read by %s", (part, problem) => {
    const [first, ...others] = problemsOf(`version: 1\ncommands: { lint: { run: make lint, ${part} } }\n`);
    expect(first).toMatch(/\. [A-Z]/u);
    expect(first?.slice("p.yml:".length).startsWith(problem)).toBe(true);
    expect(others).toEqual([]);
  });

  test("a pattern says how the output is read", () => {
    expect(problemsOf('version: 1\ncommands: { lint: { run: make lint, pattern: "%f:%l: %m" } }\n')).toEqual([]);
  });

  test("every syntax error of the text", () => {
    expect(problemsOf("a: @x\nb: `y\n").map((problem) => problem.slice(0, 9))).toEqual(["p.yml:1:4", "p.yml:2:4"]);
  });
});

describe("hostile texts", () => {
  test.each([
    ["flow lists", "[".repeat(100_000), "1:33"],
    ["flow mappings", "{a: ".repeat(50_000), "1:129"],
    ["compact lists", "- ".repeat(100_000), "1:65"],
    ["complex keys", "? ".repeat(100_000), "1:65"],
    ["indentation", Array.from({ length: 500 }, (_, depth) => `${" ".repeat(depth)}a:`).join("\n"), "33:33"],
  ])("deep nesting is refused before it is parsed: %s", (_, text, place) => {
    expect(problemsOf(text)).toEqual([
      `p.yml:${place}: lists or mappings are nested more than 32 levels deep. Remove the nesting: no key of a policy needs it`,
    ]);
  });

  test("an alias bomb is not expanded", () => {
    const levels = Array.from({ length: 20 }, (_, n) => `a${n + 1}: &a${n + 1} [*a${n}, *a${n}, *a${n}]`);
    const problems = problemsOf(`version: 1\na0: &a0 [x]\n${levels.join("\n")}\n`);
    expect(problems.filter((problem) => problem.includes("the alias"))).toHaveLength(60);
  });

  test("keys of prototypes change nothing and are refused", () => {
    const problems = problemsOf(
      "version: 1\n__proto__: { polluted: 1 }\nlimits: { __proto__: { polluted: 1 }, constructor: 1 }",
    );
    expect(problems).toHaveLength(3);
    expect("polluted" in {}).toBe(false);
  });

  test("a mapping with as many keys as fit is read in one pass", () => {
    const keys = Array.from({ length: 20_000 }, (_, n) => `k${n}: 1`).join("\n");
    expect(problemsOf(keys)).toHaveLength(20_001);
  });

  test("no text makes it throw, and every problem has a place in the text", () => {
    const words = fc.constantFrom(
      ...[
        "version: 1\n",
        "rules:\n",
        "  - paths: [",
        "]",
        "{",
        "}",
        ": ",
        "- ",
        "*a ",
        "&a ",
        "!!x ",
        "'",
        '"',
        "\n",
        "  ",
        "\t",
        "|\n",
        "---\n",
      ],
      ...[
        "gates",
        "coverage",
        "lint",
        "limits",
        "tasks",
        "-1",
        "null",
        "%YAML 1.1\n",
        "? ",
        "<<",
        "#",
        "\u0000",
        "\ufeff",
        "\ud800",
      ],
    );
    const texts = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.array(words, { maxLength: 40 }).map((parts) => parts.join("")),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const result = parsePolicy(text, "p.yml");
        if (result.ok) return;
        expect(result.problems.length).toBeGreaterThan(0);
        const lines = text.split(/\r\n|\r|\n/u);
        for (const { place, message, remedy } of result.problems) {
          const [, line = "", column = ""] = /^p\.yml:(\d+):(\d+)$/u.exec(place) ?? [];
          expect(Number(line)).toBeGreaterThanOrEqual(1);
          expect(Number(line)).toBeLessThanOrEqual(lines.length);
          expect(Number(column)).toBeGreaterThanOrEqual(1);
          expect(message).not.toBe("");
          expect(remedy).not.toBe("");
        }
      }),
      { numRuns: 1_000 },
    );
  });
});
