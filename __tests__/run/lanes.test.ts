import { expect, test } from "@jest/globals";
import { runInLanes } from "../../src/run/lanes.ts";

const pause = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test("results keep the items' order whatever finishes first", async () => {
  const order: number[] = [];
  const results = await runInLanes([3, 1, 2], ["a", "b"], async (item) => {
    for (let turn = 0; turn < item; turn += 1) await pause();
    order.push(item);
    return item * 10;
  });
  expect(results).toEqual([30, 10, 20]);
  expect(order[0]).toBe(1);
});

test("a lane never holds two items at the same time, and every lane is used", async () => {
  const busy = new Set<string>();
  const used = new Set<string>();
  await runInLanes([1, 2, 3, 4, 5, 6], ["a", "b"], async (_item, lane) => {
    expect(busy.has(lane)).toBe(false);
    busy.add(lane);
    used.add(lane);
    await pause();
    busy.delete(lane);
  });
  expect([...used].sort()).toEqual(["a", "b"]);
});

test("the first error is thrown after running items have ended, and no further item is begun", async () => {
  const ended: number[] = [];
  const work = runInLanes([1, 2, 3, 4], ["a", "b"], async (item) => {
    if (item === 1) throw new Error("broken");
    await pause();
    ended.push(item);
  });
  await expect(work).rejects.toThrow("broken");
  expect(ended).toEqual([2]);
});

test("a value that is no error is thrown as one", async () => {
  const work = runInLanes([1], ["a"], async () => {
    await pause();
    const text: unknown = "text";
    throw text;
  });
  await expect(work).rejects.toThrow("text");
});

test("no items need no lane", async () => {
  expect(await runInLanes([], ["a"], () => Promise.resolve(1))).toEqual([]);
});
