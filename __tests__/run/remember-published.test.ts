import { expect, test } from "@jest/globals";
import type { Publication } from "../../src/domain/publication.ts";
import { createMatcher } from "../../src/policy/match.ts";
import type { RunDependencies } from "../../src/run/dependencies.ts";
import { isShard } from "../../src/run/guards.ts";
import { parseMemory } from "../../src/run/memory.ts";
import type { Prepared } from "../../src/run/prepare.ts";
import { rememberPublished } from "../../src/run/remember-published.ts";
import { renderJson, toReportJson } from "../../src/report/to-report-json.ts";
import { digest, makeBundle } from "../publish/bundles.ts";
import { makeAccepted, makeRejected, makeReport } from "../report/reports.ts";
import { memoryStore } from "../scenarios/support/fixture-run.ts";
import { SETTINGS } from "../settings/default-settings.ts";
import { policyOf } from "./fakes.ts";

const POLICY = { ...policyOf({ tasks: 5 }), budget: { usd: 2, tokens: 1, minutes: 1, perTask: { usd: 1, turns: 1 } } };
const PREPARED: Prepared = {
  subject: { base: "a".repeat(40), mergeBase: "b".repeat(40), head: "c".repeat(40) },
  effective: { policy: POLICY, origins: new Map(), source: "base-commit", sha256: "d".repeat(64) },
  matcher: createMatcher(POLICY),
  plan: { tasks: [], skips: [] },
  opened: { engines: [] },
  day: { type: "known", runs: {} },
};
const PULL: Publication = {
  type: "pull-request",
  number: 5,
  url: "",
  branch: "assay/main/night-1",
  end: "opened",
  commits: [],
};
const DAY = new Date("2026-01-02T03:04:05Z");

async function remember(reportText: string, tasks: readonly string[], publication: Publication) {
  const store = memoryStore();
  const { files } = makeBundle({
    accepted: [makeAccepted("src/user.ts", "1111111111"), makeAccepted("src/cart.ts", "0000000000")],
    reportText,
  });
  const dependencies: Pick<RunDependencies, "digest" | "version" | "state" | "events" | "clock" | "runKey"> = {
    digest,
    version: "0.1.0",
    state: store,
    events: { emit: () => undefined },
    clock: { monotonic: () => 0, now: () => DAY },
    runKey: "1/publish/1",
  };
  const repository = { readText: () => Promise.resolve("old\n") };
  const groups = [{ tasks, publication }];
  const published = {
    prepared: PREPARED,
    settings: { ...SETTINGS, phase: "publish" as const },
    files,
    groups,
    startedAt: DAY,
  };
  await rememberPublished(published, { ...dependencies, repository });
  const read = await store.read();
  const memory = parseMemory(read.ok ? read.text : undefined);
  if (!memory.ok) throw new Error(memory.reason);
  return { counts: Object.values(memory.state.days["2026-01-02"] ?? {}), tried: Object.entries(memory.state.tried) };
}

const REPORT = makeReport();
const text = renderJson(
  toReportJson({
    ...REPORT,
    outcomes: [makeAccepted("src/user.ts"), makeRejected()],
    spending: { ...REPORT.spending, usd: 0.5 },
  }),
);

test("the job that publishes counts the run, and remembers what it has published and nothing else", async () => {
  const { counts, tried } = await remember(text, ["fix-1111111111"], PULL);
  expect(counts).toEqual([{ tasks: 2, usd: 0.5, ended: true }]);
  // Under the name that the task has by what it is about, not by the one that the bundle gives it.
  const id = `fix-${digest("fix\0src/user.ts").slice(0, 10)}`;
  expect(tried).toEqual([[id, expect.objectContaining({ end: "proposed", pull: 5, target: "src/user.ts" })]]);
});

test.each([
  ["no report", "{}\n", { tasks: 5, usd: 2, ended: true }],
  ["more than the policy allows", text.replace('"usd": 0.5', '"usd": 1e9'), { tasks: 2, usd: 2, ended: true }],
])("what other jobs state is bounded: %s", async (_, stated, count) => {
  expect((await remember(stated, [], { type: "none", reason: "" })).counts).toEqual([count]);
});

test("a job that is given its tasks by a plan leaves choosing and caps to that", () => {
  expect(isShard({ phase: "propose", only: ["fix-1"] })).toBe(true);
  expect(isShard({ phase: "propose" })).toBe(false);
  expect(isShard({ phase: "all", only: ["fix-1"] })).toBe(false);
});
