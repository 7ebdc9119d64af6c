import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "@jest/globals";
import { createProjectCache } from "../../src/code/project-cache.ts";

test("finds the files that import one directly, by every spelling", () => {
  const root = realpathSync(mkdtempSync(path.join(tmpdir(), "assay-importers-")));
  const write = (name: string, text: string): void => {
    mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
    writeFileSync(path.join(root, name), text);
  };
  write("tsconfig.json", '{ "compilerOptions": { "module": "preserve", "paths": { "~/*": ["./src/*"] } } }');
  write("src/price/index.ts", "export const a = 1;\n");
  write("src/a.ts", 'import { a } from "./price";\nexport const b = a;\n');
  write("src/b.ts", 'export * from "~/price/index.js";\n');
  write("src/price/c.ts", 'export const c = await import(".");\n');
  write("src/d.ts", 'import { b } from "./a";\nexport const d = b;\n');
  write("src/other/price.ts", 'import "../other/index";\nexport {};\n');
  write("src/other/index.ts", "export {};\n");
  const opened = createProjectCache().open(root, "src/price/index.ts");
  if (opened.type === "none") throw new Error(opened.reason);
  const names = opened.project.importersOf(opened.path, 10).map((file) => file.slice(root.length + 1));
  expect(names).toEqual(["src/a.ts", "src/b.ts", "src/price/c.ts"]);
  expect(opened.project.importersOf(opened.path, 1)).toHaveLength(1);
  rmSync(root, { recursive: true, force: true });
});
