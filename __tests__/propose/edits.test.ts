import { describe, expect, test } from "@jest/globals";
import type { Edit } from "../../src/domain/edit.ts";
import { applyEdits } from "../../src/propose/edits.ts";
import { repoPath } from "./temp-workspace.ts";

const a = repoPath("a.ts");
const b = repoPath("b.ts");

function apply(files: Readonly<Record<string, string>>, ...edits: readonly Edit[]) {
  return applyEdits(edits, (path) => Promise.resolve(files[path]));
}

const replace = (search: string, replacement: string): Edit => ({ type: "replace", path: a, search, replacement });
const write = (text: string, path = a): Edit => ({ type: "write", path, text });

describe("applyEdits", () => {
  test("writes, replaces and deletes, sorted by path", async () => {
    const c = repoPath("c.ts");
    const edits: readonly Edit[] = [
      { type: "delete", path: c },
      { type: "replace", path: b, search: "1", replacement: "2" },
      { type: "write", path: a, text: "new\n" },
    ];
    expect(await apply({ "b.ts": "x = 1;\n", "c.ts": "old\n" }, ...edits)).toEqual({
      type: "applied",
      files: [
        { path: a, after: "new\n" },
        { path: b, before: "x = 1;\n", after: "x = 2;\n" },
        { path: c, before: "old\n" },
      ],
    });
  });

  test("several edits of one file build on each other, and its first text is what was before", async () => {
    const result = await apply({ "a.ts": "one two\n" }, replace("one", "three"), replace("three two", "four"));
    expect(result).toEqual({ type: "applied", files: [{ path: a, before: "one two\n", after: "four\n" }] });
  });

  test.each<[string, Record<string, string>, readonly Edit[]]>([
    ["the same text", { "a.ts": "x\n" }, [write("x\n")]],
    ["there and back", { "a.ts": "x\n" }, [replace("x", "y"), replace("y", "x")]],
    ["made and deleted", {}, [write("x\n"), { type: "delete", path: a }]],
    ["nothing at all", {}, []],
  ])("drops what changes nothing: %s", async (_, files, edits) => {
    expect(await apply(files, ...edits)).toEqual({ type: "applied", files: [] });
  });

  test.each<[string, string, Edit, string]>([
    ["a replacement in LF for a file in CRLF", "a\r\nb\r\nc\r\n", replace("a\nb", "x\ny\nz"), "x\r\ny\r\nz\r\nc\r\n"],
    ["a whole text in LF for a file in CRLF", "a\r\nb\r\n", write("x\ny\n"), "x\r\ny\r\n"],
    ["a file of mixed line ends as it is", "a\r\nb\nc\n", replace("b\nc", "x\ny"), "a\r\nx\ny\n"],
    ["a byte order mark", "\ufeffa\n", write("b\n"), "\ufeffb\n"],
    ["a byte order mark under a replacement", "\ufeffa\n", replace("a", "b"), "\ufeffb\n"],
    ["dollar signs", "a\n", replace("a", "$& $1 $$"), "$& $1 $$\n"],
  ])("keeps %s", async (_, before, edit, after) => {
    expect(await apply({ "a.ts": before }, edit)).toEqual({ type: "applied", files: [{ path: a, before, after }] });
  });

  test.each<[string, string | undefined, Edit, RegExp]>([
    [
      "a text that stands twice",
      "x\ny\nx\n",
      replace("x", "z"),
      /a\.ts.* 2 times \(lines 1, 3\)\. Add lines around it/u,
    ],
    ["a text that overlaps itself", "aaa\n", replace("aa", "b"), /2 times/u],
    ["a text that stands very often", "x\n".repeat(9), replace("x", "z"), /9 times \(lines 1, 2, 3, 4, 5, …\)/u],
    [
      "other white space",
      "if (a) {\n\tb();\n}\n",
      replace("  b();", "c();"),
      /Line 2 differs only in white space.*"\\tb\(\);"/u,
    ],
    ["part of a line", "return a + b;\n", replace("return a + b; // sum", "x"), /nearest line is 1: "return a \+ b;"/u],
    [
      "a line with a slip in it",
      "const all = 1;\nconst total = price * quantity;\n",
      replace("const totals = price * quantitiy;", "x"),
      /nearest line is 2: "const total = price \* quantity;"/u,
    ],
    ["nothing alike", "a\n", replace("zebra", "x"), /Read the file again/u],
    ["white space alone", "a\n", replace("\n\n", "x"), /only white space/u],
    ["an empty search", "a\n", replace("", "x"), /"search" is empty/u],
    ["a file that is not there", undefined, replace("a", "b"), /does not exist. Use "write"/u],
    ["a deletion of nothing", undefined, { type: "delete", path: a }, /cannot be deleted/u],
  ])("says what is wrong with %s", async (_, before, edit, reason) => {
    const result = await apply(before === undefined ? {} : { "a.ts": before }, edit);
    expect(result).toEqual({ type: "conflict", reason: expect.stringMatching(reason) });
  });

  test("a conflict anywhere means that nothing is applied", async () => {
    expect(await apply({ "a.ts": "a\n" }, write("x\n", b), replace("zebra", "y"))).toMatchObject({ type: "conflict" });
  });
});
