import { mkdir, mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { createGraphReader } from "../../src/code/module-graph.ts";
import { moduleState } from "../../src/code/module-state.ts";
import { parseSource } from "../../src/code/source.ts";
import { transpile } from "../../src/code/transpile.ts";

const FILES: Readonly<Record<string, string>> = {
  "package.json": '{ "type": "module" }',
  "tsconfig.json":
    '{ "compilerOptions": { "paths": { "@/*": ["./src/*"], "@/deep/*": ["./other/*"], "exact": ["./src/b.ts"] } }, "include": ["src", "other"] }',
  "src/a.ts":
    'import { b } from "./b.js";\nimport c from "@/c";\nimport d from "@/deep/d";\nimport "exact";\nimport "./x.css";\nimport fs from "node:fs";\nimport type { T } from "./types";\nexport const a = [b, c, d, fs] as T;\n',
  "src/b.ts": 'import { a } from "./a";\nexport const b = () => a;\n',
  "src/c/index.ts": "export default 1;\n",
  "src/types.ts": "export type T = unknown;\n",
  "other/d.ts": "export default 2;\n",
  "plain/e.js": 'import f from "./f.json";\nexport default f;\n',
  "plain/f.json": "{}",
};

let root: string;

beforeAll(async () => {
  root = await realpath(await mkdtemp(join(tmpdir(), "assay-graph-")));
  for (const [path, text] of Object.entries(FILES)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
});
afterAll(() => rm(root, { recursive: true }));

const OPTIONS = { coverage: "on", comparisons: "off" } as const;
const read = (entry: string, text?: string) =>
  createGraphReader(root).read({ entry, options: OPTIONS, ...(text === undefined ? {} : { text }) });

describe("graph", () => {
  test("follows relative names, aliases and cycles; types and packages are left out; the entry comes last", () => {
    const modules = read("src/a.ts")?.modules ?? [];
    expect(modules.map(({ path }) => path.slice(root.length + 1))).toEqual([
      "src/b.ts",
      "src/c/index.ts",
      "other/d.ts",
      "src/a.ts",
    ]);
    expect(modules.at(-1)?.imports).toEqual({
      "./b.js": `${root}/src/b.ts`,
      "@/c": `${root}/src/c/index.ts`,
      "@/deep/d": `${root}/other/d.ts`,
      exact: `${root}/src/b.ts`,
      "./x.css": "",
    });
    expect(modules.map(({ points }) => points.length > 0)).toEqual([false, false, false, true]);
  });

  test("what a module may do is looked for in its code, not in its comments", () => {
    const text = "/** @param {Function} then process.exit */\nexport const a = (then: string): string => then;\n";
    const code = read("src/a.ts", text)?.modules.at(-1)?.code ?? "";
    expect(code).toContain("exports.a");
    expect(code).not.toMatch(/Function|process/u);
  });

  test("a text that was built before is built anew where it has changed", () => {
    const reader = createGraphReader(root);
    const of = (text: string): string | undefined =>
      reader.read({ entry: "src/b.ts", options: OPTIONS, text })?.modules.at(-1)?.text;
    const [first, other] = [of("export const b = 1;\n"), of("export const b = 2;\n")];
    expect(other).not.toBe(first);
    expect(of("export const b = 1;\n")).toBe(first);
  });

  test("a text that two configurations compile differently is built for each of them", async () => {
    for (const [folder, fields] of [
      ["fields", "true"],
      ["none", "false"],
    ] as const) {
      await mkdir(join(root, folder), { recursive: true });
      const compilerOptions = `{ "useDefineForClassFields": ${fields}, "target": "es2022" }`;
      await writeFile(
        join(root, folder, "tsconfig.json"),
        `{ "compilerOptions": ${compilerOptions}, "include": ["."] }`,
      );
      await writeFile(join(root, folder, "e.ts"), 'export { C } from "../shared";\n');
    }
    await writeFile(join(root, "shared.ts"), "export class C { declared; }\n");
    const reader = createGraphReader(root);
    const shared = (entry: string): string | undefined =>
      reader.read({ entry, options: OPTIONS })?.modules.find(({ path }) => path.endsWith("shared.ts"))?.text;
    expect(shared("fields/e.ts")).toContain("declared");
    expect(shared("none/e.ts")).not.toContain("declared");
  });

  test("JavaScript of a package of modules is native; data comes along", () => {
    const modules = read("plain/e.js")?.modules ?? [];
    expect(modules.map(({ type, native }) => [type, native])).toEqual([
      ["json", "no"],
      ["script", "yes"],
    ]);
  });

  test("another text in the place of the entry's; a file that is not there", () => {
    expect(read("src/b.ts", "export const changed = 1;")?.modules.at(-1)?.text).toContain("changed");
    expect(read("src/none.ts")).toBeUndefined();
  });
});

test.each([
  ["import a from 'b'; export const f = (x) => x, n = -1, s = `a`; export function g() {} type T = 1;", "none"],
  [
    "const a = require('a'); const b = require('b').c; exports.f = f; module.exports = { f, g() {}, n: 1 }; function f() {}",
    "none",
  ],
  ["class A { x = []; m() {} } export { A };", "none"],
  ["export default () => 1;", "none"],
  ["let count = 0;", "own"],
  ["const cache = new Map();", "own"],
  ["export const table = { a: 1 };", "own"],
  ["const next = /a/g;", "own"],
  ["class A { static all = 1; }", "own"],
  ["setup();", "own"],
])("state of %s: %s", (text, state) => {
  expect(moduleState(parseSource("file.ts", text))).toBe(state);
});

describe("transpile", () => {
  test("CommonJS JavaScript stays as it is", () => {
    const text = "exports.a = 1; // import\n";
    expect(transpile("a.js", text, {})).toEqual({ text, syntax: "commonjs" });
  });

  test("lines lead back to the original", () => {
    const { text, lines, syntax } = transpile("a.ts", "interface A {\n  b: 1;\n}\n\nexport const a = 1;\n", {});
    expect(syntax).toBe("esm");
    const line = text.split("\n").findIndex((one) => one.includes("exports.a = 1"));
    expect(lines?.[line]).toBe(5);
  });

  test("import.meta, JSX and decorators by the repository's options", () => {
    expect(transpile("a.mjs", "export const u = import.meta.url;", {}).text).toContain("__assayMeta.url");
    expect(transpile("a.tsx", "export const a = <b />;", { jsxImportSource: "preact" }).text).toContain(
      "preact/jsx-runtime",
    );
    expect(transpile("a.ts", "@d class A {}", { experimentalDecorators: true }).text).toContain("__decorate");
  });
});
