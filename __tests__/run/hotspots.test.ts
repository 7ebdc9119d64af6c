import { createHash } from "node:crypto";
import { describe, expect, test } from "@jest/globals";
import { complexityOf } from "../../src/code/complexity.ts";
import { toRepoPath } from "../../src/domain/repo-path.ts";
import type { RunState, TriedTask } from "../../src/domain/run-state.ts";
import type { Eligible } from "../../src/plan/classify-entry.ts";
import { toTaskId, type Choice } from "../../src/plan/plan-tasks.ts";
import type { History } from "../../src/domain/undo.ts";
import { capPlan } from "../../src/run/guards.ts";
import { chooseHotspots } from "../../src/run/hotspots.ts";
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
  readonly closed?: readonly number[];
}

function choose({ targets, tried = [], closed = [] }: Options): Promise<Choice> {
  const entries = tried.map(({ path, kind = "fix", ...more }): [string, TriedTask] => {
    const text = digest(FILES[path]?.text ?? "");
    const task = { target: path, text, terms: "now", end: "rejected", day: "2026-01-01", reason: "" } as const;
    return [toTaskId(digest, kind, eligible(path).path), { ...task, ...more }];
  });
  const memory: RunState = { schema: "assay/state@1", tried: Object.fromEntries(entries), days: {} };
  const history: History = {
    shallow: false,
    resolve: () => Promise.resolve(undefined),
    own: () => Promise.resolve([]),
    depth: () => Promise.resolve(0),
    revert: () => Promise.reject(new Error("not asked for")),
    churn: () => Promise.resolve(new Map(Object.entries(FILES).map(([path, { commits }]) => [path, commits]))),
  };
  const policy = { ...policyOf({}), schedule: { targets, days: 30 } };
  const missing = (path: string): number | undefined => FILES[path]?.missing;
  return chooseHotspots(
    Object.keys(FILES).map(eligible),
    { head: "0".repeat(40), policy, terms: "now", memory, missing },
    {
      repository: { readText: (_, path) => Promise.resolve(FILES[path]?.text) },
      digest,
      complexityOf: (path, text) => Promise.resolve(complexityOf(path, text)),
      history: () => Promise.resolve(history),
      closedPulls: () => Promise.resolve(new Set(closed)),
    },
  );
}

function names({ chosen }: Choice): string {
  return chosen.map(({ file }) => `${file.path}:${file.kinds.join("+")}`).join(" ");
}

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
      ["fix", "was tried and rejected on 2026-01-01 (gate lint); it comes again when the file or the policy changes"],
      ["docs", "was looked at and left on 2026-01-01; it comes again when the file or the policy changes"],
    ]);
  });

  test.each([{ text: "0".repeat(64) }, { terms: "other" }])("again where %j differs", async (other) => {
    expect(names(await choose({ targets: 1, tried: [{ path: "hot.ts", ...other }] }))).toBe("hot.ts:fix+docs");
  });

  test("what is proposed and open is made again beside the new ones; what was closed is not", async () => {
    const tried = [{ path: "covered.ts", end: "proposed", pull: 5 }] as const;
    expect(names(await choose({ targets: 1, tried }))).toBe("covered.ts:fix hot.ts:fix+docs");
    const closed = await choose({ targets: 3, tried, closed: [5] });
    expect(names(closed)).toBe("hot.ts:fix+docs warm.ts:fix+docs covered.ts:docs");
    expect(closed.skips.find(({ reason }) => reason === "tried")?.detail).toContain("in #5, which was closed");
  });
});

describe("what the day's caps leave", () => {
  const plan = { tasks: [fixTask("a.ts"), fixTask("b.ts")], skips: [] };
  const day = { one: { tasks: 3, usd: 1.5 }, two: { tasks: 0, usd: 0 } };

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
});
