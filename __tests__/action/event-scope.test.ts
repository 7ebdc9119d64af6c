import { describe, expect, test } from "@jest/globals";
import { toEventScope } from "../../src/action/event-scope.ts";

const BASE = "a".repeat(40);
const HEAD = "b".repeat(40);
const OWN = { id: 1 };
const FORK = { id: 2 };

const pull = (base: unknown, head: unknown) => ({
  pull_request: { base: { sha: BASE, repo: base }, head: { sha: HEAD, repo: head } },
});
const workflow = (head: unknown) => ({
  repository: OWN,
  workflow_run: { event: "pull_request", head_sha: HEAD, head_repository: head },
});
const compare = { type: "compare", base: BASE, head: HEAD };

describe("what an event says to compare", () => {
  test.each([
    ["pull_request", pull(OWN, OWN), compare],
    ["pull_request", pull(OWN, FORK), compare],
    ["pull_request", pull(OWN, null), compare],
    ["pull_request_target", pull(OWN, OWN), compare],
    ["push", { before: BASE, after: HEAD }, compare],
    ["push", { before: "0".repeat(40), after: HEAD }, { type: "compare", head: HEAD }],
    ["workflow_run", workflow(OWN), { type: "compare", head: HEAD }],
    ["workflow_dispatch", {}, { type: "compare" }],
    ["schedule", {}, { type: "compare" }],
  ])("%s %#", (name, payload, scope) => {
    expect(toEventScope(name, JSON.stringify(payload))).toEqual(scope);
  });
});

describe("what is refused", () => {
  test.each([
    ["pull_request_target", pull(OWN, FORK)],
    ["pull_request_target", pull(OWN, null)],
    ["pull_request_target", pull(null, null)],
    ["pull_request_target", pull(undefined, undefined)],
    ["workflow_run", workflow(FORK)],
    ["workflow_run", workflow(null)],
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
