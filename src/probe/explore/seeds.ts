import type { FunctionSketch, ObjectSketch, ParameterSketch, TypeSketch } from "../../code/inputs/type-sketch.ts";
import type { ValueExpression } from "../values.ts";
import { toExpression } from "./expressions.ts";
import { typicalValue } from "./generate.ts";
import type { Ingredients } from "./ingredient.ts";
import { callbacks, generatorsFor, withGoingOn } from "./callback-seeds.ts";
import { callingBack, handedValue, handingOn } from "./calling-back.ts";
import { guessFor, otherTextsFor } from "./sample-names.ts";
import { typicalArguments } from "./typical-argument.ts";

type ObjectExpression = Extract<ValueExpression, { type: "object" }>;

const EMPTY = {
  record: { type: "object", entries: [] },
  map: { type: "map", entries: [] },
  set: { type: "set", items: [] },
} as const;
const empty = { array: { type: "array", items: [] }, object: { type: "object", entries: [] } } as const;

/** Values at the borders of a sketch, and one of each of its options; the plainest first. */
function boundaryValues(sketch: TypeSketch, name: string, use: Ingredients): readonly ValueExpression[] {
  const typical = (): ValueExpression => typicalValue(sketch, name, use);
  switch (sketch.type) {
    case "union":
      return sketch.options.flatMap((option) => boundaryValues(option, name, use));
    case "string":
    case "number":
    case "boolean":
      return plainBorders(sketch, name, use);
    case "array":
      return [typical(), ...listVariants(sketch.item, name, use)];
    case "object":
      return [typical(), ...instancesLike(sketch, use), ...objectVariants(sketch, use)];
    case "function":
      return [...callbacks(sketch, typical(), name), ...handingOn(sketch, handedValues(sketch, use))];
    case "unknown":
      return unknownValues(name, use);
    case "instance":
      return instances(sketch.path ?? [], use);
    default:
      return [typical(), ...emptyOnes(sketch)];
  }
}

function handedValues(sketch: FunctionSketch, use: Ingredients): readonly ValueExpression[] {
  return sketch.handed === undefined ? [] : boundaryValues(handedValue(sketch), "value", use);
}

function plainBorders(sketch: TypeSketch, name: string, use: Ingredients): readonly ValueExpression[] {
  const typical = typicalValue(sketch, name, use);
  if (sketch.type === "string") {
    const others = [...otherTextsFor(name, sketch.names), "", " ", "a", "Abc"];
    return [typical, ...others.map(toExpression), ...literalTexts(use), ...longTexts(use)];
  }
  if (sketch.type !== "number") return [true, false].map(toExpression);
  const known = use.literals.numbers.slice(0, 12);
  return [typical, ...[0, 1, -1, 1.5, 100, ...known].map(toExpression)];
}

/** Holders with nothing in them, and a promise that is broken. */
function emptyOnes(sketch: TypeSketch): readonly ValueExpression[] {
  switch (sketch.type) {
    case "record":
    case "map":
    case "set":
      return [EMPTY[sketch.type]];
    case "promise":
      return [BROKEN];
    case "stream":
      return sketch.mode === "readable" ? [NOTHING_STREAMED] : [];
    case "iterable":
      return [sketch.mode === "async" ? NOTHING_AWAITED : empty.array];
    default:
      return [];
  }
}

const NOTHING_STREAMED: ValueExpression = { type: "stream", mode: "readable", chunks: [] };
const NOTHING_AWAITED: ValueExpression = { type: "iterable", mode: "async", items: [] };
const BROKEN: ValueExpression = {
  type: "promise",
  state: "rejected",
  value: { type: "error", name: "Error", message: "broken" },
};

/** Objects that are read as those of the module's own classes are may be such: `sum.add(other)` reads `other.value`. */
function instancesLike({ name, properties }: ObjectSketch, use: Ingredients): readonly ValueExpression[] {
  if (name !== undefined || properties.length === 0) return [];
  return allInstances(use).slice(0, MOST_INSTANCES);
}

const MOST_INSTANCES = 3;

