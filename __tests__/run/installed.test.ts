import { setImmediate } from "node:timers/promises";
import { expect, test } from "@jest/globals";
import type { InstalledFile, InstalledFiles } from "../../src/ports.ts";
import { createInstalledPackages, readCopiesAhead } from "../../src/run/installed.ts";
import { fixTask, policyOf } from "./fakes.ts";

/** Installed files that tell how often, and how far, they were read. */
function installedFiles(text: string, count: number): InstalledFiles & { walks: number; seen: number } {
  const files = {
    walks: 0,
    seen: 0,
    read: () => Promise.resolve(undefined),
    list: () => Promise.resolve([]),
    async *files(): AsyncGenerator<InstalledFile> {
      files.walks += 1;
      for (let index = 0; index < count; index += 1) {
        await setImmediate();
        files.seen += 1;
        yield { package: "left", path: `node_modules/left/${index}.js`, text };
      }
    },
    readKept: () => Promise.resolve(undefined),
    keep: () => Promise.resolve(),
  };
  return files;
}

const tasks = [fixTask("src/a.ts")];
const signal = new AbortController().signal;

test("what is read ahead is what the gate gets, and is read once", async () => {
  const files = installedFiles("export function left(a, b) { return a + b; }", 3);
  const installed = createInstalledPackages(files, signal);
  readCopiesAhead(installed, tasks, policyOf({}));
  const index = await installed.copies();
  expect(index?.sources.map(({ path }) => path)).toEqual([0, 1, 2].map((at) => `node_modules/left/${at}.js`));
  expect(files.walks).toBe(1);
});

test("nothing is read ahead where no task faces the gate", async () => {
  const files = installedFiles("", 1);
  const policy = policyOf({});
  const installed = createInstalledPackages(files, signal);
  readCopiesAhead(installed, [], policy);
  readCopiesAhead(installed, tasks, { ...policy, gates: { ...policy.gates, license: { level: "off" } } });
  await setImmediate();
  expect(files.walks).toBe(0);
});

test("a build that nobody waits for any more ends early, and who asks is told", async () => {
  const files = installedFiles("", 1_000_000);
  const controller = new AbortController();
  const installed = createInstalledPackages(files, controller.signal);
  readCopiesAhead(installed, tasks, policyOf({}));
  while (files.seen < 3) await setImmediate();
  controller.abort(new Error("over"));
  await expect(installed.copies()).rejects.toThrow("over");
  expect(files.seen).toBeLessThan(100);
});
