import { expect, test } from "@jest/globals";
import type { FileChange } from "../../../../src/domain/change.ts";
import type { GateResult } from "../../../../src/domain/gate.ts";
import type { ProposeRequest } from "../../../../src/ports.ts";
import { loadablePage, type KnownModules } from "../../../../src/propose/embedded/tests/loadable-page.ts";
import type { Page } from "../../../../src/propose/embedded/tests/page.ts";
import { policyWith, repoPath } from "../../temp-workspace.ts";

const PAGE: Page = {
  testPath: repoPath("tests/mean.test.js"),
  style: {
    ...({ runner: "jest", assertions: "expect", word: "test", modules: "esm", language: "javascript" } as const),
    ...({ quote: '"', semicolon: ";", indent: "  ", width: 100, specifier: "none" } as const),
  },
  targetModules: "esm",
  neighbours: 0,
};

/** A runner that loads files whose text has this in it; what it was asked is kept. */
function runnerThatLoads(part: string): { readonly asked: string[]; readonly check: ProposeRequest["check"] } {
  const asked: string[] = [];
  const parts = { gate: "tests", level: "required", durationMs: 1 } as const;
  const check = (_: string, [file]: readonly FileChange[]): Promise<GateResult> => {
    const text = file?.after ?? "";
    asked.push(text);
    const message = "Must use import to load ES Module: src/mean.js\n  The file contains";
    return Promise.resolve(
      text.includes(part)
        ? { ...parts, status: "passed" }
        : { ...parts, status: "failed", diagnostics: [{ source: "test", severity: "error", message }] },
    );
  };
  return { asked, check };
}

function ask(check: ProposeRequest["check"], page: Page, known: KnownModules, target = "src/mean.js") {
  const path = repoPath(target);
  const request = {
    task: { id: "t", kind: "tests", target: path, writable: [page.testPath], reason: "changed", rule: 0 },
    ...{ attempt: 1, policy: policyWith({}), diagnostics: [], signal: new AbortController().signal },
    ...(check === undefined ? {} : { check }),
  };
  // The work tree is not looked at.
  return loadablePage(request as unknown as ProposeRequest, page, known);
}

test("the other module system is taken where the runner loads the target only in that, and remembered", async () => {
  const { asked, check } = runnerThatLoads("require(");
  const known: KnownModules = new Map();
  expect(await ask(check, PAGE, known)).toMatchObject({ style: { modules: "commonjs" } });
  expect(asked).toEqual([
    expect.stringContaining('import * as subject from "../src/mean";'),
    expect.stringContaining('const subject = require("../src/mean");'),
  ]);
  expect(await ask(check, PAGE, known, "src/min.js")).toMatchObject({ style: { modules: "commonjs" } });
  expect(asked).toHaveLength(2);
  await ask(check, PAGE, known, "lib/min.js");
  expect(asked).toHaveLength(4);
});

test("a target that no test can import is told with the runner's words and a remedy", async () => {
  const reason = await ask(runnerThatLoads("nothing of this").check, PAGE, new Map());
  expect(reason).toMatch(
    /a test cannot import src\/mean\.js the way commands\.test starts jest: Must use import to load ES Module: src\/mean\.js The file contains .*babel-jest/u,
  );
});

test.each([
  ["tests are there already", { ...PAGE, neighbours: 2 }, "src/mean.js"],
  [
    "the target and the test are CommonJS",
    { ...PAGE, targetModules: "commonjs", style: { ...PAGE.style, modules: "commonjs" } },
    "src/mean.js",
  ],
  ["the runner transforms everything", { ...PAGE, style: { ...PAGE.style, runner: "vitest" } }, "src/mean.ts"],
] as const)("nothing is tried where %s", async (_, page, target) => {
  const { asked, check } = runnerThatLoads("nothing of this");
  expect(await ask(check, page, new Map(), target)).toBe(page);
  expect(asked).toEqual([]);
});

test("TypeScript without neighbours is tried in its own words alone", async () => {
  const { asked, check } = runnerThatLoads("nothing of this");
  const page: Page = { ...PAGE, style: { ...PAGE.style, language: "typescript", globals: "@jest/globals" } };
  expect(await ask(check, page, new Map(), "src/mean.ts")).toContain("src/mean.ts");
  expect(asked).toEqual([expect.stringContaining('import { expect, test } from "@jest/globals";')]);
});
