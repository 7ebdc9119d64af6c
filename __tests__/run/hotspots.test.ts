import { createHash } from "node:crypto";
import { describe, expect, test } from "@jest/globals";
import { complexityOf } from "../../src/code/complexity.ts";
import { toRepoPath } from "../../src/domain/repo-path.ts";
import type { RunState, TriedTask } from "../../src/domain/run-state.ts";
import type { Eligible } from "../../src/plan/classify-entry.ts";
import type { Choice } from "../../src/plan/plan-input.ts";
import { toTaskId } from "../../src/plan/plan-tasks.ts";
import type { History } from "../../src/domain/undo.ts";
import { capPlan } from "../../src/run/guards.ts";
import { chooseHotspots } from "../../src/run/hotspots.ts";
import type { Memory } from "../../src/run/memory.ts";
import { fixTask, policyOf } from "./fakes.ts";

const digest = (text: string): string => createHash("sha256").update(text).digest("hex");

/** Complexity 2, 3, 4 … by the number of branches. */
const branches = (count: number): string => "if (a) b();\n".repeat(count);

function eligible(raw: string): Eligible {
  const checked = toRepoPath(raw);
  if (!checked.ok) throw new Error(raw);
  const rule = { paths: ["**"], tasks: ["fix", "docs"], write: [], gates: {} } as const;
  return { type: "eligible", path: checked.path, status: "present", blob: "", rule, index: 0, kinds: ["fix", "docs"] };
}

const FILES: Readonly<Record<string, { readonly text: string; readonly commits: number; readonly missing: number }>> = {
  "cold.ts": { text: branches(50), commits: 0, missing: 1 },
  "covered.ts": { text: branches(9), commits: 10, missing: 0 },
  "hot.ts": { text: branches(9), commits: 10, missing: 0.5 },
  "warm.ts": { text: branches(9), commits: 2, missing: 0.5 },
};

interface Options {
  readonly targets: number;
  readonly tried?: readonly (Partial<TriedTask> & { readonly path: string; readonly kind?: "fix" | "docs" })[];
  readonly ended?: Readonly<Record<number, "closed" | "merged">>;
  readonly memory?: Memory;
  readonly onEnded?: (task: string, end: TriedTask) => void;
}

function choose({ targets, tried = [], ended = {}, onEnded, memory: given }: Options): Promise<Choice> {
  const entries = tried.map(({ path, kind = "fix", ...more }): [string, TriedTask] => {
    const text = digest(FILES[path]?.text ?? "");
    const task = {
      target: path,
      text,
      terms: "now",
      end: "rejected",
      at: "2026-01-01T03:00:00.000Z",
      reason: "",
    } as const;
    return [toTaskId(digest, kind, eligible(path).path), { ...task, ...more }];
  });
  const state: RunState = { schema: "assay/state@1", tried: Object.fromEntries(entries), days: {} };
  const memory = given ?? { ok: true, state };
  const history: History = {
    shallow: false,
    resolve: () => Promise.resolve(undefined),
    own: () => Promise.resolve([]),
    depth: () => Promise.resolve(0),
    isCutOff: () => Promise.resolve(false),
    revert: () => Promise.reject(new Error("not asked for")),
    churn: () => Promise.resolve(new Map(Object.entries(FILES).map(([path, { commits }]) => [path, commits]))),
  };
  const policy = { ...policyOf({}), schedule: { targets, days: 30 } };
  const missing = (path: string): number | undefined => FILES[path]?.missing;
  return chooseHotspots(
    Object.keys(FILES).map(eligible),
    { head: "0".repeat(40), policy, terms: "now", memory, missing, ...(onEnded && { onEnded }) },
    {
      repository: { readText: (_, path) => Promise.resolve(FILES[path]?.text) },
      digest,
      complexityOf: (path, text) => Promise.resolve(complexityOf(path, text)),
      history: () => Promise.resolve(history),
      endedPulls: () => Promise.resolve(new Map(Object.entries(ended).map(([pull, end]) => [Number(pull), end]))),
      clock: { monotonic: () => 0, now: () => new Date("2026-02-02T00:00:00Z") },
    },
  );
}

function names({ chosen }: Choice): string {
  return chosen.map(({ file }) => `${file.path}:${file.kinds.join("+")}`).join(" ");
}

const AGAIN = "; it comes again when the file, the policy or the engines change";

