import { describe, expect, test } from "@jest/globals";
import { applyRewrite, REWRITES } from "../../../src/code/refactor/rewrites.ts";

function rewrite(name: string, text: string, path = "a.js"): string {
  const found = REWRITES.find((one) => one.name === name);
  if (found === undefined) throw new Error(`there is no rewrite ${name}`);
  return applyRewrite(path, text, found)?.text ?? text;
}

/** Name, what it shows, text before, text after; without one the text stays as it is. */
type Row = readonly [string, string, string, string?];

function table(name: string, rows: readonly Row[]): void {
  describe(name, () => {
    test.each(rows)("%s", (_, path, before, after = before) => {
      expect(rewrite(name, before, path)).toBe(after);
    });
  });
}

const GUARDED = (end: string): string =>
  ["use(1)", "use(2)", "use(3)", "use(4)"].map((line) => `    ${line}${end}\n`).join("");

table("early-return", [
  [
    "a guard in a file with semicolons",
    "a.js",
    `function f(a) {\n  g();\n  if (a) {\n${GUARDED(";")}  }\n}\n`,
    `function f(a) {\n  g();\n  if (!a) return;\n${GUARDED(";").replaceAll("    ", "  ")}}\n`,
  ],
  [
    "a guard in a file without",
    "a.js",
    `// Nothing;\nfunction f(a) {\n  g()\n  if (a) {\n${GUARDED("")}  }\n}\n`,
    `// Nothing;\nfunction f(a) {\n  g()\n  if (!a) return\n${GUARDED("").replaceAll("    ", "  ")}}\n`,
  ],
]);

table("no-redundant-conditions", [
  [
    "without semicolons",
    "a.js",
    "function f(a) {\n  use(a)\n  if (a > 1) return true\n  return false\n}\n",
    "function f(a) {\n  use(a)\n  return a > 1\n}\n",
  ],
  [
    "without semicolons, in front of a bracket",
    "a.js",
    "function f(a) {\n  use(a)\n  if (a > 1) { return true } else { return false }\n  [1].map(use)\n}\n",
    "function f(a) {\n  use(a)\n  return a > 1;\n  [1].map(use)\n}\n",
  ],
]);
