import { expect, test } from "@jest/globals";
import { findDeclarations } from "../../../../src/code/docs/find-declarations.ts";
import { compose } from "../../../../src/propose/embedded/docs/compose.ts";
import { toDocStyle } from "../../../../src/propose/embedded/docs/doc-style.ts";
import { renderDocsRationale } from "../../../../src/propose/embedded/docs/rationale.ts";
import { repoPath } from "../../temp-workspace.ts";

const path = repoPath("a.ts");

function declared(text: string) {
  const [declaration] = findDeclarations(path, text);
  if (declaration === undefined) throw new Error("nothing found");
  return declaration;
}

const styled = (text: string) => toDocStyle({ path, text, demands: "no" }, []);

test.each([
  ["only a name", "export function size(list: string[]): number { return list.length; }", undefined],
  ["what only the class sees", "export class A { #n = 1; }\nexport const f = 1;", undefined],
  ["an expression", "export function twice(n: number): number { return n * 2; }", ["Returns `n * 2`."]],
  ["a condition", "export function isFew(n: number): boolean { return n < 2; }", ["Whether `n < 2`."]],
])("a summary of %s", (_, text, summary) => {
  expect(compose(declared(text), [], styled(text), "full")?.summary).toEqual(summary);
});

test("in the style of signatures there is no summary, but what stands in for a missing value", () => {
  const text = "export function twice(n: number): number { if (n < 0) throw new RangeError('no'); return n * 2; }";
  const made = compose(declared(text), [], styled(text), "signature");
  expect(made).toEqual({ summary: [], tags: ["@throws RangeError if `n < 0`."], example: [] });
});

test("the rationale says plainly what has no summary, what has no comment, and what a gate turned down", () => {
  const declaration = declared("export function twice(n: number): number { return n * 2; }");
  const told = renderDocsRationale({
    target: "a.ts",
    written: [{ declaration, content: { summary: [], tags: ["@throws RangeError."], example: [] } }],
    corrections: [{ start: 0, end: 0, text: "", what: "@param a is called b now" }],
    silent: [{ ...declaration, name: "size" }],
    left: ["more"],
    notes: ["No examples."],
    dropped: new Set(["odd"]),
  });
  expect(told.split("\n")).toEqual([
    "Writes 1 doc comment in a.ts, from its signatures and bodies alone; 0 with an example that was executed, and its real result.",
    "Corrected: @param a is called b now.",
    "Without a summary, for nothing true could be said that the name does not say: `twice`.",
    "Left without a comment for the same reason: `size`.",
    "Left for another run, as limits.lines has no room for more: `more`.",
    "Left out after what a gate said of them: `odd`.",
    "No examples.",
  ]);
});
