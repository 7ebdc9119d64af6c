import { expect, test } from "@jest/globals";
import type { PublishMode } from "../../src/domain/policy.ts";
import type { AmbiguousMode } from "../../src/domain/repair-policy.ts";
import { isLess, isOpenRepair, toCautiousMode } from "../../src/run/cautious-mode.ts";
import { makeTask } from "../report/reports.ts";

test.each<[PublishMode, AmbiguousMode | undefined, "ci" | "terminal", PublishMode]>([
  ["commit", undefined, "ci", "suggestions"],
  ["pull-request", undefined, "ci", "suggestions"],
  ["suggestions", undefined, "ci", "suggestions"],
  ["commit", undefined, "terminal", "patch"],
  ["worktree", undefined, "terminal", "patch"],
  ["worktree", undefined, "ci", "patch"],
  ["patch", undefined, "ci", "patch"],
  ["none", undefined, "ci", "none"],
  ["commit", "patch", "ci", "patch"],
  ["none", "patch", "ci", "none"],
  ["commit", "publish", "ci", "commit"],
  ["worktree", "publish", "terminal", "worktree"],
  ["none", "publish", "ci", "none"],
])("%s with repair.ambiguous %s in a %s is published as %s", (mode, ambiguous, place, expected) => {
  const policy = ambiguous === undefined ? {} : { repair: { ambiguous } };
  expect(toCautiousMode(mode, policy, { ci: place === "ci" })).toBe(expected);
});

test("only a fix of a failing check of which its engine is not sure is open", () => {
  const task = makeTask("a.ts");
  expect(isOpenRepair({ task, confidence: "guess" }, "failing check")).toBe(true);
  expect(isOpenRepair({ task, confidence: "certain" }, "failing check")).toBe(false);
  expect(isOpenRepair({ task }, "failing check")).toBe(false);
  expect(isOpenRepair({ task, confidence: "guess" }, "none")).toBe(false);
  expect(isOpenRepair({ task: { ...task, kind: "tests" }, confidence: "guess" }, "failing check")).toBe(false);
});

test.each<[PublishMode, PublishMode, boolean]>([
  ["patch", "commit", true],
  ["patch", "worktree", true],
  ["suggestions", "commit", true],
  ["suggestions", "pull-request", true],
  ["commit", "commit", true],
  ["none", "none", true],
  ["patch", "none", false],
  ["suggestions", "patch", false],
  ["suggestions", "none", false],
  ["commit", "suggestions", false],
  ["commit", "pull-request", false],
  ["none", "commit", false],
])("an entry that asks for %s where %s is allowed: %s", (asked, allowed, expected) => {
  expect(isLess(asked, allowed)).toBe(expected);
});
