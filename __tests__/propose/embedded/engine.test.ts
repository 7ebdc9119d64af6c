import { describe, expect, test } from "@jest/globals";
import type { Feedback } from "../../../src/domain/verdict.ts";
import { createEmbeddedEngine } from "../../../src/propose/embedded/engine.ts";
import { ask, repoPath, tempWorkspace, textOf } from "../temp-workspace.ts";

const TSCONFIG = JSON.stringify({
  compilerOptions: { target: "es2022", lib: ["es2022"], module: "nodenext", strict: true, types: [] },
  include: ["src"],
});
const PACKAGE = '{ "type": "module" }';
const BASE = { "package.json": PACKAGE, "tsconfig.json": TSCONFIG };
const retry = (line: number, from: Feedback["from"] = "lint"): Feedback => ({
  from,
  message: "",
  diagnostics: [{ source: "eslint", severity: "error", message: "no", path: "src/main.ts", range: { line } }],
});

describe("what the embedded engine does not do", () => {
  test.each(["scaffold"] as const)("declines %s with the reason", async (kind) => {
    await using workspace = tempWorkspace(BASE);
    expect(await ask(createEmbeddedEngine(), { workspace, target: "src/main.ts", kind })).toEqual({
      type: "declined",
      reason: `the embedded engine cannot do ${kind} yet; it does fix, tests, docs and refactor`,
    });
  });

  test.each([
    ["a file that does not exist", "src/none.ts", {}, /src\/none\.ts does not exist/u],
    ["a file without a mistake", "src/main.ts", { "src/main.ts": "export {};\n" }, /the compiler has no error/u],
    ["a file that is no source text", "a.css", { "a.css": "a {}\n" }, /a\.css is not TypeScript or JavaScript/u],
    [
      "a file outside every tsconfig",
      "other/main.ts",
      { "other/main.ts": "foo();\n" },
      /no compiler configuration includes other\/main\.ts \(read: tsconfig\.json\)/u,
    ],
    [
      "a mistake that only a stub could silence",
      "src/main.ts",
      { "src/main.ts": "class A {}\nnew A().zebra();\n" },
      /no fix of the compiler's mends TS2339 in line 2/u,
    ],
  ])("declines %s", async (_, target, files, reason) => {
    await using workspace = tempWorkspace({ ...BASE, ...files });
    expect(await ask(createEmbeddedEngine(), { workspace, target })).toEqual({
      type: "declined",
      reason: expect.stringMatching(reason),
    });
  });

  test("declines a repository without any tsconfig", async () => {
    await using workspace = tempWorkspace({ "main.ts": "foo();\n" });
    const proposal = await ask(createEmbeddedEngine(), { workspace, target: "main.ts" });
    expect(proposal).toMatchObject({ type: "declined", reason: expect.stringContaining("no tsconfig.json lies in") });
  });

  test("declines when the run is over", async () => {
    await using workspace = tempWorkspace({ ...BASE, "src/main.ts": "export const a = 'x'.lenght;\n" });
    const proposal = await ask(createEmbeddedEngine(), {
      workspace,
      target: "src/main.ts",
      signal: AbortSignal.abort(),
    });
    expect(proposal.type).toBe("declined");
  });

  test("answers failed, and does not throw, when the workspace breaks", async () => {
    await using workspace = tempWorkspace({ ...BASE, "src/main.ts": "export {};\n" });
    const broken = { ...workspace, read: () => Promise.reject(new Error("disk full")) };
    const proposal = await ask(createEmbeddedEngine(), { workspace: broken, target: "src/main.ts" });
    expect(proposal).toEqual({ type: "failed", cause: "lasting", reason: "the embedded engine broke off: disk full" });
  });

  test.each([
    ["implements", "interface A { run(): void }\nexport class B implements A {}\n"],
    ["abstract", "abstract class A { abstract run(): void }\nexport class B extends A {}\n"],
    ["conversion", "export const a = 'x' as number;\n"],
    ["possibly undefined", "export const f = (a?: string) => a.length;\n"],
    ["uninitialised", "export class A { name: string }\n"],
    ["missing function", "zebra(1);\nexport {};\n"],
    ["missing member", "export class A { run() { this.zebra = 1; } }\n"],
    ["missing properties", "interface A { b: number; c: string }\nexport const a: A = {};\n"],
    ["implicit any", "export function f(a) { return a; }\n"],
    ["index", "export const f = (a: { b: 1 }, c: string) => a[c];\n"],
    ["wrong argument", "export const f = (a: string) => a;\nf(1);\n"],
    ["unused because of another mistake", "export function f(): { a: number } {\n  const a = 1;\n  return {};\n}\n"],
    ["unused effect", "function f() { return 1; }\nexport function g() { const a = f(); }\n"],
  ])("hides nothing: %s", async (_, text) => {
    const strict = TSCONFIG.replace('"strict"', '"noUnusedLocals":true,"checkJs":true,"strict"');
    await using workspace = tempWorkspace({
      ...BASE,
      "tsconfig.json": strict,
      "src/main.ts": text,
      "src/main.js": text,
    });
    const engine = createEmbeddedEngine();
    for (const target of ["src/main.ts", "src/main.js"]) {
      const proposal = await ask(engine, { workspace, target });
      if (proposal.type === "declined") continue;
      expect(textOf(proposal)).not.toMatch(/\bany\b|unknown|@ts-|\w!|not implemented|\[\w+: string\]/u);
    }
  });
});

