import { expect, test } from "@jest/globals";
import { toCheckRun } from "../../src/publish/to-check-run.ts";
import { renderSummary } from "../../src/report/render-summary.ts";
import { renderReport } from "../../src/report/render-text.ts";
import { createStyle } from "../../src/report/style.ts";
import { toReportJson } from "../../src/report/to-report-json.ts";
import { makeAccepted, makeReport } from "./reports.ts";

const ALTERNATIVE = {
  path: "src/user.ts",
  line: 7,
  description: "`a` → `b`",
  patch: "--- a/src/user.ts\n+++ b/src/user.ts\n@@ -7,1 +7,1 @@\n-a\n+b\n",
  differs: { call: 'f("x")', proposed: "1", alternative: "throws Error: no" },
};

function makeOpen(): ReturnType<typeof makeReport> {
  const accepted = makeAccepted();
  const { path, line, description, patch } = ALTERNATIVE;
  const choice = { groups: 5, alternatives: [ALTERNATIVE, { path, line, description, patch }] };
  const candidate = { ...accepted.candidate, confidence: "guess" as const, choice };
  return makeReport({ outcomes: [{ ...accepted, candidate }] });
}

test("a terminal shows how many behaviours are left, each alternative's lines, and what tells it apart", () => {
  expect(renderReport(makeOpen(), createStyle("plain"))).toContain(
    [
      "    ambiguous: 5 behaviours that the failing check does not tell apart; the others (2 of 4) come from",
      '      src/user.ts:7  f("x") comes to throws Error: no with it, to 1 with the proposed one',
      "        -a",
      "        +b",
      "      src/user.ts:7  no call that tells it from the proposed one was found",
    ].join("\n"),
  );
});

test("so do the summary, the check run's annotation and report.json", () => {
  const report = makeOpen();
  expect(renderSummary(report)).toMatch(
    /### Ambiguous: fix `src\/user\.ts`[\s\S]*5 behaviours[^\n]*What else would do \(2 of 4\):[\s\S]*```diff\n[\s\S]*\+b\n```/u,
  );
  const [annotation] = toCheckRun(report, "").annotations;
  expect(annotation?.title).toBe("fix accepted, one of several that would do");
  expect(annotation?.raw_details).toContain('Instead, src/user.ts:7 (f("x"): throws Error: no, above 1):\n\n--- a/');
  const [outcome] = toReportJson(report).outcomes;
  expect(outcome).toMatchObject({ confidence: "guess", choice: { groups: 5, alternatives: [ALTERNATIVE, {}] } });
});
