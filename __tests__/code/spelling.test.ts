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
    expect(nearNames(name, known).map((spelling) => spelling.name)).toEqual(near);
  });

  test("tells the distance; a difference of case counts half", () => {
    expect(nearNames("userid", ["userId", "useId"])).toEqual([
      { name: "userId", distance: 0.5 },
      { name: "useId", distance: 2 },
    ]);
  });

  test("of equally near names the one that is said more often comes first", () => {
    const names = nearNames("maxCent", ["maxCents", "minCent"], new Map([["minCent", 3]]));
    expect(names.map(({ name }) => name)).toEqual(["maxCents", "minCent"]);
    const even = nearNames("item", ["itema", "itemb"], new Map([["itemb", 1]]));
    expect(even.map(({ name }) => name)).toEqual(["itemb", "itema"]);
  });

  test("forgives short names only one edit", () => {
    expect(nearNames("cost", ["most", "mist"]).map(({ name }) => name)).toEqual(["most"]);
  });
});
