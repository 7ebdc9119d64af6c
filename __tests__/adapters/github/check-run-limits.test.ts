import { expect, test } from "@jest/globals";
import { concludeCheckRun, startCheckRun, type CheckKey } from "../../../src/adapters/github/check-run.ts";
import type { Outcome } from "../../../src/domain/outcome.ts";
import { toCheckRun } from "../../../src/publish/to-check-run.ts";
import { renderSummary } from "../../../src/report/render-summary.ts";
import { makeRejected, makeReport } from "../../report/reports.ts";
import { makeSituation, type Situation } from "./scene.ts";

/** Rejected tasks, each of a file of its own; the first few say more than GitHub takes in one annotation. */
function rejected(count: number): readonly Outcome[] {
  return Array.from({ length: count }, (_, index) => {
    const outcome = makeRejected(`src/f${String(index).padStart(4, "0")}.ts`);
    const words = index < 3 ? "wörter 🎉 ".repeat(9_000) : "it is red";
    const attempts = outcome.attempts.map((attempt) => ({
      ...attempt,
      patch: `${attempt.patch}${index < 3 ? words : ""}`,
    }));
    return { ...outcome, reason: words, attempts };
  });
}

async function show(situation: Situation, outcomes: readonly Outcome[]): Promise<void> {
  const report = makeReport({ outcomes });
  const client = situation.client();
  const key: CheckKey = { owner: "corner", repo: "shop", headSha: situation.head, key: "k", url: "https://x" };
  const started = await startCheckRun(client, key, { title: "In progress", summary: "Planning." });
  if (!started.ok) throw new Error(started.failure.message);
  const ended = await concludeCheckRun(client, key, started.data, toCheckRun(report, renderSummary(report, 65_335)));
  expect(ended.ok).toBe(true);
}

test("1,000 annotations are shown whole, each once; a summary over every limit is cut with a note", async () => {
  await using situation = await makeSituation();
  await show(situation, rejected(1000));
  const [run] = situation.server.state.checkRuns;
  const paths = run?.annotations.map(({ path }) => path);
  expect(new Set(paths).size).toBe(1000);
  expect(paths).toHaveLength(1000);
  expect(run?.status).toBe("completed");
  expect(run?.summary.length).toBeLessThanOrEqual(65_535);
  expect(run?.summary).toMatch(/sections? cut: GitHub shows no more than this\. The report has everything\./u);
  expect(run?.summary).not.toContain("annotations are not shown");
  const [first] = run?.annotations ?? [];
  expect(Buffer.byteLength(String(first?.["message"]))).toBeLessThanOrEqual(65_536);
  expect(first?.["message"]).toMatch(/…$/u);
  expect(first?.["raw_details"]).toMatch(/…$/u);
  expect(situation.server.violations).toEqual([]);
});

test("what is beyond 1,000 annotations is counted where everybody reads", async () => {
  await using situation = await makeSituation();
  await show(situation, rejected(1050));
  const [run] = situation.server.state.checkRuns;
  expect(run?.annotations).toHaveLength(1000);
  expect(run?.summary).toMatch(/^_50 annotations are not shown; the report has them\._/u);
  expect(run?.summary).toMatch(/sections? cut: GitHub shows no more than this/u);
  expect(situation.server.violations).toEqual([]);
});
