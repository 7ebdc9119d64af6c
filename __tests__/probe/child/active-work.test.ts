import { describe, expect, test } from "@jest/globals";
import { access, readFile, type PathLike } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import { promisify } from "node:util";
import { watchWork } from "../../../src/probe/child/active-work.ts";

/** As code without types may call it: Node has made its request by the time that it looks at the path. */
function readNothing(): void {
  expect(() => {
    readFile({} as PathLike, () => undefined);
  }).toThrow(/"path" argument/u);
}

/** A watch while the runner's own work is over and what other tests left is collected. */
async function watchQuiet(): Promise<ReturnType<typeof watchWork>> {
  await wait(50);
  const work = watchWork();
  work.sweep("held");
  return work;
}

describe("watchWork", () => {
  test("a request that was never sent counts until it is told from those that are answered", async () => {
    const work = await watchQuiet();
    const before = work.count();
    readNothing();
    expect(work.count()).toBe(before + 1);
    const sent = promisify(access)(".");
    expect(work.count()).toBe(before + 2);
    work.note();
    await sent;
    // It is listed until its callback has returned.
    await wait(0);
    work.sweep("done");
    expect(work.count()).toBe(before);
  });

  test("a request that was made since work was noted may be on its way", async () => {
    const work = await watchQuiet();
    const before = work.count();
    work.note();
    const sent = promisify(access)(".");
    work.sweep("done");
    expect(work.count()).toBe(before + 1);
    await sent;
    // It is listed until its callback has returned.
    await wait(0);
    expect(work.count()).toBe(before);
  });

  test("where the thread was held up a request that stays may be on its way", async () => {
    const work = await watchQuiet();
    const before = work.count();
    const sent = promisify(access)(".");
    work.note();
    work.sweep("held");
    expect(work.count()).toBe(before + 1);
    await sent;
  });
});
