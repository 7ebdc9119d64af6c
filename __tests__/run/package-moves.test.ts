import { expect, test } from "@jest/globals";
import type { Rule } from "../../src/domain/policy.ts";
import type { PackageMove } from "../../src/plan/due-moves.ts";
import { createMatcher } from "../../src/policy/match.ts";
import { readPackageMoves } from "../../src/run/package-moves.ts";
import type { TreeEntry } from "../../src/domain/change.ts";

const FILES = new Map([
  ["package.json", '{\n  "name": "tally",\n  "main": "lib/a.js"\n}\n'],
  ["lib/a.js", 'const b = require("../tools/b.js");\nmodule.exports = { b };\n'],
  ["tools/b.js", "module.exports = 1;\n"],
]);

async function* filesOf(): AsyncIterable<TreeEntry> {
  for (const text of FILES.keys())
    yield await Promise.resolve({ path: { text, utf8: true }, mode: "100644", blob: "" });
}

async function movesUnder(rules: readonly Rule[]): Promise<readonly PackageMove[]> {
  const policy = { rules, protected: [], refactor: { lintRules: [], modules: "import" } } as const;
  const scene = { subject: { head: "head" }, policy, matcher: createMatcher(policy) };
  return readPackageMoves(scene, { files: filesOf, readText: (_, path) => Promise.resolve(FILES.get(path)) });
}

const refactor = (paths: readonly string[]): Rule => ({ paths, tasks: ["refactor"], write: [], gates: {} });

test("a package under one rule moves with all of its files", async () => {
  const [move] = await movesUnder([refactor(["lib/**", "tools/**"])]);
  expect(move).toMatchObject({ target: "lib/a.js", rule: 0 });
  expect([...(move?.files ?? [])].sort()).toEqual(["lib/a.js", "package.json", "tools/b.js"]);
});

test("a package with a file under another rule than its main file's stays, since publishing goes by one rule", async () => {
  const [move] = await movesUnder([refactor(["tools/**"]), refactor(["lib/**"])]);
  expect(move).toMatchObject({
    target: "lib/a.js",
    rule: 1,
    files: [],
    stays:
      "tools/b.js: rule 1 of the policy has it, another one than the package's main file, and a package moves as a whole",
  });
});
