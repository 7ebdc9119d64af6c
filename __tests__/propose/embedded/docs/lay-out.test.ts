import { describe, expect, test } from "@jest/globals";
import { findDeclarations } from "../../../../src/code/docs/find-declarations.ts";
import { toDocStyle } from "../../../../src/propose/embedded/docs/doc-style.ts";
import { layOut } from "../../../../src/propose/embedded/docs/lay-out.ts";
import { repoPath } from "../../temp-workspace.ts";

const names = ["a", "b", "c"];
const text = names.map((name) => `export const ${name} = (): number => 1;\n`).join("");
const path = repoPath("a.ts");
const style = toDocStyle({ path, text, demands: "no" }, []);
/** The first of them is three lines long. */
const written = findDeclarations(path, text).map((declaration, index) => ({
  declaration,
  content: { summary: [`Tells ${declaration.name}.`], tags: index === 0 ? ["@returns One."] : [], example: [] },
}));
const correction = { start: 0, end: 6, text: "export", what: "a correction" };

describe("what is laid out", () => {
  test.each([
    [100, names],
    [6, ["a", "b"]],
    [5, ["a"]],
    [2, ["b", "c"]],
    [0, []],
  ])("has no more than %d lines: comments of %j", (most, expected) => {
    const laid = layOut(text, { written, corrections: [], style, most });
    expect(laid.placed.map(({ name }) => name)).toEqual(expected);
    expect(laid.left.map(({ declaration }) => declaration.name)).toEqual(
      names.filter((one) => !expected.includes(one)),
    );
    expect(laid.text.split("\n").length - text.split("\n").length).toBeLessThanOrEqual(most);
    const lines = laid.text.split("\n");
    for (const { name, first, last } of laid.placed) {
      expect(lines.slice(first - 1, last).join("\n")).toContain(`Tells ${name}.`);
      expect(lines[last]).toContain(`const ${name}`);
    }
  });

  test("corrections go first, a line taken away and one added each", () => {
    const laid = (most: number): unknown => {
      const { corrected, placed } = layOut(text, { written: written.slice(1), corrections: [correction], style, most });
      return [corrected.length, placed.length];
    };
    expect([1, 2, 3, 4].map(laid)).toEqual([
      [0, 1],
      [1, 0],
      [1, 1],
      [1, 2],
    ]);
  });

  test("thousands of comments are placed at once", () => {
    const long = Array.from({ length: 4000 }, (_, index) => `export const a${index} = (): number => 1;\n`).join("");
    const all = findDeclarations(path, long).map((declaration) => ({
      declaration,
      content: { summary: ["Told."], tags: ["@returns One."], example: [] },
    }));
    const started = performance.now();
    expect(layOut(long, { written: all, corrections: [], style, most: 100_000 }).placed).toHaveLength(4000);
    expect(performance.now() - started).toBeLessThan(2000);
  });
});
