import type { ParameterSketch } from "../../code/inputs/type-sketch.ts";
import type { ValueExpression } from "../values.ts";
import type { EntryPoint } from "./entry-points.ts";
import { toExpression } from "./expressions.ts";
import { typicalValue } from "./generate.ts";
import type { Ingredients } from "./ingredient.ts";

const NOTHING: Ingredients = {
  literals: { strings: [], numbers: [], matching: [], names: [] },
  instances: new Map(),
  examples: new Map(),
};

/** The plainest sensible arguments. No two numbers are the same: that would hide which of them is used where. */
export function typicalArguments(
  parameters: readonly ParameterSketch[],
  use: Ingredients = NOTHING,
): readonly ValueExpression[] {
  const numbers = new Set<number>();
  return parameters.map(({ name, value }) => {
    const made = typicalValue(value, name, use);
    if (made.type !== "primitive" || typeof made.value !== "number" || value.type === "literal") return made;
    let number = made.value;
    while (numbers.has(number)) number += 1;
    numbers.add(number);
    return toExpression(number);
  });
}

/** What usually stands for a parameter, whatever the code around it holds; undefined beyond the last one. */
export function typicalArgument(point: EntryPoint, index: number): ValueExpression | undefined {
  const known = typicalArguments(point.parameters);
  return known[index] ?? (point.parameters.at(-1)?.rest === "yes" ? known.at(-1) : undefined);
}
