import vm from "node:vm";
import { expect, test } from "@jest/globals";
import { blankTypes } from "../../../src/code/repair/blank-types.ts";
import { syntaxErrors } from "../../../src/code/syntax.ts";

const TEXT = `interface Item { readonly price: number }
type Pair<T> = readonly [T, T];
export function total<T extends Item>(this: void, items: readonly T[], rate?: number): number {
  let sum: number = 0;
  for (const item of items as readonly Item[]) sum += item!.price;
  const seen = new Map<string, number>();
  const add = (a: number, b: number = 1): number => a + b;
  return seen.size > 0 ? <number>sum : add(sum satisfies number, rate!);
}
`;

test("types give way to blanks, and every other character keeps its place", () => {
  const blank = blankTypes("a.ts", TEXT);
  expect(blank).toHaveLength(TEXT.length);
  expect(blank.split("\n").map((line) => line.length)).toEqual(TEXT.split("\n").map((line) => line.length));
  expect(syntaxErrors("a.js", blank)).toEqual([]);
  expect(vm.runInNewContext(`${blank.replace("export", "")}\ntotal([{ price: 2 }, { price: 3 }], 4)`)).toBe(9);
});

test("a text without types stays as it is", () => {
  const text = "const f = (a, b = 1) => a ? b : { c: a < b };\n";
  expect(blankTypes("a.ts", text)).toBe(text);
});
