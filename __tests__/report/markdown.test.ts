import fc from "fast-check";
import { describe, expect, test } from "@jest/globals";
import type { BundleEntry } from "../../src/domain/bundle.ts";
import { byteLength, joinWithin, renderCode, renderCodeBlock, renderTable } from "../../src/report/markdown.ts";
import { renderPlanSummary, renderPublicationSummary, renderSummary } from "../../src/report/render-summary.ts";
import { makeAccepted, makeRejected, makeReport } from "./reports.ts";

const HOSTILE = [
  "@org/team",
  "Fixes #1",
  '<img src="https://evil.example/x.png">',
  "![x](https://evil.example/x.png)",
  "[x](javascript:alert(1))",
  "```\n@org/team\n```",
  "</details><script>",
  "a | b",
  "a \\| b",
  "`@x`",
  "\u202egnp.exe",
  "\u001b[31mred",
  "::error::x",
];

/** What is left of markdown when its code is taken out, by the rule of CommonMark: a run of backticks closes its equal. */
function withoutCode(markdown: string): string {
  return markdown
    .replaceAll(/^(`{3,})[a-z]*\n[\s\S]*?\n\1$/gmu, "")
    .split("\n")
    .map((line) => line.replaceAll(/(?<!`)(`+)(?!`)(.*?[^`])\1(?!`)/gu, ""))
    .join("\n");
}

function expectNothingLive(markdown: string): void {
  const live = withoutCode(markdown);
  for (const word of ["@org", "#1", "<img", "![", "javascript", "</details>", "@x"]) expect(live).not.toContain(word);
}

const hostileText = fc.oneof(
  fc.constantFrom(...HOSTILE),
  fc.string({ unit: fc.constantFrom("`", "|", "\\", "@a", "#1", "<b>", "![", "](", "\n", " ", "x") }),
  fc.string({ unit: "binary" }),
);

describe("foreign text in markdown", () => {
  test("a code span holds everything, and nothing ends it early", () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const code = renderCode(text);
        expect(code.includes("\n")).toBe(false);
        expect(withoutCode(code).trim()).toBe("");
      }),
    );
  });

  test("a code block holds everything", () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        expect(withoutCode(renderCodeBlock(text)).trim()).toBe("");
      }),
    );
  });

  test("a table keeps its columns", () => {
    fc.assert(
      fc.property(hostileText, hostileText, (a, b) => {
        const [, , row = ""] = renderTable(["x", "y"], [[renderCode(a), renderCode(b)]]).split("\n");
        expect(row.match(/(?<!\\)\|/gu)).toHaveLength(3);
        expect(row).not.toMatch(/\\\\\|/u);
      }),
    );
  });

  test("no invisible or direction-changing character is kept", () => {
    expect(renderCode("a\u202eb\u200bc\u001b[31md")).toBe("`abcd`");
  });

  test.each(HOSTILE)("nothing of %j is live in the summary of bundles", (text) => {
    const entry: BundleEntry = {
      ...{ task: "fix-0123456789", kind: "fix", target: text, engine: "embedded", rationale: text, paths: [text] },
      ...{ patch: "patches/fix-0123456789.patch", patchSha256: "", publish: "commit" },
      gates: [
        { gate: "lint", status: "passed" },
        { gate: "tests", status: "skipped" },
      ],
    };
    const rejected = [{ kind: text, target: text, reason: text }];
    const evidence = { entries: [entry], patches: new Map<string, string>(), rejected };
    const summary = renderPublicationSummary({ publication: { type: "none", reason: text }, evidence });
    expect(summary).toContain("✅ lint ➖ tests");
    expectNothingLive(summary);
  });

  test.each(HOSTILE)("nothing of %j is live in a summary", (text) => {
    const accepted = makeAccepted();
    const outcomes = [
      { ...accepted, candidate: { ...accepted.candidate, rationale: text } },
      { ...makeRejected(), reason: text },
    ];
    const summary = renderSummary(makeReport({ outcomes, notes: [text], publication: { type: "none", reason: text } }));
    expectNothingLive(summary);
  });
});

