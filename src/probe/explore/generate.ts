import type { FunctionSketch, ObjectSketch, TypeSketch } from "../../code/inputs/type-sketch.ts";
import type { ValueExpression } from "../values.ts";
import { mayBeAnswer } from "./answers.ts";
import { goingOn, handedValue, randomlyCallingBack } from "./calling-back.ts";
import { toExpression } from "./expressions.ts";
import { randomLeaf, typicalLeaf } from "./generate-leaf.ts";
import type { Ingredients } from "./ingredient.ts";
import type { Random } from "./random.ts";
import { guessFor } from "./sample-names.ts";

const MAX_DEPTH = 6;
const array = (items: readonly ValueExpression[]): ValueExpression => ({ type: "array", items });

/** The plainest sensible value of a sketch. */
export function typicalValue(sketch: TypeSketch, name: string, use: Ingredients, depth = 0): ValueExpression {
  const inner = (part: TypeSketch, partName: string): ValueExpression => typicalValue(part, partName, use, depth + 1);
  if (depth > MAX_DEPTH) return toExpression(undefined);
  switch (sketch.type) {
    case "union":
      return inner(typicalOption(sketch.options, name), name);
    case "array":
      return array([inner(sketch.item, singular(name))]);
    case "tuple":
      return array(sketch.items.map((item, index) => inner(item, `${name}${index}`)));
    case "object":
      return objectOf(sketch, (part, partName) => inner(part, partName));
    case "record":
      return { type: "object", entries: [["a", inner(sketch.value, "value")]] };
    case "map":
      return { type: "map", entries: [[inner(sketch.key, "key"), inner(sketch.value, "value")]] };
    case "set":
      return { type: "set", items: [inner(sketch.item, singular(name))] };
    case "promise":
      return { type: "promise", state: "fulfilled", value: inner(sketch.value, name) };
    case "iterable":
      // A list is the iterable that reads best.
      return sketch.mode === "sync"
        ? array([inner(sketch.item, singular(name))])
        : { type: "iterable", mode: "async", items: [inner(sketch.item, singular(name))] };
    case "function":
      return callbackOf(sketch, inner);
    case "unknown":
      return guessFor(name);
    default:
      return typicalLeaf(sketch, name, use);
  }
}

/** What is left when nothing and nobody is taken away, most telling first. */
function typicalOption(options: readonly TypeSketch[], name: string): TypeSketch {
  const called = options.find(({ type }) => type === "function");
  if (called !== undefined && guessFor(name).type === "callback") return called;
  const order = (option: TypeSketch): number => (option.type === "undefined" || option.type === "null" ? 1 : 0);
  return options.toSorted((a, b) => order(a) - order(b))[0] ?? { type: "unknown" };
}

function singular(name: string): string {
  return name.length > 3 && name.endsWith("s") ? name.slice(0, -1) : name;
}

function objectOf(
  sketch: ObjectSketch,
  make: (part: TypeSketch, name: string) => ValueExpression,
  has: (name: string) => boolean = () => true,
): ValueExpression {
  const present = sketch.properties.filter(({ optional, name }) => optional === "no" || has(name));
  return { type: "object", entries: present.map(({ name, value }) => [name, make(value, name)] as const) };
}

function callbackOf(
  sketch: FunctionSketch,
  make: (part: TypeSketch, name: string) => ValueExpression,
): ValueExpression {
  const { returns } = sketch;
  if (returns.type === "undefined" || returns.type === "unknown") return { type: "callback", behaviours: [] };
  if (returns.type === "promise") {
    return { type: "callback", behaviours: [{ type: "resolves", value: make(returns.value, "value") }] };
  }
  return { type: "callback", behaviours: [{ type: "returns", value: make(returns, "value") }] };
}

/** Now and then an object that the module itself answers. */
function randomAnswer(sketch: TypeSketch, { answers = [] }: Ingredients, random: Random): ValueExpression | undefined {
  const isFit = answers.length > 0 && sketch.type !== "union" && mayBeAnswer(sketch);
  return isFit && random.once(5) ? random.pick(answers) : undefined;
}

/** Any value of a sketch. */
export function randomValue(
  sketch: TypeSketch,
  name: string,
  use: Ingredients,
  random: Random,
  depth = 0,
): ValueExpression {
  const known = use.examples.get(name);
  if (known !== undefined && random.once(4)) return random.pick(known) ?? typicalValue(sketch, name, use);
  if (depth > MAX_DEPTH || random.once(4)) return typicalValue(sketch, name, use, depth);
  const answer = randomAnswer(sketch, use, random);
  if (answer !== undefined) return answer;
  const inner: Make = (part, partName) => randomValue(part, partName, use, random, depth + 1);
  switch (sketch.type) {
    case "union":
      return inner(random.pick(sketch.options) ?? { type: "unknown" }, name);
    case "function":
      return randomCallback(sketch, inner, random);
    case "unknown":
      return randomUnknown(name, use, random, depth);
    case "object":
      return randomInstance(sketch, use, random) ?? randomHolder(sketch, name, inner, random);
    default:
      return isHolder(sketch) ? randomHolder(sketch, name, inner, random) : randomLeaf(sketch, name, use, random);
  }
}

