import { expect, test } from "@jest/globals";
import type { GateName, GateResult } from "../../../src/domain/gate.ts";
import { judge, type Case } from "../judge.ts";
import { PROJECT } from "../project-files.ts";
import { task } from "../subjects.ts";

const MATH = PROJECT["src/math.ts"]!;
const fix = task("fix", "src/math.ts");
const numbered = (count: number): string =>
  Array.from({ length: count }, (_, index) => `// ${String(index)}\n`).join("");

type Row = readonly [
  GateName,
  GateResult["status"],
  string,
  Omit<Case, "on" | "task"> & { task?: Case["task"] },
  object,
];

const diagnostic = (more: object) => ({ diagnostics: [expect.objectContaining({ severity: "error", ...more })] });

const ROWS: readonly Row[] = [
  ["scope", "passed", "the target", { change: { "src/math.ts": `${MATH}\n` } }, { figures: { files: 1 } }],
  [
    "scope",
    "failed",
    "another file",
    { change: { "src/text.ts": "" } },
    diagnostic({ code: "not-writable", path: "src/text.ts" }),
  ],
  [
    "scope",
    "failed",
    "a protected file",
    { change: { "src/math.ts": "" }, protectedBy: () => "src/**" },
    diagnostic({ code: "protected", message: "is protected by src/**" }),
  ],
  ["scope", "failed", "a deletion", { change: { "src/math.ts": null } }, diagnostic({ code: "deletion" })],
  [
    "scope",
    "passed",
    "a deletion by a refactoring",
    { task: task("refactor", "src/math.ts"), change: { "src/math.ts": null } },
    {},
  ],
  ["scope", "failed", "a NUL", { change: { "src/math.ts": "a\u0000b" } }, diagnostic({ code: "not-text" })],
  ["scope", "failed", "half a character", { change: { "src/math.ts": "a\ud800b" } }, diagnostic({ code: "not-text" })],
  ["scope", "passed", "a whole character outside the first plane", { change: { "src/math.ts": "// 😀\n" } }, {}],
  ["scope", "failed", "nothing", { change: { "src/math.ts": MATH } }, diagnostic({ code: "no-change" })],
  [
    "scope",
    "errored",
    "a protected set that cannot be asked",
    {
      change: { "src/math.ts": "" },
      protectedBy: () => {
        throw new RangeError("::error::broken");
      },
    },
    { reason: "the gate itself failed: RangeError: ::error::broken" },
  ],

  [
    "size",
    "passed",
    "a small change",
    { change: { "src/math.ts": MATH.replace("a + b", "b + a") } },
    { figures: { files: 1, added: 1, removed: 1 } },
  ],
  [
    "size",
    "failed",
    "too many files",
    { change: { a: "1", b: "1", c: "1", d: "1" } },
    diagnostic({ code: "files", message: "4 files are changed, at most 3 are allowed (limits.files)" }),
  ],
  [
    "size",
    "failed",
    "too many lines",
    { change: { a: numbered(21) } },
    diagnostic({ code: "lines", message: "21 lines are added or removed, at most 20 are allowed (limits.lines)" }),
  ],
  [
    "size",
    "failed",
    "too many removed",
    { change: { "src/math.ts": "" } },
    diagnostic({ code: "deletions", message: "12 lines are removed, at most 5 are allowed (limits.deletions)" }),
  ],

  [
    "syntax",
    "passed",
    "good TypeScript and JSON",
    { change: { "src/math.ts": `${MATH}\nexport {};\n`, "a.json": "{}" } },
    { figures: { parsed: 2, not_parsed: 0 } },
  ],
  [
    "syntax",
    "failed",
    "broken TypeScript",
    { change: { "src/math.ts": "export const = 1;\n" } },
    {
      diagnostics: expect.arrayContaining([
        expect.objectContaining({ path: "src/math.ts", range: { line: 1, column: 14 } }),
      ]),
    },
  ],
  [
    "syntax",
    "failed",
    "broken JSX",
    { change: { "src/view.tsx": "export const a = <b>;\n" } },
    { diagnostics: expect.arrayContaining([expect.objectContaining({ path: "src/view.tsx" })]) },
  ],
  [
    "syntax",
    "failed",
    "broken JSON",
    { change: { "a.json": '{\n"a" 1}' } },
    diagnostic({ path: "a.json", range: { line: 2, column: 5 } }),
  ],
  ["syntax", "passed", "comments in tsconfig.json", { change: { "tsconfig.json": "{ // x\n}" } }, {}],
  [
    "syntax",
    "passed",
    "an error that was there before",
    { base: { "src/math.ts": "export const = 1;\n" }, change: { "src/math.ts": "\n\nexport const = 1;\n" } },
    {},
  ],
  [
    "syntax",
    "failed",
    "one more error",
    { base: { "src/math.ts": "export const = 1;\n" }, change: { "src/math.ts": "export const = 1;\nlet = 2;;;}\n" } },
    {},
  ],
  ["syntax", "skipped", "a language without parser", { change: { "a.py": "def" } }, { reason: "no parser for a.py" }],
  ["syntax", "skipped", "a deletion", { change: { "src/math.ts": null } }, { reason: "no file is left to be parsed" }],
];

test.each(ROWS)("gate %s %s: %s", async (gate, status, _, given, expected) => {
  const { results, lines } = await judge({ task: fix, ...given, on: [gate] });
  expect(results).toEqual([expect.objectContaining({ gate, status, level: "required", durationMs: 5, ...expected })]);
  expect(lines).toEqual([]);
});

test("the sum may be as large as its candidates may be together", async () => {
  const { results } = await judge({ task: fix, change: { a: numbered(20) }, on: ["size"], scope: "sum" });
  expect(results[0]?.status).toBe("passed");
});
