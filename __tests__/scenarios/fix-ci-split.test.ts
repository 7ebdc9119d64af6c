import { cp, mkdtemp, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect, jest, test } from "@jest/globals";
import type { StepEnd } from "../../scripts/run-action.ts";
import { runGit } from "../../scripts/sample.ts";
import type { Manifest } from "../../src/domain/bundle.ts";
import { renderCanonicalJson } from "../../src/publish/canonical-json.ts";
import { describeBuilt } from "../dist/support/place.ts";
import { digest } from "../publish/bundles.ts";
import { FILES, NODE, runStep, TOKEN, withScene, workflowRun, type Scene } from "./support/failed-ci.ts";

// Each step is a process, as each job of a workflow is.
jest.setTimeout(300_000);

const READ_ONLY = "ghs_readonly0123456789abcdefghijklmnopqrst";
/** In the form of a token of GitHub's. */
const KEY = ["ghp", "R8kq2VZ0mXw7TnB4yLc9JdHs1PfGa6Ue3oQi"].join("_");
const WRITES = ["checks", "contents", "pull-requests", "issues"];

/** The job that executes code: its token may read, and GitHub refuses whatever it would write. */
async function propose(scene: Scene): Promise<StepEnd> {
  const { state } = scene.server;
  for (const one of WRITES) state.permissions.delete(one);
  const now = (await runGit(scene.root, ["rev-parse", "main"])).trim();
  const inputs = { phase: "propose", "failed-run": "true", publish: "commit", token: READ_ONLY, base: "" };
  const end = await runStep(scene, "workflow_run", workflowRun(scene), inputs, { GITHUB_SHA: now });
  for (const one of WRITES) state.permissions.add(one);
  return end;
}

interface Published {
  readonly inputs?: Record<string, string>;
  readonly env?: Record<string, string>;
  readonly event?: object;
}

/** The job that may write, as the workflow starts it. */
async function publish(scene: Scene, proposed: StepEnd, { inputs, env, event }: Published = {}): Promise<StepEnd> {
  const now = (await runGit(scene.root, ["rev-parse", "main"])).trim();
  return runStep(
    scene,
    "workflow_run",
    event ?? workflowRun(scene),
    {
      phase: "publish",
      "failed-run": "true",
      publish: "commit",
      base: "",
      bundle: proposed.outputs.get("bundle") ?? "",
      "manifest-sha256": proposed.outputs.get("manifest-sha256") ?? "",
      ...inputs,
    },
    { GITHUB_SHA: now, ...env },
  );
}

/** The bundle of a job with its manifest changed, in canonical form again; with the digest that it has then. */
async function tamper(
  scene: Scene,
  proposed: StepEnd,
  change: (manifest: Manifest) => Manifest,
): Promise<{ readonly bundle: string; readonly "manifest-sha256": string }> {
  const bundle = await mkdtemp(path.join(scene.directory, "tampered-"));
  await cp(proposed.outputs.get("bundle") ?? "", bundle, { recursive: true, force: true });
  const file = path.join(bundle, "manifest.json");
  const text = renderCanonicalJson(change(JSON.parse(await readFile(file, "utf8")) as Manifest));
  await writeFile(file, text);
  return { bundle, "manifest-sha256": digest(text) };
}

const toOutput = ({ stdout }: StepEnd): string => stdout.replaceAll("%0A", "\n");

