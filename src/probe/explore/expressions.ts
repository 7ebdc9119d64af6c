import type { ValueExpression } from "../values.ts";

/** A leaf of plain data as an expression. */
export function toExpression(value: string | number | boolean | null | undefined): ValueExpression {
  if (value === undefined) return { type: "special", name: "undefined" };
  if (typeof value !== "number") return { type: "primitive", value };
  if (Number.isNaN(value)) return { type: "special", name: "NaN" };
  if (value === Infinity) return { type: "special", name: "Infinity" };
  if (value === -Infinity) return { type: "special", name: "-Infinity" };
  return Object.is(value, -0) ? { type: "special", name: "-0" } : { type: "primitive", value };
}

/** The parts of an expression that are values of their own, with how to put others in their place. */
export function partsOf(expression: ValueExpression): readonly ValueExpression[] {
  switch (expression.type) {
    case "array":
      return expression.items.filter((item) => item !== null);
    case "object":
      return expression.entries.map(([, value]) => value);
    case "map":
      return expression.entries.flat();
    case "set":
    case "iterable":
      return expression.items;
    case "promise":
      return [expression.value];
    default:
      return [];
  }
}

/** The part at a path of keys and indexes; undefined where a test could not name it: in a promise, say. */
export function partAt(
  value: ValueExpression | null | undefined,
  path: readonly string[],
): ValueExpression | undefined {
  const [name, ...rest] = path;
  if (name === undefined) return value ?? undefined;
  if (value?.type === "array") return partAt(value.items[Number(name)], rest);
  return value?.type === "object" ? partAt(value.entries.find(([key]) => key === name)?.[1], rest) : undefined;
}

/** The expression with every part changed by `change`. */
export function mapParts(
  expression: ValueExpression,
  change: (part: ValueExpression) => ValueExpression,
): ValueExpression {
  switch (expression.type) {
    case "array":
      return { ...expression, items: expression.items.map((item) => (item === null ? null : change(item))) };
    case "object":
      return { ...expression, entries: expression.entries.map(([key, value]) => [key, change(value)] as const) };
    case "map":
      return {
        ...expression,
        entries: expression.entries.map(([key, value]) => [change(key), change(value)] as const),
      };
    case "set":
    case "iterable":
      return { ...expression, items: expression.items.map(change) };
    case "promise":
      return { ...expression, value: change(expression.value) };
    default:
      return expression;
  }
}

/**
 * How much a reader has to read: leaves, and long or odd ones more. What is as it always is (`typical`) is hardly read at
 * all: only what differs has to be understood.
 */
export function costOf(expression: ValueExpression, typical?: ValueExpression): number {
  if (typical !== undefined && JSON.stringify(typical) === JSON.stringify(expression)) return USUAL;
  const inner = partsOf(expression).reduce(
    (sum, part, index) => sum + costOf(part, partnerOf(expression, typical, index)),
    0,
  );
  return inner + ownCost(expression);
}

const USUAL = 0.4;

/** The part of the typical value that stands where a part of another value does; of a list its first item. */
export function partnerOf(
  value: ValueExpression,
  typical: ValueExpression | undefined,
  index: number,
): ValueExpression | undefined {
  if (typical?.type !== value.type) return undefined;
  if (value.type === "object" && typical.type === "object") {
    const key = value.entries[index]?.[0];
    return typical.entries.find(([name]) => name === key)?.[1];
  }
  return partsOf(typical)[0];
}

/** One behaviour is read at a glance; several, such as come later, and a number of parameters have to be gone through. */
function callbackCost({ behaviours, arity }: Extract<ValueExpression, { type: "callback" }>): number {
  const later = behaviours.some((one) => one.type === "calls-back" && one.when === "later") ? 0.5 : 0;
  return 3 + Math.max(0, behaviours.length - 1) * 0.5 + later + (arity === undefined ? 0 : 0.5);
}

function ownCost(expression: ValueExpression): number {
  switch (expression.type) {
    case "primitive": {
      const { value } = expression;
      if (value === "") return 1.6;
      if (typeof value === "string") return 1 + value.length / 10 + (/^[\w .,:/@-]*$/u.test(value) ? 0 : 1);
      if (typeof value === "number") return Number.isInteger(value) ? 1 + Math.log10(1 + Math.abs(value)) / 3 : 2;
      return 1;
    }
    case "special":
      return expression.name === "undefined" ? 1 : 2;
    case "callback":
      return callbackCost(expression);
    case "source":
      return 2 + expression.text.length / 20;
    case "stream":
    case "symbol":
      return 4;
    case "bytes":
      return 2 + expression.values.length / 4;
    default:
      return 1;
  }
}
