import path from "node:path";
import { expect, jest, test } from "@jest/globals";
import { runGit } from "../../scripts/sample.ts";
import { readReport } from "../../scripts/sample-report.ts";
import { runAction, type StepEnd } from "../../scripts/run-action.ts";
import { hashTree } from "./support/hash-tree.ts";
import { describeBuilt, withPlace, type Place } from "./support/place.ts";

// Each starts the built program, which starts the tools of a repository: a machine with other work takes its time.
jest.setTimeout(240_000);

interface Step {
  readonly inputs?: Readonly<Record<string, string>>;
  readonly eventName?: string;
  readonly event?: unknown;
  readonly env?: Readonly<Record<string, string>>;
}

function run(place: Place, step: Step): Promise<StepEnd> {
  return runAction({
    workspace: place.sample.root,
    temporary: path.join(place.directory, "runner"),
    inputs: step.inputs ?? {},
    eventName: step.eventName ?? "workflow_dispatch",
    event: step.event ?? {},
    env: { TMPDIR: place.temporary, ...step.env },
  });
}

function pullRequest({ sample }: Place): Step {
  const repo = { id: 1, full_name: "corner/shop" };
  return {
    eventName: "pull_request",
    event: {
      action: "opened",
      number: 7,
      repository: repo,
      pull_request: {
        number: 7,
        base: { ref: "main", sha: sample.base, repo },
        head: { ref: "feature", sha: sample.head, repo },
      },
    },
  };
}

