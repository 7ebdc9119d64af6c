import { describe, expect, test } from "@jest/globals";
import { findRepairs } from "../../../../src/code/repair/find-candidates.ts";
import type { Ranked } from "../../../../src/propose/embedded/repair/choose.ts";
import { renderNothing, renderRepair } from "../../../../src/propose/embedded/repair/rationale.ts";
import type { Patch, Search } from "../../../../src/propose/embedded/repair/search.ts";
import { repoPath } from "../../temp-workspace.ts";

const text = "function f(a, b) {\n  return a - b;\n}\n";
const path = repoPath("src/a.js");
const file = { path, text, candidates: findRepairs(path, text, { max: 40 }) };
const failing = { command: "npx jest", output: "", tests: [path] };

function patchOf(description: string, of = file): Patch {
  const candidate = of.candidates.find((one) => one.description === description);
  if (candidate === undefined) throw new Error(of.candidates.map((one) => one.description).join("\n"));
  return { file: of, candidates: [candidate], after: "", prior: candidate.prior };
}

function searchOf(patches: readonly Patch[], more: Partial<Search> = {}): Search {
  const suspects = [1, 2, 3, 4].map((line) => ({ path, line, suspicion: 1 / line, reason: `run by ${line} of 4` }));
  return {
    files: [file],
    patches,
    calls: [],
    failing: ["adds"],
    suspects,
    tried: 40,
    ms: 1500,
    how: "in the test runner's own process",
    end: "complete",
    ...more,
  };
}

const PLUS = patchOf("`a - b` → `a + b`");
const chosen: Ranked = { patch: PLUS, behaviour: "x", labels: [], score: 1 };

describe("the rationale", () => {
  test("says what failed, where it was, what was wrong, what the change does, and what else was plausible", () => {
    expect(renderRepair(chosen, [], { found: searchOf([PLUS]), groups: 1 }, failing)).toBe(
      "Mend line 2, red under `npx jest`\n\n`npx jest` was red (“adds”). In src/a.js, line 2: `a - b` → `a + b`. Most likely an operator was the wrong one. Most suspicious by Ochiai, stack and change: src/a.js line 1 (1.00: run by 1 of 4), src/a.js line 2 (0.50: run by 2 of 4), src/a.js line 3 (0.33: run by 3 of 4), and 1 more; the changed line has place 2. With it a run of the command is green; it was found among 40 candidates tried in 1.5 s in the test runner's own process, of which 1 made it green. Nothing else that was tried would do.",
    );
  });

  test("says how many cost a run of the command", () => {
    const said = renderRepair(chosen, [], { found: searchOf([PLUS], { runs: 3 }), groups: 1 }, failing);
    expect(said).toContain(
      "40 candidates tried in 1.5 s in the test runner's own process, 3 of them with a run of the command, of which 1 made it green",
    );
  });

  test("names the alternatives with what tells them apart", () => {
    const differs = { call: "f(2, 2)", proposed: "4", alternative: "0" };
    const choice = { groups: 3, alternatives: [{ path, line: 2, description: "`a` → `b`", patch: "", differs }] };
    const said = renderRepair(chosen, [chosen], { found: searchOf([PLUS, PLUS]), groups: 3, choice }, failing);
    expect(said).toContain(
      "Ambiguous: the tests do not tell 3 different behaviours apart. Also plausible: src/a.js line 2: `a` → `b` (`f(2, 2)`: `0` there, `4` here).",
    );
  });

  test("warns of labels, and of a search that was cut short", () => {
    const labelled: Ranked = { ...chosen, labels: ["only deletes", "swallows an error"] };
    const said = renderRepair(labelled, [], { found: searchOf([PLUS], { end: "cut short" }), groups: 1 }, failing);
    expect(said).toContain("Caution: the change only deletes and swallows an error.");
    expect(said).toContain("Nothing else that was tried would do, but not every other change was tried.");
  });

  test("says so where there are several mistakes, and names every file", () => {
    const other = { ...file, path: repoPath("src/b.js") };
    const patch: Patch = { ...PLUS, beside: [patchOf("`a - b` → `b - a`", other)] };
    const found = searchOf([], { mistakes: [[PLUS], [PLUS, PLUS]] });
    const said = renderRepair({ ...chosen, patch }, [], { found, groups: 1 }, failing);
    expect(said).toContain("There are 2 mistakes: what mends one does not mend the others");
    expect(said).toContain("In src/a.js, line 2: `a - b` → `a + b`; in src/b.js, line 2: `a - b` → `b - a`.");
    expect(said).toContain("of which 1 and 2 mended one of the mistakes each.");
  });

  test("of a script says what it complained of, and reads as one paragraph", () => {
    const output =
      "node check.js\nAssertionError [ERR_ASSERTION]: the sum is wrong\n    at check.js:3\nmake: *** Error 1\n";
    const suspects = [{ path, line: 2, suspicion: 1, reason: "changed since 1234567, which was green" }];
    const cold = { failing: [], suspects, how: "one run of the command each", end: "cut short", tried: 12 } as const;
    const script = { command: "make check", output, tests: [] };
    expect(renderRepair(chosen, [], { found: searchOf([PLUS], cold), groups: 1 }, script)).toBe(
      "Mend line 2, red under `make check`\n\n`make check` was red (“AssertionError [ERR_ASSERTION]: the sum is wrong”). In src/a.js, line 2: `a - b` → `a + b`. Most likely an operator was the wrong one. Most suspicious by what the output names and what has changed: src/a.js line 2 (1.00: changed since 1234567, which was green); the changed line has place 1. With it a run of the command is green; it was found among 12 candidates tried in 1.5 s, each with a run of the command, of which 1 made it green. Nothing else that was tried would do, but not every other change was tried.",
    );
    const choice = { groups: 2, alternatives: [{ path, line: 2, description: "`a` → `b`", patch: "" }] };
    const said = renderRepair(chosen, [chosen], { found: searchOf([PLUS, PLUS], cold), groups: 2, choice }, script);
    expect(said).toMatch(
      /Ambiguous: the command does not tell 2 different behaviours apart\. Also plausible: [^.]*\.js line 2: `a` → `b`\. The search ended there: not every other change was tried\.$/u,
    );
  });

  test("of nothing tells how much was tried, of which kinds, where, and that tests are left alone", () => {
    const said = renderNothing(searchOf([], { tried: 90 }), failing);
    expect(said).toMatch(
      /^no repair found for `npx jest` \(“adds”\): 90 tried \(by themselves and together with others\) in 2 s in the test runner's own process, none made it green\. Looked at src\/a\.js \(40 candidates\), most suspicious line 1 of src\/a\.js: run by 1 of 4\. Kinds of edits: \w+ \d+, .*\. Tests are never edited to make a check green$/u,
    );
  });
});
