import { describe, expect, test } from "@jest/globals";
import type { BundleEntry } from "../../src/domain/bundle.ts";
import { parseWorkMark } from "../../src/domain/work-mark.ts";
import { toPullRequest, toRejectedTasks, type PullRequestParts } from "../../src/publish/to-pull-request.ts";
import { toTaskPlans } from "../../src/publish/task-plans.ts";
import { renderJson, toReportJson } from "../../src/report/to-report-json.ts";
import { makeAccepted, makeRejected, makeReport } from "../report/reports.ts";

const ENTRY: BundleEntry = {
  task: "fix-0000000000",
  kind: "fix",
  target: "src/a.ts",
  engine: "embedded",
  rationale: "Add missing import | `x` @octocat\nmore",
  paths: ["src/a.ts"],
  patch: "",
  patchSha256: "",
  publish: "pull-request",
  gates: [
    { gate: "lint", status: "passed" },
    { gate: "types", status: "skipped" },
  ],
};

const PARTS: PullRequestParts = {
  manifest: {
    subject: { base: "b".repeat(40), mergeBase: "b".repeat(40), head: "a".repeat(40) },
    policy: { path: ".github/assay.yml", sha256: "5".repeat(64) },
    tree: "7".repeat(40),
    tool: { name: "assay", version: "1.2.3" },
    reportSha256: "9".repeat(64),
  },
  entries: [ENTRY],
  rejected: [{ kind: "tests", target: "src/b.ts", reason: "Fixes #1 <img src=x>" }],
  works: new Map([[ENTRY.task, "0123456789abcdef"]]),
  run: "https://github.com/corner/shop/actions/runs/1",
};

const MANY = new Map(
  Array.from({ length: 900 }, (_, index) => [`fix-${String(index).padStart(10, "0")}`, "0123456789abcdef"]),
);

describe("a pull request's text", () => {
  test("one change names it, several are counted", () => {
    expect(toPullRequest(PARTS).title).toMatch(/^fix\(src\/a\.ts\): add missing import/u);
    expect(toPullRequest({ ...PARTS, entries: [ENTRY, { ...ENTRY, kind: "docs" }] }).title).toBe(
      "assay: 2 changes (fix, docs)",
    );
  });

  test("evidence, undo and what was rejected; nothing foreign is live", () => {
    const { body } = toPullRequest(PARTS);
    for (const words of [
      "✅ lint ➖ types",
      "a".repeat(40),
      "7".repeat(40),
      "9".repeat(64),
      "run https://github.com/corner/shop/actions/runs/1",
      "### Undo",
      "### Rejected",
      "src/b.ts",
    ]) {
      expect(body).toContain(words);
    }
    expect(body).not.toMatch(/@octocat|#1|<img/u);
    expect(body).toMatch(
      /^\| fix \| `src\/a\.ts` \| `src\/a\.ts` \| embedded \| `Add missing import ¦ 'x' @ octocat more` \|/mu,
    );
  });

  test("any number of changes fits, with a note", () => {
    const { body, title } = toPullRequest({ ...PARTS, works: MANY, entries: Array.from({ length: 900 }, () => ENTRY) });
    expect(body.length).toBeLessThanOrEqual(65_000);
    // However much is cut, what it holds is told whole.
    expect(parseWorkMark(body)).toEqual(MANY);
    expect(body).toContain("_Cut: GitHub takes no more.");
    expect(title.length).toBeLessThanOrEqual(256);
  });
});

describe("what was planned", () => {
  const planned = { steps: ["Mend | it @octocat", "Look"], files: ["src/a.ts"], risks: ["Fixes #1"], verify: "tsc" };

  test("stands in the body, with nothing live in it", () => {
    const { body } = toPullRequest({ ...PARTS, plans: new Map([[ENTRY.task, planned]]) });
    expect(body).toContain("### What was planned\n\n**fix** `src/a.ts`\n\n1. `Mend ¦ it @ octocat`\n2. `Look`");
    expect(body).toContain("To be seen by: `tsc`");
    expect(body).not.toMatch(/@octocat|Fixes #1/u);
  });

  test("is read from the report of accepted changes", () => {
    const accepted = makeAccepted();
    const last = accepted.attempts.at(-1)!;
    const candidate = { ...accepted.candidate, plan: planned };
    const report = makeReport({ outcomes: [{ ...accepted, attempts: [{ ...last, candidate }] }, makeRejected()] });
    expect(toTaskPlans(renderJson(toReportJson(report)))).toEqual(new Map([[accepted.task.id, planned]]));
  });

  test.each(["", "{", '{"outcomes":[{"type":"accepted"}]}'])("%j has none", (text) => {
    expect(toTaskPlans(text)).toEqual(new Map());
  });
});

describe("rejected tasks of a report", () => {
  test("are read from its text", () => {
    const report = makeReport({ outcomes: [makeAccepted(), makeRejected()] });
    const text = renderJson(toReportJson(report));
    expect(toRejectedTasks(text)).toEqual([{ kind: "fix", target: "src/shipping.ts", reason: expect.any(String) }]);
  });

  test.each(["", "{", "[]", '{"outcomes":[{"type":"rejected"}]}'])("%j has none", (text) => {
    expect(toRejectedTasks(text)).toEqual([]);
  });
});
