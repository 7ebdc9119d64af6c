import { expect, test } from "@jest/globals";
import type { Report } from "../../src/domain/report.ts";
import { countEnds } from "../../src/publish/count-ends.ts";
import { keepVerdict, mergeBundles, type MergedBundle } from "../../src/publish/merge-bundles.ts";
import { openBundle } from "../../src/publish/open-bundle.ts";
import { renderJson, toReportJson } from "../../src/report/to-report-json.ts";
import { makeAccepted, makeDeclined, makeRejected, makeReport } from "../report/reports.ts";
import { digest, makeBundle } from "./bundles.ts";

/** Bundles as jobs of a matrix leave them: each with its own report. */
function merge(...reports: readonly (Report | string)[]): MergedBundle {
  const parts = reports.map((report, index) => {
    const reportText = typeof report === "string" ? report : renderJson(toReportJson(report));
    const accepted = typeof report === "string" ? [] : report.outcomes.filter((one) => one.type === "accepted");
    const { files } = makeBundle({ accepted, reportText });
    const opened = openBundle(files, digest);
    if (!opened.ok) throw new Error(JSON.stringify(opened.problems));
    return { name: String(index), bundle: opened.bundle, sha256: String(index) };
  });
  const merging = mergeBundles(parts, digest);
  if (!merging.ok) throw new Error(JSON.stringify(merging.problems));
  return merging.merged;
}

function shard(outcomes: Report["outcomes"], elsewhere: string): Report {
  const skips = [
    { path: "a.md", reason: "no-rule", detail: "no rule of the policy matches it" },
    { path: elsewhere, kind: "fix", reason: "not-selected", detail: "another shard has it" },
  ] as const;
  return makeReport({ outcomes, plan: { tasks: outcomes.map(({ task }) => task), skips } });
}

const CART = makeAccepted("src/cart.ts", "0000000000");

test("one bundle: what its report says", () => {
  expect(countEnds(merge(makeReport()))).toEqual({ tasks: 3, accepted: 1, rejected: 1, declined: 1, skipped: 5 });
});

test("shards: each task and each skip once, and what one leaves to the others is left out by nobody", () => {
  const merged = merge(
    shard([makeAccepted(), makeRejected()], "src/cart.ts"),
    shard([CART, makeDeclined()], "src/x.ts"),
  );
  expect(countEnds(merged)).toEqual({ tasks: 4, accepted: 2, rejected: 1, declined: 1, skipped: 1 });
});

test("what did not hold together with the rest is rejected, not accepted", () => {
  const merged = merge(shard([makeAccepted("src/user.ts", "1111111111")], "src/cart.ts"), shard([CART], "src/user.ts"));
  const verdict = { schema: "assay/verdict@1", bundles: [], tree: "", kept: [CART.task.id] } as const;
  const dropped = [{ task: "fix-1111111111", because: "gates", reason: "red together" }] as const;
  const kept = keepVerdict(merged, { ...verdict, dropped });
  expect(countEnds(kept)).toEqual({ tasks: 2, accepted: 1, rejected: 1, declined: 0, skipped: 1 });
});

test.each(["", "{", '{"outcomes":7}'])("a report that cannot be read says nothing: %j", (text) => {
  expect(countEnds(merge(text))).toEqual({ tasks: 0, accepted: 0, rejected: 0, declined: 0, skipped: 0 });
});
