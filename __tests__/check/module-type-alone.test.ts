import { expect, test } from "@jest/globals";
import { repoPath } from "../probe/plans.ts";
import { judge } from "./judge.ts";
import { task } from "./subjects.ts";

const BEFORE = '{\n  "name": "a",\n  "version": "1.0.0",\n  "scripts": { "test": "node --test" }\n}\n';
const TYPED = BEFORE.replace('"1.0.0",\n', '"1.0.0",\n  "type": "module",\n');
const move = { ...task("refactor", "package.json"), moves: repoPath("package.json") };
const guard = (path: string): string | undefined => (path === "package.json" ? "**/package.json" : undefined);

test.each([
  ["the one key, by a task that moves the package", move, TYPED, []],
  ["the one key, by any other task", task("refactor", "package.json"), TYPED, ["protected", "configuration-changed"]],
  [
    "a script besides",
    move,
    TYPED.replace("node --test", "node --test || true"),
    ["protected", "configuration-changed"],
  ],
  [
    "the key a second time",
    move,
    TYPED.replace("{\n", '{\n  "type": "commonjs",\n'),
    ["protected", "configuration-changed"],
  ],
  ["another layout of the same", move, JSON.stringify(JSON.parse(TYPED)), ["protected", "configuration-changed"]],
] as const)("package.json is protected but for %s", async (_, by, after, codes) => {
  const { results } = await judge({
    base: { "package.json": BEFORE },
    task: by,
    change: { "package.json": after },
    on: ["scope", "tamper"],
    protectedBy: guard,
  });
  const found = results.flatMap((result) => (result.status === "failed" ? result.diagnostics : []));
  // Gates stop at the first that fails.
  expect(found.map(({ code }) => code)).toEqual(codes.slice(0, 1));
  expect(results.map(({ status }) => status)).toEqual(
    codes.length === 0 ? ["passed", "passed"] : expect.arrayContaining(["failed"]),
  );
});
