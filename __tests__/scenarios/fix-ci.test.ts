import { readFile } from "node:fs/promises";
import path from "node:path";
import { expect, jest, test } from "@jest/globals";
import { runGit } from "../../scripts/sample.ts";
import { describeBuilt } from "../dist/support/place.ts";
import { FILES, JEST, NODE, runStep, TOKEN, withScene, workflowRun } from "./support/failed-ci.ts";
import { DEV, REPOSITORY } from "./support/hosted.ts";

// Each runs the whole action.
jest.setTimeout(300_000);

describeBuilt("the action where CI has failed, its bundle started as the runner does it", () => {
  test("workflow_run: the log of Jest comes to a commit on the branch; its own failure starts nothing", () =>
    withScene(JEST, async (scene) => {
      const { server, store, head } = scene;
      const end = await runStep(scene, "workflow_run", workflowRun(scene), { publish: "commit" });
      const [repair = ""] = server.state.store.log(head, "refs/heads/feature");
      expect({ code: end.code, outputs: Object.fromEntries(end.outputs) }).toMatchObject({
        code: 0,
        outputs: { conclusion: "success", accepted: "1", publication: "commit", commit: repair },
      });
      expect(end.stdout).toContain(
        "job test failed at `npm test` with exit code 1: jest test/total.test.js; jest test/total.test.js:4",
      );
      expect(await runGit(path.join(scene.directory, "remote.git"), ["show", `${repair}:src/total.js`])).toBe(
        FILES["src/total.js"],
      );
      expect(server.state.notes).toEqual([]);
      expect(JSON.stringify(store.seen)).not.toContain(TOKEN);
      expect(end.stdout + end.summary).not.toContain(TOKEN);

      await runGit(scene.root, ["fetch", "--quiet", path.join(scene.directory, "remote.git"), "feature"]);
      const asked = store.seen.length;
      const own = await runStep(scene, "workflow_run", workflowRun({ ...scene, head: repair }), { publish: "commit" });
      expect([own.code, own.outputs.get("conclusion"), store.seen.length]).toEqual([0, "neutral", asked]);
      expect(own.stdout).toContain("The commit was made by Assay itself");
      expect(server.violations).toEqual([]);
    }));

  test("fix-ci in the failing workflow: the command of the policy's own list, a pull request against the branch", () =>
    withScene(NODE, async (scene) => {
      const { server, head } = scene;
      const event = {
        ref: "refs/heads/feature",
        before: "0".repeat(40),
        after: head,
        sender: DEV,
        repository: REPOSITORY,
      };
      const end = await runStep(scene, "push", event, { phase: "fix-ci", publish: "pull-request" });
      expect(end.code).toBe(0);
      const [pull] = server.state.pulls;
      expect(pull).toMatchObject({ base: "feature", state: "open" });
      expect(server.state.notes).toEqual([]);
      expect(server.violations).toEqual([]);
    }));

  test("a command that the policy does not have: one comment with what to add, neutral, and nothing of the log is run", () =>
    withScene(
      [{ run: "make verify TOUCH=$(touch /tmp/assay-must-not-exist)", output: "make: *** [verify] Error 1", code: 2 }],
      async (scene) => {
        const { server, head } = scene;
        const ends = [
          await runStep(scene, "workflow_run", workflowRun(scene), { publish: "commit" }),
          await runStep(scene, "workflow_run", workflowRun(scene), { publish: "commit" }),
        ];
        expect(ends.map(({ code, outputs }) => [code, outputs.get("conclusion")])).toEqual([
          [0, "neutral"],
          [0, "neutral"],
        ]);
        expect(server.state.notes).toEqual([
          expect.objectContaining({ thread: `commits/${head}`, body: expect.stringContaining("ci: { commands: [") }),
        ]);
        expect(server.state.notes[0]?.body).toContain("make verify");
        await expect(readFile("/tmp/assay-must-not-exist")).rejects.toThrow("ENOENT");
        expect(server.state.store.log(head, "refs/heads/feature")).toEqual([]);
        expect(server.violations).toEqual([]);
      },
    ));

  test("a fork's run is refused before anything is asked or read, in either way", () =>
    withScene(JEST, async (scene) => {
      const repo = { id: 2, full_name: "eve/shop" };
      const pull = {
        number: 7,
        state: "open",
        user: DEV,
        base: { ref: "main", sha: scene.head, repo: REPOSITORY },
        head: { ref: "feature", sha: scene.head, repo },
      };
      const events: readonly (readonly [string, object])[] = [
        ["workflow_run", workflowRun(scene, { head_repository: repo })],
        ["workflow_run", workflowRun(scene, { event: "pull_request_target" })],
        ["pull_request_target", { sender: DEV, repository: REPOSITORY, pull_request: pull }],
        ["pull_request", { sender: DEV, repository: REPOSITORY, pull_request: pull }],
      ];
      for (const [name, event] of events) {
        const end = await runStep(scene, name, event, { phase: "fix-ci" });
        expect({ name, code: end.code }).toEqual({ name, code: 2 });
        expect(end.stdout).toMatch(/^::error.* a fork/mu);
      }
      expect(scene.server.calls).toEqual([]);
      expect(scene.store.seen).toEqual([]);
    }));
});
