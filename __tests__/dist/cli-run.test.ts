import { cp, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, jest, test } from "@jest/globals";
import { runGit } from "../../scripts/sample.ts";
import { readReport } from "../../scripts/sample-report.ts";
import { runCli } from "./support/cli.ts";
import { hashTree } from "./support/hash-tree.ts";
import { describeBuilt, makePlace, withPlace, type Place } from "./support/place.ts";

// Each starts the built program, which starts the tools of a repository: a machine with other work takes its time.
jest.setTimeout(240_000);

const run = (place: Place, ...args: string[]) =>
  runCli(args, { cwd: place.sample.root, temporary: place.temporary });

/** What is not about the tools is seen with quick ones, and one target keeps a run short. */
const withQuickPlace = (work: (place: Place) => Promise<void>) => withPlace(work, "quick");
const ONE = ["--base", "main", "--paths", "src/cart.ts"];

/** What git says about branches, and about the working tree. */
async function readState(root: string): Promise<{ refs: string; status: string }> {
  return {
    refs: await runGit(root, ["for-each-ref"]),
    status: await runGit(root, ["status", "--porcelain"]),
  };
}

describeBuilt("run", () => {
  test("the whole sample: accepted, rejected with the gate's output, declined", () =>
    withPlace(async (place) => {
      const file = path.join(place.directory, "report.json");
      const out = path.join(place.directory, "out");
      const before = await hashTree(place.sample.root);
      const end = await run(place, "run", "--base", "main", "--publish", "patch", "--out", out, "--report", file);
      expect({ code: end.code, stderr: end.code === 0 ? "" : end.stderr }).toEqual({ code: 0, stderr: "" });
      const report = await readReport(file);
      const ends = Object.fromEntries(report.outcomes.map(({ task, type }) => [task.target, type]));
      expect(ends).toEqual({
        "src/cart.ts": "accepted",
        "src/catalog.ts": "declined",
        "src/discount.ts": "accepted",
        "src/inventory.ts": "accepted",
        "src/invoice.ts": "accepted",
        "src/loyalty.ts": "declined",
        "src/sales-report.ts": "accepted",
        "src/shipping.ts": "rejected",
        "src/tax.ts": "declined",
      });
      const shipping = report.outcomes.find(({ task }) => task.target === "src/shipping.ts");
      const failed = shipping?.attempts.flatMap(({ gates }) => gates).filter(({ status }) => status === "failed") ?? [];
      const tests = failed.find(({ gate }) => gate === "tests");
      expect(JSON.stringify(tests)).toContain("one kilo");
      expect(end.stdout).toContain("src/shipping.ts");
      expect(end.stdout).toContain("one kilo");
      expect(report.commandMs).toBeGreaterThan(0);
      expect(report.commandMs).toBeLessThanOrEqual(report.durationMs);
      expect(await hashTree(place.sample.root)).toEqual(before);
      expect(await hashTree(place.temporary)).toEqual({});
      const patches = (await readdir(out, { recursive: true })).filter((name) => name.endsWith(".patch"));
      expect(patches.length).toBe(5);
      for (const patch of patches) await runGit(place.sample.root, ["apply", "--check", path.join(out, patch)]);
    }));

  test("commit: one commit on the branch, whose tree differs by the fix only", () =>
    withQuickPlace(async (place) => {
      const { root, head } = place.sample;
      expect((await run(place, "run", ...ONE, "--publish", "commit")).code).toBe(0);
      expect((await runGit(root, ["rev-parse", "feature~1"])).trim()).toBe(head);
      const diff = await runGit(root, ["diff", "--unified=0", head, "feature"]);
      expect(diff.match(/^[+-][^+-].*$/gmu)).toEqual([
        "-  return cart.reduce((sum, line) => sum + line.quantitty, 0);",
        "+  return cart.reduce((sum, line) => sum + line.quantity, 0);",
      ]);
      await runGit(root, ["fsck", "--strict"]);
      expect((await run(place, "run", ...ONE, "--publish", "commit")).code).toBe(0);
      expect((await runGit(root, ["rev-list", "--count", `${head}..feature`])).trim()).toBe("1");
    }));

  test("worktree: the file changes, and only where it is clean", () =>
    withQuickPlace(async (place) => {
      const { root } = place.sample;
      const { refs } = await readState(root);
      expect((await run(place, "run", ...ONE, "--publish", "worktree")).code).toBe(0);
      expect(await readState(root)).toEqual({ refs, status: " M src/cart.ts\n" });
      expect(await readFile(path.join(root, "src/cart.ts"), "utf8")).toContain("line.quantity, 0)");
      await writeFile(path.join(root, "src", "cart.ts"), "mine\n");
      const refused = await run(place, "run", ...ONE, "--publish", "worktree");
      expect(refused.stdout + refused.stderr).toContain("refused");
      expect(await readFile(path.join(root, "src/cart.ts"), "utf8")).toBe("mine\n");
    }));

  test.each([
    ["none", ["--publish", "none"]],
    ["dry run", ["--publish", "commit", "--dry-run"]],
  ])("%s writes nothing", (_, args) =>
    withQuickPlace(async (place) => {
      const before = await hashTree(place.sample.root);
      expect((await run(place, "run", ...ONE, ...args)).code).toBe(0);
      expect(await hashTree(place.sample.root)).toEqual(before);
    }),
  );

  test("--json prints one document, --fail-level decides the exit code", () =>
    withQuickPlace(async (place) => {
      const args = ["run", "--base", "main", "--publish", "none", "--json", "--fail-level", "rejected"];
      const good = await run(place, ...args, "--paths", "src/cart.ts");
      const bad = await run(place, ...args, "--paths", "src/shipping.ts");
      expect([good.code, bad.code]).toEqual([0, 1]);
      expect(JSON.parse(good.stdout)).toHaveProperty("conclusion", "success");
      expect(JSON.parse(bad.stdout)).toHaveProperty("conclusion", "failure");
    }));

  test("an empty diff executes nothing and is fine", () =>
    withQuickPlace(async (place) => {
      const end = await run(place, "run", "--base", "feature", "--publish", "commit", "--json");
      expect(end.code).toBe(0);
      expect(JSON.parse(end.stdout)).toMatchObject({ outcomes: [], baseline: [], publication: { type: "none" } });
    }));

  test("a detached HEAD has no branch to commit to", () =>
    withQuickPlace(async (place) => {
      await runGit(place.sample.root, ["checkout", "--quiet", "--detach"]);
      const { refs } = await readState(place.sample.root);
      const { stdout, stderr } = await run(place, "run", ...ONE, "--publish", "commit");
      expect(stdout + stderr).toContain("refused");
      expect((await readState(place.sample.root)).refs).toBe(refs);
    }));
});

