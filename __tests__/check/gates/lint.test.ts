import { expect } from "@jest/globals";
import { PROJECT } from "../project-files.ts";
import { task } from "../subjects.ts";
import { MATH, OLD, shell, table } from "./gate-table.ts";

/** A repository with a rule about doc comments, in the manner of `eslint-plugin-jsdoc`: every parameter has its tag. */
const WITH_JSDOC = {
  "eslint.config.mjs": `import tseslint from "typescript-eslint";
const requireParam = {
  meta: { type: "suggestion", schema: [] },
  create: (context) => ({
    FunctionDeclaration(node) {
      const doc = context.sourceCode.getCommentsBefore(node.parent).findLast(({ value }) => value.startsWith("*"));
      if (doc === undefined) return;
      for (const { name } of node.params) {
        if (!doc.value.includes("@param " + name)) context.report({ loc: doc.loc, message: 'Missing JSDoc @param "' + name + '".' });
      }
    },
  }),
};
export default [{
  files: ["**/*.ts"],
  languageOptions: { parser: tseslint.parser },
  plugins: { jsdoc: { rules: { "require-param": requireParam } } },
  rules: { "jsdoc/require-param": "warn" },
}];\n`,
  "src/text.ts": "export function shout(text: string): string {\n  return text.toUpperCase();\n}\n",
};
const documented = (comment: string): Readonly<Record<string, string>> => ({
  "src/text.ts": `${comment}\n${WITH_JSDOC["src/text.ts"]}`,
});

