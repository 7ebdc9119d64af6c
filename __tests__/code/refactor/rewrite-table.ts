import { describe, expect, test } from "@jest/globals";
import { applyRewrite, REWRITES } from "../../../src/code/refactor/rewrites.ts";

function rewrite(name: string, text: string, path: string): string {
  const found = REWRITES.find((one) => one.name === name);
  if (found === undefined) throw new Error(`there is no rewrite ${name}`);
  return applyRewrite(path, text, found)?.text ?? text;
}

/** What it shows, the file, text before, text after; without one the text stays as it is. */
type Row = readonly [string, string, string, string?];

/** One test for each row, by the rewrite of that name. */
export function table(name: string, rows: readonly Row[]): void {
  describe(name, () => {
    test.each(rows)("%s", (_, path, before, after = before) => {
      expect(rewrite(name, before, path)).toBe(after);
    });
  });
}
