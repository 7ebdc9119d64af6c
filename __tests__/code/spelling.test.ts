import { describe, expect, test } from "@jest/globals";
import { nameDistance, nearNames, mistakeOf } from "../../src/code/spelling.ts";

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

  test("returns 2 when a is 'a' and b is 'abc'", () => {
    expect(nameDistance("a", "abc")).toBe(2);
  });

  test("returns 3 when a is ' '", () => {
    expect(nameDistance(" ", "abc", 5)).toBe(3);
  });

  test("returns 2 when a is '____'", () => {
    expect(nameDistance("____", "__")).toBe(2);
  });

  test("returns 3 when b is 'a__bc'", () => {
    expect(nameDistance("a", "a__bc")).toBe(3);
  });

  test("returns 2 when b is 'a'", () => {
    expect(nameDistance("abc", "a")).toBe(2);
  });

  test("returns 2 when a is 'a,b'", () => {
    expect(nameDistance("a,b", "abc")).toBe(2);
  });

  test("returns 5 when b is '__abc'", () => {
    expect(nameDistance("names", "__abc", 5)).toBe(5);
  });

  test("returns 4 when a is 'names' and b is 'abc'", () => {
    expect(nameDistance("names", "abc", 5)).toBe(4);
  });

  test("returns 0 when a is '__'", () => {
    expect(nameDistance("__", "__")).toBe(0);
  });

  test("returns 3 when a is 'A'", () => {
    expect(nameDistance("A", "abc")).toBe(3);
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

  test("returns [{ name: 'ada', distance: 0.5 }] when known is ['ada']", () => {
    expect(nearNames("Ada", ["ada"])).toEqual([{ name: "ada", distance: 0.5 }]);
  });

  test("returns an empty array when name is 'known'", () => {
    expect(nearNames("known", ["known"])).toEqual([]);
  });

  test("returns an empty array when name is ' '", () => {
    expect(nearNames(" ", ["known"])).toEqual([]);
  });

  test("returns an empty array when name is 'Ada' and known is ['known']", () => {
    expect(nearNames("Ada", ["known"])).toEqual([]);
  });
});

// What src/code/spelling.ts does today, recorded by Assay from calls that it ran. A test that fails after a change
// shows a difference, not necessarily a mistake: keep what is meant, and edit or delete the rest.

describe("mistakeOf", () => {
  test("returns 'Ada of receiver'", () => {
    expect(mistakeOf("Ada", "receiver")).toBe("Ada of receiver");
  });
});
