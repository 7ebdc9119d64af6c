import { expect, test } from "@jest/globals";
import { sortFiles } from "../../../src/check/equivalence/changed-modules.ts";
import { lintGain } from "../../../src/check/equivalence/lint-gain.ts";
import { createProbeWorkspace } from "../../probe/probe-workspace.ts";
import { fileChange, policy } from "../subjects.ts";

const BEFORE = "export function f(size) {\n  return { size: size, other: size };\n}\n";

test("a rule that the policy names measures both versions; one that has as many findings is no gain", async () => {
  await using workspace = await createProbeWorkspace({
    "package.json": '{ "type": "module" }',
    "eslint.config.js": "export default [{ rules: {} }];\n",
    "a.js": BEFORE,
  });
  const gain = async (after: string): Promise<unknown> => {
    const { modules } = sortFiles([fileChange("a.js", BEFORE, after)]);
    const used = {
      ...policy({}),
      refactor: { lintRules: ["no-such-rule", "object-shorthand"], modules: "keep" as const },
    };
    return await lintGain({ policy: used, workspace, signal: new AbortController().signal }, modules);
  };
  expect(await gain(BEFORE.replace("size: size", "size"))).toEqual({
    figures: { "lint object-shorthand": "1 → 0" },
    improved: ["lint object-shorthand"],
  });
  expect(await gain(BEFORE.replace("other", "another"))).toBe(undefined);
}, 120_000);
