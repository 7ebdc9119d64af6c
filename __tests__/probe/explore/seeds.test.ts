import { expect, test } from "@jest/globals";
import type { ParameterSketch, TypeSketch } from "../../../src/code/inputs/type-sketch.ts";
import type { Ingredients } from "../../../src/probe/explore/ingredient.ts";
import { sampleOf } from "../../../src/probe/explore/explore.ts";
import { seedArguments } from "../../../src/probe/explore/seeds.ts";

const USE: Ingredients = {
  literals: { strings: [], numbers: [], matching: [], names: [] },
  instances: new Map(),
  examples: new Map(),
};

const parameter = (name: string, value: TypeSketch): ParameterSketch => ({
  ...({ name, optional: "no", rest: "no", source: "guessed" } as const),
  value,
});

const flag = { type: "boolean" } as const;
const callback = { type: "function", parameters: [], returns: { type: "unknown" } } as const;

test("optional properties are tried one at a time", () => {
  const options: TypeSketch = {
    type: "object",
    properties: ["deep", "strict"].map((name) => ({ name, optional: "yes", value: flag })),
  };
  const lists = seedArguments([parameter("options", options)], USE).map(([first]) => first);
  for (const name of ["deep", "strict"]) {
    for (const value of [true, false])
      expect(lists).toContainEqual({ type: "object", entries: [[name, { type: "primitive", value }]] });
  }
});

test("of two callbacks the first calls back while the last listens, whatever else is tried", () => {
  const lists = seedArguments(
    [parameter("deep", flag), parameter("each", callback), parameter("complete", callback)],
    USE,
  );
  const done = { type: "calls-back", value: { type: "primitive", value: "done" } };
  for (const value of [true, false]) {
    expect(lists).toContainEqual([
      { type: "primitive", value },
      { type: "callback", behaviours: [done] },
      { type: "callback", behaviours: [] },
    ]);
  }
});

test.each([
  ["makeGenerator", true],
  ["make", false],
])("a function that goes on step by step is tried for %s: %s", (name, expected) => {
  for (const value of [callback, { type: "unknown" } as const]) {
    const lists = seedArguments([parameter(name, value)], USE);
    const texts = lists.flatMap(([first]) => (first?.type === "source" ? [first.text] : []));
    expect(texts.some((text) => text.startsWith("function* ()"))).toBe(expected);
  }
});

test("among what a parameter may be, a function stands first where its name says so", () => {
  const value: TypeSketch = { type: "union", options: [{ type: "promise", value: { type: "unknown" } }, callback] };
  const [first] = seedArguments([parameter("callback", value), parameter("source", value)], USE);
  expect(first?.map(({ type }) => type)).toEqual(["callback", "promise"]);
});

test("of many first calls the plainest are made, and of the others an even part", () => {
  const items = Array.from({ length: 112 }, (_, index) => index);
  const kept = sampleOf(items, 37);
  expect(kept).toHaveLength(37);
  expect(kept.slice(0, 12)).toEqual(items.slice(0, 12));
  expect(kept.slice(12).every((item, index) => index === 0 || item - (kept[index + 11] ?? 0) === 4)).toBe(true);
  expect(sampleOf(items, 200)).toEqual(items);
});

const textsOf = (lists: readonly (readonly unknown[])[]): readonly unknown[] => lists.map(([first]) => first);
const text = (value: string): unknown => ({ type: "primitive", value });

test("a text that names a place in the file system is one that is there, is not, or is of another sort", () => {
  const value = { type: "string", names: "directory" } as const;
  const texts = textsOf(seedArguments([parameter("place", value)], USE));
  for (const path of ["sub", ".", "missing", "notes.txt"]) expect(texts).toContainEqual(text(path));
  const written = textsOf(seedArguments([parameter("dest", { type: "string", names: "file" })], USE));
  expect(written[0]).toEqual(text("copy.txt"));
});

test("a function that is asked how many parameters it has has so many", () => {
  const lists = seedArguments([parameter("each", { ...callback, arities: [2, 4] }), parameter("done", callback)], USE);
  for (const arity of [2, 4]) expect(textsOf(lists)).toContainEqual({ type: "callback", behaviours: [], arity });
  // The one that goes on has as many as it can be asked for, whatever else is tried.
  const goesOn = { type: "callback", behaviours: [{ type: "calls-back", value: text("done") }], arity: 4 };
  expect(lists.filter(([each]) => JSON.stringify(each) === JSON.stringify(goesOn)).length).toBeGreaterThan(3);
});

test("streams are tried with something in them and with nothing; code that waits for drain is given a long text", () => {
  const streams = textsOf(seedArguments([parameter("input", { type: "stream", mode: "readable" })], USE));
  expect(streams).toEqual(
    [["first line\n", "last line\n"], []].map((chunks) => ({ type: "stream", mode: "readable", chunks })),
  );
  const long = { type: "source", text: '"a".repeat(100000)' };
  const value: TypeSketch = { type: "string" };
  expect(textsOf(seedArguments([parameter("line", value)], USE))).not.toContainEqual(long);
  const use = { ...USE, literals: { ...USE.literals, strings: ["drain"] } };
  expect(textsOf(seedArguments([parameter("line", value)], use))).toContainEqual(long);
});

test("where any number of arguments may be passed, as many as the code has numbers for, and one more", () => {
  const rest: ParameterSketch = { ...parameter("more", { type: "number" }), optional: "yes", rest: "yes" };
  const use = { ...USE, literals: { ...USE.literals, numbers: [3, 900] } };
  const lengths = seedArguments([parameter("first", callback), rest], use).map(({ length }) => length);
  expect(lengths).toEqual(expect.arrayContaining([3, 4]));
  expect(Math.max(...lengths)).toBeLessThan(9);
});

test("an object that is read as the module's own are may be one of them", () => {
  const own = { type: "source", text: "new exports.Sum(1)" } as const;
  const use = { ...USE, instances: new Map([["Sum", [own.text]]]) };
  const read: TypeSketch = {
    type: "object",
    properties: [{ name: "value", optional: "yes", value: { type: "number" } }],
  };
  expect(seedArguments([parameter("other", read)], use)).toContainEqual([own]);
  expect(seedArguments([parameter("other", { ...read, name: "Options" })], use)).not.toContainEqual([own]);
});

test("objects in objects are tried at their borders, however deep", () => {
  const nested = Array.from({ length: 30 }).reduce<TypeSketch>(
    (inner) => ({
      type: "object",
      properties: [
        { name: "x", optional: "yes", value: flag },
        { name: "p", optional: "yes", value: inner },
      ],
    }),
    flag,
  );
  expect(seedArguments([parameter("o", nested)], USE).length).toBeGreaterThan(1);
});
