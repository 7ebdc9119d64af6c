import vm from "node:vm";
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { globProblem } from "../../src/policy/glob.ts";
import { toPathTest } from "../../src/policy/path-test.ts";

/** Ends work that does not end by itself, also inside a regular expression: then it throws. */
function withinSeconds<Value>(seconds: number, work: () => Value): Value {
  let value: { readonly of: Value } | undefined;
  vm.runInNewContext("work()", { work: () => (value = { of: work() }) }, { timeout: seconds * 1000 });
  if (value === undefined) throw new Error("the work was not done");
  return value.of;
}

/** What makes matchers try again and again: stars between letters that a path is full of, folders, classes. */
const PIECES = ["a*", "*a", "a", "*", "**/", "**/*", "/", "?", "[ab]*", "[!b]", "*a*/", "(a+)+", "b", ".*"];
const piece = fc.constantFrom(...PIECES);
const glob = fc
  .oneof(
    fc.array(piece, { minLength: 1, maxLength: 120, size: "max" }).map((pieces) => pieces.join("")),
    // The same few over and over is what blows up.
    fc
      .tuple(fc.array(piece, { minLength: 1, maxLength: 3 }), fc.integer({ min: 2, max: 128 }), piece)
      .map(([pieces, times, end]) => pieces.join("").repeat(times) + end),
  )
  .map((text) => text.slice(0, 256))
  .filter((text) => globProblem(text, "refused") === undefined);

const path = fc
  .tuple(
    fc.constantFrom("a", "aa/", "ab", "a/", "a.", "b/a"),
    fc.integer({ min: 1, max: 4_096 }),
    fc.constantFrom("", "c"),
  )
  .map(([text, times, end]) => text.repeat(times).slice(0, 4_095) + end);

describe("globs that a policy may hold come to an end", () => {
  test("on any path that git may hold", () => {
    fc.assert(
      fc.property(glob, path, (pattern, name) => {
        withinSeconds(30, () => toPathTest(pattern)(name));
      }),
      { numRuns: 300, endOnFailure: true },
    );
  }, 120_000);

  test("what does not end is ended, and seen", () => {
    expect(() => withinSeconds(0.2, () => /^(?:a*)*b$/u.test("a".repeat(60)))).toThrow(/timed out/u);
  });
});
