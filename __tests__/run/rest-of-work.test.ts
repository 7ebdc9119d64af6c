import { expect, test } from "@jest/globals";
import type { Report } from "../../src/domain/report.ts";
import type { SkipReason } from "../../src/domain/plan.ts";
import type { Settings } from "../../src/domain/settings.ts";
import type { TaskKind } from "../../src/domain/task.ts";
import { renderJson, toReportJson } from "../../src/report/to-report-json.ts";
import { toRestOfWork } from "../../src/run/rest-of-work.ts";
import { digest } from "../publish/bundles.ts";
import { makeAccepted, makeRejected, makeReport } from "../report/reports.ts";
import { SETTINGS } from "../settings/default-settings.ts";

const idOf = (kind: TaskKind, path: string): string => `${kind}-${digest(`${kind}\0${path}`).slice(0, 10)}`;
const textOf = (report: Partial<Report>): string => renderJson(toReportJson({ ...makeReport(), ...report }));
const skip = (path: string, reason: SkipReason, kind?: TaskKind): Report["plan"] => ({
  tasks: [],
  skips: [{ path, reason, detail: "", ...(kind && { kind }) }],
});

test("verdicts settle; what a run was kept from is held back", () => {
  const [accepted, rejected] = [makeAccepted(), makeRejected()];
  const text = textOf({
    outcomes: [accepted, rejected, { ...rejected, task: { ...rejected.task, id: "fix-cut" }, fault: "time-limit" }],
    plan: skip("src/far.ts", "task-limit", "fix"),
  });
  expect(toRestOfWork([text], SETTINGS, digest)).toEqual({
    settled: [accepted.task.id, rejected.task.id],
    heldBack: ["fix-cut", idOf("fix", "src/far.ts")],
    looked: "changes",
  });
});

test("a file that was left as a whole holds back every kind; one that needs nothing holds back none", () => {
  const cold = toRestOfWork([textOf({ outcomes: [], plan: skip("src/cold.ts", "not-hot") })], SETTINGS, digest);
  expect(cold.heldBack).toContain(idOf("docs", "src/cold.ts"));
  const tried = toRestOfWork([textOf({ outcomes: [], plan: skip("src/cold.ts", "tried") })], SETTINGS, digest);
  expect(tried.heldBack).toEqual([]);
});

test("what one shard was kept from another may have judged", () => {
  const rejected = makeRejected();
  const other = textOf({ outcomes: [{ ...rejected, fault: "stopped" }], plan: { tasks: [], skips: [] } });
  const text = textOf({ outcomes: [rejected], plan: { tasks: [], skips: [] } });
  expect(toRestOfWork([other, text], SETTINGS, digest)).toMatchObject({ settled: [rejected.task.id], heldBack: [] });
});

test.each<[Partial<Settings>, string]>([
  [{ all: true }, "everything"],
  [{ hotspots: true }, "everything"],
  [{ hotspots: true, tasks: ["docs"] }, "selection"],
  [{ paths: ["src/**"] }, "selection"],
  [{}, "changes"],
])("%j looks at %s", (settings, looked) => {
  expect(toRestOfWork(["no report"], { ...SETTINGS, ...settings }, digest)).toEqual({
    settled: [],
    heldBack: [],
    looked,
  });
});
