import { expect, test } from "@jest/globals";
import { DEFAULT_LIMITS } from "../../src/policy/defaults.ts";
import { DueMoves, toMoveTask, type PackageMove } from "../../src/plan/due-moves.ts";
import { repoPath } from "../probe/plans.ts";

const FILES = ["lib/a.js", "package.json"].map(repoPath);
const MOVE: PackageMove = {
  manifest: repoPath("package.json"),
  target: repoPath("lib/a.js"),
  rule: 1,
  files: FILES,
  members: new Set(["lib/a.js", "lib/b.js"]),
};
const TERMS = { id: "refactor-0123456789", only: undefined, limits: DEFAULT_LIMITS, room: 1 };
const FILE = { path: repoPath("lib/b.js"), status: "modified" };

test("a package is due once, by any of its files", () => {
  const due = new DueMoves([MOVE]);
  expect([due.take("other.js"), due.take("lib/b.js"), due.take("lib/a.js")]).toEqual([undefined, MOVE, undefined]);
});

test("its task may write all of its files and package.json", () => {
  expect(toMoveTask(MOVE, FILE, TERMS)).toEqual({
    type: "task",
    task: {
      id: TERMS.id,
      kind: "refactor",
      target: "lib/a.js",
      writable: FILES,
      reason: "refactor.modules of the policy: lib/b.js of its package is modified",
      rule: 1,
      moves: "package.json",
    },
  });
});

test.each<readonly [string, Partial<PackageMove>, Partial<typeof TERMS> | { only: ReadonlySet<string> }, string]>([
  ["what keeps it", { stays: "a.js, line 1: no" }, {}, "the package stays CommonJS: a.js, line 1: no"],
  [
    "too many files",
    {},
    { limits: { ...DEFAULT_LIMITS, files: 1 } },
    "its 2 files are more than one candidate may change (limits.files is 1)",
  ],
  ["another shard", {}, { only: new Set(["refactor-9999999999"]) }, "another shard has it"],
  [
    "no room",
    {},
    { room: 0 },
    `the limit of ${String(DEFAULT_LIMITS.tasks)} tasks is reached (limits.tasks in the policy)`,
  ],
])("or the plan says why not: %s", (_, move, terms, detail) => {
  expect(toMoveTask({ ...MOVE, ...move }, FILE, { ...TERMS, ...terms })).toMatchObject({
    type: "skip",
    skip: { path: "package.json", kind: "refactor", detail },
  });
});