/** Where coverage is measured, a gate can see whether a test has run a guess. */
const COVERED = { coverage: { run: "true", format: "lcov" } } as const;

describe("attempts", () => {
  const files = {
    ...BASE,
    "src/a/config.ts": "export const settings = 1;\n",
    "src/b/config.ts": "export const settings = 2;\n",
    "src/main.ts": "export const a = settings;\nexport const b = 'x'.lenght;\n",
  };

  test("an ambiguous import gives its alternatives on later attempts, then nothing", async () => {
    await using workspace = tempWorkspace(files);
    const engine = createEmbeddedEngine();
    const texts: string[] = [];
    for (const attempt of [1, 2, 3, 4, 5, 6]) {
      const feedback: Feedback = { from: "tests", message: "red", diagnostics: [] };
      const proposal = await ask(engine, {
        workspace,
        target: "src/main.ts",
        commands: COVERED,
        attempt,
        ...(attempt > 1 && { feedback }),
      });
      if (proposal.type !== "proposed") {
        expect(proposal).toEqual({ type: "declined", reason: "there is no other repair of src/main.ts to try" });
        break;
      }
      texts.push(textOf(proposal));
    }
    expect(texts[0]).toContain("from './a/config.js'");
    expect(texts[0]).toContain("'x'.length");
    expect(texts[1]).toContain("from './b/config.js'");
    expect(texts.length).toBeLessThan(6);
    expect(new Set(texts).size).toBe(texts.length);
  });

  test("leaves out what a gate's diagnostics point at", async () => {
    await using workspace = tempWorkspace(files);
    const engine = createEmbeddedEngine();
    const first = textOf(await ask(engine, { workspace, target: "src/main.ts", commands: COVERED }));
    const line = first.split("\n").findIndex((text) => text.includes("'x'.length")) + 1;
    const second = await ask(engine, {
      workspace,
      target: "src/main.ts",
      commands: COVERED,
      attempt: 2,
      feedback: retry(line),
    });
    expect(textOf(second)).toContain("'x'.lenght");
    expect(textOf(second)).toContain("config.js");
    expect(second).toMatchObject({ rationale: expect.stringContaining("Left: TS2551") });
  });

  test("answers the same for the same task, attempt and feedback", async () => {
    await using workspace = tempWorkspace(files);
    const run = async () => {
      const engine = createEmbeddedEngine();
      return [
        await ask(engine, { workspace, target: "src/main.ts", commands: COVERED }),
        await ask(engine, { workspace, target: "src/main.ts", commands: COVERED, attempt: 2, feedback: retry(1) }),
      ];
    };
    expect(await run()).toEqual(await run());
  });

  test("a first attempt starts anew", async () => {
    await using workspace = tempWorkspace(files);
    const engine = createEmbeddedEngine();
    const first = await ask(engine, { workspace, target: "src/main.ts", commands: COVERED });
    expect(await ask(engine, { workspace, target: "src/main.ts", commands: COVERED })).toEqual(first);
  });
});

describe("a project", () => {
  test("is kept for the next task, and follows the disk", async () => {
    await using workspace = tempWorkspace({
      ...BASE,
      "src/main.ts": "export const a = 'x'.lenght;\n",
      "src/other.ts": "import { a } from './main.js';\nexport const b = a + (1).toFixd();\n",
    });
    const engine = createEmbeddedEngine();
    expect(textOf(await ask(engine, { workspace, target: "src/main.ts" }))).toContain("length");
    await workspace.apply([{ path: repoPath("src/main.ts"), after: "export const a = 1;\n" }]);
    expect(textOf(await ask(engine, { workspace, target: "src/other.ts" }))).toContain("toFixed");
  });

  test("of a solution is found through its references", async () => {
    await using workspace = tempWorkspace({
      "package.json": PACKAGE,
      "tsconfig.json": '{ "files": [], "references": [{ "path": "./tsconfig.lib.json" }] }',
      "tsconfig.lib.json": TSCONFIG,
      "src/main.ts": "export const a = 'x'.lenght;\n",
    });
    expect(textOf(await ask(createEmbeddedEngine(), { workspace, target: "src/main.ts" }))).toContain("length");
  });

  test("is not needed to have a compiler of its own with an API", async () => {
    await using workspace = tempWorkspace({
      ...BASE,
      "packages/app/tsconfig.json": TSCONFIG,
      "packages/app/node_modules/typescript/package.json":
        '{ "name": "typescript", "version": "7.0.0", "exports": {} }',
      "packages/app/src/main.ts": "export const a = 'x'.lenght;\n",
    });
    expect(textOf(await ask(createEmbeddedEngine(), { workspace, target: "packages/app/src/main.ts" }))).toContain(
      "length",
    );
  });

  test("does not let a repair break the files that import the target", async () => {
    await using workspace = tempWorkspace({
      ...BASE,
      "src/main.ts":
        "declare function load(): Promise<number>;\nexport function value(): number {\n  return await load();\n}\n",
      "src/user.ts": "import { value } from './main.js';\nexport const twice: number = value() * 2;\n",
    });
    expect(await ask(createEmbeddedEngine(), { workspace, target: "src/main.ts" })).toMatchObject({ type: "declined" });
  });
});
