import { expect, test } from "@jest/globals";
import type { ParameterSketch, TypeSketch } from "../../../src/code/inputs/type-sketch.ts";
import type { Ingredients } from "../../../src/probe/explore/ingredient.ts";
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
