import { describe, expect, test } from "@jest/globals";
import { makeSituation, toUndoRequest } from "../adapters/github/scene.ts";
import {
  CHECK,
  CHECK_ENDS,
  COMMIT,
  EVIDENCE,
  expectOnlyRead,
  expectRefused,
  MODES,
  PULLS,
  start,
  worksOf,
  WRITES,
  type End,
  type Mode,
  type Origin,
  type Trigger,
} from "./trigger-scene.ts";

/** Events whose repairs are made twice here: on a branch, and on a pull request. */
const TWICE = new Set(["workflow_run", "pull_request"]);

const REPAIRS: readonly [event: string, origin: Origin, end: End][] = [
  ["workflow_run", "own", "writes"],
  ["workflow_run", "fork", "refused"],
  ["workflow_run", "dependabot", "reads"],
  ["pull_request", "own", "writes"],
  ["pull_request", "fork", "refused"],
  ["pull_request", "dependabot", "reads"],
  ["pull_request_target", "own", "writes"],
  ["pull_request_target", "fork", "refused"],
  ["pull_request_target", "dependabot", "reads"],
  ["push", "own", "writes"],
  ["push", "dependabot", "reads"],
  ["workflow_dispatch", "own", "writes"],
  ["workflow_dispatch", "dependabot", "reads"],
  ["schedule", "own", "writes"],
  ["merge_group", "own", "reads"],
];

/** On the pull request of the event or, where it has none, on the commit. */
function commentOf(event: string): string {
  const thread = PULLS.has(event) ? "issues/{issue_number}" : "commits/{commit_sha}";
  return `POST /repos/{owner}/{repo}/${thread}/comments`;
}

/** In one job, and in the second of two, which publishes what the first has made. */
const WAYS = {
  // A workflow run that has failed is repaired without being asked to.
  "one job": (event: string) => (event === "workflow_run" ? {} : { phase: "fix-ci" }),
  "two jobs": () => ({ phase: "publish", "failed-run": "true", bundle: "b" }),
} as const;
const BOTH = REPAIRS.flatMap(([event, origin, end]) =>
  (["one job", "two jobs"] as const).map((way) => [event, origin, way, end] as const),
);

describe.each(BOTH)("fix-ci on %s, %s, in %s: %s", (event, origin, way, end) => {
  const repair = (mode: Mode, more: Partial<Trigger> = {}): Trigger => ({
    event,
    origin,
    mode,
    inputs: WAYS[way](event),
    ...(event === "workflow_run" && { conclusion: "failure" }),
    ...more,
  });

  // How changes are published does not depend on which job has made them.
  test.each(way === "one job" ? MODES : (["commit"] as const))("%s", async (mode) => {
    await using situation = await makeSituation();
    const ended = await start(situation, repair(mode));
    const { server } = situation;
    expect(server.violations).toEqual([]);
    if (end === "refused") {
      expectRefused(situation, ended);
      return;
    }
    expect(ended.code).toBe(0);
    if (end === "reads") {
      expectOnlyRead(situation, ended, origin);
      return;
    }
    const without = mode === "suggestions" && !PULLS.has(event);
    // What does not stand on GitHub as a change is told in a comment.
    const told = without || mode === "patch" ? [commentOf(event)] : [];
    expect(server.state.done).toEqual([...WRITES[without ? "patch" : mode], ...told]);
    if (!TWICE.has(event)) return;
    const before = server.state.done.length;
    await start(situation, repair(mode));
    expect(worksOf(situation, before)).toEqual([]);
  });

  test("nothing to be repaired: the reason in one comment", async () => {
    await using situation = await makeSituation();
    const ended = await start(situation, repair("commit", { end: "nothing" }));
    if (end === "refused") {
      expectRefused(situation, ended);
      return;
    }
    if (end === "reads") {
      expectOnlyRead(situation, ended, origin);
      return;
    }
    const { state, violations } = situation.server;
    expect(state.done).toEqual([CHECK, CHECK_ENDS, commentOf(event)]);
    await start(situation, repair("commit", { end: "nothing" }));
    expect(worksOf(situation)).toEqual([commentOf(event)]);
    expect(state.notes).toHaveLength(1);
    expect(violations).toEqual([]);
  });
});

const UNDOES: readonly [event: string, origin: Origin, end: End][] = [
  ["workflow_dispatch", "own", "writes"],
  ["workflow_dispatch", "dependabot", "reads"],
  ["repository_dispatch", "own", "writes"],
  ["push", "own", "writes"],
  ["push", "dependabot", "reads"],
  ["pull_request", "own", "writes"],
  ["pull_request", "fork", "reads"],
  ["pull_request", "dependabot", "reads"],
  ["pull_request_target", "fork", "refused"],
  ["workflow_run", "own", "writes"],
  ["workflow_run", "fork", "refused"],
  ["workflow_run", "dependabot", "reads"],
  ["schedule", "own", "writes"],
  ["merge_group", "own", "reads"],
];

describe.each(UNDOES)("undo on %s, %s: %s", (event, origin, end) => {
  // How changes are published makes no difference to how they are taken back.
  test.each(event === "workflow_dispatch" ? MODES : (["commit"] as const))("%s", async (mode) => {
    await using situation = await makeSituation();
    const { server } = situation;
    const trigger = { event, origin, mode, inputs: { phase: "undo", undo: "1" }, undo: toUndoRequest(situation) };
    const ended = await start(situation, trigger);
    expect(server.violations).toEqual([]);
    if (end === "refused") {
      expectRefused(situation, ended);
      return;
    }
    if (end === "reads") {
      expectOnlyRead(situation, ended, origin);
      expect({ code: ended.code, publication: ended.outputs?.publication }).toEqual({
        code: 1,
        publication: "refused",
      });
      return;
    }
    expect({ code: ended.code, publication: ended.outputs?.publication }).toEqual({ code: 0, publication: "commit" });
    expect(server.state.done).toEqual([CHECK, COMMIT, CHECK_ENDS, ...EVIDENCE]);
    const before = server.state.done.length;
    await start(situation, trigger);
    expect(worksOf(situation, before)).toEqual([]);
  });
});
