import { expect, test } from "@jest/globals";
import { passedOnFiles } from "../../../src/code/docs/passed-on-files.ts";

const FILES: Readonly<Record<string, string>> = {
  "src/index.ts":
    'export * from "./money.js";\nexport { a as b } from "./lib";\nimport "./setup.ts";\nimport { c } from "./c.ts";\nexport { c };\n',
  "src/c.ts": "export const c = 1;\n",
  "lib/main.js": "module.exports = require('./inner');\nconst other = require('./other');\n",
  "lib/inner/index.js": "module.exports = require('far');\n",
  "lib/other.js": "",
  "src/money.ts": 'export type { Kind } from "./kinds.ts";\nexport * from "far";\n',
  "src/lib/index.ts": 'export * from "../index.ts";\nexport const a = 1;\n',
  "src/kinds.ts": "export enum Kind {}\n",
  "src/setup.ts": "",
};
const view = { exists: (path: string) => path in FILES, read: (path: string) => Promise.resolve(FILES[path]) };

test("what a module passes on, and what that passes on; not what it only imports, nor packages, nor twice in a circle", async () => {
  const found = await passedOnFiles(["src/index.ts"], view);
  expect([...found].sort()).toEqual(["src/c.ts", "src/index.ts", "src/kinds.ts", "src/lib/index.ts", "src/money.ts"]);
  expect(await passedOnFiles(["lib/main.js"], view)).toEqual(new Set(["lib/inner/index.js"]));
  expect(await passedOnFiles(["src/kinds.ts", "README.md"], view)).toEqual(new Set());
});
