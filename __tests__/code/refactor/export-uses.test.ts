import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { readExportUses } from "../../../src/code/refactor/export-uses.ts";

let root = "";

beforeEach(async () => {
  root = await mkdtemp(path.join(os.tmpdir(), "uses-"));
});

afterEach(async () => {
  await rm(root, { recursive: true, force: true });
});

type Files = Readonly<Record<string, string>>;

async function reasonFor(target: string, files: Files): Promise<string | undefined> {
  for (const [name, text] of Object.entries({
    "package.json": "{}",
    [target]: "export const total = 1;\n",
    ...files,
  })) {
    await mkdir(path.dirname(path.join(root, name)), { recursive: true });
    await writeFile(path.join(root, name), text);
  }
  return readExportUses(root)(target).reason("total");
}

const NAMED = "package.json names the file, or every file of a folder";

test.each([
  ["lib/sum.js", '{ "main": "lib/sum" }'],
  ["lib/sum.js", '{ "bin": { "sum": "./lib/sum.js" } }'],
  ["src/sum.ts", '{ "types": "./dist/sum.d.ts" }'],
  ["lib/index.js", '{ "main": "./lib" }'],
  ["lib/index.js", '{ "main": "./lib/index" }'],
  ["lib/sum.js", '{ "exports": { "./*": "./lib/*" } }'],
  ["lib/sum.js", '{ "exports": { "./lib/": "./lib/" } }'],
  ["lib/sum.js", '{ "exports": { ".": { "import": ["./lib/sum.mjs"] } } }'],
  ["lib/sum.js", '{ "publishConfig": { "main": "./lib/sum" } }'],
])("%s is offered by %s", async (target, manifest) => {
  expect(await reasonFor(target, { "package.json": manifest })).toBe(NAMED);
});

test.each([
  '{ "main": "lib/other", "files": ["lib/*"], "scripts": { "sum": "node lib/*" } }',
  '{ "publishConfig": { "access": "public", "registry": "https://registry.example.com/" } }',
  '{ "imports": { "#lib/*": "./lib/*" }, "keywords": ["sum"] }',
  "{ no JSON",
])("lib/sum.js is not offered by %s", async (manifest) => {
  expect(await reasonFor("lib/sum.js", { "package.json": manifest })).toBeUndefined();
});

const RUN = "node -e \"require('./lib/sum').total()\"\n";

test.each([
  [".github/workflows/test.yml", `jobs: { a: { steps: [{ run: ${RUN} }] } }`],
  [".storybook/main.js", "import { total } from '../lib/sum.js';\n"],
  [".eslintrc.cjs", "const { total } = require('./lib/sum');\n"],
  ["packages/a/.config/rules.json", '{ "lib/sum": "total" }'],
  ["Makefile", `all:\n\t${RUN}`],
  ["Dockerfile", `RUN ${RUN}`],
  ["run.sh", RUN],
  ["main.tf", 'handler = "lib/sum.total"\n'],
  ["views/page.ejs", "<p><%= total() %></p>\n"],
  ["docs/page.md", "Call `total()`.\n"],
])("%s mentions the export", async (file, text) => {
  expect(await reasonFor("lib/sum.js", { [file]: text })).toBe(`${file} mentions it`);
});

test.each([
  ["a name that is worked out", "main.js", "for (const name of names) require('./lib/' + name);\n"],
  ["a package that requires a folder", "main.js", "const all = require('require-all')(__dirname + '/lib');\n"],
  ["a plugin that does", "main.js", "app.register(autoload, { dir: path.join(root, 'lib') });\n"],
])("modules are loaded by %s", async (_, file, text) => {
  expect(await reasonFor("lib/sum.js", { [file]: text })).toBe(`${file} loads modules by names that it works out`);
});

test.each([
  [".github/workflows/test.yml", "name: total\n"],
  ["run.sh", "total=1\n"],
  ["CHANGELOG.md", "`total` is new in sum.\n"],
  [".yarn/releases/yarn.cjs", "const total = sum;\n"],
  ["other.js", "const total = 1;\n"],
])("%s does not use the export", async (file, text) => {
  expect(await reasonFor("lib/sum.js", { [file]: text })).toBeUndefined();
});
