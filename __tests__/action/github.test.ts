import { expect, test } from "@jest/globals";
import { openEarlier, toRequest } from "../../src/action/github.ts";
import type { Settings } from "../../src/domain/settings.ts";
import { parseInputs } from "../../src/settings/inputs.ts";

function settingsOf(inputs: Readonly<Record<string, string>>): Settings {
  const env = Object.fromEntries(Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]));
  const parsed = parseInputs({ ...env, INPUT_REPO: inputs["repo"] ?? "." }, { ci: true, color: false });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.value;
}

const LEG = '{\n  "node": 24\n}';

test.each<[string, Readonly<Record<string, string>>, Readonly<Record<string, string>>]>([
  ["another leg of a matrix", { leg: LEG }, { leg: '{\n  "node": 22\n}' }],
  ["another repository", { repo: "one" }, { repo: "two" }],
  ["another policy", { policy: ".github/assay.yml" }, { policy: ".github/strict.yml" }],
  ["another head", { head: "a" }, { head: "b" }],
])("%s is other work", (_, one, other) => {
  expect(toRequest(settingsOf(one))).not.toBe(toRequest(settingsOf(other)));
});

test("where a run leaves its files, and with what token, is not", () => {
  const places = { out: "/tmp/1", report: "/tmp/1/report.json", token: "ghs_1" };
  expect(toRequest(settingsOf({ leg: LEG, ...places }))).toBe(toRequest(settingsOf({ leg: LEG })));
});

test.each([
  ["plan", "ghs_1", "GitHub is gone"],
  ["propose", "ghs_1", "GitHub is gone"],
  ["propose", "", undefined],
  ["all", "ghs_1", undefined],
])(
  "phase %s with token %j: what earlier runs have left is asked for at the first need, and never written",
  async (phase, token, gone) => {
    const asked: string[] = [];
    const earlier = openEarlier({
      event: { name: "schedule", text: "{}" },
      env: { GITHUB_REPOSITORY: "corner/shop" },
      settings: settingsOf({ phase, token }),
      signal: new AbortController().signal,
      open: (options) => {
        asked.push(options.token);
        return Promise.reject(new Error("GitHub is gone"));
      },
      onNote: () => undefined,
    });
    expect(earlier === undefined).toBe(gone === undefined);
    if (earlier === undefined) return;
    expect(await earlier.state.update(() => "{}")).toBe(`the phase ${phase} writes nothing to GitHub`);
    expect(asked).toEqual([]);
    await expect(earlier.state.read()).rejects.toThrow("GitHub is gone");
    await expect(earlier.endedPulls([1])).rejects.toThrow("GitHub is gone");
    expect(asked).toEqual(["ghs_1"]);
  },
);