function allInstances(use: Ingredients): readonly ValueExpression[] {
  return [...use.instances.values()].flat().map((text) => ({ type: "source", text }));
}

function instances(path: readonly string[], use: Ingredients): readonly ValueExpression[] {
  return (use.instances.get(path.join(".")) ?? []).map((text) => ({ type: "source", text }));
}

/** No item, two different ones, and each item at its borders alone. */
function listVariants(sketch: TypeSketch, name: string, use: Ingredients): readonly ValueExpression[] {
  const items = boundaryValues(sketch, name.replace(/s$/u, ""), use);
  const [first, second = first] = items;
  const pair: readonly ValueExpression[] =
    first === undefined || second === undefined ? [] : [{ type: "array", items: [first, second] }];
  return [empty.array, ...pair, ...items.map((item): ValueExpression => ({ type: "array", items: [item] }))];
}

/** Code that speaks of `drain` waits for what is written of a text that no stream takes at once. */
function longTexts({ literals }: Ingredients): readonly ValueExpression[] {
  return literals.strings.includes("drain") ? [{ type: "source", text: '"a".repeat(100000)' }] : [];
}

function literalTexts({ literals }: Ingredients): readonly ValueExpression[] {
  return [...literals.strings.slice(0, 12), ...literals.matching.slice(0, 16)].map(toExpression);
}

/** One property at a time at its borders, the others as they are; and without the optional ones. */
function objectVariants(sketch: ObjectSketch, use: Ingredients): readonly ValueExpression[] {
  const base = sketch.properties.map(({ name, value }) => [name, typicalValue(value, name, use)] as const);
  const required = base.filter(([key]) =>
    sketch.properties.some(({ name, optional }) => name === key && optional === "no"),
  );
  // Made once for both kinds of variants: made twice, each level of nested objects would double the work.
  const borders = sketch.properties.map(({ name, value }) => boundaryValues(value, name, use));
  const variants = sketch.properties.flatMap(({ name }, index) =>
    (borders[index] ?? []).slice(1, 7).map((changed): ValueExpression => ({
      type: "object",
      entries: base.map(([key, kept]) => [key, key === name ? changed : kept]),
    })),
  );
  const without: readonly ValueExpression[] =
    required.length === base.length ? [] : [{ type: "object", entries: required }];
  return [...without, ...singleVariants(sketch, required, borders), ...variants.slice(0, 40)];
}

/** One optional property at a time beside those that have to be there: together they get into each other's way. */
function singleVariants(
  { properties }: ObjectSketch,
  required: ObjectExpression["entries"],
  borders: readonly (readonly ValueExpression[])[],
): readonly ValueExpression[] {
  if (properties.filter(({ optional }) => optional === "yes").length < 2) return [];
  return properties
    .flatMap(({ name, optional }, index) =>
      (optional === "yes" ? (borders[index] ?? []) : [])
        .slice(0, 3)
        .map((made): ValueExpression => ({ type: "object", entries: [...required, [name, made]] })),
    )
    .slice(0, 60);
}

function unknownValues(name: string, use: Ingredients): readonly ValueExpression[] {
  return [
    guessFor(name),
    ...generatorsFor(name),
    ...otherTextsFor(name).map(toExpression),
    ...[0, 1, -1, 2.5, "", "abc", true, false, null, undefined, Number.NaN, Infinity, -Infinity, -0].map(toExpression),
    empty.array,
    { type: "array", items: [toExpression(3), toExpression(1), toExpression(2)] },
    empty.object,
    {
      type: "object",
      entries: [
        ["a", toExpression(1)],
        ["b", toExpression("two")],
      ],
    },
    { type: "callback", behaviours: [] },
    { type: "callback", behaviours: [{ type: "echoes", argument: 0 }] },
    ...callingBack,
    { type: "date", ms: Date.UTC(2024, 1, 29, 12, 30) },
    { type: "regex", source: "a+", flags: "g" },
    { type: "error", name: "Error", message: "broken" },
    { type: "map", entries: [[toExpression("a"), toExpression(1)]] },
    { type: "set", items: [toExpression(1)] },
    { type: "symbol", description: "key" },
    { type: "bigint", digits: "10" },
    { type: "bytes", kind: "Buffer", values: [104, 105] },
    ...literalTexts(use),
    ...longTexts(use),
    ...use.literals.numbers.slice(0, 12).map(toExpression),
    ...keyedObjects(use),
    ...allInstances(use).slice(0, 6),
  ];
}

