import { describe, expect, test } from "@jest/globals";
import { renderSummary, type SummaryParts } from "../../../src/propose/embedded/summary.ts";

type Fix = SummaryParts["fixes"][number];
const nothing = { fixes: [], linted: "unchanged", formatted: "unchanged", rules: [] } as const;
const imported = (symbol: string, from: string): Fix => ({
  name: "import",
  symbol,
  description: `Add import from "${from}"`,
});
const spelt = (symbol: string, to: string): Fix => ({
  name: "spelling",
  symbol,
  description: `Change spelling to '${to}'`,
});
const fix = (name: string, symbol: string, description: string, summary?: string): Fix => ({
  name,
  symbol,
  description,
  ...(summary !== undefined && { summary }),
});

describe("renderSummary", () => {
  test.each<[string, readonly Fix[]]>([
    ["import formatMoney from ./money", [imported("formatMoney", "./money")]],
    ["import Cents and scale from ./money", [imported("Cents", "./money"), imported("scale", "./money")]],
    ["import 2 missing names", [imported("Cents", "./money"), imported("Order", "./order")]],
    ["rename totl to total", [spelt("totl", "total")]],
    ["import Cents from ./money; rename totl to total", [imported("Cents", "./money"), spelt("totl", "total")]],
    ["correct 2 misspelt names", [spelt("a", "b"), spelt("c", "d")]],
    [
      "import ./price.ts instead of ./price",
      [fix("moduleSpecifier", '"./price"', 'Change the module to "./price.ts"')],
    ],
    [
      "correct 2 module names",
      [fix("moduleSpecifier", '"./a"', 'to "./b"'), fix("moduleSpecifier", '"./c"', 'to "./d"')],
    ],
    [
      "await the result of load()",
      [fix("addMissingAwaitToInitializer", "x", "Add 'await'", "await the result of load()")],
    ],
    [
      "add a missing await",
      [fix("addMissingAwaitToInitializer", "x", "Add 'await'", `await the result of ${"x".repeat(50)}`)],
    ],
    ["await load()", [fix("addMissingAwait", "load()", "Add 'await'")]],
    ["add 2 missing awaits", [fix("addMissingAwait", "a", ""), fix("addMissingAwait", "b", "")]],
    ["remove unused left", [fix("unusedIdentifier", "left", "Remove unused declaration for: 'left'")]],
    [
      "remove the unused import of './a.js'",
      [fix("unusedIdentifier", "import a from './a.js'", "Remove import from './a.js'")],
    ],
    ["remove 2 unused names", [fix("unusedIdentifier", "a", ""), fix("unusedIdentifier", "b", "")]],
    ["mark run as override", [fix("fixOverrideModifier", "run", "Add 'override' modifier")]],
    ["add 2 missing override modifiers", [fix("fixOverrideModifier", "a", ""), fix("fixOverrideModifier", "b", "")]],
    ["use 'import type'", [fix("convertToTypeOnlyImport", "x", "Use 'import type'")]],
    ["remove it and 1 more such", [fix("other", "x", "Remove it"), fix("other", "y", "Remove it")]],
  ])("%s", (summary, fixes) => {
    expect(renderSummary({ ...nothing, fixes })).toBe(summary);
  });

  test.each<[string, Partial<SummaryParts>]>([
    ["fix no-var and prefer-const", { linted: "changed", rules: ["no-var", "prefer-const"] }],
    ["fix consistent-type-imports", { linted: "changed", rules: ["@typescript-eslint/consistent-type-imports"] }],
    ["fix a, b and 2 more", { linted: "changed", rules: ["a", "b", "c", "d"] }],
    ["apply the linter's fixes", { linted: "changed" }],
    ["import A from ./a; fix no-var", { fixes: [imported("A", "./a")], linted: "changed", rules: ["no-var"] }],
    ["format", { formatted: "changed" }],
  ])("%s", (summary, parts) => {
    expect(renderSummary({ ...nothing, ...parts })).toBe(summary);
  });
});
