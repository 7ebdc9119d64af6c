import { expect, test } from "@jest/globals";
import { renderMeasures } from "../../../src/propose/model/refactor-goal.ts";

const branches = (count: number): string =>
  Array.from({ length: count }, (_, index) => `  if (a === ${index}) return ${index * 7};`).join("\n");
const long = Array.from({ length: 70 }, (_, index) => `  console.log(${index});`).join("\n");

test.each([
  ["dead code first", "const left = 1;\nexport const a = 2;\n", 'bring "declarations that nothing reads and'],
  [
    "a function of many paths",
    `export function f(a: number): number {\n${branches(14)}\n  return 0;\n}\n`,
    'bring "paths through the most divided function" down from 15',
  ],
  [
    "a long function",
    `export function f(): void {\n${long}\n}\n`,
    'bring "lines of the longest function" down from 72',
  ],
  ["nothing", "export const a = 2;\n", "Nothing stands out: decline"],
])("%s is the goal", async (_, text, goal) => {
  const rendered = await renderMeasures("src/a.ts", text);
  expect(rendered).toContain(goal);
  expect(rendered).toMatch(/^Measured now: .*cognitive complexity of the whole file: \d+/u);
});

test("a language that is not measured has no such goal", async () => {
  expect(await renderMeasures("src/a.py", "def f():\n    pass\n")).toBe("");
});
