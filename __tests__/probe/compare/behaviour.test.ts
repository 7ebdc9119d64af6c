import { expect, test } from "@jest/globals";
import { createBehaviourReader, firstDifference, type Behaviour } from "../../../src/probe/compare/behaviour.ts";
import { createSerializer } from "../../../src/probe/child/serialize.ts";
import { repoPath } from "../plans.ts";
import type { CallPlan, CallRecord } from "../../../src/probe/types.ts";

const PLAN: CallPlan = { module: repoPath("src/a.ts"), steps: [] };

function behaviour(value: unknown): Behaviour {
  const outcome = { type: "returned", value: createSerializer().serialize(value) } as const;
  const record: CallRecord = { steps: [{ outcome }], effects: {}, reached: [] };
  return createBehaviourReader(new Map([["Box", new Set(["size"])]]))(record, PLAN);
}

const isSame = (one: unknown, other: unknown): boolean =>
  firstDifference(behaviour(one), behaviour(other)) === undefined;

class Box {
  size: number;
  constructor(size: number) {
    this.size = size;
  }
}
class Crate extends Box {}

test("a private field is hidden in objects of its class, and nowhere else", () => {
  expect(isSame(new Box(1), new Box(2))).toBe(true);
  expect(isSame(new Crate(1), new Crate(2))).toBe(false);
  expect(isSame({ size: 1 }, { size: 2 })).toBe(false);
});

test("long texts and bytes are told apart behind what is kept of them", () => {
  const long = "x".repeat(30_000);
  expect(isSame(`${long}a`, `${long}b`)).toBe(false);
  expect(isSame(`${long}a`, `${long}a`)).toBe(true);
  expect(behaviour(`${long}a`).isCut).toBe(false);
  expect(isSame(new Uint8Array(30_000), new Uint8Array(30_000).fill(1, 29_999))).toBe(false);
});

test.each<readonly [string, unknown]>([
  ["an array of 300 items", Array.from({ length: 300 }, (_, index) => index)],
  ["a set of 300 items", new Set(Array.from({ length: 300 }, (_, index) => index))],
  ["a map of 300 entries", new Map(Array.from({ length: 300 }, (_, index) => [index, index]))],
  ["an object of 300 keys", Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`k${index}`, index]))],
  ["an array twelve deep", Array.from({ length: 12 }).reduce<unknown>((inner) => [inner], 1)],
])("%s was not seen whole", (_, value) => {
  expect(behaviour(value).isCut).toBe(true);
});

test("a text that only looks like it is whole", () => {
  expect(behaviour('{"type":"cut","reason":"items"}').isCut).toBe(false);
});
