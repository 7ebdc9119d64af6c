import { expect } from "@jest/globals";
import { MATH, table } from "./gate-table.ts";

table("types", [
  [
    "passed",
    "a clean change",
    { change: { "src/math.ts": `${MATH}\n` } },
    { figures: { before: 0, after: 0, new: 0, fixed: 0 } },
  ],
  [
    "failed",
    "an error in another file than the changed one",
    {
      base: { "src/user.ts": 'import { add } from "./math";\nexport const three: number = add(1, 2);\n' },
      change: {
        "src/math.ts": MATH.replace("b: number): number", "b: string): string").replace("a + b", "`${a}${b}`"),
      },
    },
    {
      diagnostics: expect.arrayContaining([
        expect.objectContaining({ path: "src/user.ts", lineText: "export const three: number = add(1, 2);" }),
      ]),
    },
  ],
  [
    "passed",
    "an old error on a rewritten line",
    {
      base: { "src/math.ts": `${MATH}export const n = gone;\n` },
      change: { "src/math.ts": `// first\n${MATH}export const n = /* still */ gone;\n` },
    },
    { figures: { before: 1, after: 1, new: 0, fixed: 0 } },
  ],
  [
    "skipped",
    "no type checker",
    { change: { "src/math.ts": "" }, commands: {} },
    { reason: expect.stringContaining("commands.types.run") },
  ],
  [
    "errored",
    "pretty output",
    {
      base: { "src/math.ts": "export const n = gone;\n" },
      change: { "src/math.ts": "" },
      commands: { types: { run: "cat src/math.ts; exit 1", format: "tsc" } },
    },
    { reason: expect.stringContaining("failed and named no diagnostic") },
  ],
]);
