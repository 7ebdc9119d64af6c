import { expect, test } from "@jest/globals";
import { median, renderTable } from "../../bench/lib/measurement.ts";

test.each([
  [[3], 3],
  [[1, 9, 2], 2],
  [[1, 2, 3, 10], 2.5],
  [[10, 9, 100], 10],
  [[], Number.NaN],
])("median of %j is %d", (values, expected) => {
  expect(median(values)).toBe(expected);
});

test("a table has aligned columns, figures to the right", () => {
  const rows = [
    ["name", "ms"],
    ["a", 5],
    ["longer", 1234],
  ];
  expect(renderTable(rows)).toBe("name    ms\na          5\nlonger  1234");
});
