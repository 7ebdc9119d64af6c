import { mkdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { z } from "zod";
import { runGit } from "../../scripts/sample.ts";
import { runCli } from "./support/cli.ts";
import { hashTree } from "./support/hash-tree.ts";
import { describeBuilt, makePlace, withPlace, type Place } from "./support/place.ts";

const planSchema = z.object({
  plan: z.object({
    tasks: z.array(z.object({ id: z.string(), kind: z.string(), target: z.string() })),
    skips: z.array(z.object({ path: z.string().optional(), reason: z.string(), detail: z.string() })),
  }),
});

const FIXES = ["cart", "catalog", "discount", "inventory", "invoice", "loyalty", "sales-report", "shipping", "tax"];

let shared: Place;

beforeAll(async () => {
  shared = await makePlace();
});

afterAll(async () => {
  await rm(shared.directory, { recursive: true, force: true });
});

const run = (place: Place, ...args: string[]) =>
  runCli(args, { cwd: place.sample.root, temporary: place.temporary });

async function readPlan(place: Place, ...args: string[]) {
  const { code, stdout, stderr } = await run(place, "plan", "--json", ...args);
  expect({ code, stderr: code === 0 ? "" : stderr }).toEqual({ code: 0, stderr: "" });
  return planSchema.parse(JSON.parse(stdout)).plan;
}

describeBuilt("plan", () => {
  test("names the tasks and why the rest was left out", async () => {
    const plan = await readPlan(shared, "--base", "main");
    expect(plan.tasks.map(({ kind, target }) => `${kind} ${target}`).sort()).toEqual(
      FIXES.map((name) => `fix src/${name}.ts`),
    );
    const reasons = Object.fromEntries(plan.skips.map(({ path: file, reason }) => [file ?? "", reason]));
    expect(reasons).toMatchObject({
      "package.json": "protected",
      "src/assets/logo.png": "binary",
      "src/checkout.ts": "symlink",
      "src/legacy-codes.ts": "deleted",
      "src/tax-rates.ts": "protected",
      "tools/import-prices.mjs": "no-rule",
    });
    expect(Object.keys(reasons)).toContain("tests/inventory.test.ts");
    for (const { detail } of plan.skips) expect(detail).not.toBe("");
  });

  test("the text names the same", async () => {
    const { code, stdout } = await run(shared, "plan", "--base", "main");
    expect(code).toBe(0);
    for (const name of FIXES) expect(stdout).toContain(`src/${name}.ts`);
    for (const reason of ["protected", "binary", "symlink", "deleted", "no-rule"]) expect(stdout).toContain(reason);
  });

  test("task ids are the same every time", async () => {
    const first = await readPlan(shared, "--base", "main");
    expect(await readPlan(shared, "--base", "main")).toEqual(first);
  });

  test("--paths narrows, --all widens", async () => {
    const narrow = await readPlan(shared, "--base", "main", "--paths", "src/c*.ts");
    expect(narrow.tasks.map(({ target }) => target).sort()).toEqual(["src/cart.ts", "src/catalog.ts"]);
    const wide = await readPlan(shared, "--base", "main", "--all");
    expect(wide.tasks.map(({ target }) => target)).toEqual(expect.arrayContaining(["src/money.ts", "src/order.ts"]));
  });

  test("an empty diff is no error and says so", async () => {
    const plan = await readPlan(shared, "--base", "feature");
    expect(plan.tasks).toEqual([]);
    expect(plan.skips.map(({ reason }) => reason)).toEqual(["no-changes"]);
  });

  test("works from a directory below and by --repo", async () => {
    const from = { cwd: path.join(shared.sample.root, "src"), temporary: shared.temporary };
    const below = await runCli(["plan", "--json", "--base", "main"], from);
    const away = await runCli(["plan", "--json", "--base", "main", "--repo", shared.sample.root], {
      cwd: shared.directory,
      temporary: shared.temporary,
    });
    expect([below.code, away.code]).toEqual([0, 0]);
    expect(below.stdout).toBe(away.stdout);
  });

  test("changed nothing in the repository", async () => {
    const before = await hashTree(shared.sample.root);
    await readPlan(shared, "--base", "main");
    expect(await hashTree(shared.sample.root)).toEqual(before);
    expect(await hashTree(shared.temporary)).toEqual({});
  });
});

describeBuilt("states of a repository", () => {
  test("detached HEAD", () =>
    withPlace(async (place) => {
      await runGit(place.sample.root, ["checkout", "--quiet", "--detach"]);
      expect((await readPlan(place, "--base", "main")).tasks).toHaveLength(FIXES.length);
    }));

  test("a shallow clone is told which depth it needs", () =>
    withPlace(async (place) => {
      const clone = path.join(place.directory, "shallow");
      const url = `file://${place.sample.root}`;
      await runGit(place.directory, ["clone", "--quiet", "--depth=1", "--branch=feature", url, clone]);
      const options = { cwd: clone, temporary: place.temporary };
      const { code, stderr } = await runCli(["plan", "--base", "origin/main"], options);
      expect(code).toBe(2);
      expect(stderr).toContain("shallow");
      expect(stderr).toContain("fetch-depth");
    }));

  test("a branch without a commit", () =>
    withPlace(async (place) => {
      const empty = path.join(place.directory, "empty");
      await mkdir(empty);
      await runGit(empty, ["init", "--quiet", "--initial-branch=main"]);
      const { code, stderr } = await runCli(["plan"], { cwd: empty, temporary: place.temporary });
      expect(code).toBe(2);
      expect(stderr).toContain("main");
    }));

  test("no policy: everything is detected, nothing is published", () =>
    withPlace(async (place) => {
      const { root } = place.sample;
      await runGit(root, ["checkout", "--quiet", "main"]);
      await runGit(root, ["rm", "--quiet", ".github/assay.yml"]);
      await runGit(root, ["commit", "--quiet", "--message", "No policy"]);
      await writeFile(path.join(root, "src", "extra.ts"), "export const extra: number = 1;\n");
      await runGit(root, ["checkout", "--quiet", "-b", "plain"]);
      await runGit(root, ["add", "src/extra.ts"]);
      await runGit(root, ["commit", "--quiet", "--message", "More"]);
      const policy = await run(place, "policy", "--base", "main");
      expect(policy.code).toBe(0);
      expect(policy.stdout).toMatch(/publish: none/u);
      const plan = await readPlan(place, "--base", "main");
      expect(plan.tasks.map(({ target }) => target)).toContain("src/extra.ts");
    }));

  test("a policy that only the branch has does not count", () =>
    withPlace(async (place) => {
      const { root } = place.sample;
      const wide = 'version: 1\ntasks: [fix]\nrules: [{ paths: ["tools/**"], tasks: [fix] }]\n';
      await writeFile(path.join(root, ".github", "assay.yml"), wide);
      await runGit(root, ["commit", "--quiet", "--all", "--message", "My own rules"]);
      const plan = await readPlan(place, "--base", "main");
      expect(plan.tasks.map(({ target }) => target)).not.toContain("tools/import-prices.mjs");
      expect(plan.tasks.map(({ target }) => target)).toContain("src/cart.ts");
    }));

  test("a bad policy: every problem with line and column, exit 2", () =>
    withPlace(async (place) => {
      const { root } = place.sample;
      await runGit(root, ["checkout", "--quiet", "main"]);
      const bad = "versoin: 1\ntasks: [fixx]\nrules:\n  - pahts: ['src/**']\nlimits: { tasks: many }\n";
      await writeFile(path.join(root, ".github", "assay.yml"), bad);
      await runGit(root, ["commit", "--quiet", "--all", "--message", "Bad policy"]);
      for (const command of ["validate", "plan", "run", "policy"]) {
        const { code, stderr, stdout } = await run(place, command, "--base", "main");
        expect(code).toBe(2);
        for (const at of [1, 2, 4, 5]) expect(stderr + stdout).toMatch(new RegExp(`assay\\.yml:${at}:\\d+`, "u"));
        for (const word of ["version", "fix", "paths", "tasks"]) expect(stderr + stdout).toContain(word);
      }
    }));
});

describeBuilt("validate, policy, init", () => {
  test("validate accepts the sample's policy", async () => {
    expect((await run(shared, "validate", "--base", "main")).code).toBe(0);
  });

  test("policy says where each value is from", async () => {
    const { code, stdout } = await run(shared, "policy", "--base", "main");
    expect(code).toBe(0);
    expect(stdout).toMatch(/eslint/u);
    expect(stdout).toMatch(/jest/u);
    expect(stdout).toMatch(/detected/u);
    expect(stdout).toMatch(/default/u);
  });

  test("init prints with --dry-run, and writes a policy that is valid", () =>
    withPlace(async (place) => {
      const { root } = place.sample;
      await runGit(root, ["checkout", "--quiet", "main"]);
      await runGit(root, ["rm", "--quiet", "-r", ".github"]);
      await runGit(root, ["commit", "--quiet", "--message", "No policy"]);
      const before = await hashTree(root);
      const dry = await run(place, "init", "--dry-run");
      expect(dry.code).toBe(0);
      expect(dry.stdout).toContain("version: 1");
      expect(dry.stdout).toContain("jobs:");
      expect(await hashTree(root)).toEqual(before);
      expect((await run(place, "init")).code).toBe(0);
      await runGit(root, ["add", ".github"]);
      await runGit(root, ["commit", "--quiet", "--message", "Policy"]);
      expect((await run(place, "validate", "--base", "main")).code).toBe(0);
      expect((await run(place, "init")).code).toBe(2);
    }));
});
