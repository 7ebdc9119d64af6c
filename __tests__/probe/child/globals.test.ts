import { afterEach, describe, expect, test } from "@jest/globals";
import { unnamedOf, watchGlobals } from "../../../src/probe/child/globals.ts";

afterEach(() => {
  Reflect.deleteProperty(globalThis, "added");
});

describe("watchGlobals", () => {
  test("what no text names is neither looked at nor taken away", () => {
    const watch = watchGlobals(unnamedOf(["const a = new FormData();"]));
    Reflect.set(globalThis, "added", 1);
    expect(watch.restore("deep")).toEqual(["added"]);
    expect(Reflect.ownKeys(globalThis)).toContain("WebSocket");
  });

  test("a change is seen however often nothing was changed before", () => {
    const watch = watchGlobals();
    for (let round = 0; round < 10; round += 1) expect(watch.restore("deep")).toEqual([]);
    const real = Math.max;
    Math.max = Math.min;
    expect(watch.restore("deep")).toEqual(["Math.max"]);
    expect(Math.max).toBe(real);
    Math.max = Math.min;
    expect(watch.restore("deep")).toEqual(["Math.max"]);
  });

  test.each([0, 10])(
    "a method of the language that the comparison could need is put back, after %i comparisons",
    (rounds) => {
      const watch = watchGlobals();
      for (let round = 0; round < rounds; round += 1) watch.restore("deep");
      const real = Reflect.get(Array.prototype, "every") as unknown;
      for (const name of ["every", "map", "join"]) Reflect.set(Array.prototype, name, () => true);
      const changed = watch.restore("deep");
      expect(Array.prototype.every).toBe(real);
      expect(changed).toEqual(["Array.prototype.every", "Array.prototype.join", "Array.prototype.map"]);
    },
  );

  test("what a text names is watched like all else", () => {
    expect(unnamedOf(["const a = new FormData();"]).has("FormData")).toBe(false);
    expect(unnamedOf(["const a = 1;", "class Own extends WebSocket {}"]).has("WebSocket")).toBe(false);
    expect(unnamedOf(["const a = 1;"])).toContain("WebSocket");
  });
});
