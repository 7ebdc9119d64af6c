import { describe, expect, test } from "@jest/globals";
import { makeSituation } from "../adapters/github/scene.ts";
import { expectOnlyRead, expectRefused, MODES, PULLS, start, TRIGGERS, worksOf, WRITES } from "./trigger-scene.ts";

/** Events whose runs are repeated here: the branch of a pull request, and none. */
const TWICE = new Set(["pull_request", "schedule"]);

describe.each(TRIGGERS)("%s, %s: %s", (event, origin, end) => {
  test.each(MODES)("%s", async (mode) => {
    await using situation = await makeSituation();
    const { server } = situation;
    const ended = await start(situation, { event, origin, mode });
    const { code, outputs, log } = ended;
    expect(server.violations).toEqual([]);
    if (end === "refused") {
      expectRefused(situation, ended);
      expect(log).toContain("from a fork");
      return;
    }
    expect(code).toBe(0);
    if (end === "reads") {
      expectOnlyRead(situation, ended, origin);
      expect(outputs?.publication).toBe(mode === "patch" ? "patch" : "refused,patch");
      // What no check run shows stands in the log, and where the patches are in the summary.
      const shown = event === "merge_group" ? [] : ["warning src/shipping.ts", "notice src/user.ts"];
      expect(ended.annotations).toEqual(shown);
      expect(ended.summary).toContain("1 file in `/out`");
      return;
    }
    // There is nothing to suggest on where there is no pull request: the check run says so, and the patches are left.
    const without = mode === "suggestions" && !PULLS.has(event);
    expect(server.state.done).toEqual(WRITES[without ? "patch" : mode]);
    expect(outputs?.publication).toBe(without ? "refused,patch" : mode);
    if (!TWICE.has(event)) return;
    // A second time nothing is written but the check run: opened again, and ended.
    const before = server.state.done.length;
    const again = await start(situation, { event, origin, mode });
    expect(again.outputs?.publication).toBe(outputs?.publication);
    expect(worksOf(situation, before)).toEqual([]);
    expect(server.violations).toEqual([]);
  });
});
