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
    "errored",
    "an old error of syntax elsewhere, before which tsc checks no types at all",
    {
      base: { "src/broken.ts": "const x = ;\n" },
      change: { "src/math.ts": `${MATH}export const wrong: number = "text";\n` },
    },
    {
      reason: expect.stringContaining("mended: src/broken.ts:1 TS1109"),
      remedy: expect.stringContaining("gates.types to advisory"),
    },
  ],
  [
    "errored",
    "an old mistake in the configuration, which keeps tsc from checking",
    {
      base: { said: "tsconfig.json(3,5): error TS5107: Option 'moduleResolution=node10' is deprecated.\n  More.\n" },
      change: { "src/math.ts": "" },
      commands: { types: { run: "cat said; exit 2", format: "tsc" } },
    },
    {
      reason: expect.stringContaining("mended: tsconfig.json:3 TS5107 Option 'moduleResolution=node10' is deprecated."),
    },
  ],
  [
    "skipped",
    "one of several such errors mended",
    {
      base: {
        "src/math.ts":
          "src/math.ts(1,1): error TS1005: ';' expected.\nsrc/other.ts(1,1): error TS1005: ';' expected.\n",
      },
      change: { "src/math.ts": "src/other.ts(1,1): error TS1005: ';' expected.\n" },
      commands: { types: { run: "cat src/math.ts; exit 2", format: "tsc" } },
    },
    { reason: expect.stringMatching(/^1 remarks fewer, but tsc checks no types/u) },
  ],
  [
    "passed",
    "an unknown option, after which tsc goes on",
    {
      base: { said: "tsconfig.json(1,1): error TS5023: Unknown compiler option 'x'.\n" },
      change: { "src/math.ts": "" },
      commands: { types: { run: "cat said; exit 2", format: "tsc" } },
    },
    { figures: { before: 1, after: 1, new: 0, fixed: 0 } },
  ],
  [
    "errored",
    "mypy that stopped at an old error of syntax",
    {
      base: { said: "a.py:1:7: error: Invalid syntax  [syntax]\n" },
      change: { "src/math.ts": "" },
      commands: { types: { run: "cat said; exit 2", format: "mypy" } },
    },
    { reason: expect.stringContaining("its exit code says that it stopped") },
  ],
  [
    "errored",
    "a Rust build that fails as before",
    {
      base: {
        said: `${JSON.stringify({ reason: "compiler-message", message: { level: "error", message: "mismatched" } })}\n${JSON.stringify({ reason: "build-finished", success: false })}\n`,
      },
      change: { "src/math.ts": "" },
      commands: { types: { run: "cat said; exit 101", format: "rustc-json" } },
    },
    { reason: expect.stringContaining("the build fails") },
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
