import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { PUBLISH_MODES, TEST_FORMATS } from "../../src/domain/policy.ts";
import { TASK_KINDS } from "../../src/domain/task.ts";
import { renderPolicy } from "../../src/policy/render.ts";
import { effective, NOTHING, PROJECT } from "./effective-of.ts";

describe("renderPolicy", () => {
  test("tells the origin of every value", () => {
    const text = renderPolicy(effective("version: 1\ntasks: [fix]\n", PROJECT, { publish: "none" }));
    expect(text).toContain("# Effective policy: read from the base commit.\n");
    expect(text).toContain("\ntasks: [fix]  # policy line 2\n");
    expect(text).toContain("\n  attempts: 3  # default\n");
    expect(text).toContain("\npublish: none  # setting publish\n");
    expect(text).toContain(
      "\n    format: tsc  # detected from package.json devDependencies.typescript and tsconfig.json\n",
    );
    expect(renderPolicy(effective("version: 1"))).toContain("\n  # lint: none found, and none in the policy\n");
  });

  test("tells which rules of the linter refactorings apply where the policy says it", () => {
    const text = renderPolicy(
      effective("version: 1\nrefactor:\n  lint-rules: [prefer-const, import/first, prefer-const]\n  modules: import\n"),
    );
    expect(text).toContain(
      "\nrefactor:\n  lint-rules: [prefer-const, import/first]  # policy line 3\n  modules: import  # policy line 4\n",
    );
    expect(effective(text, NOTHING).policy.refactor).toEqual({
      lintRules: ["prefer-const", "import/first"],
      modules: "import",
    });
    expect(renderPolicy(effective("version: 1"))).not.toContain("refactor:");
  });

  test("tells how repairs are dealt with where the policy says it", () => {
    const text = renderPolicy(effective("version: 1\nrepair:\n  ambiguous: patch\n"));
    expect(text).toContain("\nrepair:\n  ambiguous: patch  # policy line 3\n");
    expect(effective(text, NOTHING).policy.repair).toEqual({ ambiguous: "patch" });
    expect(renderPolicy(effective("version: 1"))).not.toContain("repair:");
  });

  test("a file name cannot break out of its comment", () => {
    const hostile = { ...NOTHING, tests: { templates: ["{dir}/x"], from: "src/a\npublish: commit\u2028.test.ts" } };
    const text = renderPolicy(effective(undefined, hostile));
    expect(text).toContain("detected from src/a�publish: commit�.test.ts\n");
    expect(effective(text, NOTHING).policy.publish).toBe("none");
  });

  test("is a policy that says the same", () => {
    const word = fc.string({
      unit: fc.constantFrom("a", "Z", "0", "-", "_", ".", "#", ":", "'", '"', " ", "é", "\u2028", "~", ","),
      minLength: 1,
    });
    const glob = word.map((text) => `src/x${text.replaceAll(" ", "")}x`);
    const line = word.map((text) => `run ${text}`);
    const rule = fc.record(
      {
        paths: fc.array(glob, { minLength: 1, maxLength: 12 }),
        tasks: fc.subarray([...TASK_KINDS]),
        publish: fc.constantFrom(...PUBLISH_MODES),
        gates: fc.record(
          {
            coverage: fc.record(
              {
                "min-delta": fc.integer({ min: -100, max: 100 }),
                "min-branch-delta": fc.integer({ min: -100, max: 100 }),
                "min-changed-branches": fc.integer({ min: 0, max: 100 }),
              },
              { requiredKeys: [] },
            ),
            lint: fc.constant("off"),
          },
          { requiredKeys: [] },
        ),
      },
      { requiredKeys: ["paths"] },
    );
    const file = fc.record(
      {
        version: fc.constant(1),
        tasks: fc.subarray([...TASK_KINDS], { minLength: 1 }),
        commands: fc.record({
          lint: fc.record({ run: line, pattern: fc.constantFrom("%f:%l: %m", "%*[ ]%m", "100%%: %m") }),
          coverage: fc.record(
            { run: line, "source-roots": fc.array(fc.constantFrom(".", "lib/src", "a b/"), { minLength: 1 }) },
            { requiredKeys: ["run"] },
          ),
          test: fc.record(
            { run: line, format: fc.constantFrom(...TEST_FORMATS), fix: line },
            { requiredKeys: ["run"] },
          ),
        }),
        rules: fc.array(rule, { minLength: 1, maxLength: 3 }),
        protected: fc.array(glob),
        limits: fc.record({ minutes: fc.integer({ min: 1, max: 7_200 }) }),
        license: fc.record({ header: word }, { requiredKeys: [] }),
        publish: fc.constantFrom(...PUBLISH_MODES),
      },
      { requiredKeys: ["version"] },
    );
    fc.assert(
      fc.property(file, fc.constantFrom(NOTHING, PROJECT), (content, detected) => {
        const first = effective(JSON.stringify(content), detected);
        const second = effective(renderPolicy(first), detected);
        expect(second.policy).toEqual(first.policy);
      }),
      { numRuns: 100 },
    );
  });
});
