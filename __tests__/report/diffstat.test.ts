import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "@jest/globals";
import { toDiffstat } from "../../src/report/diffstat.ts";

const NAMES = ["plain.ts", "with blank.ts", 'quo"te.ts', "ümläut.ts", "-- dashes.ts", "back.slash"];

test("counts as git counts, whatever the lines and the names look like", () => {
  const root = mkdtempSync(path.join(tmpdir(), "assay-diffstat-"));
  try {
    const git = (...args: string[]): string =>
      execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@b", ...args], { cwd: root, encoding: "utf8" });
    git("init", "--quiet");
    for (const name of NAMES) writeFileSync(path.join(root, name), "one\n-- two\n++ three\nfour\n");
    writeFileSync(path.join(root, "gone.ts"), "1\n2\n");
    git("add", ".");
    git("commit", "--quiet", "-m", "a");
    for (const name of NAMES) writeFileSync(path.join(root, name), "one\n--- x\n+++ y\n@@ -1 +1 @@\nfour");
    rmSync(path.join(root, "gone.ts"));
    writeFileSync(path.join(root, "new.ts"), "1\n2\n3\n");
    git("add", ".");
    const patch = git("diff", "--cached", "--full-index", "--no-renames");
    const numstat = git("diff", "--cached", "--numstat", "--no-renames", "-z");
    const expected = numstat
      .split("\0")
      .filter((line) => line !== "")
      .map((line) => line.split("\t"));
    expect(toDiffstat(patch).map((stat) => [String(stat.addedLines), String(stat.removedLines), stat.path])).toEqual(
      expected,
    );
    expect(expected).toHaveLength(NAMES.length + 2);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
});

test.each([
  ["", []],
  ["no patch\n+++ \n", [{ path: "", addedLines: 0, removedLines: 0 }]],
])("%j", (patch, stats) => {
  expect(toDiffstat(patch)).toEqual(stats);
});
