import { expect, test } from "@jest/globals";
import type { Rule } from "../../src/domain/policy.ts";
import { createMatcher } from "../../src/policy/match.ts";
import { movedTogether } from "../../src/run/moved-together.ts";
import { repoPath } from "../probe/plans.ts";

const rule = (paths: readonly string[]): Rule => ({ paths, tasks: ["refactor"], write: [], gates: {} });
const RULES = [rule(["packages/other/**"]), rule(["src/**", "lib/**"]), rule(["**/*.js"])];

/** What is allowed beside a target, where head has these files. */
async function beside(
  target: string,
  paths: readonly string[],
  head: readonly string[],
  modules?: "leave",
): Promise<readonly string[]> {
  const matcher = createMatcher({ rules: RULES, protected: [] });
  const readText = (commit: string, path: string): Promise<string | undefined> =>
    Promise.resolve(commit === "head" && head.includes(path) ? "" : undefined);
  const scene = {
    subject: { head: "head" },
    policy: modules === undefined ? { refactor: { lintRules: [], modules: "import" } as const } : {},
    matcher,
  };
  const place = { path: repoPath(target), rule: matcher.ruleOf(target)?.index ?? -1 };
  const moved = await movedTogether({ kind: "refactor", paths }, place, { ...scene, repository: { readText } });
  expect(moved.manifest).toBe(moved.files.find((path) => path.endsWith("package.json")));
  return moved.files;
}

const HEAD = ["package.json", "packages/other/package.json"];

test("a package moves with the files of its folder that lie under its target's rule", async () => {
  const paths = ["lib/b.js", "package.json", "src/a.js"];
  expect(await beside("src/a.js", paths, HEAD)).toEqual(paths);
  expect(await beside("src/a.js", paths, HEAD, "leave")).toEqual([]);
});

test.each([
  ["a manifest that the target does not belong to", ["src/a.js", "packages/other/package.json"], []],
  [
    "another one beside its own",
    ["packages/other/package.json", "packages/other/x.js", "package.json", "src/a.js"],
    ["package.json", "src/a.js"],
  ],
  ["a file under another rule", ["package.json", "src/a.js", "tools/c.js"], ["package.json", "src/a.js"]],
  ["a file of another kind", ["package.json", "src/a.js", "src/b.ts"], ["package.json", "src/a.js"]],
])("%s is not part of the package, whatever a bundle says", async (_, paths, allowed) => {
  expect(await beside("src/a.js", paths, HEAD)).toEqual(allowed);
});

test("the nearest manifest counts, as head has it, and what lies outside of its folder stays outside", async () => {
  const paths = ["lib/x/a.js", "lib/package.json", "src/a.js", "package.json"];
  expect(await beside("lib/x/a.js", paths, ["package.json"])).toEqual(["lib/x/a.js", "src/a.js", "package.json"]);
  expect(await beside("lib/x/a.js", paths, ["package.json", "lib/package.json"])).toEqual([
    "lib/x/a.js",
    "lib/package.json",
  ]);
});
