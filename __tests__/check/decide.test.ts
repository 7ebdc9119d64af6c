import { describe, expect, test } from "@jest/globals";
import { decide } from "../../src/check/decide.ts";
import { toGateSetting } from "../../src/check/gate-setting.ts";
import type { Diagnostic } from "../../src/domain/diagnostic.ts";
import type { GateAnswer, GateName, GateResult } from "../../src/domain/gate.ts";
import type { GateSetting, Rule } from "../../src/domain/policy.ts";
import { gates, policy } from "./subjects.ts";

function result(gate: GateName, answer: GateAnswer, level: GateResult["level"] = "required"): GateResult {
  return { ...answer, gate, level, durationMs: 1 };
}

const said = (message: string, more: Partial<Diagnostic> = {}): Diagnostic => ({
  source: "eslint",
  severity: "error",
  message,
  ...more,
});
const passed = result("scope", { status: "passed" });
const failed = result("lint", { status: "failed", diagnostics: [said("No x.", { path: "a.ts", range: { line: 3 } })] });
const errored = result("types", { status: "errored", reason: "no tsc", remedy: "Install it" });

describe("the verdict", () => {
  test.each([
    ["all passed", [passed], 1, { type: "accept" }],
    [
      "skipped is no obstacle",
      [passed, result("lint", { status: "skipped", reason: "no linter" })],
      1,
      { type: "accept" },
    ],
    ["an advisory failure is no obstacle", [{ ...failed, level: "advisory" as const }], 1, { type: "accept" }],
    ["nothing was looked at", [], 1, { type: "reject", reason: "no gate has looked at it, so nothing is proved" }],
    [
      "a gate that could not run",
      [errored],
      1,
      { type: "reject", reason: "gate types could not run: no tsc. Install it", because: "errored" },
    ],
    [
      "a gate that could not judge some lines",
      [result("types", { status: "errored", reason: "no tsc", remedy: "Install it", diagnostics: [said("here")] })],
      1,
      { type: "reject", reason: "gate types could not run: no tsc. Install it" },
    ],
    [
      "a failure on the last attempt",
      [passed, failed],
      3,
      { type: "reject", reason: "gate lint failed: a.ts:3: No x." },
    ],
  ])("%s", (_, results, attempt, expected) => {
    expect(decide(results, attempt, 3)).toEqual(expected);
  });

  test("a failure with attempts left says what the next one needs to know", () => {
    expect(decide([passed, failed], 2, 3)).toEqual({
      type: "retry",
      feedback: {
        from: "lint",
        message: "gate lint failed: a.ts:3: No x.",
        diagnostics: [said("No x.", { path: "a.ts", range: { line: 3 } })],
      },
    });
  });

  test("feedback is deduplicated, errors first, twenty at most, none longer than a screen", () => {
    const many = [
      said("careful", { severity: "warning" }),
      ...Array.from({ length: 30 }, (_, index) => said(`wrong ${String(index % 25)}`)),
      said("long".repeat(500), { severity: "info" }),
    ];
    const verdict = decide([result("lint", { status: "failed", diagnostics: many })], 1, 3);
    const diagnostics = verdict.type === "retry" ? verdict.feedback.diagnostics : [];
    expect(diagnostics.map(({ message }) => message)).toEqual(
      Array.from({ length: 20 }, (_, index) => `wrong ${String(index)}`),
    );
    const long = decide([result("lint", { status: "failed", diagnostics: many.slice(-1) })], 1, 3);
    expect(long.type === "retry" && long.feedback.diagnostics[0]!.message.length).toBe(601);
  });
});

describe("a gate's setting", () => {
  const rule = (coverage?: GateSetting): Rule => ({
    paths: ["**"],
    tasks: ["fix"],
    write: [],
    gates: coverage === undefined ? {} : { coverage },
  });
  const strict: GateSetting = { level: "required", minDelta: 2, minChangedLines: 90, minChangedBranches: 50 };
  const lax: GateSetting = { level: "advisory", minDelta: 0 };

  test.each([
    ["the policy's without rules", [], "candidate", { level: "advisory", minDelta: 1 }],
    ["the policy's where the rule says nothing", [rule()], "candidate", { level: "advisory", minDelta: 1 }],
    [
      "the rule's over the policy's",
      [rule({ level: "required", minChangedLines: 80 })],
      "candidate",
      { level: "required", minDelta: 1, minChangedLines: 80 },
    ],
    [
      "on the sum the strictest level and the lowest threshold",
      [rule(strict), rule(lax)],
      "sum",
      { level: "required", minDelta: 0 },
    ],
    [
      "on the sum no threshold of a rule that is off",
      [rule({ level: "off" }), rule(strict)],
      "sum",
      { level: "required", minDelta: 2, minChangedLines: 90, minChangedBranches: 50 },
    ],
    ["on the sum of one task its own", [rule(strict)], "sum", strict],
  ] as const)("%s", (_, rules, scope, expected) => {
    const general = policy({ gates: gates({ coverage: { level: "advisory", minDelta: 1 } }) });
    expect(toGateSetting("coverage", general, rules, scope)).toEqual(expected);
  });
});
