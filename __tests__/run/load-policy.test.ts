import { expect, test } from "@jest/globals";
import { parseCommandLine } from "../../src/settings/command-line.ts";
import type { Repository } from "../../src/ports.ts";
import { loadPolicy } from "../../src/run/load-policy.ts";

const FILES = ["package.json", "src/plan/deep/tasks.ts", "__tests__/plan/deep/tasks.test.ts"];

/** A repository of these files and policy; `asked` counts how often the whole tree was listed. */
function repositoryOf(policy: string, asked: { count: number }): Repository {
  const fake: Partial<Repository> = {
    readText: (_, path) => Promise.resolve(path.endsWith("assay.yml") ? policy : "{}"),
    listDirectory: () => Promise.resolve(["package.json"]),
    async *files() {
      asked.count += 1;
      await Promise.resolve();
      for (const text of FILES) yield { path: { utf8: true, text }, mode: "100644", blob: "0".repeat(40), size: 2 };
    },
  };
  return fake as unknown as Repository;
}

test.each([
  ["tasks: [tests]\nrules: [{ paths: ['src/**'] }]", ["{package}/__tests__/{subdir}/{name}.test.{ext}"], 1],
  ["rules: [{ paths: ['src/**'], tasks: [tests] }]", ["{package}/__tests__/{subdir}/{name}.test.{ext}"], 1],
  ["rules: [{ paths: ['src/**'], tasks: [tests], write: ['t/{name}.ts'] }]", ["t/{name}.ts"], 0],
  ["rules: [{ paths: ['src/**'], tasks: [docs] }]", ["{dir}/{name}.test.{ext}"], 0],
])("under %j tests go to %j; the whole tree was listed %i times", async (policy, write, times) => {
  const asked = { count: 0 };
  const parsed = parseCommandLine(["run"], { ci: false, color: false });
  if (!parsed.ok || parsed.value.type !== "command") throw new Error("the arguments are wrong");
  const repository = repositoryOf(`version: 1\n${policy}\n`, asked);
  const effective = await loadPolicy(repository, parsed.value.settings, { base: "b".repeat(40) }, () => "0".repeat(64));
  expect(effective.policy.rules.map((rule) => rule.write)).toEqual([write]);
  expect(asked.count).toBe(times);
});
