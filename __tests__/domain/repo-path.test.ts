import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { toRepoPath } from "../../src/domain/repo-path.ts";
import { git } from "../adapters/git/fixture.ts";

const root = mkdtempSync(join(tmpdir(), "assay-paths-"));
git(root, ["init", "--quiet"]);
const BLOB = git(root, ["hash-object", "-w", "--stdin"], "").trim();
afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});

/** Git with all of its checks on, those for other systems too. */
function strictGit(args: readonly string[], input: string): { readonly status: number | null; readonly said: string } {
  const checks = ["-c", "core.protectNTFS=true", "-c", "core.protectHFS=true", "-c", "core.quotePath=false"];
  const env = { PATH: process.env["PATH"], GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_NOSYSTEM: "1" };
  const done = spawnSync("git", [...checks, ...args], { cwd: root, input, encoding: "utf8", env });
  return { status: done.status, said: done.stdout + done.stderr };
}

/** Those of the paths that git refuses to have in an index. None may lead out of the repository: that ends git. */
function refusedByGit(paths: readonly string[]): ReadonlySet<string> {
  const { said } = strictGit(
    ["update-index", "-z", "--force-remove", "--stdin"],
    paths.map((path) => `${path}\0`).join(""),
  );
  return new Set(paths.filter((path) => said.includes(`Ignoring path ${path}\n`)));
}

/** What git says against one entry at a path, in an index and in the tree that is made of it; empty where nothing. */
function complaintsOf(paths: readonly string[]): string {
  strictGit(["read-tree", "--empty"], "");
  const entries = paths.map((path) => `100644 ${BLOB}\t${path}\0`).join("");
  const added = strictGit(["update-index", "-z", "--index-info"], entries);
  const tree = strictGit(["write-tree"], "");
  const checked = strictGit(["fsck", "--strict", "--no-dangling", "--no-progress", tree.said.trim()], "");
  const listed = strictGit(["ls-files", "-z"], "")
    .said.split("\0")
    .filter((path) => path !== "");
  const missing = paths.filter((path) => !listed.includes(path));
  return [added.said, tree.status === 0 ? "" : tree.said, checked.said, ...missing]
    .filter((text) => text !== "")
    .join("\n");
}

/** What systems take for `.git` or for something above, and what else names are made of. */
const PIECES = [
  ...[".git", ".GIT", ".giT", "git~1", "GIT~1", "git~2", "git~12", ".", "..", "...", " ", "  ", "~1", "g", ".gi", "it"],
  ...["\u200c", "\u200d", "\u200e", "\u200f", "\u202a", "\u202e", "\u206a", "\u206f", "\ufeff", "\u0130", "\u0131"],
  ...[
    ".gitmodules",
    "GITMOD~1",
    "gi7eba~1",
    ".gitattributes",
    ".gitignore",
    "con",
    "NUL",
    "com1",
    "lpt\u00b9",
    "aux.c",
  ],
  ...["\\", ":", "::$INDEX_ALLOCATION", ":$DATA", "\u0000", "\u0001", "\u007f", "\u0085", "\ufffd", "C:", "//", "./"],
  ...["a", "b", "-rf", "src", "é", "e\u0301", "漢", "\u{1f600}", "*", "?", "<", "|", '"', "'", "$x", "%", "#"],
];
const segment = fc
  .array(
    fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...PIECES) }, fc.string({ unit: "grapheme", maxLength: 4 })),
    {
      minLength: 1,
      maxLength: 3,
    },
  )
  .map((parts) => parts.join(""));
const hostile = fc.array(segment, { minLength: 1, maxLength: 3 }).map((segments) => segments.join("/"));

/** Whether a path can be asked about one by one: git normalises or ends at the others before it looks at names. */
const isPlain = (path: string): boolean =>
  !/[\u0000\n\r]/u.test(path) && path.split("/").every((part) => part !== "" && part !== "." && part !== "..");

describe("what passes is let into an index and a tree by git with every check on", () => {
  test("whatever git refuses is refused", () => {
    let refused = 0;
    fc.assert(
      fc.property(fc.array(hostile.filter(isPlain), { minLength: 300, maxLength: 300, size: "max" }), (paths) => {
        const byGit = refusedByGit(paths);
        refused += byGit.size;
        expect([...byGit].filter((path) => toRepoPath(path).ok)).toEqual([]);
      }),
      { numRuns: 40 },
    );
    // The property is no empty one.
    expect(refused).toBeGreaterThan(100);
  });

  test("git has nothing to say against a path that passed", () => {
    let passed = 0;
    fc.assert(
      fc.property(fc.array(hostile, { minLength: 200, maxLength: 200, size: "max" }), (raw) => {
        // Each in a folder of its own, so that none is file and folder at once.
        const paths = raw.map((path, index) => `n${String(index)}/${path}`).filter((path) => toRepoPath(path).ok);
        passed += paths.length;
        expect(complaintsOf(paths)).toBe("");
      }),
      { numRuns: 8 },
    );
    expect(passed).toBeGreaterThan(200);
  });

  test("the judge is one: it refuses what it is known to refuse", () => {
    const known = [
      ".git",
      "a/.GIT/config",
      "git~1",
      "a/.g\u200cit",
      ".git. ",
      ".git::$INDEX_ALLOCATION",
      ".\u206agit/x",
    ];
    expect([...refusedByGit([...known, "a/b.ts", ".github/x"])]).toEqual(known);
    for (const path of known) expect(complaintsOf([path])).toContain(`Ignoring path ${path}\n`);
  });
});

test.each<readonly [string, string]>([
  ["", "empty"],
  ["/etc/passwd", "absolute"],
  ["c:/x", "absolute"],
  ["a\\..\\x", "backslash"],
  ["../x", "traversal"],
  ["a//b", "traversal"],
  ["a/./b", "traversal"],
  ["a/", "traversal"],
  ["a/.Git/hooks/x", "git-directory"],
  ["GIT~3", "git-directory"],
  ["a\nb", "control-character"],
  ["a\tb", "control-character"],
  ["\u001b[31m", "control-character"],
  ["a\u2028b", "control-character"],
  ["a\u202eb", "bidirectional-character"],
  ["a\u200bb", "bidirectional-character"],
  ["a\ufffdb", "not-utf8"],
  ["a\ud800b", "not-utf8"],
  ["x/nul", "reserved-name"],
  ["Com1.txt", "reserved-name"],
  ["a./b", "trailing-dot-or-space"],
  ["a /b", "trailing-dot-or-space"],
  ["ab:y", "colon"],
  [".gitmodules/a", "git-directory"],
  ["a/GITATT~2/b", "git-directory"],
  ["gi7eba~1/b", "git-directory"],
])("%j is refused as %s", (raw, problem) => {
  expect(toRepoPath(raw)).toEqual({ ok: false, problem });
});

test("paths and names that no file system holds are refused", () => {
  for (const raw of ["é".repeat(128), `${"a/".repeat(2048)}b`]) {
    expect(toRepoPath(raw)).toEqual({ ok: false, problem: "too-long" });
  }
});

test.each([
  "a.ts",
  "src/.eslintrc",
  ".github/x.yml",
  "a b/c-d_e+f.ts",
  "漢/é.ts",
  "-rf",
  ".gitmodules",
  "a/.gitattributes",
  "com10",
  "git~",
  ".gitx",
])("%j passes", (raw) => {
  expect(toRepoPath(raw)).toEqual({ ok: true, path: raw });
});
