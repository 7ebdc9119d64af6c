import fc from "fast-check";
import { describe, expect, test } from "@jest/globals";
import { GITHUB_LIMITS } from "../../src/domain/github-limits.ts";
import { toRepoPath, type RepoPath } from "../../src/domain/repo-path.ts";
import { TASK_KINDS, type Task } from "../../src/domain/task.ts";
import { expectedCost, tellMissing, toShards } from "../../src/plan/to-shards.ts";

function path(raw: string): RepoPath {
  const result = toRepoPath(raw);
  if (!result.ok) throw new Error(raw);
  return result.path;
}

function makeTask(index: number, kind: Task["kind"] = "fix"): Task {
  const target = path(`src/f${index}.ts`);
  return { id: `${kind}-${String(index).padStart(10, "0")}`, kind, target, writable: [target], reason: "", rule: 0 };
}

const tasksOf = (only: string): readonly string[] => (only === "" ? [] : only.split(","));

describe("shards", () => {
  test("the costliest goes first to whoever has least to do, so that a big file does not share its job", () => {
    const sizes = new Map([
      ["src/f0.ts", 1024],
      ["src/f1.ts", 1024],
      ["src/f2.ts", 60 * 1024],
      ["src/f3.ts", 1024],
    ]);
    const plan = { tasks: [0, 1, 2, 3].map((index) => makeTask(index)), skips: [] };
    const { matrix } = toShards({ plan, most: 2, bytesOf: ({ target }) => sizes.get(target) ?? 0 });
    expect(matrix.include).toEqual([
      { shard: 1, only: "fix-0000000002" },
      { shard: 2, only: "fix-0000000000,fix-0000000001,fix-0000000003" },
    ]);
  });

  test("tests of a file are expected to cost more than its docs", () => {
    expect(expectedCost("tests", 2048)).toBeGreaterThan(expectedCost("docs", 2048));
  });

  test("no task, no job; never more jobs than tasks", () => {
    expect(toShards({ plan: { tasks: [], skips: [] }, most: 8, bytesOf: () => 0 }).matrix).toEqual({ include: [] });
    const plan = { tasks: [makeTask(0), makeTask(1)], skips: [] };
    expect(toShards({ plan, most: 8, bytesOf: () => 0 }).matrix.include).toHaveLength(2);
  });

  test("no more jobs than GitHub starts for one run", () => {
    const plan = { tasks: Array.from({ length: 300 }, (_, index) => makeTask(index)), skips: [] };
    const { include } = toShards({ plan, most: 1000, bytesOf: () => 1 }).matrix;
    expect(include).toHaveLength(256);
    expect(include.flatMap(({ only }) => tasksOf(only))).toHaveLength(300);
  });

  test("what there is no room for is skipped and said", () => {
    const plan = { tasks: Array.from({ length: 10_000 }, (_, index) => makeTask(index, "scaffold")), skips: [] };
    const sharded = toShards({ plan, most: 256, bytesOf: () => 1000 });
    expect(JSON.stringify(sharded.matrix).length).toBeLessThanOrEqual(GITHUB_LIMITS.matrixText);
    expect(sharded.plan.tasks.length + sharded.plan.skips.length).toBe(10_000);
    expect(sharded.plan.skips[0]).toMatchObject({ reason: "task-limit", detail: expect.stringContaining("120000") });
  });

  test("whatever is planned, each task is in exactly one job, and no job is far above the others", () => {
    const task = fc.record({ kind: fc.constantFrom(...TASK_KINDS), bytes: fc.nat({ max: 200_000 }) });
    fc.assert(
      fc.property(fc.array(task, { maxLength: 60 }), fc.integer({ min: 1, max: 300 }), (drawn, most) => {
        const tasks = drawn.map(({ kind }, index) => makeTask(index, kind));
        const bytes = new Map(tasks.map(({ id }, index) => [id, drawn[index]?.bytes ?? 0]));
        const { matrix, plan } = toShards({
          plan: { tasks, skips: [] },
          most,
          bytesOf: ({ id }) => bytes.get(id) ?? 0,
        });
        expect(plan.tasks).toEqual(tasks);
        expect(matrix.include.flatMap(({ only }) => tasksOf(only)).toSorted()).toEqual(
          tasks.map(({ id }) => id).toSorted(),
        );
        expect(matrix.include.length).toBe(Math.min(most, 256, tasks.length));
        const costs = new Map(tasks.map((one) => [one.id, expectedCost(one.kind, bytes.get(one.id) ?? 0)]));
        const loads = matrix.include.map(({ only }) =>
          tasksOf(only).reduce((sum, id) => sum + (costs.get(id) ?? 0), 0),
        );
        const total = loads.reduce((sum, load) => sum + load, 0);
        const bound = total / Math.max(1, loads.length) + Math.max(0, ...costs.values());
        for (const load of loads) expect(load).toBeLessThanOrEqual(bound + 1e-6);
      }),
    );
  });

  test("a task that was asked for and is not planned is told", () => {
    const plan = { tasks: [makeTask(1)], skips: [] };
    expect(tellMissing(plan, undefined)).toBe(plan);
    expect(tellMissing(plan, ["fix-0000000001", "fix-00000000ff"]).skips).toEqual([
      { reason: "not-selected", detail: expect.stringContaining("fix-00000000ff") },
    ]);
  });
});
