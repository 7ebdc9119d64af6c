import { expect, test } from "@jest/globals";
import type { Outcome } from "../../src/domain/outcome.ts";
import type { Publication } from "../../src/domain/publication.ts";
import type { Settings } from "../../src/domain/settings.ts";
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

const RULES = [{ paths: ["src/**"], tasks: ["fix"], write: [], gates: {} }] as const;
const POLICY = {
  ...policyOf({ tasks: 5 }),
  rules: RULES,
  budget: { usd: 2, tokens: 1, minutes: 1, perTask: { usd: 1, turns: 1 } },
};
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

async function remember(
  reportText: string,
  tasks: readonly string[],
  publication: Publication,
  settings: Partial<Settings> = {},
) {
  const notes: string[] = [];
  const store = memoryStore();
  const { files } = makeBundle({
    accepted: [makeAccepted("src/user.ts", "1111111111"), makeAccepted("src/cart.ts", "0000000000")],
    reportText,
  });
  const dependencies: Pick<RunDependencies, "digest" | "version" | "state" | "events" | "clock" | "runKey"> = {
    digest,
    version: "0.1.0",
    state: store,
    events: {
      emit: (event) => {
        if (event.type === "note") notes.push(event.message);
      },
    },
    clock: { monotonic: () => 0, now: () => DAY },
    runKey: "1/publish/1",
  };
  const repository = { readText: () => Promise.resolve("old\n") };
  const groups = [{ tasks, publication }];
  const published = {
    prepared: PREPARED,
    settings: {
      ...SETTINGS,
      phase: "publish" as const,
      manifestSha256: [digest(files.get("manifest.json") ?? "")],
      ...settings,
    },
    files,
    groups,
    startedAt: DAY,
  };
  await rememberPublished(published, { ...dependencies, repository });
  const read = await store.read();
  const memory = parseMemory(read.ok ? read.text : undefined);
  if (!memory.ok) throw new Error(memory.reason);
  const { days, tried } = memory.state;
  return { counts: Object.values(days["2026-01-02"] ?? {}), tried: Object.entries(tried), notes };
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

/** What a job says of a task that came to nothing, under the task's true name unless another one is given. */
function refused(target: string, more: { id?: string; fault?: "gate"; reason?: string } = {}): Outcome {
  const { task, ...rest } = makeRejected(target);
  const { id = `fix-${digest(`fix\0${target}`).slice(0, 10)}`, ...said } = more;
  return { ...rest, task: { ...task, id }, ...said };
}

const matrixOf = (only: readonly string[]): string => JSON.stringify({ include: [{ shard: 1, only: only.join(",") }] });
const NONE: Publication = { type: "none", reason: "" };
const textOf = (outcomes: readonly Outcome[]): string => renderJson(toReportJson({ ...REPORT, outcomes }));

test("what the jobs have refused is remembered as in a single job; what they were kept from is not", async () => {
  const outcomes = [refused("src/a.ts", { reason: `no\n${"x".repeat(500)}` }), refused("src/b.ts", { fault: "gate" })];
  const { tried } = await remember(textOf(outcomes), [], NONE);
  expect(tried).toEqual([
    [outcomes[0]?.task.id, expect.objectContaining({ end: "rejected", target: "src/a.ts", text: digest("old\n") })],
  ]);
  expect(tried[0]?.[1].reason).toBe(`no ${"x".repeat(197)}`);
});

test.each([
  ["under a name that is not its own", textOf([refused("src/a.ts", { id: "fix-cccccccccc" })])],
  ["of a file that no rule is about", textOf([refused("lib/a.ts")])],
  ["outside of the repository", textOf([refused("src/a.ts")]).replaceAll("src/a.ts", "../a.ts")],
])("a refusal %s is not remembered", async (_, said) => {
  expect((await remember(said, [], NONE)).tried).toEqual([]);
});

test("a job is believed about the tasks that it was given, and not about those of another", async () => {
  const [own, other] = [refused("src/a.ts"), refused("src/b.ts")];
  const entries = ["fix-0000000000", "fix-1111111111"];
  const known = { matrix: matrixOf([...entries, own.task.id]) };
  expect((await remember(textOf([own]), [], NONE, known)).tried.map(([id]) => id)).toEqual([own.task.id]);
  const { tried, notes } = await remember(textOf([own, other]), [], NONE, known);
  expect(tried).toEqual([]);
  expect(notes).toEqual([expect.stringMatching(/^2 refused tasks of no one shard/u)]);
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
