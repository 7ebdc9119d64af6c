import { spawnSync } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { z } from "zod";
import { PROJECT, gitEnvironment, readBugs, runGit, writeBug, writeSample, type Sample } from "../../scripts/sample.ts";

const manifestSchema = z.object({ devDependencies: z.record(z.string(), z.string()) });

let directory: string;
let sample: Sample;

beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), "assay-shop-"));
  sample = await writeSample(path.join(directory, "shop"));
});

afterAll(async () => {
  await rm(directory, { recursive: true, force: true });
});

test("the sample declares the versions that this project has installed", async () => {
  const read = async (file: string) =>
    manifestSchema.parse(JSON.parse(await readFile(path.join(PROJECT, file), "utf8"))).devDependencies;
  const own = await read("package.json");
  for (const [name, range] of Object.entries(await read("examples/shop/base/package.json"))) {
    expect({ name, range: own[name] }).toEqual({ name, range });
  }
});

test("every copy has the same commit ids", async () => {
  const copy = await writeSample(path.join(directory, "copy"));
  expect([copy.base, copy.head]).toEqual([sample.base, sample.head]);
});

test("the base is green, and the branch is red where the README says so", async () => {
  const tool = (file: string, ...args: string[]) => {
    const env = { ...gitEnvironment(), NODE_OPTIONS: "" };
    const program = path.join("node_modules", file);
    const end = spawnSync(process.execPath, [program, ...args], { cwd: sample.root, env, encoding: "utf8" });
    return { code: end.status, output: end.stdout + end.stderr };
  };
  const types = () => tool("typescript/bin/tsc", "--noEmit", "--pretty", "false");
  const lint = () => tool("eslint/bin/eslint.js", ".");
  const tests = () => tool("jest/bin/jest.js", "--ci");

  await runGit(sample.root, ["checkout", "--quiet", "main"]);
  expect(types()).toEqual({ code: 0, output: "" });
  expect(lint()).toEqual({ code: 0, output: "" });
  expect(tool("prettier/bin/prettier.cjs", "--check", ".").code).toBe(0);
  expect(tests().code).toBe(0);

  await runGit(sample.root, ["checkout", "--quiet", "feature"]);
  const files = ["cart", "inventory", "invoice", "sales-report", "shipping", "tax"];
  const found = types().output.match(/^src\/[\w-]+(?=\.ts\(\d+,\d+\): error)/gmu) ?? [];
  expect([...new Set(found)].sort()).toEqual(files.map((name) => `src/${name}`));
  expect(lint().output).toMatch(/discount\.ts[\s\S]*loyalty\.ts[\s\S]*4 errors/u);
  expect(tests().output).toMatch(/● moves free pieces[\s\S]*Tests:\s+1 failed, 36 passed/u);
});

test("each planted bug makes its own check red", async () => {
  const bugs = await readBugs();
  expect(bugs.map(({ name }) => name)).toEqual([
    "regression",
    "off-by-one",
    "missing-await",
    "wrong-property",
    "null-guard",
  ]);
  for (const bug of bugs) {
    const { root } = await writeBug(path.join(directory, bug.name), bug);
    const env = { ...gitEnvironment(), NODE_OPTIONS: "" };
    const args = [path.join("node_modules", "jest", "bin", "jest.js"), ...bug.failing.split(" ").slice(2), "--ci"];
    const end = spawnSync(process.execPath, args, { cwd: root, env, encoding: "utf8" });
    expect(bug.failing).toMatch(/^npx jest\b/u);
    expect(end.stderr).toMatch(/Test Suites: 1 failed(?:, \d+ passed)?, \d+ total/u);
    expect((await runGit(root, ["diff", "--name-only", "main"])).split("\n")).toContain(bug.target);
  }
}, 240_000);
