import { describe, expect, test } from "@jest/globals";
import { refuseRepair, toEventScope } from "../../src/action/event-scope.ts";

const BASE = "a".repeat(40);
const HEAD = "b".repeat(40);
const OWN = { id: 1 };
const FORK = { id: 2 };

const pull = (base: unknown, head: unknown) => ({
  pull_request: { base: { sha: BASE, repo: base }, head: { sha: HEAD, repo: head } },
});
const workflow = (head: unknown, more: object = {}) => ({
  repository: OWN,
  workflow_run: { event: "pull_request", head_sha: HEAD, head_repository: head, ...more },
});
const compare = { type: "compare", base: BASE, head: HEAD };

describe("what an event says to compare", () => {
  test.each([
    ["pull_request", pull(OWN, OWN), compare],
    ["pull_request", pull(OWN, FORK), { ...compare, from: "fork" }],
    ["pull_request", pull(OWN, null), { ...compare, from: "fork" }],
    ["pull_request_target", pull(OWN, OWN), compare],
    ["push", { before: BASE, after: HEAD }, compare],
    ["push", { before: "0".repeat(40), after: HEAD }, { type: "compare", head: HEAD }],
    ["workflow_run", workflow(OWN), { type: "compare", head: HEAD }],
    ["workflow_run", workflow(OWN, { conclusion: "success" }), { type: "compare", head: HEAD }],
    ["workflow_run", workflow(OWN, { conclusion: "timed_out" }), { type: "compare", head: HEAD, ci: "failed" }],
    ["workflow_run", workflow(OWN, { conclusion: "cancelled" }), { type: "compare", head: HEAD }],
    ["workflow_run", workflow(OWN, { conclusion: "failure" }), { type: "compare", head: HEAD, ci: "failed" }],
    [
      "workflow_run",
      workflow(OWN, { path: ".github/workflows/ci.yml@main" }),
      { type: "compare", head: HEAD, workflow: ".github/workflows/ci.yml" },
    ],
    [
      "workflow_run",
      workflow(OWN, { event: "pull_request_target", pull_requests: [{ number: 7 }] }),
      { type: "compare", head: HEAD },
    ],
    ["workflow_dispatch", {}, { type: "compare" }],
    ["schedule", {}, { type: "compare" }],
  ])("%s %#", (name, payload, scope) => {
    expect(toEventScope(name, JSON.stringify(payload))).toEqual(scope);
  });
});

test("a failure of a fork's code, or of the job's own workflow, is not repaired", () => {
  const own = "corner/shop/.github/workflows/repairs.yml@refs/heads/main";
  const scope = { type: "compare" } as const;
  expect(refuseRepair("pull_request", { ...scope, from: "fork" }, own)?.message).toContain("fork");
  const workflow = ".github/workflows/repairs.yml";
  expect(refuseRepair("workflow_run", { ...scope, workflow }, own)?.message).toContain("itself");
  expect(refuseRepair("workflow_run", { ...scope, workflow: ".github/workflows/ci.yml" }, own)).toBeUndefined();
  expect(refuseRepair("push", scope, own)).toBeUndefined();
});

describe("what is refused", () => {
  test.each([
    ["pull_request_target", pull(OWN, FORK)],
    ["pull_request_target", pull(OWN, null)],
    ["pull_request_target", pull(null, null)],
    ["pull_request_target", pull(undefined, undefined)],
    ["workflow_run", workflow(FORK)],
    ["workflow_run", workflow(null)],
    ["workflow_run", workflow(FORK, { conclusion: "failure" })],
    ["workflow_run", workflow(OWN, { event: "pull_request_target", conclusion: "failure" })],
    ["workflow_run", workflow(OWN, { event: "pull_request_target", pull_requests: [] })],
  ])("code of a fork with the rights of the repository: %s %#", (name, payload) => {
    const scope = toEventScope(name, JSON.stringify(payload));
    expect(scope).toMatchObject({ type: "refused", problem: { place: `on: ${name}` } });
    expect(scope.type === "refused" && scope.problem.remedy).toContain("pull_request");
  });

  test.each([
    ["push", "{"],
    ["push", "{}"],
    ["push", JSON.stringify({ before: "main", after: HEAD })],
    ["pull_request", "null"],
    ["pull_request", JSON.stringify({ pull_request: { base: { sha: "--upload-pack=x" }, head: { sha: HEAD } } })],
    ["workflow_run", "{}"],
    ["schedule", ""],
  ])("a payload that cannot be understood: %s %s", (name, text) => {
    expect(toEventScope(name, text)).toMatchObject({ type: "refused", problem: { place: "GITHUB_EVENT_PATH" } });
  });
});
