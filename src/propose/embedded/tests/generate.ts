import type { CodeLiterals } from "../../../code/inputs/literals.ts";
import type { FunctionSketch, ObjectSketch, TypeSketch } from "../../../code/inputs/type-sketch.ts";
import type { ValueExpression } from "../../../probe/values.ts";
import { toExpression } from "./expressions.ts";
import type { Random } from "./random.ts";
import { guessFor, numberFor, otherTextsFor, textFor } from "./sample-names.ts";

/** What values are made with. */
export interface Ingredients {
  readonly literals: CodeLiterals;
  /** Source text that makes an object of an exported class, by the class's path joined with dots. */
  readonly instances: ReadonlyMap<string, readonly string[]>;
  /** Expressions met elsewhere in the repository, by parameter name. */
  readonly examples: ReadonlyMap<string, readonly ValueExpression[]>;
}

const MAX_DEPTH = 6;
const array = (items: readonly ValueExpression[]): ValueExpression => ({ type: "array", items });

/** The plainest sensible value of a sketch. */
export function typicalValue(sketch: TypeSketch, name: string, use: Ingredients, depth = 0): ValueExpression {
  const inner = (part: TypeSketch, partName: string): ValueExpression => typicalValue(part, partName, use, depth + 1);
  if (depth > MAX_DEPTH) return toExpression(undefined);
  switch (sketch.type) {
    case "union":
      return inner(typicalOption(sketch.options), name);
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

type LeafSketch = Exclude<
  TypeSketch,
  {
    type:
      | "union"
      | "array"
      | "tuple"
      | "object"
      | "record"
      | "map"
      | "set"
      | "promise"
      | "iterable"
      | "function"
      | "unknown";
  }
>;

function typicalLeaf(sketch: LeafSketch, name: string, use: Ingredients): ValueExpression {
  switch (sketch.type) {
    case "string":
      return toExpression(textFor(name));
    case "number":
      return toExpression(numberFor(name));
    case "boolean":
      return toExpression(true);
    case "literal":
      return toExpression(sketch.value);
    case "null":
      return toExpression(null);
    case "undefined":
      return toExpression(undefined);
    case "bigint":
      return { type: "bigint", digits: "10" };
    case "symbol":
      return { type: "symbol", description: name };
    case "date":
      return { type: "date", ms: Date.UTC(2024, 1, 29, 12, 30) };
    case "regex":
      return { type: "regex", source: "a+", flags: "" };
    case "url":
      return { type: "url", href: "https://example.com/a?b=1" };
    case "bytes":
      return { type: "bytes", kind: "Buffer", values: [104, 105] };
    case "error":
      return { type: "error", name: sketch.name, message: "broken" };
    case "instance": {
      const [text] = use.instances.get((sketch.path ?? []).join(".")) ?? [];
      return text === undefined ? { type: "object", entries: [] } : { type: "source", text };
    }
  }
}

/** What is left when nothing and nobody is taken away, most telling first. */
function typicalOption(options: readonly TypeSketch[]): TypeSketch {
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

const TEXTS = ["", "a", "A", "abc", " ", "a b", "hello world", "Äß", "0", "-1", "1.5", "a,b", "a\nb", "<b>"];
const NUMBERS = [0, 1, -1, 2, 3, 5, 7, 10, 100, 1.5, -2.5, 0.1, 1000, 255, 256, 65_536, 2 ** 31, 1e21];
const ODD_NUMBERS = [Number.NaN, Infinity, -Infinity, -0, Number.MAX_SAFE_INTEGER, Number.EPSILON];

/** Any value of a sketch. */
export function randomValue(
  sketch: TypeSketch,
  name: string,
  use: Ingredients,
  random: Random,
  depth = 0,
): ValueExpression {
  const inner = (part: TypeSketch, partName: string): ValueExpression =>
    randomValue(part, partName, use, random, depth + 1);
  const known = use.examples.get(name);
  if (known !== undefined && random.once(4)) return random.pick(known) ?? typicalValue(sketch, name, use);
  if (depth > MAX_DEPTH || random.once(4)) return typicalValue(sketch, name, use, depth);
  const several = (make: () => ValueExpression): ValueExpression[] =>
    Array.from({ length: random.pick([0, 1, 1, 2, 2, 3, 4]) }, make);
  switch (sketch.type) {
    case "union":
      return inner(random.pick(sketch.options) ?? { type: "unknown" }, name);
    case "array":
      return array(several(() => inner(sketch.item, singular(name))));
    case "tuple":
      return array(sketch.items.map((item, index) => inner(item, `${name}${index}`)));
    case "object":
      return objectOf(sketch, inner, () => !random.once(3));
    case "record":
      return {
        type: "object",
        entries: several(() => inner(sketch.value, "value")).map(
          (value, index) => ["abcdef"[index] ?? "g", value] as const,
        ),
      };
    case "map":
      return {
        type: "map",
        entries: several(() => inner(sketch.key, "key")).map((key) => [key, inner(sketch.value, "value")] as const),
      };
    case "set":
      return { type: "set", items: several(() => inner(sketch.item, singular(name))) };
    case "promise":
      return random.once(3)
        ? { type: "promise", state: "rejected", value: { type: "error", name: "Error", message: "broken" } }
        : { type: "promise", state: "fulfilled", value: inner(sketch.value, name) };
    case "iterable":
      return sketch.mode === "sync"
        ? array(several(() => inner(sketch.item, singular(name))))
        : { type: "iterable", mode: "async", items: several(() => inner(sketch.item, singular(name))) };
    case "function":
      return randomCallback(sketch, inner, random);
    case "unknown":
      return randomUnknown(name, use, random, depth);
    default:
      return randomLeaf(sketch, name, use, random);
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
  return random.pick<ValueExpression>([
    { type: "callback", behaviours: [] },
    { type: "callback", behaviours: [{ type: "echoes", argument: 0 }] },
    { type: "callback", behaviours: [{ type: "returns", value: toExpression(true) }] },
    { type: "callback", behaviours: [{ type: "returns", value: toExpression(false) }] },
    { type: "callback", behaviours: [{ type: "returns", value: toExpression(random.pick([0, 1, -1, 2])) }] },
    { type: "callback", behaviours: [{ type: "throws", error: { type: "error", name: "Error", message: "broken" } }] },
    { type: "callback", behaviours: [{ type: "calls-back", value: toExpression("done") }] },
    {
      type: "callback",
      behaviours: [{ type: "calls-back", error: { type: "error", name: "Error", message: "broken" } }],
    },
    { type: "callback", behaviours: [{ type: "resolves", value: toExpression(1) }] },
  ]);
}

function randomText(name: string, { literals }: Ingredients, random: Random): string {
  const known = [...literals.strings, ...literals.matching];
  const one = (): string => random.pick(random.once(2) ? known : TEXTS) ?? textFor(name);
  if (random.once(6)) return random.pick(otherTextsFor(name)) ?? textFor(name);
  if (random.once(5)) return one() + one();
  if (random.once(8)) return `${one()}${random.pick([" ", ",", "/", ".", "-", ":"])}${one()}`;
  return one();
}

function randomNumber({ literals }: Ingredients, random: Random): number {
  const known = random.pick(literals.numbers);
  if (known !== undefined && random.once(2)) return known + random.pick([0, 0, 1, -1, 0.5]);
  return random.once(8) ? random.pick([0, ...ODD_NUMBERS]) : random.pick([0, ...NUMBERS]);
}

function randomLeaf(sketch: LeafSketch, name: string, use: Ingredients, random: Random): ValueExpression {
  switch (sketch.type) {
    case "string":
      return toExpression(randomText(name, use, random));
    case "number":
      return toExpression(randomNumber(use, random));
    case "boolean":
      return toExpression(random.once(2));
    case "bigint":
      return { type: "bigint", digits: String(random.pick([0, 1, -1, 7, 100])) };
    case "date":
      return {
        type: "date",
        ms: random.pick([0, Date.UTC(2024, 1, 29, 12, 30), Date.UTC(1999, 11, 31, 23, 59, 59), null]),
      };
    case "regex":
      return random.pick<ValueExpression>([
        { type: "regex", source: "a+", flags: "" },
        { type: "regex", source: "b", flags: "g" },
      ]);
    case "bytes":
      return { type: "bytes", kind: "Buffer", values: random.pick<readonly number[]>([[], [104, 105], [0, 255]]) };
    case "instance": {
      const text = random.pick(use.instances.get((sketch.path ?? []).join(".")) ?? []);
      return text === undefined ? { type: "object", entries: [] } : { type: "source", text };
    }
    default:
      return typicalLeaf(sketch, name, use);
  }
}

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
