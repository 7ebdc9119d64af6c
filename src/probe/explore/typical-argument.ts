import type { ValueExpression } from "../values.ts";
import type { EntryPoint } from "./entry-points.ts";
import { typicalValue } from "./generate.ts";
import type { Ingredients } from "./ingredient.ts";

const NOTHING: Ingredients = {
  literals: { strings: [], numbers: [], matching: [], names: [] },
  instances: new Map(),
  examples: new Map(),
};

/** What usually stands for a parameter, whatever the code around it holds; undefined beyond the last one. */
export function typicalArgument(point: EntryPoint, index: number): ValueExpression | undefined {
  const parameter =
    point.parameters[index] ?? (point.parameters.at(-1)?.rest === "yes" ? point.parameters.at(-1) : undefined);
  return parameter === undefined ? undefined : typicalValue(parameter.value, parameter.name, NOTHING);
}
