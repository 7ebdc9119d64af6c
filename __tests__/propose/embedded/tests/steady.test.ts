import { expect, test } from "@jest/globals";
import type { EntryPoint } from "../../../../src/probe/explore/entry-points.ts";
import { toPlan } from "../../../../src/probe/explore/plans.ts";
import { createProber } from "../../../../src/probe/prober.ts";
import { steady } from "../../../../src/propose/embedded/tests/steady.ts";
import { createProbeWorkspace } from "../../../probe/probe-workspace.ts";
import { repoPath } from "../../temp-workspace.ts";
import { MAKER } from "./store-trials.ts";

const MODULE = `
exports.same = () => new Date(0).toISOString();
exports.hour = () => new Date(0).getHours();
exports.text = () => new Date(0).toString();
exports.invalid = () => new Date(NaN).toString();
exports.amount = () => (1234.5).toLocaleString();
exports.fixed = () => (1234.5).toLocaleString("en-US");
exports.day = () => new Date().getUTCDay();
exports.chance = () => Math.random();
`;

/** Names of the functions of a module whose calls without arguments are kept. */
async function keptOf(text: string): Promise<readonly string[]> {
  await using workspace = await createProbeWorkspace({ "clock.js": text });
  await using prober = createProber({ workspace, signal: new AbortController().signal });
  const names = [...text.matchAll(/^exports\.(\w+)/gmu)].map((match) => match[1] ?? "");
  const scenarios = names.map((name) => {
    const point: EntryPoint = { ...MAKER, name, type: "function", path: [name] };
    return { makers: [], before: [], call: { point, args: [] } };
  });
  const plans = scenarios.map((scenario) => toPlan(repoPath("clock.js"), scenario));
  const records = await prober.run(
    plans.map(({ plan }) => plan),
    { reached: "all" },
  );
  const trials = plans.flatMap((one, index) => {
    const [scenario, record] = [scenarios[index], records[index]];
    return scenario === undefined || record === undefined ? [] : [{ scenario, ...one, record }];
  });
  const kept = await steady(trials, { prober, options: {} });
  return kept.map(({ scenario }) => scenario.call.point.name);
}

const STRICT = `
exports.caller = function () { "use strict"; return (function () { return typeof this; })(); };
exports.commented = function () {
  // What a reader should know.
  'use strict';
  return Object.isFrozen("a") && (function () { return this === undefined; })();
};
exports.either = function () { "use strict"; return 1; };
exports.loose = function () { return this === undefined; };
`;

test.each([
  ["a function for itself", STRICT, ["either", "loose"]],
  [
    "the whole file",
    `"use strict";${STRICT.replaceAll(/["']use strict["'];/gu, "")}`,
    ["caller", "commented", "either", "loose"],
  ],
])("what hangs on a directive is kept only where it is that of the whole file: %s", async (_, text, expected) => {
  expect(await keptOf(text)).toEqual(expected);
});

test("what depends on the time, the time zone, the language or chance is not kept", async () => {
  expect(await keptOf(MODULE)).toEqual(["same", "invalid", "fixed"]);
});