table("lint", [
  [
    "failed",
    "documentation that breaks a rule about doc comments",
    { task: task("docs", "src/text.ts"), base: WITH_JSDOC, change: documented("/** Makes a text loud. */") },
    {
      diagnostics: [
        expect.objectContaining({
          code: "jsdoc/require-param",
          message: 'Missing JSDoc @param "text".',
          path: "src/text.ts",
        }),
      ],
    },
  ],
  [
    "passed",
    "documentation that keeps a rule about doc comments",
    {
      task: task("docs", "src/text.ts"),
      base: WITH_JSDOC,
      change: documented("/**\n * Makes a text loud.\n * @param text - what is said\n */"),
    },
    { figures: { before: 0, after: 0, new: 0, fixed: 0 } },
  ],
  [
    "passed",
    "a clean change",
    { change: { "src/math.ts": `${MATH}\n` } },
    { figures: { before: 0, after: 0, new: 0, fixed: 0 } },
  ],
  [
    "failed",
    "a new error",
    { change: { "src/math.ts": `${MATH}\nvar x = 1;\n` } },
    {
      figures: { before: 0, after: 1, new: 1, fixed: 0 },
      diagnostics: [
        expect.objectContaining({
          code: "no-var",
          lineText: "var x = 1;",
          range: expect.objectContaining({ line: 14 }),
        }),
      ],
    },
  ],
  [
    "passed",
    "an old error that has moved",
    { base: { "src/math.ts": OLD }, change: { "src/math.ts": `// one\n// two\n${OLD}` } },
    { figures: { before: 1, after: 1, new: 0, fixed: 0 } },
  ],
  [
    "passed",
    "an old error that is gone",
    { base: { "src/math.ts": OLD }, change: { "src/math.ts": MATH } },
    { figures: { before: 1, after: 0, new: 0, fixed: 1 } },
  ],
  [
    "failed",
    "an error in a new file",
    { change: { "src/new.ts": "var x = 1;\n" } },
    { figures: { before: 0, after: 1, new: 1, fixed: 0 } },
  ],
  ["skipped", "nothing but a deletion", { change: { "src/math.ts": null } }, { reason: "there is no file to look at" }],
  [
    "skipped",
    "no linter",
    { change: { "src/math.ts": "" }, commands: {} },
    { reason: "no command: set commands.lint.run in the policy, nothing was detected" },
  ],
  [
    "errored",
    "a linter that crashes",
    { base: { "eslint.config.mjs": "throw new Error('no config');\n" }, change: { "src/math.ts": "" } },
    {
      reason: expect.stringMatching(/could not lint.*no config/su),
      remedy: expect.stringContaining("commands.lint.run"),
    },
  ],
  [
    "errored",
    "a linter that is not installed",
    { change: { "src/math.ts": "" }, commands: { lint: { run: "no-such-linter {files}", format: "eslint-json" } } },
    {
      reason: expect.stringContaining("was not found (exit code 127)"),
      remedy: expect.stringMatching(/npm ci.*commands\.lint\.run/su),
    },
  ],
  [
    "errored",
    "npx without the package",
    {
      change: { "src/math.ts": "" },
      commands: { lint: { run: "npx no-such-linter-at-all {files}", format: "eslint-json" } },
    },
    { reason: expect.stringContaining("is not installed") },
  ],
  [
    "errored",
    "a linter that does not end",
    {
      change: { "src/math.ts": "" },
      commands: { lint: { run: "sleep 60", format: "eslint-json" } },
      limits: { commandSeconds: 0.3 },
    },
    {
      reason: expect.stringContaining("still running after 0.3 s"),
      remedy: expect.stringContaining("limits.command-seconds"),
    },
  ],
  [
    "errored",
    "a linter that is killed",
    { change: { "src/math.ts": "" }, commands: { lint: { run: "kill -9 $$", format: "eslint-json" } } },
    { reason: expect.stringContaining("was ended by SIGKILL") },
  ],
  [
    "errored",
    "a file that may not be executed",
    { change: { "src/math.ts": "" }, commands: { lint: { run: "./package.json", format: "eslint-json" } } },
    { reason: expect.stringContaining("exit code 126") },
  ],
  [
    "errored",
    "output in another format",
    { change: { "src/math.ts": "" }, commands: { lint: { run: "echo fine", format: "eslint-json" } } },
    { reason: expect.stringContaining("not JSON") },
  ],
  [
    "errored",
    "red without a diagnostic",
    { change: { "src/math.ts": "" }, commands: { lint: { run: "echo []; exit 1", format: "eslint-json" } } },
    { reason: expect.stringContaining("named no diagnostic") },
  ],
  [
    "errored",
    "a format for tests",
    { change: { "src/math.ts": "" }, commands: { lint: { run: "true", format: "lcov" } } },
    { reason: expect.stringContaining("the format lcov") },
  ],
  [
    "errored",
    "red now, and the untouched tree could not be judged",
    {
      base: { "eslint.config.mjs": "export default [\n" },
      change: { "eslint.config.mjs": PROJECT["eslint.config.mjs"]!, "src/math.ts": "var x = 1;\n" },
    },
    { reason: expect.stringContaining("new cannot be told from old") },
  ],
  [
    "passed",
    "green now, though the untouched tree could not be judged",
    {
      base: { "eslint.config.mjs": "export default [\n" },
      change: { "eslint.config.mjs": PROJECT["eslint.config.mjs"]! },
    },
    { figures: { after: 0, new: 0 } },
  ],
  ["passed", "green by exit code", { change: { "src/math.ts": "x" }, commands: { lint: shell("true") } }, {}],
  [
    "failed",
    "green before and red now by exit code",
    { change: { "src/math.ts": "x" }, commands: { lint: shell("! grep -x x src/math.ts") } },
    { diagnostics: [expect.objectContaining({ source: "commands.lint.run", message: "exit code 1\n| x" })] },
  ],
  [
    "skipped",
    "red before by exit code",
    { change: { "src/math.ts": "x" }, commands: { lint: shell("false") } },
    { reason: expect.stringContaining("red on the untouched tree already") },
  ],
  [
    "failed",
    "one file red by exit code before, another one now",
    {
      task: task("fix", "src/math.ts", "src/text.ts"),
      base: { "src/text.ts": "bad" },
      change: { "src/math.ts": "bad", "src/text.ts": "bad" },
      commands: { lint: shell("! grep -l bad {files}") },
    },
    {
      figures: { before: 1, after: 2, new: 1 },
      diagnostics: [expect.objectContaining({ path: "src/math.ts", message: "exit code 1\n| src/math.ts" })],
    },
  ],
  [
    "failed",
    "a linter that answered on the untouched tree and is killed on the change",
    {
      change: { "src/math.ts": "kill\n" },
      commands: { lint: { run: "grep -q kill {files} && kill -9 $$; echo []", format: "eslint-json" } },
    },
    {
      diagnostics: [
        expect.objectContaining({
          code: "no-answer",
          message: expect.stringMatching(/was ended by SIGKILL.*on the untouched tree it answers/su),
        }),
      ],
    },
  ],
]);