/** A nameless shape that code reads may be that of the module's own objects: now and then one of them. */
function randomInstance(sketch: ObjectSketch, use: Ingredients, random: Random): ValueExpression | undefined {
  const text =
    sketch.name === undefined && random.once(5) ? random.pick([...use.instances.values()].flat()) : undefined;
  return text === undefined ? undefined : { type: "source", text };
}

type Make = (part: TypeSketch, name: string) => ValueExpression;
type HolderSketch = Extract<
  TypeSketch,
  { type: "array" | "tuple" | "object" | "record" | "map" | "set" | "promise" | "iterable" }
>;

function isHolder(sketch: TypeSketch): sketch is HolderSketch {
  return /^(array|tuple|object|record|map|set|promise|iterable)$/u.test(sketch.type);
}

function randomHolder(sketch: HolderSketch, name: string, inner: Make, random: Random): ValueExpression {
  const several = (make: () => ValueExpression): ValueExpression[] =>
    Array.from({ length: random.pick([0, 1, 1, 2, 2, 3, 4]) }, make);
  switch (sketch.type) {
    case "array":
      return array(several(() => inner(sketch.item, singular(name))));
    case "tuple":
      return array(sketch.items.map((item, index) => inner(item, `${name}${index}`)));
    case "object":
      return objectOf(sketch, inner, () => !random.once(3));
    case "record": {
      const values = several(() => inner(sketch.value, "value"));
      return { type: "object", entries: values.map((value, index) => ["abcdef"[index] ?? "g", value] as const) };
    }
    case "map": {
      const keys = several(() => inner(sketch.key, "key"));
      return { type: "map", entries: keys.map((key) => [key, inner(sketch.value, "value")] as const) };
    }
    case "set":
      return { type: "set", items: several(() => inner(sketch.item, singular(name))) };
    case "promise":
      return random.once(3)
        ? { type: "promise", state: "rejected", value: { type: "error", name: "Error", message: "broken" } }
        : { type: "promise", state: "fulfilled", value: inner(sketch.value, name) };
    case "iterable": {
      const items = several(() => inner(sketch.item, singular(name)));
      return sketch.mode === "sync" ? array(items) : { type: "iterable", mode: "async", items };
    }
  }
}

function randomCallback(
  sketch: FunctionSketch,
  make: (part: TypeSketch, name: string) => ValueExpression,
  random: Random,
): ValueExpression {
  if (sketch.returns.type !== "unknown") {
    const isPromise = sketch.returns.type === "promise";
    if (isPromise && random.once(4)) {
      return {
        type: "callback",
        behaviours: [{ type: "rejects", error: { type: "error", name: "Error", message: "broken" } }],
      };
    }
    return callbackOf(sketch, make);
  }
  if (random.once(sketch.handed === undefined ? 5 : 2)) {
    return randomlyCallingBack(() => make(handedValue(sketch), "value"), random);
  }
  const made = random.pick<CallbackExpression>([
    { type: "callback", behaviours: [] },
    { type: "callback", behaviours: [{ type: "echoes", argument: 0 }] },
    { type: "callback", behaviours: [{ type: "returns", value: toExpression(true) }] },
    { type: "callback", behaviours: [{ type: "returns", value: toExpression(false) }] },
    { type: "callback", behaviours: [{ type: "returns", value: toExpression(random.pick([0, 1, -1, 2])) }] },
    { type: "callback", behaviours: [{ type: "throws", error: { type: "error", name: "Error", message: "broken" } }] },
    goingOn,
    {
      type: "callback",
      behaviours: [{ type: "calls-back", error: { type: "error", name: "Error", message: "broken" } }],
    },
    { type: "callback", behaviours: [{ type: "resolves", value: toExpression(1) }] },
  ]);
  const arity = random.pick(sketch.arities ?? []);
  return arity === undefined || random.once(3) ? made : { ...made, arity };
}

type CallbackExpression = Extract<ValueExpression, { type: "callback" }>;

const PLAIN: readonly [TypeSketch, ...TypeSketch[]] = [
  { type: "string" },
  { type: "string" },
  { type: "number" },
  { type: "number" },
  { type: "boolean" },
  { type: "null" },
  { type: "undefined" },
  { type: "date" },
  { type: "regex" },
  { type: "error", name: "Error" },
  { type: "map", key: { type: "string" }, value: { type: "number" } },
  { type: "set", item: { type: "number" } },
  { type: "symbol" },
  { type: "bigint" },
  { type: "bytes" },
  { type: "function", parameters: [], returns: { type: "unknown" } },
  { type: "array", item: { type: "number" } },
  { type: "array", item: { type: "unknown" } },
  { type: "object", properties: [] },
];

function randomUnknown(name: string, use: Ingredients, random: Random, depth: number): ValueExpression {
  if (random.once(4)) return guessFor(name);
  if (random.once(5)) {
    const text = random.pick([...use.instances.values()].flat());
    if (text !== undefined) return { type: "source", text };
  }
  if (random.once(4)) {
    const names = [...use.literals.names, "a", "b", "length"];
    const keys = new Set(Array.from({ length: 1 + random.below(3) }, () => random.pick(names) ?? "a"));
    const entries = [...keys].map(
      (key) => [key, randomValue({ type: "unknown" }, key, use, random, depth + 2)] as const,
    );
    return { type: "object", entries };
  }
  return randomValue(random.pick(PLAIN), name, use, random, depth + 1);
}
