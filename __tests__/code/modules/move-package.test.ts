import { describe, expect, test } from "@jest/globals";
import { LIST, MANIFEST, move, moved, type Files } from "./moved.ts";

const PAD = { "lib/pad.js": "module.exports = function pad(text) { return text; };\n" };

describe("what is required", () => {
  test.each<readonly [string, string, string, Files?, Files?]>([
    ["Node's own", "const fs = require('fs');\nfs.a();\n", "import fs from 'fs';\nfs.a();\n"],
    [
      "names of Node's own",
      "const { join, sep: s } = require('node:path');\n",
      "import { join, sep as s } from 'node:path';\n",
    ],
    [
      "a file that is a function",
      'var pad = require("./pad");\npad();\n',
      'import pad from "./pad.js";\npad();\n',
      PAD,
    ],
    [
      "a file of names",
      "const list = require('./list');\nlist.size();\n",
      "import * as list from './list.js';\nlist.size();\n",
      LIST,
    ],
    ["names of a file", "const { size } = require('./list.js')\n", "import { size } from './list.js'\n", LIST],
    [
      "names of a function's properties",
      "const { left } = require('./pad');\n",
      "import pad from './pad.js';\nconst { left } = pad;\n",
      PAD,
    ],
    [
      "a folder",
      "var pad = require('./pad');\n",
      "import pad from './pad/index.js';\n",
      { "lib/pad/index.js": PAD["lib/pad.js"] },
    ],
    [
      "JSON",
      "const { version } = require('../package');\n",
      "import _package from '../package.json' with { type: 'json' };\nconst { version } = _package;\n",
    ],
    ["for what it does", "require('./list');\n", "import './list.js';\n", LIST],
    [
      "in the middle of a statement",
      "var log = require('debug')('a');\n",
      "import debug from 'debug';\nvar log = debug('a');\n",
    ],
    [
      "several in one statement",
      "var a = require('a'), count = 0,\n  b = require('b');\ncount += 1;\n",
      "import a from 'a';\nimport b from 'b';\nvar count = 0;\ncount += 1;\n",
    ],
    [
      "a package that is a module",
      "const got = require('got');\ngot.get();\n",
      "import * as got from 'got';\ngot.get();\n",
      {},
      { "got/package.json": '{ "type": "module", "exports": "./main.js" }', "got/main.js": "export const get = 1;\n" },
    ],
    [
      "a file of a package without exports",
      "const get = require('lodash/get');\nget();\n",
      "import get from 'lodash/get.js';\nget();\n",
      {},
      { "lodash/package.json": "{}", "lodash/get.js": "" },
    ],
  ])("%s", (_, before, after, more = {}, installed = {}) => {
    expect(moved(before, more, installed)).toBe(after);
  });

  test("__dirname and __filename, as the engines allow", () => {
    const text = "'use strict';\n\nconst here = [__dirname, __filename];\nexports.here = here;\n";
    expect(moved(text)).toBe("const here = [import.meta.dirname, import.meta.filename];\nexport { here };\n");
    const old = MANIFEST.replace('"main"', '"engines": { "node": ">=18" },\n  "main"');
    expect(moved(text, { "package.json": old })).toBe(
      "import { dirname } from 'node:path';\nimport { fileURLToPath } from 'node:url';\nconst __filename = fileURLToPath(import.meta.url);\nconst __dirname = dirname(fileURLToPath(import.meta.url));\nconst here = [__dirname, __filename];\nexport { here };\n",
    );
  });
});

describe("what is exported", () => {
  test.each([
    ["a variable", "const a = 1;\nexports.a = a;\n", "const a = 1;\nexport { a };\n"],
    [
      "functions",
      "exports.a = function () { return exports.b(); };\nexports.b = () => 1;\n",
      "export function a() { return b(); }\nexport const b = () => 1;\n",
    ],
    [
      "by a name that is another's",
      "const b = 1;\nexports.parseInt = (a) => parseInt(a);\nexports.a = b;\n",
      "const b = 1;\nconst parseIntExport = (a) => parseInt(a);\nexport { parseIntExport as parseInt, b as a };\n",
    ],
    ["twice", "exports.a = exports.b = 1;\n", "export const a = 1;\nexport { a as b };\n"],
    [
      "a function",
      "module.exports = function pad() {};\n",
      "function pad() {}\nexport { pad as default, pad as 'module.exports' };\n",
    ],
    [
      "a class",
      "class A {}\nmodule.exports = A;\nmodule.exports.B = 1;\n",
      "class A {}\nexport { A as default, A as 'module.exports' };\nA.B = 1;\n",
    ],
    [
      "with both names",
      "exports = module.exports = make;\nexports.a = 1;\nfunction make() {}\n",
      "export { make as default, make as 'module.exports' };\nmake.a = 1;\nfunction make() {}\n",
    ],
    [
      "an object",
      "const a = 1;\nmodule.exports = { a, b: 2 };\n",
      "const a = 1;\nexport const b = 2;\nexport { a };\n",
    ],
    [
      "an object that says this",
      "module.exports = { a() { return this.b; }, b: 2 };\n",
      "const lib = { a() { return this.b; }, b: 2 };\nexport { lib as default, lib as 'module.exports' };\n",
    ],
    [
      "in a declaration",
      "var app = module.exports = {};\napp.a = 1;\n",
      "var app = {};\nexport { app as default, app as 'module.exports' };\napp.a = 1;\n",
    ],
  ])("%s", (_, before, after) => {
    expect(moved(before)).toBe(after);
  });

  test("what is passed on is passed on by its own kind", () => {
    expect(moved("module.exports = require('./pad');\n", PAD)).toBe(
      "export { default, default as 'module.exports' } from './pad.js';\n",
    );
    expect(moved("module.exports = require('./list');\n", LIST)).toBe("export * from './list.js';\n");
  });

  test("an object that somebody takes as a value is the default of its file", () => {
    const files = { "lib/tools.js": "module.exports = { a: 1 };\n" };
    const made = move({
      "lib/index.js": "const tools = require('./tools');\nexports.all = () => Object.keys(tools);\n",
      ...files,
    });
    expect(made.type === "moved" && made.texts.get("lib/index.js")).toContain("import tools from './tools.js';");
    expect(made.type === "moved" && made.texts.get("lib/tools.js")).toContain("as default");
  });
});

