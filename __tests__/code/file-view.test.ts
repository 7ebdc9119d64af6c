import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { createFileView, type FileView } from "../../src/code/file-view.ts";
import { findProjectConfig } from "../../src/code/project-config.ts";
import { createProjectCache } from "../../src/code/project-cache.ts";
import { errorsOf } from "../../src/code/diagnostics.ts";

let home: string;
let root: string;
let view: FileView;

const write = (name: string, text: string): void => {
  const file = path.join(home, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
};

beforeEach(() => {
  home = realpathSync(mkdtempSync(path.join(tmpdir(), "assay-view-")));
  root = path.join(home, "repo");
  write("secret/key.ts", "export const key = 1;\n");
  write("secret/tsconfig.json", '{ "include": ["../repo/src"] }');
  write("repo/src/main.ts", "export const a = 1;\n");
  write("repo/node_modules/lib/index.d.ts", "export const lib: number;\n");
  symlinkSync(path.join(home, "secret"), path.join(root, "link"), "dir");
  view = createFileView(root);
});

afterEach(() => {
  rmSync(home, { recursive: true, force: true });
});

test("shows the files of the workspace and of its packages", () => {
  expect(view.readFile(`${root}/src/main.ts`)).toBe("export const a = 1;\n");
  expect(view.fileExists(`${root}/node_modules/lib/index.d.ts`)).toBe(true);
  expect(view.directoryExists(`${root}/src`)).toBe(true);
  expect(view.getDirectories(root)).toContain("src");
  expect(view.readDirectory(`${root}/src`, [".ts"])).toEqual([`${root}/src/main.ts`]);
});

test.each([
  ["beside the workspace", () => `${home}/secret/key.ts`],
  ["by the parent folder", () => `${root}/../secret/key.ts`],
  ["behind a symbolic link", () => `${root}/link/key.ts`],
  ["of the machine", () => "/etc/hostname"],
])("shows nothing %s", (_, name) => {
  expect(view.readFile(name())).toBeUndefined();
  expect(view.fileExists(name())).toBe(false);
  expect(view.getDirectories(path.dirname(name()))).toEqual([]);
  expect(view.readDirectory(path.dirname(name()))).toEqual([]);
});

test("a link that leads outside is not followed", () => {
  expect(view.realpath(`${root}/link/key.ts`)).toBe(`${root}/link/key.ts`);
  expect(view.directoryExists(`${root}/link`)).toBe(false);
});

test.each([
  ["extends", '{ "extends": "../secret/tsconfig.json" }'],
  ["include", '{ "include": ["../secret", "link", "src"] }'],
  ["files", '{ "files": ["../secret/key.ts", "src/main.ts"] }'],
  ["references", '{ "include": ["src"], "references": [{ "path": "../secret" }] }'],
])("a configuration cannot reach outside by %s", (_, text) => {
  write("repo/tsconfig.json", text);
  write(
    "repo/src/main.ts",
    'import { key } from "../../secret/key.js";\nimport { key as b } from "../link/key.js";\nexport const c = key + b;\n',
  );
  const config = findProjectConfig(view, `${root}/src/main.ts`);
  expect(config.type).toBe("found");
  const opened = createProjectCache().open(root, "src/main.ts");
  if (opened.type === "none") throw new Error(opened.reason);
  expect(errorsOf(opened.project, opened.path).map(({ code }) => code)).toEqual(["TS2307", "TS2307"]);
  const files = opened.project.service.getProgram()?.getSourceFiles() ?? [];
  expect(files.filter(({ text: source }) => source.includes("key = 1"))).toEqual([]);
});

test("a configuration that is no JSON, or includes itself, gives a reason", () => {
  write("repo/tsconfig.json", "{ no json");
  write("repo/tsconfig.b.json", '{ "files": [], "references": [{ "path": "./tsconfig.b.json" }] }');
  const config = findProjectConfig(view, `${root}/src/main.ts`);
  expect(config.type === "none" || config.path === `${root}/tsconfig.json`).toBe(true);
});

test("a project that another one references is read from its sources, built or not", () => {
  const composite = '"composite": true, "module": "nodenext", "outDir": "out", "strict": true, "types": []';
  write("repo/package.json", '{ "type": "module" }');
  write("repo/lib/tsconfig.json", `{ "compilerOptions": { ${composite} }, "include": ["*.ts"] }`);
  write("repo/lib/price.ts", "export const price: number = 1;\n");
  write(
    "repo/app/tsconfig.json",
    `{ "compilerOptions": { ${composite} }, "include": ["*.ts"], "references": [{ "path": "../lib" }] }`,
  );
  write("repo/app/main.ts", 'import { price } from "../lib/price.js";\nexport const text: string = price;\n');
  const opened = createProjectCache().open(root, "app/main.ts");
  if (opened.type === "none") throw new Error(opened.reason);
  expect(errorsOf(opened.project, opened.path).map(({ code }) => code)).toEqual(["TS2322"]);
});

test("the cache gives the same project again, and forgets the oldest", () => {
  const cache = createProjectCache();
  const open = (name: string) => {
    write(`${name}/tsconfig.json`, "{}");
    write(`${name}/main.ts`, "export {};\n");
    const opened = cache.open(path.join(home, name), "main.ts");
    if (opened.type === "none") throw new Error(opened.reason);
    return opened.project;
  };
  const first = open("one");
  const second = open("two");
  expect(open("one")).toBe(first);
  open("three");
  expect(open("one")).toBe(first);
  expect(open("two")).not.toBe(second);
});
