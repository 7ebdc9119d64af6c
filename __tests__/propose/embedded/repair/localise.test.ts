import { describe, expect, test } from "@jest/globals";
import { toRepoPath, type RepoPath } from "../../../../src/domain/repo-path.ts";
import { hunksBack, priorSuspicion, suspectsOf } from "../../../../src/propose/embedded/repair/localise.ts";
import { revertsOf } from "../../../../src/propose/embedded/repair/reverts.ts";
import type { FastReport } from "../../../../src/propose/embedded/repair/search.ts";

function at(text: string): RepoPath {
  const checked = toRepoPath(text);
  if (!checked.ok) throw new Error(checked.problem);
  return checked.path;
}

const path = at("src/a.js");
const command = "npx jest";

function report(units: FastReport["units"], reached: FastReport["reached"]): FastReport {
  const rest = { tests: [], plausible: [], left: false, escaped: false, tried: 0, ms: 0, problem: "", calls: [] };
  return { ...rest, units, reached };
}

describe("suspicion", () => {
  test("is highest where only failing assertions come by, and says of how many", () => {
    const reached = [
      { file: 0, line: 2, failed: 2, passed: 6 },
      { file: 0, line: 5, failed: 2, passed: 0 },
      { file: 0, line: 9, failed: 0, passed: 6 },
    ];
    const suspects = suspectsOf([report([2, 6], reached)], [{ path, text: "", candidates: [] }]);
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
    const [suspect] = suspectsOf([one, one], [{ path, text: "", candidates: [] }]);
    expect(suspect).toMatchObject({ suspicion: 1, reason: "run by 2 of 2 failing assertions and 0 of 2 others" });
  });

  test("before anything is run: named by a stack trace, then changed since the last green commit", () => {
    const text = "one\ntwo\nthree\nfour\nfive\nsix\n";
    const earlier = { commit: "c", files: [{ path, text: text.replace("two", "TWO") }] };
    const output = "Error: no\n    at f (src/a.js:5:3)\n    at other (src/a.jsx:1:1)";
    const suspicion = priorSuspicion(path, text, { command, output, tests: [], earlier });
    expect(suspicion(2)).toBeGreaterThan(suspicion(3));
    expect(suspicion(5)).toBeGreaterThan(suspicion(4));
    expect(suspicion(4)).toBeGreaterThan(suspicion(1));
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
