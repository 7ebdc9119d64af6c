import type { ParameterSketch, TypeSketch } from "../../code/inputs/type-sketch.ts";
import type { ValueExpression } from "../values.ts";
import { mapParts, partsOf, toExpression } from "./expressions.ts";
import { randomValue } from "./generate.ts";
import type { Ingredients } from "./ingredient.ts";
import type { Random } from "./random.ts";

/** The sketch that an option of a union has which a value could be made from. */
function narrow(sketch: TypeSketch, value: ValueExpression): TypeSketch {
  if (sketch.type !== "union") return sketch;
  return sketch.options.find((option) => conforms(value, option)) ?? sketch;
}

/** Whether a value is one that a sketch allows. */
function conforms(value: ValueExpression, sketch: TypeSketch): boolean {
  switch (sketch.type) {
    case "unknown":
      return true;
    case "union":
      return sketch.options.some((option) => conforms(value, option));
    case "literal":
      return value.type === "primitive" && value.value === sketch.value;
    case "string":
    case "number":
    case "boolean":
      return isPrimitive(value, sketch.type);
    case "null":
      return value.type === "primitive" && value.value === null;
    case "undefined":
      return value.type === "special" && value.name === "undefined";
    case "function":
      return value.type === "callback";
    case "instance":
      return value.type === "source";
    default:
      return holdsOnly(value, sketch);
  }
}

function isListOf(value: ValueExpression, itemAt: (index: number) => TypeSketch): boolean {
  return value.type === "array" && value.items.every((item, index) => item !== null && conforms(item, itemAt(index)));
}

function holdsOnly(value: ValueExpression, sketch: TypeSketch): boolean {
  switch (sketch.type) {
    case "array":
      return isListOf(value, () => sketch.item);
    case "iterable":
      return sketch.mode === "async" ? value.type === "iterable" : isListOf(value, () => sketch.item);
    case "tuple": {
      const isLong = value.type === "array" && value.items.length === sketch.items.length;
      return isLong && isListOf(value, (index) => sketch.items[index] ?? { type: "unknown" });
    }
    case "object":
      return value.type === "object" && isObjectOf(value, sketch);
    case "record":
      return value.type === "object" && value.entries.every(([, item]) => conforms(item, sketch.value));
    case "map": {
      const isPair = ([key, item]: readonly [ValueExpression, ValueExpression]): boolean =>
        conforms(key, sketch.key) && conforms(item, sketch.value);
      return value.type === "map" && value.entries.every(isPair);
    }
    case "set":
      return value.type === "set" && value.items.every((item) => conforms(item, sketch.item));
    default:
      return isAlike(value, sketch);
  }
}

function isAlike(value: ValueExpression, sketch: TypeSketch): boolean {
  if (value.type === "stream" && sketch.type === "stream") return value.mode === sketch.mode;
  return value.type === sketch.type;
}

function isPrimitive(value: ValueExpression, kind: "string" | "number" | "boolean"): boolean {
  if (kind === "number" && value.type === "special") return value.name !== "undefined";
  return value.type === "primitive" && typeof value.value === kind;
}

function isObjectOf(
  value: Extract<ValueExpression, { type: "object" }>,
  sketch: Extract<TypeSketch, { type: "object" }>,
): boolean {
  const given = new Map(value.entries);
  const isKnown =
    sketch.properties.length === 0 ||
    value.entries.every(([key]) => sketch.properties.some(({ name }) => name === key));
  return (
    isKnown &&
    sketch.properties.every(({ name, optional, value: part }) => {
      const item = given.get(name);
      return item === undefined ? optional === "yes" : conforms(item, part);
    })
  );
}

/** Whether arguments are what the declared types of parameters allow; guessed ones allow everything. */
export function areDeclared(args: readonly ValueExpression[], parameters: readonly ParameterSketch[]): boolean {
  const rest = parameters.find((parameter) => parameter.rest === "yes");
  if (args.length > parameters.length && rest === undefined) return false;
  return parameters.every((parameter, index) => {
    if (parameter.source === "guessed") return true;
    const given = parameter.rest === "yes" ? args.slice(index) : args.slice(index, index + 1);
    if (given.length === 0) return parameter.optional === "yes";
    return given.every(
      (value) =>
        conforms(value, parameter.value) ||
        (parameter.optional === "yes" && value.type === "special" && value.name === "undefined"),
    );
  });
}

/** Characters that a text grows to by changes; each might double it. */
const LONGEST_TEXT = 2000;

function changeText(text: string, use: Ingredients, random: Random): string {
  const known = random.pick([...use.literals.strings, ...use.literals.matching]) ?? "x";
  const at = random.below(text.length + 1);
  switch (random.below(7)) {
    case 0:
      return known;
    case 1:
      return text.length + known.length > LONGEST_TEXT ? known : text.slice(0, at) + known + text.slice(at);
    case 2:
      return text.slice(0, at) + text.slice(at + 1);
    case 3:
      return text.slice(0, at) + random.pick(["0", "a", "Z", " ", "-", ".", "é", "_"]) + text.slice(at);
    case 4:
      return text.toUpperCase() === text ? text.toLowerCase() : text.toUpperCase();
    case 5:
      return text.length * 2 > LONGEST_TEXT ? text.slice(0, at) : text + text;
    default:
      return text.slice(0, at);
  }
}

