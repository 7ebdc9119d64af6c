import { describe, expect, jest, test } from "@jest/globals";
import type { RefactorPolicy } from "../../../../src/domain/refactor-policy.ts";
import type { Proposal } from "../../../../src/domain/proposal.ts";
import { createEmbeddedEngine } from "../../../../src/propose/embedded/engine.ts";
import { createProbeWorkspace, toWorkspace } from "../../../probe/probe-workspace.ts";
import { policyWith, repoPath, textOf } from "../../temp-workspace.ts";

jest.setTimeout(300_000);

/** The whole answer of the engine to a task refactor, in a folder with these files, whose tools run in the sandbox. */
async function refactor(
  target: string,
  files: Readonly<Record<string, string>>,
  lintRules: RefactorPolicy["lintRules"] = [],
): Promise<Proposal> {
  await using opened = await createProbeWorkspace({
    "package.json": '{ "type": "module", "private": true }',
    ...files,
  });
  const path = repoPath(target);
  return await createEmbeddedEngine().propose({
    task: { id: "refactor-0000000000", kind: "refactor", target: path, writable: [path], reason: "named", rule: 0 },
    attempt: 1,
    policy: { ...policyWith({}), refactor: { lintRules, modules: "keep" } },
    diagnostics: [],
    workspace: toWorkspace(opened),
    signal: new AbortController().signal,
  });
}

describe("rules of the linter that the policy names", () => {
  const CONFIG =
    'export default [{ ignores: ["old/**"] }, { rules: { "prefer-const": ["error", { destructuring: "all" }], "no-var": "error", "object-shorthand": "off" } }];\n';
  const CODE = "export function f(o) {\n  let a = 1;\n  let { b, c } = o;\n  c = 2;\n  return { a: a, b, c };\n}\n";
  const files = { "eslint.config.js": CONFIG, "src/a.js": CODE, "old/a.js": CODE };

  test("are applied with the options of the configuration, and nothing else is", async () => {
    const proposal = await refactor("src/a.js", files, ["prefer-const"]);
    expect(textOf(proposal)).toBe(CODE.replace("let a", "const a"));
    expect(proposal).toMatchObject({
      rationale: expect.stringContaining("findings of ESLint's rule prefer-const 1 → 0"),
    });
  });

  test("are applied where the configuration says nothing of them", async () => {
    const proposal = await refactor("src/b.js", { ...files, "src/b.js": "export const f = (a) => { return a; };\n" }, [
      "arrow-body-style",
    ]);
    expect(textOf(proposal)).toBe("export const f = (a) => a;\n");
  });

  test.each([
    ["switches the rule off", "src/a.js", "object-shorthand", "switches the rule off"],
    ["ignores the file", "old/a.js", "prefer-const", "ignores the file"],
    ["does not know the rule", "src/a.js", "no-such-thing", "no-such-thing"],
  ])("are named where the configuration %s", async (_, target, rule, reason) => {
    expect(await refactor(target, files, [rule])).toMatchObject({
      type: "declined",
      reason: expect.stringContaining(reason),
    });
  });
});