test.each<readonly [string, Files, string]>([
  [
    "a name that is worked out",
    { "a.js": "module.exports = (name) => require(name);" },
    "a.js, line 1: it requires a name that it works out",
  ],
  [
    "inside of a function",
    { "a.js": "exports.a = () => require('fs');" },
    "a.js, line 1: it requires fs inside of a function or a branch, not whenever it is loaded",
  ],
  [
    "in a branch",
    { "a.js": "const fs = process.x ? require('fs') : 1;" },
    "a.js, line 1: it requires fs inside of a function or a branch, not whenever it is loaded",
  ],
  [
    "require.resolve",
    { "a.js": "exports.a = 1;\nrequire.resolve('b');" },
    "a.js, line 2: it uses require.resolve, which modules do not have",
  ],
  [
    "a circle",
    { "a.js": "exports.b = require('./b');", "b.js": "exports.a = require('./a');" },
    "a.js, b.js: they require each other in a circle",
  ],
  [
    "something done before",
    { "a.js": "process.env.X = '1';\nrequire('./b');", "b.js": "" },
    "a.js, line 2: it requires ./b after line 1 has done something, which would come later",
  ],
  [
    "an export that comes and goes",
    { "a.js": "if (process.x) exports.a = 1;" },
    "a.js, line 1: it sets exports.a elsewhere than at the top level",
  ],
  [
    "exports beside module.exports",
    { "a.js": "module.exports = 1;\nexports.a = 1;" },
    "a.js, line 2: it uses exports beside module.exports, which is another object",
  ],
  [
    "what is not exported",
    { "a.js": "const { b } = require('./b');", "b.js": "exports.a = 1;" },
    "a.js, line 1: it takes b from ./b, which does not export it",
  ],
  ["what is not there", { "a.js": "require('./dist/b');" }, "a.js, line 1: it requires ./dist/b is not there"],
  [
    "a variable that nobody declares",
    { "a.js": "exports.a = 1;\ncount = 2;" },
    "a.js, line 2: it sets count, which is declared nowhere in it",
  ],
  [
    "this of the file",
    { "a.js": "(function (root) { root.a = 1; })(this);" },
    "a.js, line 1: it uses this outside of functions, where it stands for the exports",
  ],
  [
    "a configuration that cannot be renamed",
    { "a.js": "exports.a = 1;", "jest.config.js": "module.exports = {};" },
    "jest.config.js: it is protected",
  ],
  [
    "TypeScript",
    { "a.js": "exports.a = 1;", "b.ts": "" },
    "b.ts: it is compiled: what it becomes is up to its compiler",
  ],
  [
    "a file that keeps its kind",
    { "a.js": "exports.a = 1;", "b.cjs": "require('./a');" },
    "b.cjs, line 1: it loads a.js and keeps its kind: what it gets would be another value",
  ],
  [
    "old versions of Node",
    { "a.js": "exports.a = 1;", "package.json": '{ "engines": { "node": ">=10" } }' },
    "package.json: it allows Node 10.0, which has no ES modules",
  ],
  [
    "JSON, in old versions of Node",
    {
      "a.js": "exports.a = require('./b.json');",
      "b.json": "{}",
      "package.json": '{ "engines": { "node": "^18.3 || >=20" } }',
    },
    "a.js, line 1: it requires b.json, and Node 18.3, which its engines allow, cannot import JSON",
  ],
  [
    "a command without an ending",
    { "a.js": "exports.a = 1;", "bin/tally": "", "package.json": '{ "bin": { "tally": "./bin/tally" } }' },
    "bin/tally: its name has no ending, so it would be read as a module, and it is started as it is",
  ],
  [
    "a module already",
    { "a.js": "exports.a = 1;", "package.json": '{ "type": "module" }' },
    "package.json: it says already what kind of modules it has, or is no manifest",
  ],
  ["nothing to move", { "a.js": "var a = 1;" }, "package.json: no file of it is CommonJS"],
  [
    "its tests put other modules in their place",
    { "lib/index.js": "exports.a = 1;\n", "test/a.js": "const mock = require('proxyquire');\nmock('..', {});\n" },
    "test/a.js, line 1: it requires proxyquire, which changes what require gives: imports go past it",
  ],
])("a package stays: %s", (_, files, reason) => {
  expect(move(files)).toEqual({ type: "stays", reason });
});
