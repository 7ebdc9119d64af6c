import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { readImportFacts } from "../../../src/code/refactor/import-facts.ts";
import { applyRewrite } from "../../../src/code/refactor/rewrites.ts";
import { unusedCode } from "../../../src/code/refactor/unused-code.ts";

let root = "";
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "assay-imports-"));
});
afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

function write(files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

function withoutDeadCode(path: string, text: string): string {
  write({ [path]: text });
  return applyRewrite(path, text, unusedCode, { imports: readImportFacts(root, path) })?.text ?? text;
}

const config = (options: object): string => JSON.stringify({ compilerOptions: { target: "es2022", ...options } });

describe("TypeScript: what the compiler leaves out goes", () => {
  test.each<readonly [string, "goes" | "stays", Readonly<Record<string, string>>]>([
    ["plain settings", "goes", { "tsconfig.json": config({}) }],
    ["each file by itself", "goes", { "tsconfig.json": config({ isolatedModules: true }) }],
    ["no configuration", "stays", {}],
    [
      "a configuration for other files",
      "stays",
      { "tsconfig.json": '{ "include": ["lib"] }', "lib/b.ts": "export {};\n" },
    ],
    ["imports as they are written", "stays", { "tsconfig.json": config({ verbatimModuleSyntax: true }) }],
    [
      "said by the extended one",
      "stays",
      {
        "base.json": config({ verbatimModuleSyntax: true }),
        "tsconfig.json": '{ "extends": "./base.json" }',
      },
    ],
    ["the older name for it", "stays", { "tsconfig.json": config({ importsNotUsedAsValues: "preserve" }) }],
    ["an error in the older name", "stays", { "tsconfig.json": config({ importsNotUsedAsValues: "error" }) }],
    ["values kept", "stays", { "tsconfig.json": config({ preserveValueImports: true }) }],
    ["types that are only stripped", "stays", { "tsconfig.json": config({ erasableSyntaxOnly: true }) }],
  ])("%s: it %s", (_, end, files) => {
    write({ ...files, "src/x.ts": "export const x = start();\n" });
    const text = 'import { x } from "./x";\nexport const a = 1;\n';
    expect(withoutDeadCode("src/a.ts", text)).toBe(end === "goes" ? "export const a = 1;\n" : text);
  });
});

describe("JavaScript: a module that only declares things need not be loaded", () => {
  test.each<readonly [string, "goes" | "stays", string]>([
    [
      "functions, classes and values",
      "goes",
      "export function f() { start(); }\nclass A { b = start(); }\nexport const c = { d: [1, -2, /e/u] };\n",
    ],
    ["what Node has", "goes", 'import fs from "node:fs";\nexport { join } from "node:path";\nexport const a = 1;\n'],
    ["modules that declare things, in a circle", "goes", 'import "./z.js";\nexport const a = 1;\n'],
    ["CommonJS", "goes", '"use strict";\nconst fs = require("fs");\nexports.a = () => fs;\nmodule.exports.b = 1;\n'],
    ["a call", "stays", "export const x = start();\n"],
    ["a change of something global", "stays", "globalThis.x = 1;\nexport const a = 1;\n"],
    ["a static value", "stays", "export class A { static b = start(); }\n"],
    ["a base that is worked out", "stays", "export class A extends start() {}\n"],
    ["a name that is worked out", "stays", "export const a = { [start()]: 1 };\n"],
    ["a getter that runs", "stays", "export const { a } = b;\n"],
    ["what it imports does something", "stays", 'export * from "./loud.js";\n'],
    ["a package that says nothing", "stays", 'import "silent";\nexport const a = 1;\n'],
    ["a package that says so", "goes", 'import "pure/deep.js";\nexport const a = 1;\n'],
    ["a package that is not there", "stays", 'import "missing";\n'],
    ["a style sheet", "stays", 'import "./x.css";\n'],
    ["what cannot be parsed", "stays", "export const = 1;\n"],
  ])("%s: its import %s", (_, end, module) => {
    write({
      "src/x.js": module,
      "src/z.js": 'import "./x.js";\nexport function z() {}\n',
      "src/loud.js": 'console.log("loud");\n',
      "src/x.css": "",
      "node_modules/pure/package.json": '{ "name": "pure", "sideEffects": false }',
      "node_modules/silent/package.json": '{ "name": "silent", "sideEffects": ["*.css"] }',
    });
    const text = 'import { x } from "./x.js";\nexport const a = 1;\n';
    expect(withoutDeadCode("src/a.js", text)).toBe(end === "goes" ? "export const a = 1;\n" : text);
  });

  test("what is required is looked at in the same way", () => {
    write({ "x.js": "exports.x = 1;\n", "loud.js": "exports.x = start();\n" });
    const text = 'const x = require("./x");\nconst loud = require("./loud");\nexports.a = 1;\n';
    expect(withoutDeadCode("a.js", text)).toBe('const loud = require("./loud");\nexports.a = 1;\n');
  });
});

test("an import that only the types of what is decorated name stays", () => {
  write({
    "tsconfig.json": config({ experimentalDecorators: true, emitDecoratorMetadata: true }),
    "src/x.ts": "export class X {}\n",
  });
  const text =
    'import { X } from "./x";\nimport { mark } from "mark";\n\n@mark()\nexport class A {\n  constructor(x: X) {\n    void x;\n  }\n}\n';
  expect(withoutDeadCode("src/a.ts", text)).toBe(text);
});