const MAX_KEYS = 24;

/** Objects with a property that the code reads somewhere, and with it the one that is read next. */
function keyedObjects({ literals }: Ingredients): readonly ValueExpression[] {
  const names = literals.names.filter((name) => !(name in Object.prototype) && !(name in Array.prototype));
  return names.slice(0, MAX_KEYS).flatMap((name, index): readonly ValueExpression[] => {
    const next = names[index + 1];
    const one = [name, guessFor(name)] as const;
    const single: ValueExpression = { type: "object", entries: [one] };
    if (next === undefined) return [single];
    return [single, { type: "object", entries: [one, [next, guessFor(next)]] }];
  });
}

/** As many arguments as the code may ask for, behind each of the first ones worth trying; none where their number is fixed. */
function counted(
  parameters: readonly ParameterSketch[],
  typical: readonly ValueExpression[],
  firsts: readonly ValueExpression[],
  use: Ingredients,
): readonly (readonly ValueExpression[])[] {
  const more = typical.at(-1);
  if (parameters.at(-1)?.rest !== "yes" || more === undefined) return [];
  const bases =
    parameters.length === 1 ? [typical] : firsts.slice(0, MOST_FIRSTS).map((first) => typical.with(0, first));
  return [...countsOf(use)].flatMap((count) =>
    bases.map((base) => [...base, ...Array.from({ length: Math.max(0, count - base.length) }, () => more)]),
  );
}

const MOST_FIRSTS = 8;
const MAX_SEEDS = 200;
/** Arguments that are passed at most where any number may be. */
const MOST_ARGUMENTS = 8;

/** Numbers of the code that may be numbers of arguments, and one more than each. */
function countsOf({ literals }: Ingredients): ReadonlySet<number> {
  const counts = literals.numbers.filter((number) => Number.isInteger(number) && number > 0);
  return new Set(counts.flatMap((count) => [count, count + 1]).filter((count) => count <= MOST_ARGUMENTS));
}

/** Argument lists worth trying first: typical ones, fewer than all, each parameter at its borders, examples. */
export function seedArguments(
  parameters: readonly ParameterSketch[],
  use: Ingredients,
): readonly (readonly ValueExpression[])[] {
  const typical = typicalArguments(parameters, use);
  const lists: (readonly ValueExpression[])[] = [typical, ...(use.calls ?? [])];
  const required = parameters.findIndex(({ optional }) => optional === "yes");
  for (let count = required < 0 ? parameters.length : required; count < parameters.length; count += 1)
    lists.push(typical.slice(0, count));
  const borders = parameters.map(({ name, value }) => [
    ...(use.examples.get(name) ?? []),
    ...boundaryValues(value, name, use),
  ]);
  const going = withGoingOn(parameters, typical);
  lists.push(...counted(parameters, typical, borders[0] ?? [], use));
  for (const [index, { rest, name, value }] of parameters.entries()) {
    for (const border of borders[index] ?? []) {
      for (const base of [typical, ...going]) lists.push(base.map((kept, at) => (at === index ? border : kept)));
    }
    if (rest !== "yes") continue;
    const one = typicalValue(value, name, use);
    lists.push([...typical, one, ...(borders[index]?.slice(1, 3) ?? [])]);
  }
  // Two parameters at the same border: equal texts, both empty, both zero.
  const most = Math.max(0, ...borders.map(({ length }) => length));
  for (let at = 1; at < most && parameters.length > 1; at += 1) {
    lists.push(
      borders.map(
        (values, index) => values[at % Math.max(values.length, 1)] ?? typical[index] ?? toExpression(undefined),
      ),
    );
  }
  const seen = new Map(lists.map((list) => [JSON.stringify(list), list]));
  return [...seen.values()].slice(0, (1 + going.length) * MAX_SEEDS);
}
