import { expect, test } from "@jest/globals";
import type { JudgedPair } from "../../../src/probe/compare/pair.ts";
import { provedPoints } from "../../../src/probe/compare/proved-points.ts";
import type { Step, StepOutcome } from "../../../src/probe/types.ts";
import { repoPath } from "../plans.ts";

const DONE: StepOutcome = { type: "returned", value: { type: "primitive", value: 1 } };
const refused = (what: string): StepOutcome => ({ type: "denied", what });

/** A call of an export that reaches the point 1, or with a second name a call of a method of what the first one gives. */
function pair(verdict: JudgedPair["verdict"], name: string, outcome = DONE, method?: string): JudgedPair {
  const first: Step = { type: "call", on: { base: "exports", path: [name] }, args: [] };
  const second: Step = { type: "call", on: { base: "step", step: 0, path: [method ?? ""] }, args: [] };
  const [steps, ends] =
    method === undefined
      ? [[first], [outcome]]
      : [
          [first, second],
          [DONE, outcome],
        ];
  const record = { steps: ends.map((end) => ({ outcome: end })), effects: {}, reached: [1, 2] };
  return { plan: { module: repoPath("a.js"), steps }, before: record, after: record, verdict };
}

const NET = refused("network");

test.each<readonly [string, boolean, readonly JudgedPair[]]>([
  ["a call that is the same", true, [pair("same", "f")]],
  ["calls that differ or say nothing", false, [pair("differs", "f"), pair("mute", "f")]],
  ["a call of what is refused the network", false, [pair("same", "f"), pair("mute", "f", NET)]],
  ["a call of what is refused a process", false, [pair("same", "f"), pair("mute", "f", refused("ChildProcess"))]],
  ["a call of what is refused a file", true, [pair("same", "f"), pair("mute", "f", refused("FileSystemWrite"))]],
  ["a call of something else than what is refused", true, [pair("same", "g"), pair("mute", "f", NET)]],
  ["a call of what makes an object whose method is refused", true, [pair("same", "f"), pair("mute", "f", NET, "open")]],
  [
    "a call of a method that is refused elsewhere",
    false,
    [pair("same", "f", DONE, "open"), pair("mute", "f", NET, "open")],
  ],
  ["calls that mostly differ from themselves", false, [pair("same", "f"), pair("differs", "f"), pair("differs", "f")]],
  ["calls of which one differs from itself", true, [pair("same", "f"), pair("same", "f"), pair("differs", "f")]],
])("%s: proves what it reaches: %s", (_, isProof, pairs) => {
  for (const version of ["before", "after"] as const)
    expect([...provedPoints(pairs, version, new Set([1]))]).toEqual(isProof ? [1] : []);
});

test("of calls that differ from themselves the one that does speaks against its member, not what made the object", () => {
  const made = pair("same", "Session", DONE, "label");
  const other: StepOutcome = { type: "returned", value: { type: "primitive", value: 2 } };
  const unsteady = (method: string): JudgedPair => {
    const one = pair("differs", "Session", DONE, method);
    return { ...one, after: pair("differs", "Session", other, method).after };
  };
  const pairs = [made, unsteady("id"), unsteady("token")];
  expect([...provedPoints(pairs, "before", new Set([1]))]).toEqual([1]);
});
