import { expect, test } from "@jest/globals";
import { toDocStyle } from "../../../../src/propose/embedded/docs/doc-style.ts";

const TYPED = "/**\n * Pads.\n * @param {string} text what is padded\n * @return {string}\n */\n";
const PLAIN = "/** Pads. */\n/**\n * Cuts.\n *\n * @param text - What is cut.\n * @returns The text.\n */\n";
const BARE = "/**\n * Cuts.\n */\n/**\n * @example\n * cut('a')\n */\n";

function style(path: string, samples: readonly string[], more: { text?: string; demands?: "yes" | "no" } = {}) {
  return toDocStyle({ path, text: more.text ?? "", demands: more.demands ?? "no" }, samples);
}

test.each([
  [
    "TypeScript without comments has TSDoc",
    "a.ts",
    [],
    { syntax: "tsdoc", separator: " - ", returns: "@returns", fence: "ts" },
  ],
  [
    "JavaScript without comments has types in its tags",
    "a.jsx",
    [],
    { syntax: "jsdoc", separator: " - ", fence: "jsx" },
  ],
  [
    "TypeScript that writes types in tags goes on so",
    "a.ts",
    [TYPED],
    { syntax: "jsdoc", separator: " ", returns: "@return" },
  ],
  [
    "the habit of most comments counts",
    "a.ts",
    [TYPED, PLAIN, PLAIN],
    { syntax: "tsdoc", separator: " - ", returns: "@returns", short: "one-line" },
  ],
  ["blocks for one line, examples without fences", "a.js", [BARE], { short: "block", fence: "none" }],
] as const)("%s", (_, path, samples, expected) => {
  expect(style(path, samples)).toMatchObject(expected);
});

test("quotes, ends of statements and the width are those of the file itself", () => {
  const long = `const a = '${"x".repeat(90)}'\nconst b = call('y')\n`;
  expect(style("a.ts", [], { text: long })).toMatchObject({ quote: "'", semicolon: "", width: 102 });
  expect(style("a.ts", [], { text: 'const a = "x";\n' })).toMatchObject({ quote: '"', semicolon: ";", width: 80 });
});

test("every parameter has its tag where the linter asks for it", () => {
  expect(style("a.ts", [], { demands: "yes" }).parameters).toBe("all");
  expect(style("a.ts", []).parameters).toBe("telling");
});