describeBuilt("propose, then publish", () => {
  let proposed: Place;
  let before: Record<string, string>;
  let code: number | null;

  beforeAll(async () => {
    proposed = await makePlace("quick");
    before = await hashTree(proposed.sample.root);
    ({ code } = await run(proposed, "propose", ...ONE, "--publish", "commit", "--out", bundleOf(proposed)));
  }, 240_000);

  afterAll(() => rm(proposed.directory, { recursive: true, force: true }));

  const bundleOf = (place: Place): string => path.join(place.directory, "bundle");
  const publish = (place: Place) => run(place, "publish", "--bundle", bundleOf(place), "--publish", "commit");

  /** Runs work where it was proposed; each has a copy of its own. */
  const whereProposed = async (work: (place: Place) => Promise<void>): Promise<void> => {
    const directory = await mkdtemp(path.join(tmpdir(), "assay-dist-test-"));
    try {
      await cp(proposed.directory, directory, { recursive: true, verbatimSymlinks: true });
      const [root, temporary] = [path.join(directory, "shop"), path.join(directory, "tmp")];
      await work({ directory, temporary, sample: { ...proposed.sample, root } });
    } finally {
      await rm(directory, { recursive: true, force: true });
    }
  };

  test("the bundle is published by a second process", () =>
    whereProposed(async (place) => {
      const { root, head } = place.sample;
      expect(code).toBe(0);
      expect(await hashTree(root)).toEqual(before);
      expect(await readdir(bundleOf(place))).toEqual(expect.arrayContaining(["manifest.json", "report.json"]));
      const published = await publish(place);
      expect({ code: published.code, stderr: published.code === 0 ? "" : published.stderr }).toEqual({
        code: 0,
        stderr: "",
      });
      expect((await runGit(root, ["rev-list", "--count", `${head}..feature`])).trim()).toBe("1");
    }));

  test.each([
    ["a patch", (name: string) => name.endsWith(".patch"), "quantity", "price"],
    ["the report", (name: string) => name === "report.json", "accepted", "rejected"],
    ["the manifest", (name: string) => name === "manifest.json", "src/cart.ts", "src/tax.ts"],
  ])("a bundle with a changed byte in %s is refused", (_, isMeant, from, to) =>
    whereProposed(async (place) => {
      const out = bundleOf(place);
      const [name = ""] = (await readdir(out, { recursive: true })).filter(isMeant);
      const text = await readFile(path.join(out, name), "utf8");
      expect(text).toContain(from);
      await writeFile(path.join(out, name), text.replaceAll(from, to));
      const { code: end, stdout, stderr } = await publish(place);
      expect(stdout + stderr).not.toBe("");
      expect([1, 2, 3]).toContain(end);
      expect(await hashTree(place.sample.root)).toEqual(before);
    }),
  );

  test("a branch that has moved on is not written to", () =>
    whereProposed(async (place) => {
      const { root } = place.sample;
      await runGit(root, ["commit", "--quiet", "--allow-empty", "--message", "Later"]);
      const { refs } = await readState(root);
      const { stdout, stderr } = await publish(place);
      expect(stdout + stderr).toMatch(/moved/u);
      expect((await readState(root)).refs).toBe(refs);
    }));
});
