import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { takeBuildLock } from "../../scripts/build-lock.ts";

let directory = "";
beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), "assay-build-lock-"));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

test("one build at a time: the second begins when the first has given back", async () => {
  const file = path.join(directory, "lock");
  const order: string[] = [];
  const giveBack = await takeBuildLock(file);
  const second = takeBuildLock(file).then((release) => {
    order.push("second");
    return release;
  });
  await new Promise((resolve) => setTimeout(resolve, 500));
  order.push("first gives back");
  await giveBack();
  await (
    await second
  )();
  expect(order).toEqual(["first gives back", "second"]);
});

test("the lock of a build that was killed is taken over", async () => {
  const file = path.join(directory, "lock");
  await writeFile(file, "4194305");
  const giveBack = await takeBuildLock(file);
  expect(await readFile(file, "utf8")).toBe(String(process.pid));
  await giveBack();
});
