import { expect, test } from "@jest/globals";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { FIX_RANKS, REFUSED_FIXES } from "../../src/code/fix-table.ts";

/** The names of all fixes that the compiler registers, as its source spells them. */
function registeredFixes(): readonly string[] {
  const source = readFileSync(createRequire(import.meta.url).resolve("typescript/lib/typescript.js"), "utf8");
  const start = source.indexOf("// src/services/codefixes/addConvertToUnknownForNonOverlappingTypes.ts");
  const end = source.indexOf("// src/services/completions.ts");
  const part = source.slice(start, end);
  const constants = new Map([...part.matchAll(/^var (\w+) = "?(\w+)"?;$/gmu)].map(([, name, value]) => [name, value]));
  const first = [...part.matchAll(/createCodeFixAction(?:WithoutFixAll|MaybeFixAll)?\(\s*(?:"(\w+)"|(\w+)),/gu)];
  const resolve = (name: string): string => {
    const value = constants.get(name);
    return value === undefined || value === name ? name : resolve(value);
  };
  const names = new Set(first.map(([, literal, name]) => literal ?? resolve(name ?? "")));
  // The one name left over is the parameter of the function that makes the actions.
  return [...names].filter((name) => !/^fixName\d+$/u.test(name));
}

test("each fix of this compiler is either ranked or refused, and somebody decided which", () => {
  const fixes = registeredFixes();
  expect(fixes.length).toBeGreaterThan(60);
  expect(fixes.filter((name) => !FIX_RANKS.has(name) && !REFUSED_FIXES.has(name))).toEqual([]);
});

test("no fix is both ranked and refused", () => {
  expect([...FIX_RANKS.keys()].filter((name) => REFUSED_FIXES.has(name))).toEqual([]);
});
