import { describe, expect, test } from "@jest/globals";
import { PROBE_NAMES, toLevel } from "../../../src/adapters/sandbox/self-test.ts";
import type { Measured, ProbeName, SelfTestFinding } from "../../../src/adapters/sandbox/self-test.ts";
import { toRemedies, toSandboxProblem } from "../../../src/adapters/sandbox/remedies.ts";
import type { MachineFacts } from "../../../src/adapters/sandbox/remedies.ts";

function findings(broken: readonly ProbeName[], as: "no" | "not-measured" = "no"): readonly SelfTestFinding[] {
  return PROBE_NAMES.map((probe) => ({ probe, held: broken.includes(probe) ? as : "yes", detail: "seen" }));
}

describe("toLevel", () => {
  test.each([
    [[], "L3", "L3"],
    [[], "L2", "L2"],
    [[], "L1", "L1"],
    [["nesting"], "L3", "L2"],
    [["reading"], "L3", "L2"],
    [["forks"], "L3", "L1"],
    [["network"], "L3", "L1"],
    [["processes", "nesting"], "L3", "L1"],
    [["environment"], "L3", "L0"],
    [["writing"], "L3", "L0"],
    [["privileges", "network"], "L3", "L0"],
  ] as const)("with %j broken and a ceiling of %s it is %s", (broken, ceiling, expected) => {
    expect(toLevel(findings(broken), ceiling)).toBe(expected);
    expect(toLevel(findings(broken, "not-measured"), ceiling)).toBe(expected);
  });

  test("a sandbox of which nothing was measured is none", () => {
    expect(toLevel([], "L3")).toBe("L0");
  });
});

const facts: MachineFacts = {
  platform: "linux",
  uid: 1001,
  bubblewrap: "installed",
  controlGroups: "none",
  apparmorRestricts: undefined,
  unprivilegedClone: undefined,
  maxUserNamespaces: "10000",
};
const best: Measured = { mechanism: { type: "plain" }, level: "L0", findings: findings(["network", "forks"]) };

describe("toRemedies", () => {
  test.each<[string, Partial<MachineFacts>, RegExp]>([
    ["no bubblewrap", { bubblewrap: "missing" }, /install bubblewrap .*apt-get install bubblewrap/u],
    [
      "AppArmor",
      { apparmorRestricts: "1" },
      /sysctl -w kernel\.apparmor_restrict_unprivileged_userns=0.*apparmor\.d\/bwrap/u,
    ],
    ["a kernel switch of Debian", { unprivilegedClone: "0" }, /unprivileged_userns_clone=1/u],
    ["no user namespaces", { maxUserNamespaces: "0" }, /max_user_namespaces=10000/u],
    ["root without control groups", { uid: 0 }, /ordinary user/u],
    ["another system", { platform: "darwin" }, /on Linux/u],
  ])("for %s", (_, change, expected) => {
    expect(toRemedies({ ...facts, ...change }, best).join("\n")).toMatch(expected);
  });

  test("an ordinary user is not told to be one", () => {
    expect(toRemedies({ ...facts, uid: 1000, bubblewrap: "missing" }, best)).toEqual([
      expect.stringContaining("install bubblewrap"),
    ]);
  });

  test("a container is the last guess", () => {
    expect(toRemedies(facts, { ...best, findings: findings(["network"]) }).join()).toMatch(/container/u);
  });

  test("none at L3", () => {
    expect(toRemedies(facts, { ...best, level: "L3" })).toEqual([]);
  });
});

test("a minimum that is not reached names what broke and what to do", () => {
  const problem = toSandboxProblem("L2", best, ["install bubblewrap"]);
  expect(problem).toEqual({
    place: "sandbox.minimum",
    message:
      "the policy asks for L2, but L0 is what was measured here (process group, environment and limits only; network: seen; forks: seen)",
    remedy: "To raise it: install bubblewrap. Or lower sandbox.minimum in the policy, which lets commands reach more",
  });
  expect(toSandboxProblem("L1", undefined, ["x"]).message).toContain("L0");
});
