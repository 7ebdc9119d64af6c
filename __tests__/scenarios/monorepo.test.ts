import { mkdirSync, symlinkSync } from "node:fs";
import path from "node:path";
import { expect, test } from "@jest/globals";
import { runScenario, writes } from "./support/fixture-run.ts";

const POLICY = `version: 1
tasks: [fix]
rules:
  - { paths: ["packages/*/src/**"], tasks: [fix] }
commands:
  test: { run: "node packages/b/check.mjs", format: exit-code }
`;
const A = "packages/a/src/index.js";

/** Red as long as the old text is there, and says where; any other text makes it green, right or wrong. */
const RED = `if grep -q "x + 1" ${A}; then echo "${A}:1:1: old"; exit 1; fi`;

/** Links as package managers make them: relative, from the directory of packages to the package's own. */
function link(root: string, at: string, target: string): void {
  mkdirSync(path.dirname(path.join(root, at)), { recursive: true });
  symlinkSync(target, path.join(root, at));
}

const LAYOUTS = {
  npm: (root: string) => {
    link(root, "node_modules/@x/a", "../../packages/a");
  },
  pnpm: (root: string) => {
    mkdirSync(path.join(root, "node_modules/.pnpm"), { recursive: true });
    link(root, "packages/b/node_modules/@x/a", "../../../a");
  },
};

test.each(Object.entries(LAYOUTS))(
  "%s: a candidate in package a that breaks the test of package b is rejected",
  async (_name, install) => {
    const run = (text: string) =>
      runScenario({
        policy: POLICY,
        base: {
          ".gitignore": "node_modules\n",
          "package.json": '{ "workspaces": ["packages/*"] }\n',
          "packages/a/package.json": '{ "name": "@x/a", "type": "module", "exports": "./src/index.js" }\n',
          "packages/b/package.json": '{ "name": "b" }\n',
          "packages/b/check.mjs": 'import { total } from "@x/a";\nprocess.exitCode = total(1) === 2 ? 0 : 1;\n',
        },
        head: { [A]: "export const total = (x) => x + 1;\n" },
        edits: writes({ [A]: text }),
        settings: { failing: RED },
        install,
      });
    const wrong = await run("export const total = (x) => x - 1;\n");
    expect(wrong.baseline.find(({ gate }) => gate === "tests")).toMatchObject({ status: "green" });
    const [outcome] = wrong.outcomes;
    expect(outcome?.type).toBe("rejected");
    expect(outcome?.attempts.at(-1)?.gates).toContainEqual(
      expect.objectContaining({ gate: "tests", status: "failed" }),
    );
    const right = await run("export const total = (x) => 1 + x;\n");
    expect(right.outcomes.map(({ type }) => type)).toEqual(["accepted"]);
  },
);
