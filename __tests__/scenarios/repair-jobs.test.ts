import { expect, jest, test } from "@jest/globals";
import { openBundle } from "../../src/publish/open-bundle.ts";
import { git } from "../adapters/git/fixture.ts";
import { digest } from "../publish/bundles.ts";
import { inScenario, memoryStore, type Scenario } from "./support/fixture-run.ts";
import { BASE, BROKEN, check, job, mending } from "./support/red-commands.ts";

jest.setTimeout(300_000);

const POLICY = `version: 1
publish: patch
rules:
  - { paths: ["src/**"], tasks: [fix] }
ci: { commands: [node check-a.mjs, node check-b.mjs] }
`;

const SCENARIO: Scenario = {
  policy: POLICY,
  base: { ...BASE, "check-a.mjs": check("a"), "check-b.mjs": check("b") },
  head: { "src/a.js": BROKEN, "src/b.js": BROKEN },
  settings: { phase: "propose", failedRun: true, tasks: ["fix"], ci: true },
  failedJobs: [job("a", "node check-a.mjs")],
  engine: mending,
};
const PUBLISH = { phase: "publish", failedRun: true, ci: true } as const;

function open(files: ReadonlyMap<string, string>) {
  const opened = openBundle(files, digest);
  if (!opened.ok) throw new Error(JSON.stringify(opened.problems));
  return opened.bundle.manifest;
}

test("several red commands come to one bundle, which is published", () =>
  inScenario(
    { ...SCENARIO, failedJobs: [job("a", "node check-a.mjs"), job("b", "node check-b.mjs")] },
    async (place) => {
      const { report, bundle } = await place.propose();
      expect(report.publication).toMatchObject({ type: "none", reason: expect.stringContaining("phase propose") });
      const { entries, repair } = open(bundle);
      expect(entries.map(({ target }) => target).toSorted()).toEqual(["src/a.js", "src/b.js"]);
      expect(repair?.tasks.map(({ end }) => end)).toEqual(["accepted", "accepted"]);
      const ordinary = { ...PUBLISH, failedRun: false };
      await expect(place.publish(bundle, { settings: ordinary })).rejects.toThrow(/and this job is not/u);
      const { publication } = await place.publish(bundle, { settings: PUBLISH });
      expect(publication).toMatchObject({ type: "patch", files: [expect.anything(), expect.anything()] });
    },
  ));

test("what cannot be repaired comes to a bundle without changes, which says why", () =>
  inScenario({ ...SCENARIO, failedJobs: [job("c", "make release")] }, async (place) => {
    const { bundle } = await place.propose();
    const { entries, repair } = open(bundle);
    expect(entries).toEqual([]);
    expect(repair?.reasons).toEqual([expect.stringContaining("the policy has no command for it")]);
    expect(await place.publish(bundle, { settings: PUBLISH })).toMatchObject({
      publication: { type: "none" },
      repair: { stated: { reasons: repair?.reasons, tasks: [], more: 0 } },
    });
  }));

test("a commit of Assay's own is not repaired, whatever lies in the bundle", () => {
  const install = (root: string): void => {
    git(root, ["commit", "--quiet", "--amend", "--message", "fix(a): b\n\nAssay-Run: 1"]);
  };
  return inScenario({ ...SCENARIO, install }, async (place) => {
    // In a terminal nothing is bounded: a job that is taken over would not stop, either.
    const { bundle } = await place.propose({ settings: { ...SCENARIO.settings, ci: false } });
    expect(open(bundle).entries).toHaveLength(1);
    const { publication, repair } = await place.publish(bundle, { settings: PUBLISH });
    expect(publication).toEqual({ type: "none", reason: expect.stringContaining("made by Assay itself") });
    expect(repair).toEqual({ head: expect.any(String), reason: expect.stringContaining("made by Assay itself") });
  });
});

test("a day that is full when the repair comes to be published publishes none, and counts it", () => {
  const policy = `${POLICY}caps: { runs: 1 }\n`;
  return inScenario({ ...SCENARIO, policy }, async (place) => {
    const { bundle } = await place.propose();
    expect(open(bundle).entries).toHaveLength(1);
    const day = { "2026-01-02": { "0123456789abcdef": { tasks: 1, usd: 0, ended: true } } };
    const full = memoryStore(JSON.stringify({ schema: "assay/state@1", tried: {}, days: day }));
    const ended = await place.publish(bundle, { settings: PUBLISH, store: full, runKey: "publish" });
    const reason = expect.stringContaining("the policy allows 1 a day (caps.runs)");
    expect(ended).toMatchObject({ publication: { type: "none", reason }, repair: { reason } });

    const free = memoryStore();
    const { publication } = await place.publish(bundle, { settings: PUBLISH, store: free, runKey: "publish" });
    expect(publication).toMatchObject({ type: "patch" });
    const left = await free.read();
    expect(left.ok && left.text).toMatch(/"tasks": 1/u);
  });
});
