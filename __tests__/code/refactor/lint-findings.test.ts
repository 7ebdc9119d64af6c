import { describe, expect, test } from "@jest/globals";
import { parseLintFindings } from "../../../src/code/refactor/lint-findings.ts";

/** A text with every place rewritten that a tool's fixed text comes to. */
function mended(text: string, fixed: string): string {
  const findings = [{ line: 1, message: "one" }];
  const said = parseLintFindings(
    {
      end: { type: "exited", code: 0 },
      scratch: new Map([["findings.json", JSON.stringify({ findings, fixed })]]),
    },
    { target: "a.js", rule: "biome:style/useConst", text, timeoutMs: 1 },
  );
  if (said.type === "failed") throw new Error(said.reason);
  return said.places
    .flatMap(({ changes }) => changes)
    .toSorted((a, b) => b.start - a.start)
    .reduce(
      (made, { start, length, text: written }) => made.slice(0, start) + written + made.slice(start + length),
      text,
    );
}

describe("what Biome or Oxlint wrote, as places", () => {
  test.each([
    ["lines in the midst", "let a;\nlet b;\nlet c;\n", "const a;\nlet b;\nconst c;\n"],
    ["the last line of a file without a final break", "let a;\nlet b;", "let a;\nconst b;"],
    ["a line more at the end without a break", "let a;", "let a;\nlet b;"],
    ["a line less at the end", "let a;\nlet b;", "let a;\n"],
    ["a final break, and none any more", "let a;\n", "let a;"],
    ["other breaks", "let a;\r\nlet b;\r\n", "const a;\r\nlet b;\r\n"],
    ["an empty file", "", "let a;\n"],
  ])("%s", (_, text, fixed) => {
    expect(mended(text, fixed)).toBe(fixed);
  });
});
