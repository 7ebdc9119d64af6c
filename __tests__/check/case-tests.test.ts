import { expect, test } from "@jest/globals";
import { judge } from "./judge.ts";
import { policy, task } from "./subjects.ts";
import { MATH, MATH_TEST } from "./gates/gate-table.ts";

const STRAY = { code: "stray-change", message: expect.stringContaining("src/text.ts") };

test("a check that is green because it changes the work tree: no later run hides that", async () => {
  const { commands } = policy();
  const { results } = await judge({
    task: task("fix", "src/math.ts", "test/case.test.ts"),
    change: { "src/math.ts": `${MATH}\n`, "test/case.test.ts": MATH_TEST },
    commands: { test: commands.test! },
    failing: "test -f test/case.test.ts && echo 1 > src/text.ts",
    on: ["failing"],
  });
  expect(results.at(-1)).toMatchObject({ status: "failed", diagnostics: [STRAY] });
});

test("nor does the run of a second test hide what the first one changes", async () => {
  const { commands } = policy();
  const changing = `${MATH_TEST}require("node:fs").writeFileSync("src/text.ts", "");\n`;
  const { results } = await judge({
    task: task("fix", "src/math.ts", "test/case.test.ts", "test/next.test.ts"),
    change: { "src/math.ts": `${MATH}\n`, "test/case.test.ts": changing, "test/next.test.ts": MATH_TEST },
    commands: { test: commands.test! },
    failing: "test -f test/case.test.ts",
    on: ["failing"],
  });
  expect(results.at(-1)).toMatchObject({
    status: "failed",
    diagnostics: expect.arrayContaining([expect.objectContaining(STRAY)]),
  });
});
