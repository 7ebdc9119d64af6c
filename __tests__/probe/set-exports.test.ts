import { expect, test } from "@jest/globals";
import { createProber } from "../../src/probe/prober.ts";
import type { Step } from "../../src/probe/types.ts";
import { call, lastOutcome, plan } from "./plans.ts";
import { createProbeWorkspace } from "./probe-workspace.ts";

test("what is set among the exports is set for its own plan alone", async () => {
  await using workspace = await createProbeWorkspace({
    "counter.js":
      'module.exports = function f() {};\nmodule.exports.word = "1";\nmodule.exports.told = () => module.exports.word;\n',
  });
  const prober = createProber({ workspace, signal: new AbortController().signal });
  const value = { type: "primitive", value: "2" } as const;
  const self = call("told");
  const set: Step = { type: "set", on: { base: "exports", path: ["word"] }, value };
  const records = await prober.run(
    [plan("counter.js", self), plan("counter.js", set, self), plan("counter.js", self)],
    {
      fresh: "never",
    },
  );
  expect(records.map((record) => lastOutcome(record))).toMatchObject(
    ["1", "2", "1"].map((version) => ({ type: "returned", value: { value: version } })),
  );
});
