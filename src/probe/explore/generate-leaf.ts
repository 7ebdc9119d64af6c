import type { TypeSketch } from "../../code/inputs/type-sketch.ts";
import type { ValueExpression } from "../values.ts";
import { toExpression } from "./expressions.ts";
import type { Ingredients } from "./ingredient.ts";
import type { Random } from "./random.ts";
import { numberFor, otherTextsFor, textFor } from "./sample-names.ts";

/** Sketches of values that hold no others. */
export type LeafSketch = Exclude<
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

const FIXED: ReadonlyMap<LeafSketch["type"], ValueExpression> = new Map<LeafSketch["type"], ValueExpression>([
  ["boolean", toExpression(true)],
  ["null", toExpression(null)],
  ["undefined", toExpression(undefined)],
  ["bigint", { type: "bigint", digits: "10" }],
  ["date", { type: "date", ms: Date.UTC(2024, 1, 29, 12, 30) }],
  ["regex", { type: "regex", source: "a+", flags: "" }],
  ["url", { type: "url", href: "https://example.com/a?b=1" }],
  ["bytes", { type: "bytes", kind: "Buffer", values: [104, 105] }],
]);

/** The plainest sensible value of such a sketch. */
export function typicalLeaf(sketch: LeafSketch, name: string, use: Ingredients): ValueExpression {
  switch (sketch.type) {
    case "string":
      return toExpression(textFor(name, sketch.names));
    case "number":
      return toExpression(numberFor(name));
    case "literal":
      return toExpression(sketch.value);
    case "symbol":
      return { type: "symbol", description: name };
    case "error":
      return { type: "error", name: sketch.name, message: "broken" };
    case "instance": {
      const [text] = use.instances.get((sketch.path ?? []).join(".")) ?? [];
      return text === undefined ? { type: "object", entries: [] } : { type: "source", text };
    }
    case "stream":
      return streamOf(sketch.mode, STREAMED);
    default:
      return FIXED.get(sketch.type) ?? toExpression(undefined);
  }
}

/** What a stream gives that is read. */
const STREAMED = ["first line\n", "last line\n"];

function streamOf(mode: "readable" | "writable", chunks: readonly string[]): ValueExpression {
  return { type: "stream", mode, chunks: mode === "readable" ? chunks : [] };
}

const TEXTS = ["", "a", "A", "abc", " ", "a b", "hello world", "Äß", "0", "-1", "1.5", "a,b", "a\nb", "<b>"];
const NUMBERS = [0, 1, -1, 2, 3, 5, 7, 10, 100, 1.5, -2.5, 0.1, 1000, 255, 256, 65_536, 2 ** 31, 1e21];
const ODD_NUMBERS = [Number.NaN, Infinity, -Infinity, -0, Number.MAX_SAFE_INTEGER, Number.EPSILON];

function randomText(
  name: string,
  names: "file" | "directory" | undefined,
  { literals }: Ingredients,
  random: Random,
): string {
  const known = [...literals.strings, ...literals.matching];
  const one = (): string => random.pick(random.once(2) ? known : TEXTS) ?? textFor(name, names);
  // Of all texts hardly any is a path that leads somewhere.
  if (random.once(names === undefined ? 6 : 2)) return random.pick(otherTextsFor(name, names)) ?? textFor(name, names);
  if (random.once(5)) return one() + one();
  if (random.once(8)) return `${one()}${random.pick([" ", ",", "/", ".", "-", ":"])}${one()}`;
  return one();
}

function randomNumber({ literals }: Ingredients, random: Random): number {
  const known = random.pick(literals.numbers);
  if (known !== undefined && random.once(2)) return known + random.pick([0, 0, 1, -1, 0.5]);
  return random.once(8) ? random.pick([0, ...ODD_NUMBERS]) : random.pick([0, ...NUMBERS]);
}

/** Any value of such a sketch. */
export function randomLeaf(sketch: LeafSketch, name: string, use: Ingredients, random: Random): ValueExpression {
  switch (sketch.type) {
    case "string":
      return toExpression(randomText(name, sketch.names, use, random));
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
    case "stream":
      return streamOf(sketch.mode, random.pick([STREAMED, [], ["a"], ["first", " ", "last"]]));
    case "instance": {
      const text = random.pick(use.instances.get((sketch.path ?? []).join(".")) ?? []);
      return text === undefined ? { type: "object", entries: [] } : { type: "source", text };
    }
    default:
      return typicalLeaf(sketch, name, use);
  }
}
