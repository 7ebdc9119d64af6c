import { describe, expect, test } from "@jest/globals";
import { findRepairs } from "../../../../src/code/repair/find-candidates.ts";
import { smellsOf } from "../../../../src/code/repair/smells.ts";
import { toRepoPath } from "../../../../src/domain/repo-path.ts";
import { labelsOf, tidiness } from "../../../../src/propose/embedded/repair/labels.ts";
import type { FilePatch, Search } from "../../../../src/propose/embedded/repair/search.ts";

const plain = (text: string): string => text.replaceAll(/[\s;]+/gu, "");

/** The patch that makes one text of another; its candidate is one that the templates really make. */
function patchOf(before: string, after: string, words: readonly string[] = []): FilePatch {
  const path = toRepoPath("a.js");
  if (!path.ok) throw new Error(path.problem);
  const candidates = findRepairs(path.path, before, { max: 20_000, words });
  const file = { path: path.path, text: before, candidates };
  for (const candidate of candidates) {
    const [part] = candidate.parts;
    if (part === undefined || candidate.parts.length > 1) continue;
    const made = before.slice(0, part.start) + part.text + before.slice(part.end);
    if (plain(made) === plain(after)) return { file, candidates: [candidate], after: made };
  }
  throw new Error(`no candidate makes ${after}`);
}

function calledWith(...values: readonly (string | number)[]): Search["calls"] {
  return [{ file: 0, name: "f", args: values.map((value) => ({ type: "primitive", value })) }];
}

describe("labels of a patch", () => {
  const sum = "function f(a, b) { if (a > b) return a; b += 1; return b; }";

  test.each<[string, string, string, readonly string[]]>([
    ["another operator has none", sum, sum.replace("a > b", "a >= b"), []],
    ["a statement less", sum, sum.replace("b += 1;", ""), ["only deletes"]],
    ["a condition that is always true", sum, sum.replace("a > b", "true"), ["makes a condition constant"]],
    [
      "a condition that compares a property with itself",
      "function f(a, b) { if (a.n > b.n) return a; return b; }",
      "function f(a, b) { if (b.n > b.n) return a; return b; }",
      ["makes a condition constant"],
    ],
    [
      "an error that is thrown no more",
      "function f(a) { if (!a) { throw new Error(); } return a; }",
      "function f(a) { if (!a) {} return a; }",
      ["only deletes", "swallows an error"],
    ],
    [
      "a guard against a value that is missing, which people write",
      "function f(a) { return a.b.c; }",
      "function f(a) { if (a == null) return null; return a.b.c; }",
      [],
    ],
    [
      "a guard against a special case",
      "function f(a, b) { return a - b; }",
      "function f(a, b) { if (a > b) return 0; return a - b; }",
      ["adds a special case"],
    ],
  ])("%s", async (_, before, after, expected) => {
    const patch = patchOf(before, after);
    expect([...(await labelsOf(patch, []))].sort()).toEqual([...expected].sort());
  });

  test("an error that is caught where it was thrown on, as a hunk taken back may bring along", async () => {
    const patch = patchOf(sum, sum.replace("a > b", "a >= b"));
    const after = sum.replace("b += 1;", "try { b += g(a); } catch {}");
    expect(await labelsOf({ ...patch, after }, [])).toEqual(["swallows an error"]);
  });

  test("the spelling of the tests is one of their literals, however it got into them", async () => {
    const before = 'function f(a) { return ["Jupyter", a]; }';
    const patch = patchOf(before, before.replace("Jupyter", "Jupiter"), ["Jupiter"]);
    expect(await labelsOf(patch, [])).toEqual(["special-cases a literal of the test"]);
  });

  test("a literal of a call that the tests make is a special case, one that the file has or everybody uses is none", async () => {
    const before = 'function f(a) { return a === "x" ? 7 : 1; }';
    const literal = (text: string): FilePatch => {
      const patch = patchOf(before, before.replace("7", "8"));
      const candidates = patch.candidates.map((one) => ({
        ...one,
        parts: one.parts.map((part) => ({ ...part, text })),
      }));
      return { ...patch, candidates };
    };
    expect(await labelsOf(literal("42"), calledWith(42))).toEqual(["special-cases a literal of the test"]);
    expect(await labelsOf(literal("'key'"), calledWith("key"))).toEqual(["special-cases a literal of the test"]);
    expect(await labelsOf(literal("42"), calledWith(41))).toEqual([]);
    expect(await labelsOf(literal("2"), calledWith(2))).toEqual([]);
    expect(await labelsOf(literal('"x"'), calledWith("x"))).toEqual([]);
  });
});

describe("marks of code that gets a test green", () => {
  test.each<[string, object]>([
    ["if (a || true) b();", { constantConditions: 1 }],
    ["if (a && !1) b();", { constantConditions: 1 }],
    ["if (a && 1) b();", { constantConditions: 0 }],
    ["x = a === a ? 1 : 2;", { constantConditions: 1 }],
    ["x = a === b ? 1 : 2;", { constantConditions: 0 }],
    ["x = a.n === a.n ? 1 : 2;", { constantConditions: 1 }],
    ["x = a.n === a.m ? 1 : 2;", { constantConditions: 0 }],
    ["x = a.n === b.n ? 1 : 2;", { constantConditions: 0 }],
    ['while ("") a();', { constantConditions: 1 }],
    ["for (;;) a();", { constantConditions: 0 }],
    ["try { a(); } catch {}", { catches: 1 }],
    ["a().catch(() => {});", { catches: 1 }],
    ["throw a;", { throws: 1 }],
  ])("%s", (text, expected) => {
    expect(smellsOf("a.js", text)).toMatchObject(expected);
  });
});

describe("tidiness", () => {
  const before = "function f(a, b, c) { const d = a; return a + b; }";

  test("a name left unused counts against a patch, one that is used at last for it", async () => {
    const of = (after: string): Promise<number> => tidiness(patchOf(before, after));
    expect(await of(before.replace("a + b", "a - b"))).toBe(0);
    expect(await of(before.replace("a + b", "a + a"))).toBeLessThan(0);
    expect(await of(before.replace("a + b", "c + b"))).toBeGreaterThan(0);
    expect(await of(before.replace("a + b", "d + b"))).toBeGreaterThan(0);
  });
});
