import { describe, expect, test } from "@jest/globals";
import type { GateResult } from "../../src/domain/gate.ts";
import { checkSum, type AcceptedOutcome } from "../../src/run/check-sum.ts";
import { acceptedOutcome, fakeWorkspace } from "./fakes.ts";

const passed: GateResult = { gate: "tests", level: "required", status: "passed", durationMs: 1 };
const failed: GateResult = { gate: "tests", level: "required", status: "failed", diagnostics: [], durationMs: 1 };

function outcomes(count: number): readonly AcceptedOutcome[] {
  return Array.from({ length: count }, (_, index) => acceptedOutcome(`src/f${index}.ts`));
}

const names = (group: readonly AcceptedOutcome[]): readonly string[] => group.map((outcome) => outcome.task.target);

describe("checkSum", () => {
  test("what holds together is checked once", async () => {
    let runs = 0;
    const sum = await checkSum(outcomes(5), fakeWorkspace(), () => {
      runs += 1;
      return Promise.resolve([passed]);
    });
    expect(runs).toBe(1);
    expect(sum.kept).toHaveLength(5);
    expect(sum.dropped).toEqual([]);
    expect(sum.gates).toEqual([passed]);
  });

  test("one culprit among sixteen is found in logarithmic time and the rest is kept", async () => {
    let runs = 0;
    const sum = await checkSum(outcomes(16), fakeWorkspace(), (group) => {
      runs += 1;
      return Promise.resolve([names(group).includes("src/f11.ts") ? failed : passed]);
    });
    expect(names(sum.dropped.map((drop) => drop.outcome))).toEqual(["src/f11.ts"]);
    expect(sum.dropped[0]?.gates).toEqual([failed]);
    expect(sum.kept).toHaveLength(15);
    expect(runs).toBeLessThanOrEqual(9);
  });

  test("of two that only fail together, the first is kept", async () => {
    const sum = await checkSum(outcomes(4), fakeWorkspace(), (group) => {
      const clash = names(group).includes("src/f0.ts") && names(group).includes("src/f3.ts");
      return Promise.resolve([clash ? failed : passed]);
    });
    expect(names(sum.kept)).toEqual(["src/f0.ts", "src/f1.ts", "src/f2.ts"]);
  });

  test("an advisory failure drops nothing", async () => {
    const advisory: GateResult = { ...failed, level: "advisory" };
    const sum = await checkSum(outcomes(2), fakeWorkspace(), () => Promise.resolve([advisory]));
    expect(sum.kept).toHaveLength(2);
  });

  test("the workspace holds exactly the kept edits when the tree is taken", async () => {
    const workspace = fakeWorkspace();
    const sum = await checkSum(outcomes(3), workspace, (group) =>
      Promise.resolve([names(group).includes("src/f2.ts") ? failed : passed]),
    );
    expect([...workspace.files.keys()].sort()).toEqual(["src/f0.ts", "src/f1.ts"]);
    expect(sum.tree).toBe(await workspace.tree());
  });

  test("nothing accepted: nothing is run", async () => {
    const sum = await checkSum([], fakeWorkspace(), () => Promise.reject(new Error("must not run")));
    expect(sum.kept).toEqual([]);
    expect(sum.gates).toEqual([]);
  });
});
