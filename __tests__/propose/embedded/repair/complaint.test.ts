import { describe, expect, test } from "@jest/globals";
import { complaintOf } from "../../../../src/propose/embedded/repair/complaint.ts";

describe("what a red command complains of", () => {
  test.each([
    [
      "an error of Node, with what was expected",
      "node check.js\nnode:assert:95\n  throw new AssertionError(obj);\n  ^\n\nAssertionError [ERR_ASSERTION]: Expected values to be strictly equal:\n\n4 !== 3\n\n    at Object.<anonymous> (/x/check.js:3:8) {\n  code: 1\n}\n",
      "AssertionError [ERR_ASSERTION]: Expected values to be strictly equal: 4 !== 3",
    ],
    [
      "the script's own words, not those of make",
      "make: Entering directory\nok 1\nsum([1,2]): expected 3, got 4\nmake: *** [check] Error 1\n",
      "sum([1,2]): expected 3, got 4",
    ],
    [
      "an error that is thrown, not its line in the source",
      '/a/b.js:3\n    throw new Error("no");\n    ^\n\nError: the sum is wrong\n    at x\n',
      "Error: the sum is wrong",
    ],
    ["words in colour", "\u001b[31m✗ adds up\u001b[0m\n", "✗ adds up"],
    ["nothing that it says", "3,4d\n< a\n> b\n", undefined],
    ["nothing but how its programs ended", "make: *** [check] Error 1\n", undefined],
  ])("%s", (_, output, said) => {
    expect(complaintOf(output)).toBe(said);
  });

  test("is cut where it is long, between words", () => {
    expect(complaintOf(`Error: ${"long ".repeat(99)}`)).toMatch(/^Error: (?:long ){30}…$/u);
    expect(complaintOf(`Error: ${"x".repeat(140)} half-of-a-secret-that-is-cut`)).toMatch(/^Error: x{140} …$/u);
  });
});
