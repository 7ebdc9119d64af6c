import { describe, expect, test } from "@jest/globals";
import { toRepoPath, type RepoPath } from "../../../../src/domain/repo-path.ts";
import { hunksBack, priorOf, suspectsOf } from "../../../../src/propose/embedded/repair/localise.ts";
import { revertsOf } from "../../../../src/propose/embedded/repair/reverts.ts";
import type { FastReport } from "../../../../src/propose/embedded/repair/search.ts";

function at(text: string): RepoPath {
  const checked = toRepoPath(text);
  if (!checked.ok) throw new Error(checked.problem);
  return checked.path;
}

const path = at("src/a.js");
const command = "npx jest";
const failing = { command, output: "", tests: [] };

function report(units: FastReport["units"], reached: FastReport["reached"]): FastReport {
  const rest = {
    tests: [],
    plausible: [],
    partial: [],
    left: false,
    escaped: false,
    tried: 0,
    ms: 0,
    problem: "",
    calls: [],
  };
  return { ...rest, units, reached };
}

describe("suspicion", () => {
  test("is highest where only failing assertions come by, and says of how many", () => {
    const reached = [
      { file: 0, line: 2, failed: 2, passed: 6 },
      { file: 0, line: 5, failed: 2, passed: 0 },
      { file: 0, line: 9, failed: 0, passed: 6 },
    ];
    const suspects = suspectsOf([report([2, 6], reached)], [{ path, text: "" }], failing);
    expect(suspects.map(({ line, suspicion }) => [line, suspicion])).toEqual([
      [5, 1],
      [2, 0.5],
    ]);
    expect(suspects[0]?.reason).toBe("run by 2 of 2 failing assertions and 0 of 6 others");
  });

  test("several places of a line are one, and processes add up", () => {
    const one = report(
      [1, 1],
      [
        { file: 0, line: 3, failed: 1, passed: 1 },
        { file: 0, line: 3, failed: 1, passed: 0 },
      ],
    );
    const [suspect] = suspectsOf([one, one], [{ path, text: "" }], failing);
    expect(suspect).toMatchObject({ suspicion: 1, reason: "run by 2 of 2 failing assertions and 0 of 2 others" });
  });

  test("before anything is run: named by a stack trace, then changed since the last green commit", () => {
    const text = "one\ntwo\nthree\nfour\nfive\nsix\n";
    const earlier = { commit: "c", files: [{ path, text: text.replace("two", "TWO") }] };
    const output = "Error: no\n    at f (src/a.js:5:3)\n    at other (src/a.jsx:1:1)";
    const prior = priorOf(path, text, { command, output, tests: [], earlier });
    expect(prior.at(2)).toBeGreaterThan(prior.at(3));
    expect(prior.at(5)).toBeGreaterThan(prior.at(4));
    expect(prior.at(4)).toBeGreaterThan(prior.at(1));
    expect([prior.reasonsAt(1), prior.reasonsAt(2), prior.reasonsAt(5)]).toEqual([
      [],
      ["changed since c, which was green"],
      ["named by the output"],
    ]);
  });
});

describe("the ranking", () => {
  const text = "one\ntwo\nthree\nfour\n";
  const earlier = { commit: "0123456789", files: [{ path, text: text.replace("three", "THREE") }] };

  test("puts what changed since the last green commit before what is run just as often, and says why", () => {
    const reached = [2, 3].map((line) => ({ file: 0, line, failed: 1, passed: 0 }));
    const suspects = suspectsOf([report([1, 1], reached)], [{ path, text }], { ...failing, earlier });
    expect(suspects.map(({ line }) => line)).toEqual([3, 2]);
    expect(suspects[0]).toMatchObject({
      suspicion: 1,
      reason: "run by 1 of 1 failing assertions and 0 of 1 others, changed since 0123456, which was green",
    });
  });

  test("rests on stack and change alone where no run could be watched", () => {
    const output = "Error: no\n    at f (src/a.js:2:3)";
    const suspects = suspectsOf([], [{ path, text }], { ...failing, output, earlier });
    expect(suspects.map(({ line, reason }) => [line, reason])).toEqual([
      [3, "changed since 0123456, which was green"],
      [2, "named by the output"],
    ]);
    expect(suspectsOf([], [{ path, text }], failing)).toEqual([]);
  });
});

describe("hunks of the offending change", () => {
  const before = "a\nb\nc\nd\ne\n";
  const now = "a\nB\nc\nd\nnew\ne\n";

  test("lead back to the earlier text", () => {
    expect(hunksBack(now, before)).toEqual([
      { start: 2, end: 3, before: ["b"] },
      { start: 5, end: 6, before: [] },
    ]);
    expect(hunksBack(now, now)).toEqual([]);
  });

  test("are taken back one by one, and only where the text still parses", () => {
    const was = "function f(a) {\n  return a;\n}\n\nfunction g(b) {\n  return b;\n}\n";
    const is =
      "function f(a, c) {\n  return a + c;\n}\n\nfunction g(b) {\n  if (b) {\n    return 1;\n  }\n  return b;\n}\n";
    const file = { path, text: is, candidates: [] };
    const failing = { command, output: "", tests: [], earlier: { commit: "c", files: [{ path, text: was }] } };
    const patches = revertsOf([file], failing);
    expect(patches.map(({ after }) => after)).toEqual([
      is.replace("(a, c)", "(a)").replace("a + c", "a"),
      is.replace("  if (b) {\n    return 1;\n  }\n", ""),
    ]);
    expect(patches[1]?.candidates[0]?.description).toMatch(/^as it was at the last green commit: `if \(b\)/u);
  });

  test("at the end of a file without a line break", () => {
    const file = { path, text: "const a = 1;\nconst b = 3;", candidates: [] };
    const earlier = { commit: "c", files: [{ path, text: "const a = 1;\nconst b = 2;" }] };
    const [patch] = revertsOf([file], { command, output: "", tests: [], earlier });
    expect(patch?.after).toBe("const a = 1;\nconst b = 2;");
  });
});
