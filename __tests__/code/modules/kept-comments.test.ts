import { describe, expect, test } from "@jest/globals";
import { LIST, MANIFEST, move, moved, type Files } from "./moved.ts";

describe("comments between the pieces of a statement stand in front of what it became", () => {
  test.each<readonly [string, string, string, Files?]>([
    [
      "of variables",
      "const a = require('a'), // why\n  b = require('b'); // behind\na(b);\n",
      "// why\nimport a from 'a';\nimport b from 'b'; // behind\na(b);\n",
    ],
    [
      "of names that are taken, the same one twice",
      "const { first, // why\n  size, // why\n} = require('./list');\n",
      "// why\n// why\nimport { first, size } from './list.js';\n",
      LIST,
    ],
    [
      "of a call in the middle",
      "var log = require(/* the one */ 'debug')(/* name */ 'a');\n",
      "/* the one */\nimport debug from 'debug';\nvar log = debug(/* name */ 'a');\n",
    ],
    ["of an export", "exports.a = /* why */ 1;\n", "/* why */\nexport const a = 1;\n"],
    [
      "of an export that has nothing left",
      "const a = 1;\nexports.a = /* why */ a; a.b();\nexports.b = 1;\n",
      "const a = 1;\n/* why */\nexport { a }; a.b();\nexport const b = 1;\n",
    ],
    [
      "of an object",
      "module.exports = { // all\n  /** One. */\n  a: 1,\n  b: /* two */ 2,\n  c: [/* in it */],\n  // last\n};\n",
      "// all\n/* two */\n// last\n/** One. */\nexport const a = 1;\nexport const b = 2;\nexport const c = [/* in it */];\n",
    ],
    [
      "of an object in front of other code",
      "const [a, b] = [1, 2];\nexports.a = // why\n  a; b.c();\nexports.b = b;\n",
      "const [a, b] = [1, 2];\n// why\n b.c();\nexport { a, b };\n",
    ],
  ])("%s", (_, before, after, more = {}) => {
    expect(moved(before, more)).toBe(after);
  });
});

test("a file that is written again, because another one needs an object, has the names of the first time", () => {
  const made = move({
    "lib/a.js": "const log = require('debug')('a');\nlog(__dirname);\n",
    "lib/index.js": "const tools = require('./tools');\nexports.all = () => Object.keys(tools);\n",
    "lib/tools.js": "module.exports = { a: 1 };\n",
    "package.json": MANIFEST.replace('"main"', '"engines": { "node": ">=18" },\n  "main"'),
  });
  const text = made.type === "moved" ? made.texts.get("lib/a.js") : made.reason;
  expect(text).toContain("import debug from 'debug';\nconst log = debug('a');\n");
  expect(text).toContain("import { dirname } from 'node:path';\nimport { fileURLToPath } from 'node:url';\n");
  expect(made.type === "moved" && made.texts.get("lib/tools.js")).toContain("as default");
});
