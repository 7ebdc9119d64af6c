import { expect, test } from "@jest/globals";
import { orderMutants } from "../../../src/check/new-tests/order-mutants.ts";
import { findMutants } from "../../../src/code/mutate/find-mutants.ts";
import { functionsOf } from "../../../src/code/mutate/functions-of.ts";
import { repoPath } from "../../probe/plans.ts";

const path = repoPath("src/many.js");
const names = Array.from({ length: 8 }, (_, index) => `f${index}`);
const TEXT = names
  .map((name) => `export function ${name}(a, b) { if (a < b) return a * b + 1; return [a, b, "${name}"]; }\n`)
  .join("");
const mutants = findMutants("src/many.js", TEXT);

test("all of them, each once, the same every time", () => {
  const once = orderMutants(path, TEXT, mutants);
  expect(once.toSorted((a, b) => a.id - b.id)).toEqual(mutants);
  expect(orderMutants(path, TEXT, mutants)).toEqual(once);
  expect(once).not.toEqual(mutants);
});

test("a first part holds its share of every function and of every operator", () => {
  const holders = functionsOf("src/many.js", TEXT, mutants);
  expect(new Set(holders.values()).size).toBe(names.length);
  const half = orderMutants(path, TEXT, mutants).slice(0, Math.ceil(mutants.length / 2));
  const share = (of: (mutant: (typeof mutants)[number]) => unknown): readonly number[] => {
    const [all, some] = [Map.groupBy(mutants, of), Map.groupBy(half, of)];
    return [...all].map(([key, list]) => (some.get(key) ?? []).length / list.length);
  };
  for (const part of share((mutant) => holders.get(mutant))) expect(Math.abs(part - 0.5)).toBeLessThan(0.35);
  for (const part of share(({ operator }) => operator)) expect(Math.abs(part - 0.5)).toBeLessThan(0.35);
});

test("code of the module itself lies in no function", () => {
  const text = "export const limit = 1 + 2;\n";
  expect([...functionsOf("a.js", text, findMutants("a.js", text)).values()]).toEqual(
    findMutants("a.js", text).map(() => -1),
  );
});
