import { describe, expect, test } from "@jest/globals";
import type { GateName, GateResult } from "../../../src/domain/gate.ts";
import { judge, type Case } from "../judge.ts";
import { PROJECT } from "../project-files.ts";
import { task } from "../subjects.ts";

/** Texts of the sample project, by file. */
export const MATH = PROJECT["src/math.ts"]!;
export const TEXT = PROJECT["src/text.ts"]!;
export const MATH_TEST = PROJECT["test/math.test.ts"]!;
/** With one lint error. */
export const OLD = `var old = 1;\n${MATH}`;

export const fix = task("fix", "src/math.ts");

/** A tool that is judged by its exit code alone. */
export function shell(run: string): { readonly run: string; readonly format: "exit-code" } {
  return { run, format: "exit-code" };
}

/** What is expected, in words; what is given; what the result has to hold. */
export type Row = readonly [
  GateResult["status"],
  string,
  Omit<Case, "on" | "task"> & { readonly task?: Case["task"] },
  object,
];

/** One shape for every gate that runs tools: real ones, on the sample project, with nothing but this gate on. */
export function table(gate: GateName, rows: readonly Row[]): void {
  describe(`gate ${gate}`, () => {
    test.each(rows)("%s: %s", async (status, _, given, expected) => {
      const { results } = await judge({ task: fix, ...given, on: [gate] });
      expect(results).toEqual([expect.objectContaining({ gate, status, ...expected })]);
    });
  });
}
