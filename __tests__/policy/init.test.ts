import { describe, expect, test } from "@jest/globals";
import { parse } from "yaml";
import { detectTools } from "../../src/policy/detect/detect-tools.ts";
import { initFiles } from "../../src/policy/init.ts";
import { toEffectivePolicy } from "../../src/policy/effective.ts";
import { parsePolicy } from "../../src/policy/parse-policy.ts";

const REPOSITORIES = [
  ["empty", [], {}],
  [
    "npm and jest",
    ["package-lock.json", "src/a.ts"],
    { license: "MIT", devDependencies: { jest: "30", prettier: "3" } },
  ],
  [
    "pnpm and vitest",
    ["pnpm-lock.yaml", "lib/a.js"],
    { license: "EUPL-1.2", devDependencies: { vitest: "3", oxlint: "1" } },
  ],
  ["no lockfile", [], { name: "x" }],
] as const;

function filesOf(
  paths: readonly string[],
  manifest: object,
): { detected: ReturnType<typeof detectTools>; policy: string; workflow: string } {
  const detected = detectTools({
    paths: new Set([...paths, "package.json"]),
    texts: new Map([["package.json", JSON.stringify(manifest)]]),
  });
  const files = new Map(initFiles(detected).map(({ path, text }) => [path, text]));
  expect([...files.keys()]).toEqual([".github/assay.yml", ".github/workflows/assay.yml"]);
  return {
    detected,
    policy: files.get(".github/assay.yml") ?? "",
    workflow: files.get(".github/workflows/assay.yml") ?? "",
  };
}

describe.each(REPOSITORIES)("%s", (_, paths, manifest) => {
  const { detected, policy, workflow } = filesOf(paths, manifest);

  test("the policy is valid, and means what a run without it does, but for coverage and publishing", () => {
    const result = parsePolicy(policy, "p.yml");
    if (!result.ok) throw new Error(JSON.stringify(result.problems));
    const parts = { detected, overrides: {}, source: "none", sha256: "" } as const;
    const written = toEffectivePolicy({ ...parts, document: result.document }).policy;
    const bare = toEffectivePolicy(parts).policy;
    expect(written).toEqual({
      ...bare,
      gates: { ...bare.gates, coverage: { level: "required", minDelta: 0 } },
      publish: "patch",
    });
  });

  test("the commands in its comments are valid, too", () => {
    const uncommented = policy
      .replaceAll(/^# ((?: {2}.*)|commands:)$/gmu, "$1")
      .replace(/: \{ run: "…" \} {2}# none found$/gmu, ": { run: x }");
    const result = parsePolicy(uncommented, "p.yml");
    if (!result.ok) throw new Error(JSON.stringify(result.problems));
    for (const [name, found] of Object.entries(detected.commands)) {
      expect(Object.entries(result.document.commands ?? {})).toContainEqual([name, found.command]);
    }
  });

  test("the workflow only reads, has the whole history, and pins what it uses", () => {
    const content: unknown = parse(workflow);
    expect(content).toMatchObject({
      on: { pull_request: null },
      permissions: { contents: "read" },
      jobs: {
        assay: {
          steps: expect.arrayContaining([
            expect.objectContaining({ with: { "fetch-depth": 0, "persist-credentials": false } }),
          ]),
        },
      },
    });
    const uses = [...workflow.matchAll(/uses: (\S+)@(\S+) # (.+)$/gmu)];
    expect(uses).toHaveLength(3);
    for (const [, action, reference, version] of uses) {
      if (action === "OWNER/assay") {
        expect(version).toContain("replace");
      } else {
        expect(reference).toMatch(/^[0-9a-f]{40}$/u);
        expect(version).toMatch(/^v\d+\.\d+\.\d+$/u);
      }
    }
    for (const line of detected.packageManager?.install ?? []) expect(workflow).toContain(`- run: ${line}\n`);
  });
});
