import { expect, test } from "@jest/globals";
import { soloTests } from "../../src/code/solo-tests.ts";

const TEXT = `import { add } from "./add";
beforeEach(() => reset());
describe("add", () => {
  const two = 2;
  it("adds", () => {
    expect(add(1, two)).toBe(3);
  });
  it.each([1, 2])("keeps %i", (n) => {
    expect(add(n, 0)).toBe(n);
  });
});
for (const n of [1]) test("loop " + n, () => { expect(add(n, n)).toBe(2); });
await test("late", async () => {});
const kept = test("named", () => {});
`;

test("each test of a file by itself, with what surrounds it, on the lines where it was", () => {
  const found = soloTests("a.test.ts", TEXT);
  expect(found.map(({ titles }) => titles)).toEqual([
    ["add", "adds"],
    ["add", "keeps %i"],
    ['"loop " + n'],
    ["late"],
    ["named"],
  ]);
  for (const { text } of found) {
    expect(text).toHaveLength(TEXT.length);
    expect(text).toContain("beforeEach(() => reset());");
    // What is more than a call stays: its value may be used.
    expect(text).toContain('const kept = test("named", () => {});');
  }
  const [first, , third] = found.map(({ text }) => text);
  expect(first).toContain("expect(add(1, two)).toBe(3);\n  });\n");
  expect(first).toContain("const two = 2;");
  expect(first).not.toMatch(/keeps|loop|late/u);
  expect(third).toContain('for (const n of [1]) test("loop " + n');
  expect(third).not.toMatch(/describe|adds|late/u);
  expect(first).toContain("for (const n of [1]) ;");
});
