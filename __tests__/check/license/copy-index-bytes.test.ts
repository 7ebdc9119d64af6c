import { expect, test } from "@jest/globals";
import { parseIndexBytes, toIndexBytes } from "../../../src/check/license/copy-index-bytes.ts";
import { buildCopyIndex } from "../../../src/check/license/copy-index.ts";

const text = "export function add(a, b) {\n  const sum = a + b;\n  return sum > 10 ? sum - 1 : sum * 2;\n}\n".repeat(4);
const index = await buildCopyIndex([
  { path: "node_modules/ä/index.js", package: "ä", licence: "MIT", text },
  { path: "node_modules/b/index.js", package: "b", text: text.replaceAll("sum", "total") },
]);

test("bytes hold the whole index", () => {
  expect(index.exact.length).toBeGreaterThan(0);
  expect(parseIndexBytes(toIndexBytes(index))).toEqual(index);
});

test("an empty index is one too", async () => {
  const empty = await buildCopyIndex([]);
  expect(parseIndexBytes(toIndexBytes(empty))).toEqual(empty);
});

test("bytes that do not begin at a multiple of eight are read", () => {
  const bytes = toIndexBytes(index);
  const shifted = new Uint8Array(bytes.length + 3);
  shifted.set(bytes, 3);
  expect(parseIndexBytes(shifted.subarray(3))).toEqual(index);
});

const whole = toIndexBytes(index);
const encode = (words: string): Uint8Array => new TextEncoder().encode(words);

test.each<[string, Uint8Array]>([
  ["nothing", new Uint8Array()],
  ["another version", encode("assay-copies-0\n{}\n")],
  ["no JSON", encode("assay-copies-1\n{\n")],
  ["another shape", encode('assay-copies-1\n{"sources":[{"path":1}],"exact":0,"renamed":0}\n')],
  ["a fractional length", encode('assay-copies-1\n{"sources":[],"exact":0.5,"renamed":-0.5}\n')],
  ["cut off", whole.subarray(0, -8)],
  ["too long", new Uint8Array([...whole, 0])],
])("%s is no index", (_name, bytes) => {
  expect(parseIndexBytes(bytes)).toBeUndefined();
});
