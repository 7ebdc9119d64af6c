import { describe, expect, test } from "@jest/globals";
import { toLineChanges } from "../../src/publish/patch-lines.ts";

const PATCH = [
  "diff --git a/a.ts b/a.ts",
  "--- a/a.ts",
  "+++ b/a.ts",
  "@@ -1,4 +1,5 @@",
  "+import x;",
  " one",
  "-two",
  "-three",
  "+TWO",
  " four",
  "+after four",
  "@@ -10,2 +11,1 @@ function",
  " ten",
  "-eleven",
  "\\ No newline at end of file",
  "diff --git a/new.ts b/new.ts",
  "--- /dev/null",
  "+++ b/new.ts",
  "@@ -0,0 +1,1 @@",
  "+new",
  "",
].join("\n");

describe("changes of a patch by line", () => {
  test("insertions, replacements, removals and new files", () => {
    expect(toLineChanges(PATCH)).toEqual([
      { path: "a.ts", start: 1, end: 1, removed: [], added: ["import x;"], after: "one" },
      { path: "a.ts", start: 2, end: 4, removed: ["two", "three"], added: ["TWO"], before: "one", after: "four" },
      { path: "a.ts", start: 5, end: 5, removed: [], added: ["after four"], before: "four" },
      { path: "a.ts", start: 11, end: 12, removed: ["eleven"], added: [], before: "ten" },
      { path: "new.ts", start: 1, end: 1, removed: [], added: ["new"] },
    ]);
  });

  test("what looks like a header inside a hunk is content", () => {
    const patch = ["--- a/a.md", "+++ b/a.md", "@@ -1,2 +1,2 @@", "--- old", "+++ new", " kept", ""].join("\n");
    expect(toLineChanges(patch)).toMatchObject([{ path: "a.md", removed: ["-- old"], added: ["++ new"] }]);
  });

  test("no patch, no changes", () => {
    expect(toLineChanges("")).toEqual([]);
  });
});
