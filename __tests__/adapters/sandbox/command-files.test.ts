import { appendFileSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { watchCommandFiles } from "../../../src/adapters/sandbox/command-files.ts";

let directory: string;
const file = (name: string): string => path.join(directory, name);

beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), "assay-command-files-"));
  writeFileSync(file("env"), "BEFORE=1\n");
  writeFileSync(file("path"), "");
});
afterEach(() => {
  rmSync(directory, { recursive: true, force: true });
});

const watch = () =>
  watchCommandFiles({ GITHUB_ENV: file("env"), GITHUB_PATH: file("path"), GITHUB_OUTPUT: file("output"), OTHER: "/x" });

test("files that nobody touched are no reason to stop", async () => {
  await expect((await watch()).check()).resolves.toBeUndefined();
  await expect((await watchCommandFiles({})).check()).resolves.toBeUndefined();
});

test.each<[string, () => void]>([
  [
    "appended to",
    () => {
      appendFileSync(file("env"), "LD_PRELOAD=/tmp/x.so\n");
    },
  ],
  [
    "emptied",
    () => {
      writeFileSync(file("env"), "");
    },
  ],
  [
    "removed",
    () => {
      rmSync(file("env"));
    },
  ],
  [
    "replaced by a link to a file of the same content",
    () => {
      writeFileSync(file("copy"), "BEFORE=1\n");
      rmSync(file("env"));
      symlinkSync(file("copy"), file("env"));
    },
  ],
])("a file that was %s is put back and the run stops", async (_name, change) => {
  const commandFiles = await watch();
  change();
  await expect(commandFiles.check()).rejects.toThrow(`(${file("env")})`);
  expect(readFileSync(file("env"), "utf8")).toBe("BEFORE=1\n");
  await expect(commandFiles.check()).resolves.toBeUndefined();
});

test("a file that was not there is removed again", async () => {
  const commandFiles = await watch();
  writeFileSync(file("output"), "conclusion=success\n");
  await expect(commandFiles.check()).rejects.toThrow("nothing is published");
  expect(() => readFileSync(file("output"))).toThrow("ENOENT");
});
