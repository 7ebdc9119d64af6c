import { Readable } from "node:stream";
import { describe, expect, test } from "@jest/globals";
import { buildValue, follow, ImpossiblePlan, type Scope } from "../../src/probe/child/build-value.ts";
import { createSerializer } from "../../src/probe/child/serialize.ts";
import type { SerializedValue, ValueExpression } from "../../src/probe/values.ts";

const serialize = (value: unknown): SerializedValue => createSerializer().serialize(value);

function scope(calls: unknown[] = []): Scope {
  return {
    exports: { a: { b: 1 }, f: () => 2 },
    steps: [{ c: 3 }],
    onCall: ({ argument, path }, args) => {
      calls.push([argument, path, args]);
    },
  };
}

const build = (expression: ValueExpression, calls: unknown[] = []): unknown =>
  buildValue(expression, scope(calls), { step: 0, argument: 0, path: [] });

/** Expressions whose value, observed, is the expression again. */
const LOSSLESS: readonly ValueExpression[] = [
  { type: "primitive", value: null },
  { type: "primitive", value: "a" },
  { type: "primitive", value: 1.5 },
  ...(["undefined", "NaN", "Infinity", "-Infinity", "-0"] as const).map((name) => ({ type: "special", name }) as const),
  { type: "bigint", digits: "-12345678901234567890" },
  { type: "symbol" },
  { type: "symbol", description: "s" },
  { type: "symbol", description: "s", registry: "registered" },
  { type: "symbol", description: "Symbol.iterator", registry: "well-known" },
  { type: "array", items: [{ type: "primitive", value: 1 }, null, { type: "array", items: [] }] },
  {
    type: "object",
    entries: [
      ["__proto__", { type: "primitive", value: 1 }],
      ["a b", { type: "object", entries: [] }],
    ],
  },
  { type: "object", entries: [], prototype: "null" },
  { type: "date", ms: 86_400_000 },
  { type: "date", ms: null },
  { type: "regex", source: "a+", flags: "gi" },
  {
    type: "map",
    entries: [
      [
        { type: "primitive", value: "k" },
        { type: "set", items: [{ type: "primitive", value: 1 }] },
      ],
    ],
  },
  { type: "error", name: "TypeError", message: "no" },
  { type: "bytes", kind: "Uint8Array", values: [1, 255] },
  { type: "bytes", kind: "Buffer", values: [1] },
  { type: "bytes", kind: "ArrayBuffer", values: [7, 8] },
  { type: "bytes", kind: "Float64Array", values: [1.5] },
  { type: "url", href: "https://example.org/a" },
];

describe("made and observed", () => {
  test.each(LOSSLESS.map((expression) => [JSON.stringify(expression), expression] as const))(
    "%s",
    (_name, expression) => {
      expect(serialize(build(expression))).toEqual(expression);
    },
  );
});

