import { expect, test } from "@jest/globals";
import { findMutants } from "../../../../src/code/mutate/find-mutants.ts";
import type { EntryPoint } from "../../../../src/probe/explore/entry-points.ts";
import { toExpression } from "../../../../src/probe/explore/expressions.ts";
import { toPlan } from "../../../../src/probe/explore/plans.ts";
import { createProber } from "../../../../src/probe/prober.ts";
import type { ValueExpression } from "../../../../src/probe/values.ts";
import { killsOf } from "../../../../src/propose/embedded/tests/select.ts";
import { shrink } from "../../../../src/propose/embedded/tests/shrink.ts";
import { createProbeWorkspace } from "../../../probe/probe-workspace.ts";
import { repoPath } from "../../temp-workspace.ts";
import { MAKER, parameter } from "./store-trials.ts";

const MODULE = `exports.joined = (fruits, label) => label + fruits.join("-");\n`;

const listOf = (count: number): ValueExpression => ({
  type: "array",
  items: Array.from({ length: count }, (_, index) => toExpression(`fruit${index}`)),
});

test.each([
  [4, 2, 6],
  [6, 2, 6],
  [30, 12, 12],
])("of %i items at most %i are left, of another argument at most %i letters", async (count, most, letters) => {
  await using workspace = await createProbeWorkspace({ "joined.js": MODULE });
  await using prober = createProber({ workspace, signal: new AbortController().signal });
  const module = repoPath("joined.js");
  const parameters = [parameter("fruits"), parameter("label")];
  const point: EntryPoint = { ...MAKER, name: "joined", type: "function", path: ["joined"], parameters };
  const scenario = { makers: [], before: [], call: { point, args: [listOf(count), toExpression("a long label")] } };
  const planned = toPlan(module, scenario);
  const [record] = await prober.run([planned.plan], { reached: "all" });
  if (record === undefined) throw new Error("no record");
  const trial = { scenario, ...planned, record };
  const mutants = findMutants(module, MODULE);
  const [kills = []] = await killsOf(prober, [trial], mutants, {});
  expect(kills.length).toBeGreaterThan(2);
  const shrinking = {
    prober,
    module,
    typed: "no",
    mutants,
    options: {},
    lookOptions: () => ({}),
    expired: () => false,
  } as const;
  const [shrunk] = await shrink(shrinking, [{ trial, points: record.reached, mutants: kills }]);
  const [list, label] = shrunk?.trial.scenario.call.args ?? [];
  // Two are needed to see what stands between them.
  expect(list).toMatchObject({ type: "array" });
  expect(list?.type === "array" && list.items.length).toBeLessThanOrEqual(most);
  expect(label?.type === "primitive" && String(label.value).length).toBeLessThanOrEqual(letters);
});
