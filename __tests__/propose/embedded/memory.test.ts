import { describe, expect, test } from "@jest/globals";
import type { Diagnostic } from "../../../src/domain/diagnostic.ts";
import { blamedFixes } from "../../../src/propose/embedded/memory.ts";
import { renderRationale } from "../../../src/propose/embedded/rationale.ts";

const fix = (symbol: string, lines: readonly string[], code = "TS2304") => ({
  key: symbol,
  name: "import",
  code,
  line: 1,
  symbol,
  description: `Add import from "./${symbol}"`,
  confidence: "certain" as const,
  rivals: [],
  lines,
});
const sent = {
  text: 'import { price } from "./price";\r\nimport { user } from "./user";\r\n\r\nprice(user);\r\n',
  fixes: [
    fix("price", ['import { price } from "./price";']),
    fix("user", ['import { user } from "./user";']),
    fix("a + b * c / d", []),
  ],
};
const base: Diagnostic = { source: "eslint", severity: "error", message: "wrong", path: "a.ts" };

describe("blamedFixes", () => {
  test.each<[string, Partial<Diagnostic>, readonly string[]]>([
    ["the line that a fix wrote", { range: { line: 2 } }, ["user"]],
    ["its text, where lines have moved", { lineText: '  import { price } from "./price";' }, ["price"]],
    ["its symbol in the message", { message: "'price' is not exported" }, ["price"]],
    ["both", { message: "'price' clashes with 'user'" }, ["price", "user"]],
    ["another line", { range: { line: 4 } }, []],
    ["an empty line", { range: { line: 3 } }, []],
    ["a line that is not there", { range: { line: 99 } }, []],
    ["a part of another word", { message: "prices are wrong" }, []],
    ["another file", { path: "b.ts", message: "'price' is not exported", range: { line: 1 } }, []],
    ["nothing in particular", {}, []],
  ])("by %s", (_, diagnostic, expected) => {
    const feedback = { from: "lint", message: "", diagnostics: [{ ...base, ...diagnostic }] } as const;
    expect(blamedFixes(feedback, sent, "a.ts").map(({ symbol }) => symbol)).toEqual(expected);
  });
});

describe("renderRationale", () => {
  const nothing = {
    fixes: [],
    linted: "unchanged",
    formatted: "unchanged",
    left: [],
    undecided: [],
    remarks: [],
    notes: [],
  } as const;

  test("names each fix, what the tools did, what was left and what was left out", () => {
    const left = {
      code: "TS2339",
      number: 2339,
      message: "Property 'x' is missing.\n  More.",
      start: 0,
      length: 1,
      line: 9,
    };
    expect(
      renderRationale({
        fixes: [fix("a", []), fix("b", [], "TS2552")],
        linted: "changed",
        formatted: "changed",
        left: [left],
        undecided: [{ symbol: "z", line: 3, readings: ["x", "y"] }],
        remarks: [{ ...base, code: "no-var" }, { ...base, code: "eqeqeq" }, { ...base, code: "no-var" }, base],
        notes: ["Left out: a tool broke the syntax"],
      }),
    ).toBe(
      "import 2 missing names; fix eqeqeq and no-var\n\n" +
        'The compiler\'s own fixes: TS2304 in line 1: add import of a from "./a"; TS2552 in line 1: add import of b from "./b". ' +
        "The linter's own fixes (remarked: eqeqeq, no-var). Formatted with the repository's formatter, as before. " +
        "Left: TS2339 in line 9 (Property 'x' is missing). Not guessed: z in line 3 could be x or y. Left out: a tool broke the syntax.",
    );
  });

  test("counts what does not fit", () => {
    const fixes = Array.from({ length: 15 }, (_, index) => fix(`f${index}`, []));
    expect(renderRationale({ ...nothing, fixes })).toMatch(/f11"; and 3 more\.$/u);
  });

  test("says nothing of what was not done", () => {
    expect(renderRationale({ ...nothing, linted: "changed" })).toBe(
      "apply the linter's fixes\n\nThe linter's own fixes.",
    );
  });
});
