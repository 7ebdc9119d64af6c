import { expect, jest, test } from "@jest/globals";
import type { Settings } from "../../src/domain/settings.ts";
import type { Engine } from "../../src/ports.ts";
import { toTerms } from "../../src/run/prepare.ts";
import { effective } from "../policy/effective-of.ts";
import { lab, modelOf } from "../propose/model/fakes.ts";
import { digest } from "../publish/bundles.ts";
import { inScenario } from "../scenarios/support/fixture-run.ts";
import { createModelElsewhere } from "../../src/run/model-elsewhere.ts";

jest.setTimeout(120_000);

const POLICY = `version: 1
tasks: [fix, docs]
model: { name: { docs: gpt-x } }
rules:
  - { paths: ["src/a.js"], tasks: [fix] }
  - { paths: ["src/b.js"], tasks: [docs] }
`;

const HEAD = { "src/a.js": "export const a = 1;\n", "src/b.js": "export const b = 1;\n" };

test("a job of CI that only plans counts on the jobs that have the model's key; whoever proposes itself does not", () =>
  inScenario({ policy: POLICY, head: HEAD, model: "without-key" }, async (place) => {
    const planned = async (settings: Partial<Settings>): Promise<readonly string[]> =>
      (await place.plan({ settings })).plan.tasks.map(({ kind }) => kind);
    // The embedded engine of the scenario does fixes alone, and the policy has a model for docs alone.
    expect(await planned({ ci: true, phase: "plan" })).toEqual(["fix", "docs"]);
    expect(await planned({ ci: false, phase: "plan" })).toEqual(["fix"]);
    expect(await planned({ ci: true, phase: "propose" })).toEqual(["fix"]);
  }));

test("what was tried under the model is told by the same terms with its key and without", () => {
  const { policy } = effective(POLICY);
  if (policy.model === undefined) throw new Error("no model");
  const { engine: own } = lab({ model: modelOf(), modelPolicy: policy.model });
  const termsOf = (engine: Engine): string =>
    toTerms({ effective: effective(POLICY), opened: { engines: [engine] } }, { digest, version: "1" });
  expect(termsOf(createModelElsewhere(policy.model))).toBe(termsOf(own));
});