describe("which files are taken on", () => {
  test("by score, with its parts; the others with theirs", async () => {
    const choice = await choose({ targets: 2 });
    expect(names(choice)).toBe("hot.ts:fix+docs warm.ts:fix+docs");
    expect(choice.chosen[0]?.reason).toBe(
      "hotspot: score 50.0 = 10 commits in 30 days × complexity 10 × 50 % not covered",
    );
    expect(choice.skips).toEqual([
      { path: "cold.ts", reason: "not-hot", detail: "no commit of the last 30 days touched it" },
      { path: "covered.ts", reason: "not-hot", detail: expect.stringContaining("0 % not covered (counts as 5 %)") },
    ]);
  });

  test("not what was tried on the same text under the same terms", async () => {
    const choice = await choose({
      targets: 1,
      tried: [
        { path: "hot.ts", reason: "gate lint" },
        { path: "hot.ts", kind: "docs", end: "declined" },
      ],
    });
    expect(names(choice)).toBe("warm.ts:fix+docs");
    expect(choice.skips.filter(({ reason }) => reason === "tried").map(({ kind, detail }) => [kind, detail])).toEqual([
      ["fix", `was tried and rejected on 2026-01-01 (gate lint)${AGAIN}`],
      ["docs", `was looked at and left on 2026-01-01${AGAIN}`],
    ]);
  });

  test.each([{ text: "0".repeat(64) }, { terms: "other" }])("again where %j differs", async (other) => {
    expect(names(await choose({ targets: 1, tried: [{ path: "hot.ts", ...other }] }))).toBe("hot.ts:fix+docs");
  });

  test("what is proposed and open is made again beside the new ones; what was closed is not", async () => {
    const tried = [{ path: "covered.ts", end: "proposed", pull: 5 }] as const;
    expect(names(await choose({ targets: 1, tried }))).toBe("covered.ts:fix hot.ts:fix+docs");
    const known: [string, TriedTask][] = [];
    const onEnded = (task: string, end: TriedTask): void => void known.push([task, end]);
    const closed = await choose({ targets: 3, tried, ended: { 5: "closed" }, onEnded });
    expect(names(closed)).toBe("hot.ts:fix+docs warm.ts:fix+docs covered.ts:docs");
    expect(closed.skips.find(({ reason }) => reason === "tried")?.detail).toContain("in #5, which was closed");
    // Nobody has to ask again.
    expect(known).toEqual([
      [expect.stringMatching(/^fix-/u), expect.objectContaining({ end: "closed", at: "2026-02-02T00:00:00.000Z" })],
    ]);
  });

  test("what is proposed on a file that nobody touches any more is made again, and nothing else there", async () => {
    const choice = await choose({ targets: 9, tried: [{ path: "cold.ts", end: "proposed", pull: 5 }] });
    expect(names(choice)).toMatch(/^cold\.ts:fix hot\.ts/u);
    const cold = choice.skips.filter(({ path }) => path === "cold.ts");
    expect(cold).toEqual([
      { path: "cold.ts", kind: "docs", reason: "not-hot", detail: expect.stringContaining("nobody") },
    ]);
  });

  test.each([{ text: "0".repeat(64) }, { terms: "other" }])(
    "what is open stays in its pull request with %j",
    async (other) => {
      const tried = [{ path: "covered.ts", end: "proposed", pull: 5, ...other }] as const;
      expect(names(await choose({ targets: 1, tried }))).toBe("covered.ts:fix hot.ts:fix+docs");
    },
  );

  test("what was closed comes again with the file, and with nothing else", async () => {
    const tried = { path: "hot.ts", end: "closed", pull: 5 } as const;
    expect(names(await choose({ targets: 1, tried: [{ ...tried, terms: "other" }] }))).toBe("hot.ts:docs");
    expect(names(await choose({ targets: 1, tried: [{ ...tried, text: "0".repeat(64) }] }))).toBe("hot.ts:fix+docs");
  });

  test.each([
    ["merged", { beside: true }, "was merged in #5, as of 2026-02-02"],
    ["merged", {}, "was merged in #5, and that was taken back, as of"],
    ["published", { beside: true }, "was done on 2026-01-01"],
    ["published", {}, "was changed, and that was taken back on 2026-01-01"],
  ] as const)("work that is %s and wrote %j: done, and not made again", async (end, beside, words) => {
    const was = end === "merged" ? "proposed" : end;
    const tried = [{ path: "covered.ts", end: was, pull: 5, ...beside }] as const;
    const choice = await choose({ targets: 1, tried, ended: { 5: "merged" } });
    expect(names(choice)).toBe("hot.ts:fix+docs");
    expect(choice.skips.find(({ reason }) => reason === "tried")?.detail).toContain(words);
  });

  test("nothing where it cannot be known what was tried", async () => {
    expect(await choose({ targets: 1, memory: { ok: false, reason: "it is no JSON" } })).toEqual({
      chosen: [],
      skips: [{ reason: "tried", detail: expect.stringContaining("cannot be read (it is no JSON)") }],
    });
  });
});

describe("what the day's caps leave", () => {
  const plan = { tasks: [fixTask("a.ts"), fixTask("b.ts")], skips: [] };
  const day = { type: "known", runs: { one: { tasks: 3, usd: 1.5 }, two: { tasks: 0, usd: 0 } } } as const;

  test.each([
    [{}, 2, ""],
    [{ tasks: 5 }, 2, ""],
    [{ tasks: 4 }, 1, "caps.tasks"],
    [{ runs: 2 }, 2, ""],
    [{ runs: 1 }, 0, "caps.runs"],
    [{ usd: 2 }, 2, ""],
    [{ usd: 1.5 }, 0, "caps.usd"],
  ])("%j: %d", (caps, count, word) => {
    const capped = capPlan(plan, { depth: 1, ...caps }, day);
    expect(capped.tasks).toHaveLength(count);
    expect(capped.skips).toHaveLength(2 - count);
    for (const skip of capped.skips)
      expect(skip).toMatchObject({ reason: "daily-cap", detail: expect.stringContaining(word) });
  });

  test.each([
    ["what cannot be read", { type: "unknown", reason: "it is no JSON" }, "cannot be read (it is no JSON)"],
    [
      "more runs than can be told apart",
      { type: "known", runs: Object.fromEntries(Array.from({ length: 2000 }, (_, at) => [at, { tasks: 0, usd: 0 }])) },
      "2000 runs were counted",
    ],
  ] as const)("%s counts as full", (_, full, words) => {
    const capped = capPlan(plan, { depth: 1, tasks: 100_000 }, full);
    expect(capped.tasks).toEqual([]);
    expect(capped.skips[0]?.detail).toContain(words);
  });

  test("a run that has not ended counts with what it may spend, which is said", () => {
    const open = { type: "known", runs: { one: { tasks: 1, usd: 2 } } } as const;
    expect(capPlan(plan, { depth: 1, usd: 2 }, open).skips[0]?.detail).toContain(
      "or may be by runs that have not ended",
    );
  });
});