describe("rules of other linters that the policy names", () => {
  const CODE = "export function f(o) {\n  let a = 1;\n  let b = o;\n  b = 3;\n  return a + b;\n}\n";
  /** Stands for the tool's own program: answers what the tool printed of that code, and mends what it would. */
  const standIn = (rule: string, flag: string, answer: object, unknown: object | string): string =>
    `const fs = require("fs");
const [file] = process.argv.slice(-1), text = fs.readFileSync(file, "utf8"), isLeft = text.includes("let a");
const ask = process.argv.join(" ");
if (!ask.includes(${JSON.stringify(rule)})) {
  const unknown = ${JSON.stringify(unknown)};
  if (typeof unknown === "string") { console.error(unknown); process.exit(1); }
  console.log(JSON.stringify(unknown));
} else if (ask.includes(${JSON.stringify(flag)})) fs.writeFileSync(file, text.replace("let a", "const a"));
else console.log(JSON.stringify(isLeft ? ${JSON.stringify(answer)} : ${JSON.stringify({ ...answer, diagnostics: [] })}));
`;
  const files = {
    "pkg/package.json": '{ "type": "module" }',
    "pkg/src/a.js": CODE,
    "bare/a.js": CODE,
    "pkg/node_modules/@biomejs/biome/package.json": '{ "bin": { "biome": "bin/biome.cjs" } }',
    "pkg/node_modules/@biomejs/biome/bin/biome.cjs": standIn(
      "style/useConst",
      "--write",
      {
        summary: { changed: 0, unchanged: 1, errors: 0, warnings: 1, infos: 0 },
        diagnostics: [
          {
            severity: "warning",
            message: "This let declares a variable that is only assigned once.",
            category: "lint/style/useConst",
            location: { path: "a.js", start: { line: 2, column: 3 }, end: { line: 2, column: 6 } },
          },
        ],
        command: "lint",
      },
      "lint ---\n\n  x Some errors were emitted while running checks.\n\nError: couldn't parse `style/other`: The rule, group or domain doesn't exist.",
    ),
    "pkg/node_modules/oxlint/package.json": '{ "bin": "bin/oxlint.cjs" }',
    "pkg/node_modules/oxlint/bin/oxlint.cjs": standIn(
      "prefer-const",
      "--fix",
      {
        diagnostics: [
          {
            message: "`a` is never reassigned.",
            code: "eslint(prefer-const)",
            severity: "error",
            labels: [{ span: { offset: 29, length: 1, line: 2, column: 7 } }],
          },
        ],
        number_of_files: 1,
        number_of_rules: 1,
      },
      { diagnostics: [], number_of_files: 1, number_of_rules: 0 },
    ),
  };

  test.each([
    ["biome:style/useConst", "Biome's rule style/useConst"],
    ["oxlint:prefer-const", "Oxlint's rule prefer-const"],
  ])("%s is applied", async (rule, words) => {
    const proposal = await refactor("pkg/src/a.js", files, [rule]);
    expect(textOf(proposal)).toBe(CODE.replace("let a", "const a"));
    expect(proposal).toMatchObject({ rationale: expect.stringContaining(`findings of ${words} 1 → 0`) });
  });

  const OFF = '// Ours.\n{ "linter": { "rules": { "style": { "useConst": { "level": "off" }, }, }, }, }\n';
  test.each([
    ["biome:style/useConst", "pkg/src/a.js", { "pkg/biome.jsonc": OFF }, "biome switches the rule off"],
    ["biome:style/other", "pkg/src/a.js", {}, "The rule, group or domain doesn't exist"],
    ["biome:style/useConst", "bare/a.js", {}, "no @biomejs/biome installed"],
    [
      "oxlint:prefer-const",
      "pkg/src/a.js",
      { ".oxlintrc.json": '{ "rules": { "prefer-const": ["off"] } }' },
      "oxlint switches the rule off",
    ],
    ["oxlint:other", "pkg/src/a.js", {}, "Oxlint knows no rule other"],
  ])("%s is named where it cannot be applied to %s", async (rule, target, more, reason) => {
    expect(await refactor(target, { ...files, ...more }, [rule])).toMatchObject({
      type: "declined",
      reason: expect.stringContaining(reason),
    });
  });
});

describe("exports that knip finds unused", () => {
  const LIB = [
    "export function used(a) {\n  return helper(a);\n}",
    "export function helper(a) {\n  return a + 1;\n}",
    "/** Nobody asks. */\nexport function forgotten(a) {\n  return twice(a);\n}",
    "function twice(a) {\n  return a * 2;\n}\n",
  ];
  const files = {
    "index.js": 'import { used } from "./src/lib.js";\nconsole.log(used(1));\n',
    "src/lib.js": LIB.join("\n\n"),
  };

  test("lose the word, and what nothing needs any more is gone", async () => {
    const proposal = await refactor("src/lib.js", files);
    expect(textOf(proposal)).toBe(
      "export function used(a) {\n  return helper(a);\n}\n\nfunction helper(a) {\n  return a + 1;\n}\n",
    );
    expect(proposal).toMatchObject({ rationale: expect.stringContaining("exports that knip finds unused 2 → 0") });
  });

  test.each([
    ["a page names one", { "README.md": "Call `forgotten` and `helper`.\n" }, "README.md mentions it"],
    [
      "modules are loaded by worked out names",
      { "load.js": 'export const load = (name) => import(`./src/${name}.js`);\nload("lib");\n' },
      "load.js loads modules by names",
    ],
    [
      "the package offers the file",
      { "package.json": '{ "type": "module", "exports": { ".": "./index.js", "./lib": "./dist/lib.js" } }' },
      "package.json names the file",
    ],
  ])("stay where %s", async (_, more, reason) => {
    expect(await refactor("src/lib.js", { ...files, ...more })).toMatchObject({
      type: "declined",
      reason: expect.stringContaining(reason),
    });
  });
});

test("a bundle is left alone", async () => {
  const long = `export {};\nvar a = "${"x".repeat(1_000_000)}";\n`;
  expect(await refactor("src/bundle.js", { "src/bundle.js": long })).toEqual({
    type: "declined",
    reason: "src/bundle.js is longer than 1000000 characters",
  });
});