describeBuilt("a repair of CI in two jobs, each started as the runner does it", () => {
  test("the log comes to a bundle without a write; only what this run's own job made is published, and once", () =>
    withScene(NODE, async (scene) => {
      const { server, head, directory, store } = scene;
      const proposed = await propose(scene);
      expect({ code: proposed.code, accepted: proposed.outputs.get("accepted") }).toEqual({ code: 0, accepted: "1" });
      expect(proposed.stdout).toContain("job test failed at `make check` with exit code 2");
      expect(server.calls.filter(({ route }) => !route.startsWith("GET "))).toEqual([]);
      expect(server.calls.length).toBeGreaterThan(0);
      expect(JSON.stringify(store.seen)).not.toContain(READ_ONLY);

      const event = workflowRun(scene, { id: 6 });
      const tampered = await tamper(scene, proposed, (manifest) => ({
        ...manifest,
        repair: { tasks: [], more: 0, ...manifest.repair, reasons: ["as somebody likes"] },
      }));
      const hostile: readonly (readonly [Published, RegExp])[] = [
        [{ inputs: { bundle: tampered.bundle } }, /which no job has stated/u],
        [{ env: { GITHUB_RUN_ID: "2" } }, /the bundle is of run 1, but this is run 2/u],
        [{ event }, /about the failure of run 5, attempt 1, but this job is about the failure of run 6/u],
      ];
      for (const [different, said] of hostile) {
        const end = await publish(scene, proposed, different);
        expect({ code: end.code, output: toOutput(end) }).toEqual({ code: 2, output: expect.stringMatching(said) });
      }
      const [seen, fork] = [server.calls.length, { id: 2, full_name: "eve/shop" }];
      const foreign = await publish(scene, proposed, { event: workflowRun(scene, { head_repository: fork }) });
      expect([foreign.code, server.calls.length]).toEqual([2, seen]);
      expect(foreign.stdout).toMatch(/^::error.* a fork/mu);
      expect(server.state.store.log(head, "refs/heads/feature")).toEqual([]);

      const end = await publish(scene, proposed);
      const [repair = "", ...others] = server.state.store.log(head, "refs/heads/feature");
      expect({ code: end.code, others, commit: end.outputs.get("commit") }).toEqual({
        code: 0,
        others: [],
        commit: repair,
      });
      expect(await runGit(path.join(directory, "remote.git"), ["show", `${repair}:src/total.js`])).toBe(
        FILES["src/total.js"],
      );
      const shown = server.state.checkRuns.filter(({ headSha }) => headSha === repair);
      expect(shown).toEqual([expect.objectContaining({ status: "completed", conclusion: "success" })]);

      await publish(scene, proposed);
      expect(server.state.store.log(head, "refs/heads/feature")).toEqual([repair]);
      expect(server.state.notes).toEqual([]);
      expect(proposed.stdout + end.stdout + end.summary).not.toContain(TOKEN);
      expect(server.violations).toEqual([]);
    }));

  test("a failure that cannot be repaired: the reason comes to one comment, in which nothing is live", () =>
    withScene([{ run: "make verify", output: "make: *** [verify] Error 1", code: 2 }], async (scene) => {
      const { server, head } = scene;
      const proposed = await propose(scene);
      expect({ code: proposed.code, conclusion: proposed.outputs.get("conclusion") }).toEqual({
        code: 0,
        conclusion: "neutral",
      });
      expect(server.state.done).toEqual([]);
      const end = await publish(scene, proposed);
      expect({ code: end.code, publication: end.outputs.get("publication") }).toEqual({ code: 0, publication: "none" });
      const note = { thread: `commits/${head}`, body: expect.stringContaining('ci: { commands: ["make verify"] }') };
      expect(server.state.notes).toEqual([expect.objectContaining(note)]);

      // What executed code could make the job say of itself, with a digest that the job states.
      const live = `@everyone \`\`\` **Assay has a repair** ![](https://evil.example/x) ${KEY}`;
      const said = await tamper(scene, proposed, (manifest) => ({
        ...manifest,
        repair: { tasks: [], more: 0, ...manifest.repair, reasons: [live, "@everyone ```` https://evil.example"] },
      }));
      await publish(scene, proposed, { inputs: said });
      expect(server.state.notes).toHaveLength(1);
      const body = server.state.notes[0]?.body ?? "";
      expect(body).toContain("[withheld: it holds what looks like a secret]");
      expect(body).toContain("`````\n[withheld");
      expect(body).toContain("@ everyone ```` https: evil.example\n`````");
      expect(body).not.toContain(KEY);
      expect(server.state.store.log(head, "refs/heads/feature")).toEqual([]);
      expect(server.violations).toEqual([]);
    }));
});
