import { expect, test } from "@jest/globals";
import { togetherOf } from "../../../src/check/gates/together-of.ts";

test("several files' answers: as bad as the worst, counts added up, of scores the lower one", () => {
  const good = { status: "passed", figures: { mutants: 10, killed: 9, score: 90, survivors: "a.js: 1:1 A" } } as const;
  const fair = { status: "passed", figures: { mutants: 4, killed: 2, score: 50, survivors: "b.js: 2:1 B" } } as const;
  const message = { source: "mutation", severity: "error", message: "no" } as const;
  const bad = { status: "failed", diagnostics: [message], figures: { mutants: 1, killed: 0, score: 0 } } as const;
  const skipped = { status: "skipped", reason: "nothing to change" } as const;
  const errored = { status: "errored", reason: "why", remedy: "what" } as const;
  expect(togetherOf([good, skipped, fair])).toEqual({
    status: "passed",
    figures: { mutants: 14, killed: 11, score: 50, survivors: "a.js: 1:1 A; b.js: 2:1 B" },
    commands: [],
  });
  expect(togetherOf([good, bad])).toMatchObject({
    status: "failed",
    diagnostics: [message],
    figures: { mutants: 11, killed: 9, score: 0 },
  });
  expect(togetherOf([good, bad, errored])).toMatchObject({ status: "errored", reason: "why" });
  expect(togetherOf([skipped, skipped])).toBe(skipped);
  expect(togetherOf([])).toMatchObject({ status: "skipped" });
});
