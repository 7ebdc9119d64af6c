import vm from "node:vm";
import { describe, expect, test } from "@jest/globals";
import { GUARD_TEXT } from "../../../src/code/repair/driver/guard-text.ts";
import { endLoops } from "../../../src/code/repair/end-loops.ts";

const text = "function halves(n) {\n  let times = 0;\n  while (n > 1) {\n    times += 1;\n  }\n  return times;\n}\n";

/** What a call comes to where the clock goes on by so many milliseconds each time that somebody looks at it. */
function run(call: string, step: number): unknown {
  let time = 0;
  const performance = { now: () => (time += step) };
  const world = {
    process: { getBuiltinModule: () => ({ performance }) },
    setInterval: () => ({}),
    clearInterval: () => undefined,
  };
  return vm.runInNewContext(`${endLoops("a.js", text)}\n${call}`, world, { timeout: 60_000 });
}

describe("loops that are ended", () => {
  test("what ends by itself does what it did", () => {
    expect(run("halves(1)", 100)).toBe(0);
  });

  test("what goes on throws, at its own place, and the next one sooner", () => {
    const call =
      "const errors = []; for (const n of [2, 3]) try { halves(n); } catch (e) { errors.push(e.message, e.stack); } errors";
    expect(run(call, 100)).toEqual([
      "endless loop, ended from outside",
      expect.stringMatching(/at halves \(evalmachine\.<anonymous>:3/u),
      "endless loop, ended from outside",
      expect.stringMatching(/at halves \(evalmachine\.<anonymous>:3/u),
    ]);
  });

  test("what is stopped ends nothing any more", () => {
    const late = (head: string): unknown => {
      let time = 0;
      const world = { setInterval: () => ({}), clearInterval: () => undefined, now: () => (time += 100) };
      const call = `${head} for (let i = 0; i < 1000; i++) guard.late(); return "never";`;
      const text = `(function () {${GUARD_TEXT} const guard = loopGuard(globalThis, now); ${call} })()`;
      return vm.runInNewContext(text, world);
    };
    expect(() => late("")).toThrow("endless loop");
    expect(late("guard.stop();")).toBe("never");
  });

  test("a directive and a line for the shell stay in front", () => {
    expect(endLoops("a.js", '#!/usr/bin/env node\n"use strict";\nf();\n')).toMatch(
      /^#!\/usr\/bin\/env node\n"use strict";;var __assayTurns.*\nf\(\);\n$/u,
    );
  });
});