describeBuilt("the action, started as the runner does it", () => {
  test("phase plan: the plan in log, summary and outputs; nothing executed or written", () =>
    withPlace(async (place) => {
      const before = await hashTree(place.sample.root);
      const end = await run(place, { inputs: { phase: "plan", base: "main" } });
      expect({ code: end.code, stderr: end.stderr }).toEqual({ code: 0, stderr: "" });
      expect(end.stdout).toContain("src/shipping.ts");
      expect(end.summary).toContain("src/shipping.ts");
      expect(end.outputs.get("tasks")).toBe("9");
      expect(Number(end.outputs.get("skipped"))).toBeGreaterThanOrEqual(7);
      expect(await hashTree(place.sample.root)).toEqual(before);
      expect(await hashTree(place.temporary)).toEqual({});
    }));

  test("a pull request says itself what to compare", () =>
    withPlace(async (place) => {
      await runGit(place.sample.root, ["checkout", "--quiet", "--detach"]);
      await runGit(place.sample.root, ["branch", "--quiet", "--delete", "--force", "main", "feature"]);
      const end = await run(place, { ...pullRequest(place), inputs: { phase: "plan" } });
      expect({ code: end.code, tasks: end.outputs.get("tasks") }).toEqual({ code: 0, tasks: "9" });
    }));

  test("phase all: outputs, summary and report agree", () =>
    withPlace(async (place) => {
      const end = await run(place, {
        inputs: { base: "main", paths: "src/cart.ts\nsrc/shipping.ts\nsrc/catalog.ts", publish: "commit" },
      });
      expect(end.code).toBe(0);
      const outputs = Object.fromEntries(end.outputs);
      expect(outputs).toMatchObject({
        conclusion: "neutral",
        tasks: "3",
        accepted: "1",
        rejected: "1",
        declined: "1",
        publication: "commit",
      });
      const commit = (await runGit(place.sample.root, ["rev-parse", "feature"])).trim();
      expect(outputs["commit"]).toBe(commit);
      const report = await readReport(outputs["report"] ?? "");
      expect(report.outcomes.map(({ type }) => type).sort()).toEqual(["accepted", "declined", "rejected"]);
      expect(end.summary).toContain("src/cart.ts");
      expect(end.summary).toContain("src/shipping.ts");
      expect(end.stdout).toMatch(/^::group::/mu);
      expect(end.stdout.match(/^::group::/gmu)?.length).toBe(end.stdout.match(/^::endgroup::/gmu)?.length);
    }));

  test("the merge commit of a pull request is on no branch: commit is refused, and nothing is written", () =>
    withPlace(async (place) => {
      await runGit(place.sample.root, ["checkout", "--quiet", "--detach"]);
      const before = await hashTree(place.sample.root);
      const inputs = { paths: "src/cart.ts", publish: "commit" };
      const end = await run(place, { ...pullRequest(place), inputs });
      expect(end.code).toBe(0);
      expect(Object.fromEntries(end.outputs)).toMatchObject({ accepted: "1", publication: "refused", commit: "" });
      expect(end.summary).toMatch(/refused/iu);
      expect(await hashTree(place.sample.root)).toEqual(before);
    }, "quick"));

  test("fail-level makes the step red after everything was said", () =>
    withPlace(async (place) => {
      const inputs = { base: "main", paths: "src/shipping.ts", publish: "none", "fail-level": "rejected" };
      const end = await run(place, { inputs });
      expect(end.code).toBe(1);
      expect(end.outputs.get("conclusion")).toBe("failure");
      expect(end.outputs.get("rejected")).toBe("1");
    }, "quick"));

  test("propose and publish in two steps", () =>
    withPlace(async (place) => {
      const inputs = { base: "main", paths: "src/cart.ts", publish: "commit" };
      const before = await hashTree(place.sample.root);
      const proposed = await run(place, { inputs: { ...inputs, phase: "propose" } });
      const bundle = proposed.outputs.get("bundle") ?? "";
      expect({ code: proposed.code, bundle }).toEqual({ code: 0, bundle: expect.stringContaining("/") });
      expect(proposed.outputs.get("manifest-sha256")).toMatch(/^[0-9a-f]{64}$/u);
      expect(await hashTree(place.sample.root)).toEqual(before);
      const lost = await run(place, { inputs: { phase: "publish", bundle, base: "main", publish: "commit" } });
      expect({ code: lost.code, stdout: lost.stdout }).toEqual({
        code: 2,
        stdout: expect.stringContaining("no job has stated the digest"),
      });
      const stated = { "manifest-sha256": proposed.outputs.get("manifest-sha256") ?? "" };
      const published = await run(place, { inputs: { ...stated, phase: "publish", bundle, base: "main", publish: "commit" } });
      const ends = { tasks: "1", accepted: "1", rejected: "0", publication: "commit" };
      expect({ code: published.code, ...Object.fromEntries(published.outputs) }).toMatchObject({ code: 0, ...ends });
      expect(published.stdout.match(/^1 commit on feature/gmu)).toHaveLength(1);
    }, "quick"));

  test("wrong inputs: every one in an annotation, nothing done", () =>
    withPlace(async (place) => {
      const before = await hashTree(place.sample.root);
      const end = await run(place, { inputs: { publish: "comit", phase: "pln", enigne: "auto" } });
      expect([1, 2]).toContain(end.code);
      for (const words of [/^::error.*comit/mu, /^::error.*pln/mu, /^::error.*enigne/mu]) {
        expect(end.stdout).toMatch(words);
      }
      expect(end.stdout).toContain("engine");
      expect(await hashTree(place.sample.root)).toEqual(before);
    }));

  test("a token in the job's environment shows up nowhere", () =>
    withPlace(async (place) => {
      const canary = "ghs_canary0123456789abcdefghijklmnopqrstuv";
      const end = await run(place, {
        inputs: { base: "main", paths: "src/shipping.ts", publish: "none", verbose: "true" },
        env: { GITHUB_TOKEN: canary, ACTIONS_RUNTIME_TOKEN: canary, MY_SECRET: canary },
      });
      expect(end.code).toBe(0);
      const report = await readReport(end.outputs.get("report") ?? "");
      const said = end.stdout + end.stderr + end.summary + JSON.stringify(report);
      // The tests print their whole environment.
      expect(said).toContain("one kilo");
      expect(said).not.toContain(canary);
    }, "quick"));
});