describe("what is observed", () => {
  class Point {
    x = 1;
    #hidden = 2;
    get sum(): number {
      return this.x + this.#hidden;
    }
  }
  class Failure extends Error {
    code = "E_FAIL";
  }
  class Tags extends Map<string, number> {}

  test("objects of classes", () => {
    expect(serialize(new Point())).toEqual({
      type: "instance",
      constructorName: "Point",
      entries: [["x", { type: "primitive", value: 1 }]],
    });
    expect(serialize(new Failure("no"))).toMatchObject({
      type: "instance",
      constructorName: "Failure",
      base: "Error",
      entries: [
        ["message", { value: "no" }],
        ["code", { value: "E_FAIL" }],
      ],
    });
    expect(serialize(new Tags([["a", 1]]))).toMatchObject({ base: "Map", entries: [["(entries)", { type: "map" }]] });
    expect(serialize(new String("a"))).toMatchObject({ base: "String" });
  });

  test("cycles and shared parts", () => {
    const shared = { a: 1 };
    const cycle: Record<string, unknown> = { first: shared, second: shared };
    cycle["self"] = cycle;
    expect(serialize(cycle)).toEqual({
      type: "object",
      id: 2,
      entries: [
        ["first", { type: "object", id: 1, entries: [["a", { type: "primitive", value: 1 }]] }],
        ["second", { type: "seen", id: 1 }],
        ["self", { type: "seen", id: 2 }],
      ],
    });
  });

  test.each([
    [() => 1, "function"],
    [async () => Promise.resolve(1), "async"],
    [
      function* () {
        yield 1;
      },
      "generator",
    ],
    [
      async function* () {
        yield await Promise.resolve(1);
      },
      "async-generator",
    ],
    [Point, "class"],
  ])("functions: %p", (value, kind) => {
    expect(serialize(value)).toMatchObject({ type: "function", kind });
  });

  test("iterators, weak containers, streams, getters that throw", () => {
    expect(serialize([1].values())).toEqual({ type: "iterator", mode: "sync" });
    expect(
      serialize(
        (function* () {
          yield 1;
        })(),
      ),
    ).toEqual({ type: "iterator", mode: "sync" });
    expect(serialize(new WeakMap())).toEqual({ type: "opaque", name: "WeakMap" });
    expect(serialize(Readable.from([]))).toMatchObject({ type: "opaque" });
    const bad = {
      get a(): never {
        throw new Error("no");
      },
    };
    expect(serialize(bad)).toMatchObject({ entries: [["a", { type: "opaque" }]] });
  });

  test("what is too deep, too long or too much is cut, and says so", () => {
    let deep: unknown = 1;
    for (let level = 0; level < 12; level += 1) deep = [deep];
    expect(JSON.stringify(serialize(deep))).toContain('{"type":"cut","reason":"depth"}');
    expect(serialize("a".repeat(30_000))).toEqual({ type: "cut", reason: "length", digest: expect.any(String) });
    const many = serialize(Array.from({ length: 300 }, (_, index) => index));
    expect(many.type === "array" ? [many.items.length, many.items.at(-1)] : []).toEqual([
      257,
      { type: "cut", reason: "items" },
    ]);
    for (const container of [
      new Set(Array(300).keys()),
      new Map(Array.from({ length: 300 }, (_, key) => [key, 1])),
      Object.fromEntries(Array.from({ length: 300 }, (_, key) => [`k${key}`, 1])),
    ]) {
      expect(JSON.stringify(serialize(container))).toContain('"reason":"items"');
    }
  });

  test("promises tell when they settle", async () => {
    const serializer = createSerializer();
    const value = serializer.serialize({ a: Promise.resolve(1) });
    expect(value).toMatchObject({ entries: [["a", { type: "promise", state: "pending" }]] });
    serializer.promises[0]?.settle("fulfilled", serialize(await serializer.promises[0].promise));
    expect(value).toMatchObject({ entries: [["a", { state: "fulfilled", value: { value: 1 } }]] });
  });
});

describe("recipes", () => {
  const callback = (...behaviours: Extract<ValueExpression, { type: "callback" }>["behaviours"]): ValueExpression => ({
    type: "callback",
    behaviours,
    arity: 2,
  });
  const one: ValueExpression = { type: "primitive", value: 1 };

  test("references to exports and earlier steps", () => {
    expect(build({ type: "export", path: ["a", "b"] })).toBe(1);
    expect(build({ type: "step", step: 0, path: ["c"] })).toBe(3);
    expect(build({ type: "source", text: "exports.f() + 1" })).toBe(3);
    expect(() => build({ type: "export", path: ["x", "y"] })).toThrow(ImpossiblePlan);
    expect(() => follow(null, ["a"])).toThrow("there is no a of null");
  });

  test("callbacks behave in turn and tell how they were called", async () => {
    const calls: unknown[] = [];
    const made = build(
      callback(
        { type: "returns", value: one },
        { type: "echoes", argument: 1 },
        { type: "throws", error: { type: "error", name: "RangeError", message: "no" } },
        { type: "resolves", value: one },
        { type: "rejects", error: one },
        { type: "calls-back", value: one },
      ),
      calls,
    ) as (...args: unknown[]) => unknown;
    expect(made).toHaveLength(2);
    expect([made("a"), made("b", "c")]).toEqual([1, "c"]);
    expect(() => made()).toThrow(RangeError);
    await expect(made()).resolves.toBe(1);
    await expect(made()).rejects.toBe(1);
    const heard: unknown[] = [];
    made((...args: unknown[]) => heard.push(...args));
    expect(heard).toEqual([null, 1]);
    expect(calls.slice(0, 2)).toEqual([
      [0, [], ["a"]],
      [0, [], ["b", "c"]],
    ]);
  });

  test("promises, iterables, streams", async () => {
    await expect(build({ type: "promise", state: "fulfilled", value: one })).resolves.toBe(1);
    await expect(build({ type: "promise", state: "rejected", value: one })).rejects.toBe(1);
    expect([...(build({ type: "iterable", mode: "sync", items: [one] }) as Iterable<unknown>)]).toEqual([1]);
    const items: unknown[] = [];
    for await (const item of build({ type: "iterable", mode: "async", items: [one] }) as AsyncIterable<unknown>)
      items.push(item);
    for await (const chunk of build({ type: "stream", mode: "readable", chunks: ["x"] }) as AsyncIterable<unknown>)
      items.push(chunk);
    expect(items).toEqual([1, "x"]);
    const calls: unknown[] = [];
    const writable = build({ type: "stream", mode: "writable", chunks: [] }, calls) as NodeJS.WritableStream;
    writable.write("text");
    expect(calls).toEqual([[0, ["write"], ["text"]]]);
  });
});
