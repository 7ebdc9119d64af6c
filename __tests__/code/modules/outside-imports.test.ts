import { expect, test } from "@jest/globals";
import { move, type Files } from "./moved.ts";

test.each<readonly [string, Files, string]>([
  ...(
    [
      ["the default", "import p from 'sample';\n"],
      ["the default by name", "import { default as p } from 'sample';\n"],
      ["an object of all", "import * as p from 'sample';\n"],
      ["an object of all, later", "const p = import('sample');\n"],
      ["the default, passed on", "export { default } from 'sample';\n"],
      ["an object of all, passed on", "export * as p from 'sample';\n"],
      ["the default of a file", "import p from '../../lib/index.js';\n", "../../lib/index.js"],
      ["the default of a file by the package's name", "import p from 'sample/lib';\n", "sample/lib"],
    ] as const
  ).map(([what, text, module = "sample"]): [string, Files, string] => [
    `another package imports ${what}, where there are names only`,
    { "lib/index.js": "exports.a = 1;\n", "packages/b/package.json": '{ "type": "module" }', "packages/b/b.js": text },
    `packages/b/b.js, line 1: it imports ${module} as one value and does not move: it would get another value, or none`,
  ]),
  [
    "a file that is a module already imports it by its own name, and the manifest says what that is",
    {
      "package.json": '{\n  "name": "sample",\n  "exports": "./lib/index.js"\n}\n',
      "lib/index.js": "module.exports = function () {};\n",
      "lib/all.mjs": "import all from 'sample';\n",
    },
    "lib/all.mjs, line 1: it imports sample as one value and does not move: it would get another value, or none",
  ],
])("a package stays where %s", (_, files, reason) => {
  expect(move(files)).toEqual({ type: "stays", reason });
});

test.each([
  ["names", "import { a } from 'sample';\nexport * from 'sample';\n"],
  ["types", "import type p from 'sample';\nexport type { default } from 'sample';\n"],
  ["another package", "import p from 'sample-two';\nimport * as q from './c.js';\n"],
])("a package moves where another imports of it %s", (_, text) => {
  const files = { "packages/b/package.json": '{ "type": "module" }', "packages/b/b.ts": text };
  expect(move({ "lib/index.js": "exports.a = 1;\n", ...files }).type).toBe("moved");
});

test("an object that another package imports as the default goes out as the default, also where it is passed on", () => {
  const files = {
    "lib/index.js": "module.exports = require('./all');\n",
    "lib/all.js": "module.exports = { a: 1, b: 2 };\n",
    "packages/b/package.json": '{ "type": "module" }',
    "packages/b/b.js": "import all from 'sample';\n",
  };
  const made = move(files);
  expect(made).toMatchObject({ type: "moved" });
  const texts = made.type === "moved" ? made.texts : new Map<string, string>();
  expect(texts.get("lib/index.js")).toContain("default");
  expect(texts.get("lib/all.js")).toContain("as default");
  const without = move({ ...files, "packages/b/b.js": "export {};\n" });
  expect(without.type === "moved" ? without.texts.get("lib/index.js") : "").not.toContain("default");
});
