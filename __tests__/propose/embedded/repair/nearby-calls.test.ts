import { expect, test } from "@jest/globals";
import type { ValueExpression } from "../../../../src/probe/values.ts";
import { nearbyCalls } from "../../../../src/propose/embedded/repair/nearby-calls.ts";

const call = (...values: readonly (string | number)[]): readonly ValueExpression[] =>
  values.map((value) => ({ type: "primitive", value }));

test("calls near the recorded ones: the same types, each once, the same every time", () => {
  const recorded = [call("ab", 3), call("ba", 7)];
  const made = nearbyCalls(recorded, 60);
  expect(made.slice(0, 2)).toEqual(recorded);
  expect(new Set(made.map((args) => JSON.stringify(args))).size).toBe(made.length);
  expect(made.length).toBeGreaterThan(20);
  expect(nearbyCalls(recorded, 60)).toEqual(made);
  for (const [text, number] of made) {
    expect(text).toMatchObject({ type: "primitive", value: expect.stringMatching(/^[ab]*$/u) });
    expect(number).toMatchObject({ type: "primitive", value: expect.any(Number) });
  }
});

test("nothing recorded: nothing made", () => {
  expect(nearbyCalls([], 10)).toEqual([]);
});
