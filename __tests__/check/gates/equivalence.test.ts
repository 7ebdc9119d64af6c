import { expect, test } from "@jest/globals";
import type { GateResult } from "../../../src/domain/gate.ts";
import { task } from "../subjects.ts";
import { change, FLAT, judge, NESTED, type Given } from "./equivalence-scene.ts";

const VISITS = `export function visit(items: string[], each: (item: string) => void): void {
  if (items.length > 0) {
    for (var index = 0; index < items.length; index += 1) {
      console.log(items[index]);
      each(items[index]!);
    }
  }
}
`;

test.each<readonly [GateResult["status"], string, Given, object]>([
  [
    "passed",
    "flatter code that does the same, with what was looked at",
    change(NESTED, FLAT),
    {
      figures: expect.objectContaining({
        functions: 1,
        covered_before: "100 %",
        covered_after: "100 %",
        cognitive: expect.stringMatching(/^\d+ → \d+$/u),
      }),
    },
  ],
  [
    "failed",
    "a border that has moved: the call, before and after",
    change(NESTED, FLAT.replace(">= 50", "> 50")),
    {
      diagnostics: expect.arrayContaining([
        expect.objectContaining({
          code: "behaviour",
          path: "src/math.ts",
          message: 'grade(50) — outcome before: "B" — after: "C"',
        }),
      ]),
    },
  ],
  [
    "failed",
    "output and callbacks in another order",
    change(
      VISITS,
      "export function visit(items: string[], each: (item: string) => void): void {\n  for (const item of items) {\n    each(item);\n    console.log(item);\n  }\n}\n",
    ),
    {
      diagnostics: expect.arrayContaining([
        expect.objectContaining({ message: expect.stringContaining("order of output and callbacks before") }),
      ]),
    },
  ],
  [
    "failed",
    "another exported API",
    change(NESTED, FLAT.replace("points: number", "points: number, most = 90")),
    {
      diagnostics: [
        expect.objectContaining({ code: "exported-api", message: expect.stringContaining("most?: number") }),
      ],
    },
  ],
  [
    "failed",
    "an exported type that is gone, beside code that compiles to the same",
    change(`import type { Stats } from "node:fs";\nexport type Grade = "A" | "B" | "C";\n${NESTED}`, NESTED),
    { diagnostics: [expect.objectContaining({ code: "exported-api", message: expect.stringContaining("Grade") })] },
  ],
  [
    "errored",
    "a changed line in the middle of a statement that no call reaches",
    change(
      'import { connect } from "node:net";\nexport function open(id: number): object {\n  return connect({\n    port: 80,\n    host: "h" + id,\n  });\n}\n',
      'import { connect } from "node:net";\nexport function open(id: number): object {\n  return connect({\n    port: 80,\n    host: `g${id}`,\n  });\n}\n',
    ),
    { remedy: expect.stringContaining("gates.equivalence") },
  ],
  [
    "failed",
    "nothing gained",
    change(FLAT, FLAT.replace("return points", "const isGood = points >= 50;\n  return points")),
    { diagnostics: [expect.objectContaining({ code: "no-gain" })] },
  ],
  [
    "passed",
    "code that compiles to the same",
    change(`import type { Stats } from "node:fs";\n${NESTED}`, NESTED),
    { figures: { identical: 1, dead: "1 → 0" } },
  ],
  [
    "errored",
    "values that differ where nobody can look",
    change(
      "export function list(): number[] {\n  var made = Array.from({ length: 400 }, (_, index) => index);\n  return made;\n}\n",
      "export function list(): number[] {\n  const made = Array.from({ length: 400 }, (_, index) => (index === 399 ? 0 : index));\n  return made;\n}\n",
    ),
    { remedy: expect.stringContaining("gates.equivalence") },
  ],
  [
    "errored",
    "a file of another language",
    { task: task("refactor", "tool.py"), change: ["tool.py", "a = 1\n", "a = 2\n"] },
    { reason: expect.stringContaining("tool.py"), remedy: expect.stringContaining("advisory") },
  ],
])("%s: %s", async (status, _, given, expected) => {
  expect(await judge(given)).toEqual([expect.objectContaining({ gate: "equivalence", status, ...expected })]);
});

const PACKAGE = {
  "package.json": '{ "type": "module", "private": true, "main": "src/index.ts" }',
  "src/index.ts": 'import { grade } from "./math.ts";\nconsole.log(grade(1));\n',
};
const SHOWN = 'export function shown(points: number): string {\n  return whole(points) + "%";\n}\n';
const HELPER = "function whole(points: number): number {\n  return Math.round(points);\n}\n";

test.each<readonly [GateResult["status"], string, Given, object]>([
  [
    "passed",
    "an export that knip finds unused, taken away with its function",
    { ...change(`${SHOWN}${HELPER}${FLAT}`, FLAT), others: PACKAGE },
    { figures: expect.objectContaining({ unused_exports: "1 → 0" }) },
  ],
  [
    "failed",
    "an export that a page tells of",
    { ...change(`${SHOWN}${HELPER}${FLAT}`, FLAT), others: { ...PACKAGE, "README.md": "`shown(1)` gives 1%.\n" } },
    { diagnostics: expect.arrayContaining([expect.objectContaining({ code: "exported-api" })]) },
  ],
  [
    "failed",
    "an export that another module uses",
    {
      ...change(`${SHOWN}${HELPER}${FLAT}`, FLAT),
      others: {
        ...PACKAGE,
        "src/index.ts": 'import { grade, shown } from "./math.ts";\nconsole.log(grade(1), shown(1));\n',
      },
    },
    { diagnostics: expect.arrayContaining([expect.objectContaining({ code: "exported-api" })]) },
  ],
  [
    "failed",
    "another behaviour beside an unused export",
    { ...change(`${SHOWN}${HELPER}${FLAT}`, FLAT.replace(">= 50", "> 50")), others: PACKAGE },
    { diagnostics: expect.arrayContaining([expect.objectContaining({ code: "behaviour" })]) },
  ],
])("%s: %s", async (status, _, given, expected) => {
  expect(await judge(given)).toEqual([expect.objectContaining({ gate: "equivalence", status, ...expected })]);
});

test("a run that is stopped between the versions says so, and of no difference", async () => {
  expect(await judge(change(NESTED, FLAT), 3)).toEqual([
    expect.objectContaining({ status: "errored", reason: expect.stringContaining("stopped while src/math.ts") }),
  ]);
});
