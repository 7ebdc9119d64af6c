import { expect, test } from "@jest/globals";
import { REPAIR_LIMITS } from "../../src/domain/ci-repair.ts";
import { toRepairEnd } from "../../src/run/to-repair-end.ts";
import { makeRejected, makeReport } from "../report/reports.ts";

const SECRET = "correct-horse-battery-staple";
const environment = { DEPLOY_TOKEN: SECRET };
const WITHHELD = "[withheld: it holds what looks like a secret]";

/** A text whose end, where it is cut, is the first half of the secret. */
function cutAt(limit: number): string {
  return `${"said ".repeat(limit).slice(0, limit - SECRET.length / 2)}${SECRET} and more`;
}

test("a secret that would be cut in half is withheld, in a task's reason and in that of the run", async () => {
  const outcomes = [{ ...makeRejected(), reason: cutAt(REPAIR_LIMITS.taskReason) }];
  expect((await toRepairEnd(makeReport({ outcomes }), { environment })).tasks).toMatchObject([{ reason: WITHHELD }]);
  const notes = [cutAt(REPAIR_LIMITS.reason)];
  expect((await toRepairEnd(makeReport({ outcomes: [], notes }), { environment })).reasons).toEqual([WITHHELD]);
});

test("what a terminal would hide of it does not hide it", async () => {
  const notes = [`uses ${SECRET.slice(0, 9)}\u001b[0m${SECRET.slice(9)}`];
  expect((await toRepairEnd(makeReport({ outcomes: [], notes }), { environment })).reasons).toEqual([WITHHELD]);
});

test("a long reason without one is cut to a line", async () => {
  const notes = ["npm test\nis red ".repeat(500)];
  const { reasons } = await toRepairEnd(makeReport({ outcomes: [], notes }), { environment });
  expect(reasons).toEqual([expect.stringMatching(/^npm test is red npm test .*…$/u)]);
  expect(reasons[0]).toHaveLength(REPAIR_LIMITS.reason);
});
