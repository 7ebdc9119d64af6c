import { describe, expect, test } from "@jest/globals";
import type { Publication } from "../../src/domain/publication.ts";
import type { Conclusion } from "../../src/domain/report.ts";
import { toConclusion, toPublicationConclusion } from "../../src/report/conclusion.ts";
import { toExitCode } from "../../src/report/exit-code.ts";
import { FAILED, PASSED, makeAccepted, makeDeclined, makeRejected } from "./reports.ts";

const NONE: Publication = { type: "none", reason: "" };
const REFUSED: Publication = { type: "refused", mode: "commit", reason: "", remedy: "" };
const NESTED: Publication = { type: "several", publications: [NONE, REFUSED] };

const CASES: readonly [string, Parameters<typeof toConclusion>[0], Conclusion, Conclusion, Conclusion][] = [
  ["nothing to do", { outcomes: [], sum: [], publication: NONE }, "success", "success", "success"],
  ["declined", { outcomes: [makeDeclined()], sum: [], publication: NONE }, "success", "success", "success"],
  ["accepted", { outcomes: [makeAccepted()], sum: [PASSED], publication: NONE }, "success", "success", "failure"],
  ["rejected", { outcomes: [makeRejected()], sum: [], publication: NONE }, "neutral", "failure", "failure"],
  ["the sum fails", { outcomes: [makeAccepted()], sum: [FAILED], publication: NONE }, "neutral", "failure", "failure"],
  ["refused", { outcomes: [], sum: [], publication: REFUSED }, "neutral", "failure", "failure"],
  ["one of several refused", { outcomes: [], sum: [], publication: NESTED }, "neutral", "failure", "failure"],
];

describe("conclusion", () => {
  test.each(CASES)("%s", (_, end, none, rejected, any) => {
    expect([toConclusion(end, "none"), toConclusion(end, "rejected"), toConclusion(end, "any")]).toEqual([
      none,
      rejected,
      any,
    ]);
  });

  test.each([
    ["success", 0],
    ["neutral", 0],
    ["failure", 1],
  ] as const)("%s exits with %d", (conclusion, code) => {
    expect(toExitCode(conclusion)).toBe(code);
  });
});

const COMMIT: Publication = { type: "commit", branch: "main", commits: [] };
const WAITING: Publication = { type: "waiting", approval: "label", reason: "", remedy: "" };

test.each<[string, Publication, Conclusion]>([
  ["nothing", NONE, "neutral"],
  ["nothing yet", WAITING, "neutral"],
  ["something", COMMIT, "success"],
  ["something, and something not", { type: "several", publications: [NONE, COMMIT] }, "success"],
  ["what was refused", NESTED, "failure"],
])("a phase that only publishes, and published %s", (_, publication, conclusion) => {
  expect(toPublicationConclusion(publication, "rejected")).toBe(conclusion);
});
