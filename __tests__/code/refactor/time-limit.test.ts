import { expect, test } from "@jest/globals";
import { NOTHING_KNOWN } from "../../../src/code/refactor/import-facts.ts";
import { openOneFile } from "../../../src/code/refactor/one-file.ts";
import type { Rewrite } from "../../../src/code/refactor/rewrite.ts";
import { REWRITES } from "../../../src/code/refactor/rewrites.ts";

test.each([
  ["no-dead-code", "function f@() { const unused@ = 1; }\nf@();\n"],
  ["early-return", "function f@(a) {\n  if (a) {\n    return 1;\n  } else {\n    return 2;\n  }\n}\n"],
  ["no-redundant-conditions", "const a@ = b > 1 ? true : false;\n"],
  ["no-var", "function f@() { var a = 1; return a; }\n"],
  ["prefer-nullish-operators", "const a@ = b === null || b === undefined ? 1 : b;\n"],
  ["prefer-template", 'const a@ = "x" + typeof b + "y";\n'],
])("%s stops in the middle of a round when the time is up", (name, line) => {
  const found = REWRITES.find((one) => one.name === name)!;
  const text = Array.from({ length: 60 }, (_, at) => line.replaceAll("@", String(at))).join("");
  const whole = countAsked(found, text, Infinity);
  expect(whole.places).toBe(60);
  // It looks at the clock often enough to stop at any share of the way, and what it found by then is good.
  const part = countAsked(found, text, Math.ceil(whole.asked * 0.9));
  expect(part.asked).toBeLessThan(whole.asked);
  expect(part.places).toBeLessThan(60);
});

/** Places in one round of a rewrite, and how often it asked for the time, which is used up after so many looks. */
function countAsked(rewrite: Rewrite, text: string, most: number): { readonly places: number; readonly asked: number } {
  let asked = 0;
  const expired = (): boolean => {
    asked += 1;
    return asked > most;
  };
  const places = rewrite.find(openOneFile("a.mjs", text, { imports: NOTHING_KNOWN, expired })).length;
  return { places, asked: Math.min(asked, most) };
}
