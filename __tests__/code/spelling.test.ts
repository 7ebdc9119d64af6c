import { describe, expect, test } from "@jest/globals";
import { nameDistance, nearNames } from "../../src/code/spelling.ts";

describe("nameDistance", () => {
  test.each([
    ["name", "name", 0],
    ["name", "nmae", 1],
    ["name", "names", 1],
    ["name", "nam", 1],
    ["name", "fame", 1],
    ["colour", "color", 1],
    ["kitten", "sitten", 1],
    ["abc", "xyz", 3],
    ["a", "abcdef", 3],
    ["", "ab", 2],
  ])("%s to %s is %d", (a, b, distance) => {
    expect(nameDistance(a, b)).toBe(distance);
    expect(nameDistance(b, a)).toBe(distance);
  });
});

describe("nearNames", () => {
  test.each([
    ["lenght", ["length", "width", "lenght"], ["length"]],
    ["userid", ["userId", "users", "useId", "usher"], ["userId", "useId", "users"]],
    ["ab", ["abc", "abd"], []],
    ["abc", ["ab", "xyz"], []],
    ["total", ["totals", "tital", "__total"], ["tital", "totals"]],
    [
      "item",
      ["items", "itema", "itemb", "itemc", "itemd", "iteme", "itemf"],
      ["itema", "itemb", "itemc", "itemd", "iteme"],
    ],
  ])("of %s among %j: %j", (name, known, near) => {
    expect(nearNames(name, known)).toEqual(near);
  });
});
