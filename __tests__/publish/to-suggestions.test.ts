import { expect, test } from "@jest/globals";
import type { BundleEntry } from "../../src/domain/bundle.ts";
import { toSuggestions } from "../../src/publish/to-suggestions.ts";

const ENTRY: BundleEntry = {
  task: "fix-0000000000",
  kind: "fix",
  target: "a.ts",
  engine: "model",
  rationale: "Thanks @octocat, fixes #1 <img src=x>",
  paths: ["a.ts"],
  patch: "",
  patchSha256: "",
  publish: "suggestions",
  gates: [
    { gate: "lint", status: "passed" },
    { gate: "types", status: "skipped" },
  ],
};

function suggest(hunk: readonly string[]): ReturnType<typeof toSuggestions> {
  const patch = ["--- a/a.ts", "+++ b/a.ts", ...hunk, ""].join("\n");
  return toSuggestions([ENTRY], new Map([[ENTRY.task, patch]]));
}

test.each<[string, readonly string[], { start: number; end: number; block: string }]>([
  ["a replacement", ["@@ -3,3 +3,2 @@", " a", "-b", "-c", "+B"], { start: 4, end: 5, block: "```suggestion\nB\n```" }],
  ["a removal", ["@@ -3,2 +3,1 @@", " a", "-b"], { start: 4, end: 4, block: "```suggestion\n```" }],
  [
    "an insertion takes the line before it",
    ["@@ -3,1 +3,2 @@", " a", "+b"],
    { start: 3, end: 3, block: "```suggestion\na\nb\n```" },
  ],
  [
    "an insertion at the top takes the line after it",
    ["@@ -1,1 +1,2 @@", "+b", " a"],
    { start: 1, end: 1, block: "```suggestion\nb\na\n```" },
  ],
  [
    "a fence inside gets a longer one around",
    ["@@ -3,1 +3,1 @@", "-b", "+````"],
    { start: 3, end: 3, block: "`````suggestion\n````\n`````" },
  ],
])("%s", (_, hunk, { start, end, block }) => {
  const [suggestion, ...others] = suggest(hunk);
  expect(others).toEqual([]);
  expect(suggestion).toMatchObject({ path: "a.ts", start, end });
  expect(suggestion?.body).toContain(`\n${block}\n`);
});

test("nothing in the words is live, and the evidence is there", () => {
  const body = suggest(["@@ -3,1 +3,1 @@", "-b", "+B"])[0]?.body ?? "";
  expect(body).not.toMatch(/@octocat|#1|<img/u);
  expect(body).toContain("Passed together with the rest of this change: lint.");
});

test("what is too long, and a new file, is no suggestion", () => {
  const long = Array.from({ length: 61 }, () => "+x");
  expect(suggest(["@@ -3,1 +3,62 @@", " a", ...long])).toEqual([]);
  expect(suggest(["@@ -0,0 +1,1 @@", "+x"])).toEqual([]);
});

test("a repair that is one of several says so and shows the others, with a call that tells them apart", () => {
  const patch = "--- a/a.ts\n+++ b/a.ts\n@@ -3,1 +3,1 @@\n-b\n+B\n";
  const differs = { call: "f(2)", proposed: "4", alternative: "`@octocat`" };
  const alternative = { path: "a.ts", line: 3, description: "", patch: "-b\n+````\n", differs };
  const choices = new Map([[ENTRY.task, { groups: 2, alternatives: [alternative] }]]);
  const [suggestion] = toSuggestions([ENTRY], new Map([[ENTRY.task, patch]]), choices);
  expect(suggestion?.body).toContain("**One of 2 that the failing check does not tell apart: choose.**");
  expect(suggestion?.body).toMatch(/Instead, `a\.ts:3`: `f\(2\)` comes to `'@.?octocat'`, not `4`/u);
  expect(suggestion?.body).toContain("`````diff\n-b\n+````\n`````");
});
