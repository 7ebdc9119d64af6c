import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { clampBytes, clampLength, clampMarkdown } from "../../src/publish/clamp.ts";
import { toCheckRun } from "../../src/publish/to-check-run.ts";
import { FAILED, makeAccepted, makeRejected, makeReport } from "../report/reports.ts";

describe("the check run of a report", () => {
  test("rejected before accepted, each with its patch", () => {
    const report = makeReport({ outcomes: [makeAccepted(), makeRejected()] });
    const { annotations } = toCheckRun(report, "summary");
    expect(annotations.map(({ annotation_level: level, path, title }) => [level, path, title])).toEqual([
      [report.conclusion === "failure" ? "failure" : "warning", "src/shipping.ts", "fix rejected"],
      ["notice", "src/user.ts", "fix accepted"],
    ]);
    expect(annotations.every(({ raw_details: details }) => details?.includes("@@") === true)).toBe(true);
  });

  test("what an advisory gate says of an accepted change is shown as suspicious", () => {
    const accepted = makeAccepted();
    const report = makeReport({ outcomes: [{ ...accepted, gates: [{ ...FAILED, level: "advisory" }] }] });
    expect(toCheckRun(report, "").annotations[0]).toMatchObject({
      annotation_level: "warning",
      path: "src/shipping.ts",
      start_line: 13,
    });
  });

  test("what looks like a mistake is shown at its place, with the call that shows it", () => {
    const accepted = makeAccepted();
    const told = {
      path: "src/user.ts",
      line: 41,
      call: "area({ width: 2 })",
      what: "gives NaN for ordinary arguments",
    };
    const candidate = { ...accepted.candidate, suspicions: [told] };
    const report = makeReport({ outcomes: [{ ...accepted, candidate }] });
    expect(toCheckRun(report, "").annotations).toContainEqual({
      ...{ path: "src/user.ts", start_line: 41, end_line: 41, annotation_level: "warning" },
      ...{ title: "looks like a mistake", message: "area({ width: 2 }) gives NaN for ordinary arguments" },
    });
  });

  test("nothing done is never green", () => {
    expect(toCheckRun(makeReport({ outcomes: [], conclusion: "success" }), "s").conclusion).toBe("neutral");
    expect(toCheckRun(makeReport({ outcomes: [makeAccepted()], conclusion: "success" }), "s").conclusion).toBe(
      "success",
    );
    expect(toCheckRun(makeReport({ outcomes: [], conclusion: "failure" }), "s").conclusion).toBe("failure");
  });

  test("what waits for approval asks for it", () => {
    const publication = { type: "waiting", approval: "label", reason: "r", remedy: "x" } as const;
    const report = makeReport({
      outcomes: [makeAccepted()],
      publication: { type: "several", publications: [publication] },
    });
    expect(toCheckRun(report, "s").conclusion).toBe("action_required");
  });

  test("a thousand annotations at most, and the rest counted", () => {
    const outcomes = Array.from({ length: 1003 }, (_, index) => makeAccepted(`src/a${index}.ts`));
    const content = toCheckRun(makeReport({ outcomes }), "summary");
    expect(content.annotations).toHaveLength(1000);
    expect(content.summary).toMatch(/^_3 annotations are not shown/u);
  });

  test.each([65_534, 65_535, 65_536, 65_537, 200_000])("a summary of %d characters fits", (length) => {
    for (const letter of ["a", "é", "👩‍💻"]) {
      const summary = letter.repeat(Math.ceil(length / letter.length));
      const shown = toCheckRun(makeReport(), `\`\`\`diff\n${summary}\n\`\`\``).summary;
      expect(shown.length).toBeLessThanOrEqual(65_535);
      expect(Buffer.byteLength(shown)).toBeLessThanOrEqual(65_535);
      expect(shown.isWellFormed()).toBe(true);
      expect((shown.match(/^```/gmu) ?? []).length % 2).toBe(0);
    }
  });
});

describe("cutting", () => {
  test("never more than allowed, never half a character, whole where it fits", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.integer({ min: 4, max: 40 }), (text, limit) => {
        const [bytes, length] = [clampBytes(text, limit), clampLength(text, limit)];
        expect(Buffer.byteLength(bytes)).toBeLessThanOrEqual(limit);
        expect(length.length).toBeLessThanOrEqual(limit);
        expect(bytes.isWellFormed() && length.isWellFormed()).toBe(true);
        if (Buffer.byteLength(text.toWellFormed()) <= limit) expect(bytes).toBe(text.toWellFormed());
      }),
    );
  });

  test("a code block that is cut open is closed, and the note stands outside", () => {
    const cut = clampMarkdown(`before\n\n\`\`\`\`diff\n${"line\n".repeat(500)}\`\`\`\`\n`, 400, "_cut_");
    expect(cut).toMatch(/\n````\n\n_cut_$/u);
  });
});
