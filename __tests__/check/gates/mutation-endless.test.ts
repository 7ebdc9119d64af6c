import { expect } from "@jest/globals";
import { task } from "../subjects.ts";
import { table } from "./gate-table.ts";

const tests = task("tests", "src/math.ts", "test/more.test.ts");

table("mutation", [
  [
    "failed",
    "a test that needs no body, behind one that waits without end where there is none",
    {
      task: tests,
      base: {
        "src/math.ts": `export function later(done: (n: number) => void): void {
  setImmediate(() => { done(1); });
}
export function two(): number {
  return 2;
}
`,
        "test/math.test.ts": null,
      },
      change: {
        "test/more.test.ts": `import { later, two } from "../src/math";

test("calls back", async () => { expect(await new Promise((resolve) => { later(resolve); })).toBe(1); });
test("is called", () => { two(); expect(typeof two).toBe("function"); });
`,
      },
    },
    { diagnostics: [expect.objectContaining({ code: "passes-without-body" })] },
  ],
  [
    "passed",
    "mutants that call each other without end, or wait for what never comes, within a small part of the time",
    {
      task: tests,
      base: {
        "src/math.ts": `export function countDown(from: number, done: (steps: number) => void): void {
  let steps = 0;
  const step = (left: number): void => {
    steps += 1;
    if (left === 0) done(steps);
    else setImmediate(() => { process.nextTick(() => { step(left - 1); }); });
  };
  step(from);
}
export async function waitFor(turns: number): Promise<number> {
  let turn = 0;
  while (turn < turns) turn += await Promise.resolve(1);
  return turn;
}
`,
        "test/math.test.ts": null,
      },
      change: {
        "test/more.test.ts": `import { countDown, waitFor } from "../src/math";

test("counts", async () => { expect(await new Promise((resolve) => { countDown(3, resolve); })).toBe(4); });
test("waits", async () => { expect(await waitFor(3)).toBe(3); });
`,
      },
      // Fifteen of them would take a minute if each were waited for as long as a test may take by itself.
      setting: { level: "required", seconds: 40 },
    },
    { figures: expect.objectContaining({ mutants: 27, timed_out: expect.any(Number) }) },
  ],
]);
