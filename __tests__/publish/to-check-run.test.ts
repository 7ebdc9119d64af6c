import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import type { BundleEntry } from "../../src/domain/bundle.ts";
import type { Evidence } from "../../src/domain/evidence.ts";
import type { Publication } from "../../src/domain/publication.ts";
import { clampBytes, clampLength, clampMarkdown } from "../../src/publish/clamp.ts";
import { toCheckRun, toPublicationCheck, type CheckConclusion } from "../../src/publish/to-check-run.ts";
import { FAILED, makeAccepted, makeRejected, makeReport } from "../report/reports.ts";

const WAITS = { type: "waiting", approval: "label", reason: "r", remedy: "x" } as const;

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
    const report = makeReport({
      outcomes: [makeAccepted()],
      publication: { type: "several", publications: [WAITS] },
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

describe("the check run of the job that publishes", () => {
  const patch = "diff --git a/src/a.ts b/src/a.ts\n--- a/src/a.ts\n+++ b/src/a.ts\n@@ -2,1 +2,1 @@\n-two\n+2\n";
  const entry: BundleEntry = {
    ...{ task: "fix-0123456789", kind: "fix", target: "src/a.ts", engine: "embedded", rationale: "mend @everyone" },
    ...{ paths: ["src/a.ts"], patch: "patches/fix-0123456789.patch", patchSha256: "", publish: "commit" },
    gates: [{ gate: "lint", status: "passed" }],
  };
  const evidence: Evidence = {
    entries: [entry],
    patches: new Map([[entry.task, patch]]),
    rejected: [
      { kind: "docs", target: "src/b.ts", reason: "x".repeat(5000) },
      { kind: "docs", target: "../outside.ts", reason: "hostile" },
    ],
  };
  const none = { type: "none", reason: "nothing" } as const;

  test("what did not get through first, then each change with its patch", () => {
    const { annotations, conclusion } = toPublicationCheck({ publication: none, evidence }, "s", "neutral");
    expect(conclusion).toBe("neutral");
    expect(annotations).toMatchObject([
      { path: "src/b.ts", annotation_level: "warning", title: "docs rejected" },
      { path: "src/a.ts", annotation_level: "notice", title: "fix accepted", start_line: 2, raw_details: patch },
    ]);
    expect(annotations).toHaveLength(2);
    expect(annotations[0]?.message).toHaveLength(2000);
    expect(annotations[1]?.message).not.toContain("@everyone");
  });

  test("a thousand annotations at most, and the rest counted", () => {
    const rejected = Array.from({ length: 1007 }, (_, index) => ({
      kind: "docs",
      target: `src/f${index}.ts`,
      reason: "no",
    }));
    const content = toPublicationCheck({ publication: none, evidence: { ...evidence, rejected } }, "s", "success");
    expect(content.annotations).toHaveLength(1000);
    expect(content.summary).toMatch(/^_8 annotations are not shown/u);
  });

  test.each<[string, Publication, CheckConclusion, CheckConclusion]>([
    ["nothing", none, "neutral", "neutral"],
    ["nothing, which is a failure", none, "failure", "failure"],
    ["something", { type: "patch", directory: "/o", files: [] }, "success", "success"],
    ["something that waits", WAITS, "success", "action_required"],
    [
      "something that waits beside patches",
      { type: "several", publications: [none, WAITS] },
      "success",
      "action_required",
    ],
  ])("%s", (_, publication, stated, expected) => {
    expect(toPublicationCheck({ publication }, "s", stated).conclusion).toBe(expected);
  });
});