describe("the size of a summary", () => {
  test.each([200, 1000, 5000])("stays below %d bytes, says so, and cuts between sections", (limit) => {
    const outcomes = Array.from({ length: 40 }, (_, index) => makeRejected(`src/ä${index}.ts`));
    const summary = renderSummary(makeReport({ outcomes }), limit);
    expect(byteLength(summary)).toBeLessThanOrEqual(limit);
    expect(summary).toMatch(/\d+ sections cut/u);
    expect(withoutCode(summary)).not.toContain("```");
  });

  test("G20: a step's summary stays below 1,000,000 bytes, however many bytes its letters take", () => {
    // Letters of one to four bytes, so that counting anything but bytes goes past the limit.
    const outcomes = Array.from({ length: 4000 }, (_, index) => makeRejected(`src/${"äあ😀x".repeat(20)}${index}.ts`));
    const summary = renderSummary(makeReport({ outcomes: outcomes.slice(0, 1500) }));
    expect(byteLength(summary)).toBeLessThanOrEqual(1_000_000);
    expect(byteLength(summary)).toBeGreaterThan(900_000);
    expect(summary).toMatch(/\d+ sections cut/u);
    expect(summary).not.toContain("\ufffd");
    expect(summary.isWellFormed()).toBe(true);
    expect(withoutCode(summary)).not.toContain("```");
    // A table that does not fit by itself is cut as a whole: the head stays, and the note says so.
    const head = renderSummary(makeReport({ outcomes }));
    expect(byteLength(head)).toBeLessThanOrEqual(1_000_000);
    expect(head).toMatch(/^## Assay: .*sections cut/su);
  });

  test.each([999_998, 999_999, 1_000_000, 1_000_001])("G20: at its limit (%d bytes) what fits is whole", (bytes) => {
    const [head, rest] = ["h".repeat(10), "😀"];
    const note = (omitted: number): string => `cut ${omitted}`;
    const room = 1_000_000 - byteLength(note(2)) - 2 - byteLength(head) - 4;
    const filled = `${rest.repeat(2)}${"x".repeat(room - 8 + (bytes - 1_000_000))}`;
    const joined = joinWithin([head, filled], 1_000_000, note);
    expect(byteLength(joined)).toBeLessThanOrEqual(1_000_000);
    expect(joined.includes(filled)).toBe(bytes <= 1_000_000);
    expect(joined.includes("cut 1")).toBe(bytes > 1_000_000);
  });

  test("what fits is whole", () => {
    expect(joinWithin(["a", "b"], 100, () => "cut")).toBe("a\n\nb\n");
    expect(joinWithin(["a", "b".repeat(200), "c"], 100, (omitted) => `cut ${omitted}`)).toBe("a\n\nc\n\ncut 1\n");
    expect(joinWithin(["a".repeat(50), "b".repeat(50), "c".repeat(50)], 100, () => "cut")).toBe(
      `${"a".repeat(50)}\n\ncut\n`,
    );
  });

  test("G20: so do those of the phases plan and publish, and say what is cut", () => {
    const outcomes = Array.from({ length: 2500 }, (_, index) => ({
      ...makeRejected(`src/f${index}.ts`),
      reason: "é".repeat(300),
    }));
    const tasks = outcomes.map(({ task }) => ({ ...task, reason: "é".repeat(300) }));
    const rejected = outcomes.map(({ task, reason }) => ({ kind: task.kind, target: task.target, reason }));
    const entries = { entries: [], patches: new Map<string, string>() };
    for (const summary of [
      renderPlanSummary({ plan: { tasks, skips: [] }, matrix: { include: [] } }),
      renderPublicationSummary({ publication: { type: "none", reason: "" }, evidence: { ...entries, rejected } }),
    ]) {
      expect(byteLength(summary)).toBeLessThanOrEqual(1024 * 1024);
      expect(summary).toMatch(/sections? cut/u);
    }
  });

  test("what has to be done stands in a summary whose table of tasks is too long for it", () => {
    const outcomes = Array.from({ length: 1000 }, (_, index) => makeRejected(`src/f${index}.ts`));
    const publication = { type: "refused", mode: "commit", reason: "the branch moved", remedy: "Run again" } as const;
    const summary = renderSummary(makeReport({ outcomes, publication }), 65_335);
    expect(byteLength(summary)).toBeLessThanOrEqual(65_335);
    expect(summary).toContain("`Run again`");
    expect(summary).toMatch(/sections? cut: GitHub shows no more than this/u);
  });
});
