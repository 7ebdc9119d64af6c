import { describe, expect, test } from "@jest/globals";
import type { GateResult } from "../../src/domain/gate.ts";
import { selectAnnotations } from "../../src/report/annotations.ts";
import { renderSummary } from "../../src/report/render-summary.ts";
import { makeAccepted, makeDeclined, makeRejected, makeReport } from "./reports.ts";

describe("annotations", () => {
  test("rejected ones first, at the line that the gate named; declined ones not at all", () => {
    const { shown, omitted } = selectAnnotations(
      makeReport({ outcomes: [makeDeclined(), makeAccepted(), makeRejected()] }),
    );
    expect(shown).toEqual([
      {
        level: "warning",
        title: "fix rejected",
        message: "gate tests failed: one kilo\nsrc/shipping.ts:13:79 expected 510 received 390",
        path: "src/shipping.ts",
        line: 13,
      },
      { level: "notice", title: "fix accepted", message: "Add missing import.", path: "src/user.ts", line: 1 },
    ]);
    expect(omitted).toEqual({ error: 0, warning: 0, notice: 0 });
  });

  test("what looks like a mistake is a warning at its own line", () => {
    const accepted = makeAccepted();
    const suspicions = [{ path: "src/user.ts", line: 41, call: "area()", what: "gives NaN" }];
    const outcomes = [{ ...accepted, candidate: { ...accepted.candidate, suspicions } }];
    expect(selectAnnotations(makeReport({ outcomes })).shown[0]).toEqual({
      ...{ level: "warning", title: "looks like a mistake", message: "area() gives NaN" },
      ...{ path: "src/user.ts", line: 41 },
    });
  });

  test("what a gate that does not block says of an accepted change is one, too, behind what was rejected", () => {
    const accepted = makeAccepted();
    const remark = { source: "eslint", code: "no-var", severity: "warning", message: "use let" } as const;
    const result: GateResult = {
      gate: "lint",
      level: "advisory",
      status: "failed",
      durationMs: 1,
      diagnostics: Array.from({ length: 12 }, (_, at) => ({ ...remark, range: { line: at + 1 } })),
    };
    const outcomes = [{ ...accepted, gates: [...accepted.gates, result] }, makeRejected()];
    const { shown, omitted } = selectAnnotations(makeReport({ outcomes }));
    expect(shown[0]).toMatchObject({ title: "fix rejected" });
    expect(shown[1]).toEqual({
      ...{ level: "warning", title: "look at this (eslint)", message: "no-var use let" },
      ...{ path: accepted.task.target, line: 1 },
    });
    expect(omitted).toEqual({ error: 0, warning: 3, notice: 0 });
    // What the log leaves out stands in the summary.
    expect(renderSummary(makeReport({ outcomes }))).toContain(`\`${accepted.task.target}:12\``);
  });

  test("in a failed run they are errors", () => {
    const { shown } = selectAnnotations(makeReport({ conclusion: "failure" }));
    expect(shown.map(({ level }) => level)).toEqual(["error", "notice"]);
  });

  test("at most ten of a level; the others are counted", () => {
    const outcomes = [
      ...Array.from({ length: 12 }, (_, index) => makeAccepted(`src/a${index}.ts`)),
      ...Array.from({ length: 11 }, (_, index) => makeRejected(`src/b${index}.ts`)),
    ];
    const { shown, omitted } = selectAnnotations(makeReport({ outcomes }));
    expect(shown).toHaveLength(20);
    expect(omitted).toEqual({ error: 0, warning: 1, notice: 2 });
  });

  test("a long message is cut", () => {
    const outcomes = [{ ...makeRejected(), reason: "x".repeat(10_000) }];
    expect(selectAnnotations(makeReport({ outcomes })).shown[0]?.message).toHaveLength(4000);
  });
});
