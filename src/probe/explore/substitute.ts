import type { SerializedValue, ValueExpression } from "../values.ts";
import { mapParts, partsOf, toExpression } from "./expressions.ts";

/** Where an argument holds one operand of a comparison, the other operand in its place: the way through the condition. */
export function substitutions(
  value: ValueExpression,
  from: ValueExpression,
  to: readonly ValueExpression[],
): readonly ValueExpression[] {
  if (JSON.stringify(value) === JSON.stringify(from)) return to;
  const found: ValueExpression[] = [];
  const parts = partsOf(value);
  for (const [chosen, part] of parts.entries()) {
    for (const replacement of substitutions(part, from, to)) {
      let index = -1;
      found.push(mapParts(value, (kept) => (++index === chosen ? replacement : kept)));
    }
  }
  return found;
}

/** The operand as a value that could be passed; undefined for anything but plain ones. */
export function plainOperand(value: SerializedValue): ValueExpression | undefined {
  return value.type === "primitive" || value.type === "special" ? value : undefined;
}

/** A value and, for a number, its neighbours: what lies on either side of a border. */
export function near(value: ValueExpression): readonly ValueExpression[] {
  if (value.type !== "primitive" || typeof value.value !== "number") return [value];
  return [value, toExpression(value.value + 1), toExpression(value.value - 1)];
}
