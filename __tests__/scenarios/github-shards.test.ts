import { cp, rm } from "node:fs/promises";
import path from "node:path";
import { expect, jest, test } from "@jest/globals";
import { runAction, type StepEnd } from "../../scripts/run-action.ts";
import type { GitHubServer } from "../adapters/github/server/server.ts";
import { describeBuilt, withPlace, type Place } from "../dist/support/place.ts";
import { host, pullRequest, stepEnvironment } from "./support/hosted.ts";

// Each step is a process, as each job of a workflow is.
jest.setTimeout(300_000);

interface Scene {
  readonly place: Place;
  readonly server: GitHubServer;
}

function step({ place, server }: Scene, job: string, inputs: Record<string, string>): Promise<StepEnd> {
  return runAction({
    workspace: place.sample.root,
    temporary: path.join(place.directory, job),
    inputs: { tasks: "fix", publish: "commit", ...inputs },
    eventName: "pull_request",
    event: pullRequest(place.sample),
    env: stepEnvironment(server, place.temporary, place.sample.head),
  });
}

async function withScene(work: (scene: Scene) => Promise<void>): Promise<void> {
  await withPlace(async (place) => {
    await using server = await host(place.sample.root, place.directory);
    await work({ place, server });
  }, "quick");
}

describeBuilt("a matrix of jobs, each started as the runner does it", () => {
  test("plans, proposes in two shards, runs both together and publishes; nothing where they are not what the jobs made", () =>
    withScene(async (scene) => {
      const { place, server } = scene;
      const planned = await step(scene, "plan", { phase: "plan", shards: "2", paths: "src/cart.ts,src/inventory.ts" });
      expect({ code: planned.code, shards: planned.outputs.get("shards") }).toEqual({ code: 0, shards: "2" });
      const text = planned.outputs.get("matrix") ?? "";
      const matrix = JSON.parse(text) as { include: { shard: number; only: string }[] };

      const digests: string[] = [];
      const bundles = path.join(place.directory, "bundles");
      for (const { shard, only } of matrix.include) {
        const out = path.join(bundles, `assay-bundle-${shard}`);
        const end = await step(scene, `propose-${shard}`, { phase: "propose", only, out });
        expect({ code: end.code, tasks: end.outputs.get("tasks") }).toEqual({ code: 0, tasks: "1" });
        digests.push(end.outputs.get("manifest-sha256") ?? "");
      }
      // Nothing was asked of GitHub by the jobs that execute code.
      expect(server.calls).toEqual([]);
      const [first = "", second = ""] = digests;
      const stated = {
        phase: "publish",
        token: "ghs_canary",
        bundle: bundles,
        matrix: text,
        "manifest-sha256": `${first},${second},,`,
      };

      // Another job runs the changes of both together: without it they are not published.
      const judged = await step(scene, "verify", { ...stated, phase: "verify", token: "" });
      expect({ code: judged.code, accepted: judged.outputs.get("accepted") }).toEqual({ code: 0, accepted: "2" });
      const verdict = judged.outputs.get("verdict") ?? "";
      expect(JSON.parse(verdict)).toMatchObject({ bundles: digests.toSorted(), dropped: [] });
      expect(server.calls).toEqual([]);

      const copy = async (name: string, change: (directory: string) => Promise<void>): Promise<string> => {
        const directory = path.join(place.directory, name);
        await cp(bundles, directory, { recursive: true });
        await change(directory);
        return directory;
      };
      const fewer = await copy("fewer", (directory) => rm(path.join(directory, "assay-bundle-2"), { recursive: true }));
      const hostile: readonly [Record<string, string>, RegExp][] = [
        [{ bundle: fewer }, /there is no such bundle.*no bundle has come of shard 2/su],
        [{ "manifest-sha256": `${first},${"0".repeat(64)}` }, /which no job has stated/u],
        [
          { matrix: JSON.stringify({ include: [{ shard: 1, only: matrix.include[0]?.only ?? "" }] }) },
          /were given to no one shard/u,
        ],
        [{ verdict: "" }, /the changes of 2 bundles have not been run together/u],
        [{ verdict: verdict.replace(first, "0".repeat(64)) }, /it is about other bundles/u],
        [{ verdict: verdict.replace(/"tree":"\w{40}"/u, `"tree":"${"0".repeat(40)}"`) }, /is what was run/u],
      ];
      for (const [inputs, message] of hostile) {
        const end = await step(scene, "publish", { ...stated, verdict, ...inputs });
        expect(end.stdout.replaceAll("%0A", "\n")).toMatch(message);
        expect(end.code).toBe(2);
        expect(server.state.store.log(place.sample.head, "refs/heads/feature")).toEqual([]);
      }

      const end = await step(scene, "publish", { ...stated, verdict });
      const commits = server.state.store.log(place.sample.head, "refs/heads/feature");
      expect({ code: end.code, publication: end.outputs.get("publication"), commits: commits.length }).toEqual({
        code: 0,
        publication: "commit",
        commits: 2,
      });
      // Each commit names the report of the shard that made it.
      const evidence = commits.map(
        (id) => /Assay-Evidence: (\w+)/u.exec(server.state.store.show(id)?.message ?? "")?.[1],
      );
      expect(new Set(evidence).size).toBe(2);
      expect(server.violations).toEqual([]);
    }));
});
