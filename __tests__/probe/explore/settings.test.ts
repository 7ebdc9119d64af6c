import { expect, test } from "@jest/globals";
import { emptyArchive } from "../../../src/probe/explore/archive.ts";
import type { EntryPoint } from "../../../src/probe/explore/entry-points.ts";
import { ending, toPlan, type Trial } from "../../../src/probe/explore/plans.ts";
import { settingsOf, withSettings } from "../../../src/probe/explore/settings.ts";
import type { ExportShape, MemberShape } from "../../../src/probe/types.ts";
import { repoPath } from "../../propose/temp-workspace.ts";

const constant = (member: string, value: boolean | number): MemberShape => ({
  ...{ member, kind: "constant" },
  value: { type: "primitive", value },
});
const whole: ExportShape = { kind: "function", functionKind: "function", name: "f", arity: 0, parameters: [] };
const loaded = { type: "loaded", effects: {}, reached: [] } as const;
const exports = [constant("quiet", true), constant("_own", true), constant("limit", 3)];

test("booleans of a module that is one thing are switches", () => {
  expect(settingsOf({ ...loaded, self: whole, exports })).toEqual([{ path: ["quiet"], value: false }]);
  expect(settingsOf({ ...loaded, exports })).toEqual([]);
});

test("a switch is set before everything else, whatever comes of the scenario", () => {
  const literals = { strings: [], numbers: [], matching: [], names: [] };
  const base = { name: "run", type: "function", path: ["run"], parameters: [], result: "plain", literals } as const;
  const point: EntryPoint = { ...base, returns: { type: "unknown" } };
  const scenario = { makers: [], before: [], call: { point, args: [] } };
  const record = { steps: [], effects: {}, reached: [] };
  const trial: Trial = { scenario, ...toPlan(repoPath("a.js"), scenario), record };
  const archive = emptyArchive();
  archive.trials.set(point, [trial]);
  const [made] = withSettings(archive, [point], [{ path: ["quiet"], value: false }]);
  if (made === undefined) throw new Error("nothing was made");
  const { plan, places, focus } = toPlan(repoPath("a.js"), ending(made, "awaited"));
  expect(plan.steps.map(({ type }) => type)).toEqual(["set", "call", "await"]);
  expect([places, focus]).toEqual([[1], 2]);
});
