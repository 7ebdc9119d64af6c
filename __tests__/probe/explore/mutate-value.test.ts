import { expect, test } from "@jest/globals";
import type { TypeSketch } from "../../../src/code/inputs/type-sketch.ts";
import type { Ingredients } from "../../../src/probe/explore/ingredient.ts";
import { mutateValue } from "../../../src/probe/explore/mutate-value.ts";
import { createRandom } from "../../../src/probe/explore/random.ts";
import type { ValueExpression } from "../../../src/probe/values.ts";

const TEXT: TypeSketch = { type: "string" };

function lengthOf(value: ValueExpression): number {
  return value.type === "primitive" && typeof value.value === "string" ? value.value.length : 0;
}

/** Each change is kept where the text grew: what a search does that finds long texts worth keeping. */
function longestOf(use: Ingredients): number {
  const random = createRandom(7);
  let value: ValueExpression = { type: "primitive", value: "ab" };
  for (let turn = 0; turn < 1500; turn += 1) {
    const changed = mutateValue(value, TEXT, "text", use, random);
    if (lengthOf(changed) > lengthOf(value)) value = changed;
  }
  return lengthOf(value);
}

test("a text that is doubled again and again stays one that can be written down", () => {
  const none = { numbers: [], strings: [], matching: [], names: [] };
  const longest = longestOf({ literals: none, instances: new Map(), examples: new Map() });
  expect(longest).toBeGreaterThan(500);
  expect(longest).toBeLessThan(4000);
});
