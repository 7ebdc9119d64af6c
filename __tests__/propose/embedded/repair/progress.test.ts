import { describe, expect, test } from "@jest/globals";
import { isFurther } from "../../../../src/propose/embedded/repair/progress.ts";

const isSuspect = (path: string): boolean => path.endsWith("src/a.js");

describe("a red run gets further", () => {
  test.each<[string, string, string]>([
    ["with a complaint less", "FAIL sum: 7\nFAIL max: 1\n", "ok sum\nFAIL max: 1\n"],
    [
      "where the script that checks breaks off later",
      "AssertionError: no\n    at check.js:5:3\n    at src/a.js:2:1",
      "AssertionError: no\n    at check.js:9:3\n    at src/a.js:7:1",
    ],
    ["with another complaint", "the sum is wrong: 7", "the greatest is wrong: -1"],
  ])("%s", (_, before, now) => {
    expect(isFurther(before, now, isSuspect)).toBe(true);
  });

  test.each<[string, string, string]>([
    ["with another wrong value", "the sum is wrong: 7", "the sum is wrong: 8.5"],
    ["with a complaint more", "FAIL sum: 7\n", "FAIL sum: 6\nFAIL max: 1\n"],
    ["where it breaks off sooner", "AssertionError\n    at check.js:9:3", "AssertionError\n    at check.js:5:3"],
    [
      "where only the suspected code breaks off elsewhere",
      "Error: no\n    at src/a.js:2:1",
      "Error: no\n    at src/a.js:7:1",
    ],
    ["where the code itself breaks off", "the sum is wrong: 7", "TypeError: x is not a function"],
    ["with nothing to go by", "", ""],
  ])("not %s", (_, before, now) => {
    expect(isFurther(before, now, isSuspect)).toBe(false);
  });
});
