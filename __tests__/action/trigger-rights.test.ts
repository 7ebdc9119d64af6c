import { describe, expect, test } from "@jest/globals";
import { makeSituation, toApproval } from "../adapters/github/scene.ts";
import {
  CHECK,
  CHECK_ENDS,
  COMMIT,
  expectOnlyRead,
  expectRefused,
  MODES,
  start,
  TRIGGERS,
  WRITES,
  type Mode,
} from "./trigger-scene.ts";

describe.each(TRIGGERS)("the job that publishes bundles, on %s, %s: %s", (event, origin, end) => {
  test.each(event === "pull_request" ? MODES : (["commit"] as const))("%s", async (mode) => {
    await using situation = await makeSituation();
    const ended = await start(situation, { event, origin, mode, inputs: { phase: "publish", bundle: "b" } });
    if (end === "refused") {
      expectRefused(situation, ended);
      return;
    }
    expect(ended.code).toBe(0);
    if (end === "reads") {
      expectOnlyRead(situation, ended, origin);
      expect(ended.outputs?.publication).toBe(mode === "patch" ? "patch" : "refused,patch");
      return;
    }
    const { state } = situation.server;
    expect(state.done).toEqual(WRITES[mode]);
    expect(ended.outputs?.publication).toBe(mode);
    // The evidence of the bundles, on the head and on what was pushed.
    for (const { annotations, summary } of state.checkRuns) {
      expect(annotations).toMatchObject([
        { path: "a.ts", annotation_level: "warning", title: "docs rejected", message: "gate docs-only failed" },
        {
          path: "a.ts",
          start_line: 2,
          annotation_level: "notice",
          raw_details: expect.stringContaining("+two mended"),
        },
        { path: "new/b.ts", annotation_level: "notice", raw_details: expect.stringContaining("+b") },
      ]);
      expect(summary).toContain("✅ lint");
    }
  });
});

const REPO = "/repos/{owner}/{repo}";
const LACKS: readonly [lacks: readonly string[], mode: Mode, writes: readonly string[], publication: string][] = [
  [["contents"], "commit", [CHECK, CHECK_ENDS], "refused,patch"],
  [["checks"], "commit", [COMMIT, COMMIT], "commit"],
  [["contents"], "pull-request", [CHECK, CHECK_ENDS], "refused,patch"],
  [["pull-requests"], "pull-request", [CHECK, `POST ${REPO}/git/refs`, COMMIT, COMMIT, CHECK_ENDS], "refused,patch"],
  [["issues"], "pull-request", WRITES["pull-request"].filter((route) => !route.includes("/issues/")), "pull-request"],
  [["pull-requests"], "suggestions", [CHECK, CHECK_ENDS], "refused,patch"],
  [["checks"], "suggestions", WRITES.suggestions.filter((route) => !route.includes("check-runs")), "suggestions"],
  [["checks"], "patch", [], "patch"],
  [["contents", "checks", "pull-requests", "issues"], "commit", [], "refused,patch"],
];

test.each(LACKS)("a token without %j, %s: what can be done is, and the permission is named", async (...row) => {
  const [lacks, mode, writes, publication] = row;
  await using situation = await makeSituation();
  for (const one of lacks) situation.server.state.permissions.delete(one);
  const { code, outputs, log, summary, annotations } = await start(situation, {
    event: "pull_request",
    origin: "own",
    mode,
  });
  expect(situation.server.state.done).toEqual(writes);
  expect({ code, publication: outputs?.publication }).toEqual({ code: 0, publication });
  const said = `${log}\n${summary}`;
  for (const one of lacks.slice(0, 2)) expect(said).toContain(`Add to the job's permissions: ${one}: write`);
  // Without a check run the places stand in the log.
  expect(annotations.length > 0).toBe(lacks.includes("checks"));
});

const DIGEST = "0123456789abcdef";
const YES: readonly [event: string, by: "label" | "review" | "environment", mode: Mode][] = [
  ["pull_request", "label", "commit"],
  ["pull_request", "label", "pull-request"],
  ["pull_request", "label", "suggestions"],
  ["pull_request", "review", "commit"],
  ["pull_request", "environment", "commit"],
  ["push", "environment", "commit"],
  ["schedule", "environment", "pull-request"],
  ["workflow_dispatch", "environment", "commit"],
];

describe.each(YES)("changes that need a yes, on %s by %s, as %s", (event, by, mode) => {
  const approval = toApproval(by, DIGEST);
  const trigger = { event, origin: "own", mode, approval } as const;

  test("wait as action_required with the patch, and are published once it is there", async () => {
    await using situation = await makeSituation();
    const { state } = situation.server;
    const waits = await start(situation, trigger);
    expect({ code: waits.code, publication: waits.outputs?.publication }).toEqual({
      code: 0,
      publication: "waiting,patch",
    });
    expect(state.done).toEqual([CHECK, CHECK_ENDS]);
    expect(state.checkRuns).toMatchObject([
      { conclusion: "action_required", summary: expect.stringContaining("+two mended") },
    ]);
    state.labelEvents.push({ event: "labeled", actor: "dev", label: `assay-approved-${DIGEST}` });
    state.approvals.push({ user: "dev", body: DIGEST, commit: situation.head });
    state.deployments.push({ state: "approved", environment: "assay", comment: DIGEST, user: "dev" });
    state.done.length = 0;
    const done = await start(situation, trigger);
    expect(done.outputs?.publication).toBe(mode);
    // The same check run, opened again; a schedule's and a dispatch's run is told by its number, which is the same here.
    expect(state.done).toEqual([CHECK_ENDS, ...WRITES[mode].slice(1)]);
    // The changes are others: what was said counts for these no more.
    state.done.length = 0;
    const other = await start(situation, { ...trigger, approval: { ...approval, digest: "f".repeat(16) } });
    expect(other.outputs?.publication).toBe("waiting,patch");
    expect(state.done.filter((route) => route !== CHECK && route !== CHECK_ENDS)).toEqual([]);
  });
});

test.each(["fork", "dependabot"] as const)("a yes opens nothing for %s", async (origin) => {
  await using situation = await makeSituation();
  situation.server.state.labelEvents.push({ event: "labeled", actor: "dev", label: `assay-approved-${DIGEST}` });
  const approval = toApproval("label", DIGEST);
  const ended = await start(situation, { event: "pull_request", origin, mode: "commit", approval });
  expectOnlyRead(situation, ended, origin);
  expect(ended.outputs?.publication).toBe("refused,patch");
});

test.each(["push", "schedule"] as const)(
  "a yes by label has no place on %s: it is said where there is one",
  async (event) => {
    await using situation = await makeSituation();
    const approval = toApproval("label", DIGEST);
    const ended = await start(situation, { event, origin: "own", mode: "commit", approval });
    expect(situation.server.state.done).toEqual([CHECK, CHECK_ENDS]);
    expect(ended.summary).toContain("there is no pull request to approve it on");
  },
);
