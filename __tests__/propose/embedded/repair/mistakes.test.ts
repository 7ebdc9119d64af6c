import { describe, expect, test } from "@jest/globals";
import { findRepairs } from "../../../../src/code/repair/find-candidates.ts";
import { toRepoPath } from "../../../../src/domain/repo-path.ts";
import { mistakesOf } from "../../../../src/propose/embedded/repair/mistakes.ts";
import { joinPatches } from "../../../../src/propose/embedded/repair/rank-together.ts";
import type { FastReport, Patch } from "../../../../src/propose/embedded/repair/search.ts";

type Ids = FastReport["plausible"][number];

const NOTHING = {
  units: [0, 0],
  reached: [],
  left: false,
  escaped: false,
  tried: 0,
  ms: 0,
  problem: "",
  calls: [],
} as const;

function id(...numbers: readonly number[]): Ids {
  return numbers.map((number) => [0, number] as const);
}

/** A process with so many failing tests, what makes it green, and what mends some of its tests. */
function process(
  failing: number,
  plausible: readonly Ids[],
  partial: readonly (readonly [Ids, readonly number[]])[] = [],
): FastReport {
  const tests = Array.from({ length: failing + 1 }, (_, index) => ({ name: `t${index}`, ok: index === failing }));
  return { ...NOTHING, tests, plausible, partial: partial.map(([ids, mended]) => ({ ids, mended })) };
}

describe("the mistakes behind a red command", () => {
  test.each<[string, readonly FastReport[], readonly (readonly Ids[])[]]>([
    ["one, in one process", [process(1, [id(1), id(2)])], [[id(1), id(2)]]],
    ["one, where processes agree", [process(1, [id(1), id(2)]), process(1, [id(2), id(3)])], [[id(2)]]],
    ["two, where processes do not", [process(1, [id(1)]), process(1, [id(2), id(3)])], [[id(1)], [id(2), id(3)]]],
    [
      "two, in one process",
      [
        process(
          3,
          [],
          [
            [id(1), [0]],
            [id(2), [1, 2]],
            [id(3), [0]],
          ],
        ),
      ],
      [[id(2)], [id(1), id(3)]],
    ],
    [
      "a process agrees with one of two",
      [process(1, [id(1)]), process(1, [id(2)]), process(1, [id(2), id(9)])],
      [[id(1)], [id(2)]],
    ],
    ["a test that nothing mends", [process(2, [], [[id(1), [0]]])], []],
    ["a process that nothing mends", [process(1, [id(1)]), process(1, [])], []],
    [
      "sets that share a test are not apart",
      [
        process(
          3,
          [],
          [
            [id(1), [0, 1]],
            [id(2), [1, 2]],
          ],
        ),
      ],
      [],
    ],
    ["a pair of edits is one repair", [process(1, [id(1, 2)])], [[id(1, 2)]]],
  ])("%s", (_, reports, expected) => {
    expect(mistakesOf(reports)).toEqual(expected);
  });
});

describe("patches as one", () => {
  const text = "function f(a) {\n  return a + 1;\n}\n\nfunction g(a) {\n  return a - 1;\n}\n";

  function patchOf(name: string, before: string, after: string): Patch {
    const path = toRepoPath(name);
    if (!path.ok) throw new Error(path.problem);
    const file = FILES.get(name) ?? { path: path.path, text, candidates: findRepairs(name, text, { max: 9999 }) };
    FILES.set(name, file);
    const made = text.replace(before, after);
    const candidate = file.candidates.find(({ parts: [part] }) => {
      return part !== undefined && text.slice(0, part.start) + part.text + text.slice(part.end) === made;
    });
    if (candidate === undefined) throw new Error(`no candidate ${after}`);
    return { file, candidates: [candidate], after: made, prior: 0.5 };
  }
  const FILES = new Map<string, Patch["file"]>();

  test("of one file are one text, of several files are beside each other", () => {
    const [plus, minus] = [patchOf("a.js", "a + 1", "a - 1"), patchOf("a.js", "a - 1", "a + 1")];
    const other = patchOf("b.js", "a + 1", "a + 2");
    const joined = joinPatches([plus, other, minus]);
    expect(joined?.after).toBe(text.replace("a + 1", "x").replace("a - 1", "a + 1").replace("x", "a - 1"));
    expect(joined?.beside?.map(({ file, after }) => [file.path, after])).toEqual([["b.js", other.after]]);
    expect(joined?.prior).toBe(0.125);
  });

  test("that change the same place are none", () => {
    expect(joinPatches([patchOf("a.js", "a + 1", "a - 1"), patchOf("a.js", "a + 1", "a + 2")])).toBeUndefined();
    expect(joinPatches([])).toBeUndefined();
  });
});