function changeNumber(number: number, use: Ingredients, random: Random): number {
  const known = random.pick(use.literals.numbers) ?? 10;
  return random.pick([
    number + 1,
    number - 1,
    -number,
    number * 2,
    number / 2,
    number * 10,
    number + 0.5,
    known,
    known + 1,
    known - 1,
    0,
  ]);
}

function changeItems(
  items: readonly (ValueExpression | null)[],
  fresh: () => ValueExpression,
  random: Random,
): readonly (ValueExpression | null)[] {
  const at = random.below(items.length + 1);
  switch (random.below(4)) {
    case 0:
      return [...items.slice(0, at), fresh(), ...items.slice(at)];
    case 1:
      return items.filter((_, index) => index !== at);
    case 2:
      return items.length === 0 ? [fresh()] : [...items, items[random.below(items.length)] ?? fresh()];
    default:
      return items.toReversed();
  }
}

/** A value near another one of the same sketch. */
export function mutateValue(
  value: ValueExpression,
  sketch: TypeSketch,
  name: string,
  use: Ingredients,
  random: Random,
): ValueExpression {
  const own = narrow(sketch, value);
  const fresh = (part: TypeSketch, partName: string): ValueExpression => randomValue(part, partName, use, random);
  if (random.once(6)) return fresh(sketch, name);
  const inside = partsOf(value).length;
  if (inside > 0 && !random.once(3)) {
    const chosen = random.below(inside);
    let index = -1;
    return mapPartsBySketch(value, own, (part, partSketch, partName) => {
      index += 1;
      return index === chosen ? mutateValue(part, partSketch, partName, use, random) : part;
    });
  }
  switch (value.type) {
    case "primitive":
      if (own.type === "literal" || own.type === "boolean") return fresh(sketch, name);
      if (typeof value.value === "string") return toExpression(changeText(value.value, use, random));
      if (typeof value.value === "number") return toExpression(changeNumber(value.value, use, random));
      return fresh(sketch, name);
    case "array":
      if (own.type === "tuple") return fresh(own, name);
      return {
        ...value,
        items: changeItems(
          value.items,
          () => fresh(own.type === "array" ? own.item : { type: "unknown" }, name),
          random,
        ),
      };
    case "object":
      return changeObject(value, own, (part, partName) => fresh(part, partName), random);
    default:
      return fresh(sketch, name);
  }
}

function changeObject(
  value: Extract<ValueExpression, { type: "object" }>,
  sketch: TypeSketch,
  fresh: (part: TypeSketch, name: string) => ValueExpression,
  random: Random,
): ValueExpression {
  const without = value.entries.filter((_, index) => index !== random.below(value.entries.length));
  if (sketch.type !== "object" || sketch.properties.length === 0) {
    if (random.once(2)) return { ...value, entries: without };
    const key = random.pick(["a", "b", "c", "length"]);
    return {
      ...value,
      entries: [...value.entries.filter(([name]) => name !== key), [key, fresh({ type: "unknown" }, key)]],
    };
  }
  const property = random.pick(sketch.properties);
  if (property === undefined) return value;
  const others = value.entries.filter(([name]) => name !== property.name);
  if (property.optional === "yes" && others.length < value.entries.length) return { ...value, entries: others };
  const made = [property.name, fresh(property.value, property.name)] as const;
  if (others.length === value.entries.length) return { ...value, entries: [...others, made] };
  return { ...value, entries: value.entries.map((entry) => (entry[0] === property.name ? made : entry)) };
}

/** {@link mapParts} with the sketch and the name that belong to each part. */
function mapPartsBySketch(
  value: ValueExpression,
  sketch: TypeSketch,
  change: (part: ValueExpression, sketch: TypeSketch, name: string) => ValueExpression,
): ValueExpression {
  const unknown: TypeSketch = { type: "unknown" };
  if (value.type === "object") {
    const partOf = (key: string): TypeSketch => {
      if (sketch.type === "record") return sketch.value;
      return (
        (sketch.type === "object" ? sketch.properties.find(({ name }) => name === key)?.value : undefined) ?? unknown
      );
    };
    return { ...value, entries: value.entries.map(([key, part]) => [key, change(part, partOf(key), key)] as const) };
  }
  let index = -1;
  return mapParts(value, (part) => {
    index += 1;
    if (sketch.type === "array" || sketch.type === "set" || sketch.type === "iterable")
      return change(part, sketch.item, "item");
    if (sketch.type === "tuple") return change(part, sketch.items[index] ?? unknown, "item");
    if (sketch.type === "map") return change(part, index % 2 === 0 ? sketch.key : sketch.value, "value");
    return change(part, sketch.type === "promise" ? sketch.value : unknown, "value");
  });
}
