import { createHash } from "node:crypto";
import { describe, expect, jest, test } from "@jest/globals";
import type { Report } from "../../src/domain/report.ts";
import type { RunCount, TriedTask } from "../../src/domain/run-state.ts";
import type { Engine, StateStore } from "../../src/ports.ts";
import { parseMemory } from "../../src/run/memory.ts";
import { DEFAULT_POLICY, memoryStore, runScenario, writes, type Scenario } from "../scenarios/support/fixture-run.ts";

jest.setTimeout(180_000);

const HEAD = { "src/a.js": "export const a = 1;\n", "src/b.js": "export const b = 2;\n" };

function capped(caps: string, more: Partial<Scenario> = {}): Scenario {
  return { policy: `${DEFAULT_POLICY}caps: ${caps}\n`, head: HEAD, ...more };
}

async function readState(store: StateStore): Promise<{
  readonly counts: readonly RunCount[];
  readonly tried: readonly TriedTask[];
}> {
  const read = await store.read();
  const memory = parseMemory(read.ok ? read.text : undefined);
  if (!memory.ok) throw new Error(memory.reason);
  const { days, tried } = memory.state;
  return { counts: Object.values(days["2026-01-02"] ?? {}), tried: Object.values(tried) };
}

function targets({ outcomes }: Report): readonly string[] {
  return outcomes.map(({ task }) => task.target);
}

function skips({ plan }: Report): readonly string[] {
  return plan.skips.filter(({ reason }) => reason === "daily-cap").map(({ detail }) => detail);
}

/** Red, and says of both files why. */
const RED = String.raw`printf 'src/a.js:1:1: error: no a\nsrc/b.js:1:1: error: no b\n'; exit 1`;

describe("the caps of a day", () => {
  test("hold for the fixes of a red check, too", async () => {
    const settings = { failing: RED };
    const free = await runScenario({ head: HEAD, settings });
    expect(targets(free)).toEqual(["src/a.js", "src/b.js"]);
    const store = memoryStore();
    const report = await runScenario(capped("{ tasks: 1 }", { settings, store }));
    expect(targets(report)).toHaveLength(1);
    expect(skips(report)).toEqual([expect.stringContaining("allows 1 a day (caps.tasks)")]);
    expect((await readState(store)).counts).toEqual([{ tasks: 1, usd: 0, ended: true }]);
    // The next run has no room left, so it does not even look whether the check is red.
    const next = await runScenario(capped("{ tasks: 1 }", { settings, store, runKey: "next" }));
    expect(next.notes[0]).toContain("1 tasks were taken on today, and the policy allows 1 a day (caps.tasks)");
    expect([targets(next), next.conclusion, next.commandMs]).toEqual([[], "neutral", 0]);
  });

  test("of runs that begin at the same time none overlooks another", async () => {
    const store = memoryStore();
    const reports = await Promise.all(
      ["1", "2"].map((runKey) => runScenario(capped("{ runs: 1 }", { store, runKey }))),
    );
    expect(reports.map((report) => targets(report).length).toSorted()).toEqual([0, 2]);
    expect((await readState(store)).counts).toHaveLength(1);
  });

  test.each(["{", '{"schema":"assay/state@2"}'])("count as reached where the state is %s", async (state) => {
    const store = memoryStore(state);
    const report = await runScenario(capped("{ tasks: 100 }", { store }));
    expect(targets(report)).toEqual([]);
    expect(skips(report)).toEqual(Array(2).fill(expect.stringContaining("so the caps of the policy count as reached")));
    // What is not understood is not written over.
    expect(await store.read()).toEqual({ ok: true, text: state });
  });

  test("a shard of a plan works on its tasks, whatever is left of the day: the plan has seen to that", async () => {
    const store = memoryStore("{");
    const id = `fix-${createHash("sha256").update("fix\0src/a.js").digest("hex").slice(0, 10)}`;
    const settings = { phase: "propose", only: [id] } as const;
    expect(targets(await runScenario(capped("{ tasks: 1 }", { settings, store })))).toEqual(["src/a.js"]);
    const night = await runScenario(capped("{ tasks: 1 }", { settings: { ...settings, hotspots: true }, store }));
    expect(targets(night)).toEqual(["src/a.js"]);
    expect(await store.read()).toEqual({ ok: true, text: "{" });
  });

  test("a run is counted before an engine begins", async () => {
    const store = memoryStore();
    const seen: Promise<number>[] = [];
    const begin: NonNullable<Engine["begin"]> = () => {
      seen.push(readState(store).then(({ counts }) => counts.length));
      return Promise.resolve();
    };
    const docs = 'version: 1\ntasks: [docs]\nrules:\n  - { paths: ["src/**"], tasks: [docs] }\ncaps: { runs: 5 }\n';
    await runScenario({ policy: docs, head: HEAD, kinds: ["docs"], store, engine: { begin } });
    expect(await Promise.all(seen)).toEqual([1]);
  });

  test("a run that is cancelled counts with what it has spent", async () => {
    const store = memoryStore();
    const cancel = new AbortController();
    const spent = { requests: 1, inputTokens: 1, outputTokens: 1, usd: 0.51234 };
    const engine: Partial<Engine> = {
      propose: () => {
        cancel.abort(143);
        return Promise.resolve({ type: "declined", reason: "cancelled" });
      },
      spending: () => spent,
    };
    const run = runScenario(capped("{ usd: 5 }", { store, engine, signal: cancel.signal }));
    await expect(run).rejects.toBe(143);
    expect(await readState(store)).toEqual({ counts: [{ tasks: 2, usd: 0.5124, ended: true }], tried: [] });
  });
});

describe("what is remembered of a night", () => {
  const night = (store: StateStore, more: Partial<Scenario>): Promise<Report> =>
    runScenario({ head: { "src/a.js": "export const a = 1;\n" }, settings: { hotspots: true }, store, ...more });

  test.each<[string, Partial<Scenario>, readonly string[]]>([
    ["a verdict is", {}, ["declined"]],
    [
      "an engine that could not work is not",
      { engine: { propose: () => Promise.resolve({ type: "failed", reason: "401", cause: "passing" }) } },
      [],
    ],
    [
      "a gate that could not run is not",
      {
        edits: writes({ "src/a.js": "export const a = 2;\n" }),
        policy: `${DEFAULT_POLICY}commands: { lint: { run: ./nowhere } }\ngates: { lint: required }\n`,
      },
      [],
    ],
  ])("%s", async (_, more, ends) => {
    const store = memoryStore();
    const report = await night(store, more);
    expect(report.outcomes.map(({ type }) => type)).not.toContain("accepted");
    expect((await readState(store)).tried.map(({ end }) => end)).toEqual(ends);
    const again = await night(store, more);
    expect(again.outcomes).toHaveLength(1 - ends.length);
  });

  test("another engine is another try", async () => {
    const store = memoryStore();
    const kinds = ["fix", "docs"] as const;
    await night(store, {});
    expect((await night(store, {})).outcomes).toEqual([]);
    expect((await night(store, { kinds })).outcomes).toHaveLength(1);
  });

  test("a reason is bounded, in whole characters", async () => {
    const store = memoryStore();
    const reason = `${"x".repeat(199)}\u{1f600}`;
    await night(store, { engine: { propose: () => Promise.resolve({ type: "declined", reason }) } });
    expect((await readState(store)).tried[0]?.reason).toBe("x".repeat(199));
  });
});
