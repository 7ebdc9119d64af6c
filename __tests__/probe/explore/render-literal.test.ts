import { expect, test } from "@jest/globals";
import type { ValueExpression } from "../../../src/probe/values.ts";
import { renderKey, renderText, renderValue, type LiteralStyle } from "../../../src/probe/explore/render-literal.ts";

const style: LiteralStyle = { quote: "'", exported: (path) => path.join(".") };

test.each([
  ["plain", "'plain'"],
  ["it's", '"it\'s"'],
  ["both ' and \"", String.raw`'both \' and "'`],
  ["line\nbreak\t", String.raw`'line\nbreak\t'`],
  ["\u200b\u00a0", String.raw`'\u200b\u00a0'`],
  ["\u0000", String.raw`'\u0000'`],
  ["\\", String.raw`'\\'`],
  ["é😀", "'é😀'"],
])("text %j", (text, expected) => {
  expect(renderText(text, "'")).toBe(expected);
});

test.each([
  ["a", "a"],
  ["a-b", "'a-b'"],
  ["0", "0"],
  ["01", "'01'"],
  ["__proto__", '["__proto__"]'],
])("key %s", (key, expected) => {
  expect(renderKey(key, style)).toBe(expected);
});

/** What the text of a value evaluates to. */
async function evaluate(text: string | undefined): Promise<unknown> {
  const module = (await import(`data:text/javascript,export default ${encodeURIComponent(text ?? "")}`)) as {
    default: unknown;
  };
  return module.default;
}

const number = (value: number): ValueExpression => ({ type: "primitive", value });

test.each<[ValueExpression, unknown]>([
  [{ type: "special", name: "-0" }, -0],
  [{ type: "special", name: "NaN" }, Number.NaN],
  [number(1e21), 1e21],
  [{ type: "bigint", digits: "-5" }, -5n],
  [{ type: "date", ms: 0 }, new Date(0)],
  [{ type: "regex", source: "a/?", flags: "gi" }, /a\/?/gi],
  [{ type: "map", entries: [[number(1), number(2)]] }, new Map([[1, 2]])],
  [{ type: "set", items: [] }, new Set()],
  [{ type: "bytes", kind: "Uint8Array", values: [1, 255] }, Uint8Array.of(1, 255)],
  [{ type: "error", name: "RangeError", message: "x" }, new RangeError("x")],
  [{ type: "object", entries: [["a", { type: "array", items: [number(1)] }]] }, { a: [1] }],
])("the text of %j means the value", async (value, expected) => {
  expect(await evaluate(renderValue(value, style))).toStrictEqual(expected);
});

test("holes stay holes", async () => {
  const made = (await evaluate(renderValue({ type: "array", items: [null, number(1), null] }, style))) as unknown[];
  expect([made.length, 0 in made, 1 in made, 2 in made]).toEqual([3, false, true, false]);
});

test("what has no text has none anywhere around it", () => {
  expect(renderValue({ type: "array", items: [{ type: "opaque", name: "WeakMap" }] }, style)).toBeUndefined();
});

test("a constant stands for its text, and shortens its property", () => {
  const value: ValueExpression = {
    type: "object",
    entries: [["point", { type: "object", entries: [["x", number(1)]] }]],
  };
  expect(renderValue(value, { ...style, alias: (text) => (text === "{ x: 1 }" ? "point" : undefined) })).toBe(
    "{ point }",
  );
});
