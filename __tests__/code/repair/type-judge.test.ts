import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { createProjectCache } from "../../../src/code/project-cache.ts";
import { createTypeJudge } from "../../../src/code/repair/type-judge.ts";

const TEXT = "export function f(a: number): string {\n  const wrong: string = 1;\n  return String(a) + wrong;\n}\n";

describe("types of candidates", () => {
  let root = "";
  beforeAll(() => {
    root = mkdtempSync(path.join(tmpdir(), "assay-types-"));
    const options = { strict: true, noEmit: true, lib: ["es2022"], types: [] };
    writeFileSync(
      path.join(root, "tsconfig.json"),
      JSON.stringify({ compilerOptions: options, include: ["*.ts", "*.js"] }),
    );
    writeFileSync(path.join(root, "a.ts"), TEXT);
    writeFileSync(path.join(root, "b.js"), "exports.f = (a) => a.x.y;\n");
  });
  afterAll(() => {
    rmSync(root, { recursive: true, force: true });
  });

  test.each([
    ["the text as it is, though it has an error", TEXT, true],
    ["nothing new", TEXT.replace("String(a)", "String(a + 1)"), true],
    ["an error less", TEXT.replace("= 1", '= "1"'), true],
    ["another type", TEXT.replace("String(a)", "a.toUpperCase()"), false],
    ["the same error once more", TEXT.replace("return", "const more: string = 1;\n  return more +"), false],
    ["an unknown name", TEXT.replace("String(a)", "String(b)"), false],
  ])("%s", (_, text, expected) => {
    const judge = createTypeJudge(createProjectCache(), root, "a.ts");
    expect(judge?.isSound(text)).toBe(expected);
    expect(judge?.isSound(TEXT)).toBe(true);
  });

  test("plain JavaScript, and a file of no project, have none", () => {
    expect(createTypeJudge(createProjectCache(), root, "b.js")).toBeUndefined();
    expect(createTypeJudge(createProjectCache(), root, "elsewhere/c.ts")).toBeUndefined();
  });
});
