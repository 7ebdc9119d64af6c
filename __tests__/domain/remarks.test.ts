import { expect, test } from "@jest/globals";
import { findRemarks } from "../../src/domain/remarks.ts";

test.each([
  ["tsc", "src/a.ts(3,5): error TS2322: no\n  more of it\n", [{ path: "src/a.ts", line: 3 }]],
  ["tsc --pretty", "src/a.ts:3:5 - error TS2322: no\n\n3 let a\n  ~~~\n", [{ path: "src/a.ts", line: 3 }]],
  ["mypy", "pkg/a.py:7: error: no  [attr-defined]\n", [{ path: "pkg/a.py", line: 7 }]],
  [
    "ESLint",
    "\nsrc/a.js\n  2:3  error  Unexpected var  no-var\n  3:1  warning  odd  x\n  4:1  error  b  y\n\nsrc/b.js\n  1:1  error  c  z\n\n✖ 4 problems\n",
    [
      { path: "src/a.js", line: 2 },
      { path: "src/a.js", line: 4 },
      { path: "src/b.js", line: 1 },
    ],
  ],
  ["a stack", "Error: no\n    at f (src/a.js:3:5)\n", []],
  ["a warning", "src/a.ts(3,5): warning TS1: odd\n", []],
])("errors with their places: %s", (_, output, expected) => {
  expect(findRemarks(output)).toEqual(expected);
});
