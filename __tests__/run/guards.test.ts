import { expect, test } from "@jest/globals";
import type { History } from "../../src/domain/undo.ts";
import { DEFAULT_CAPS } from "../../src/domain/schedule-policy.ts";
import { readDepth } from "../../src/run/guards.ts";
import type { RunDependencies } from "../../src/run/dependencies.ts";

/** What is seen of a branch: so many runs of Assay's at its end, and whether the clone ends there. */
function seen(runs: number, end: "clone" | "somebody"): NonNullable<RunDependencies["history"]> {
  const history: History = {
    shallow: end === "clone",
    resolve: () => Promise.resolve(undefined),
    own: () => Promise.resolve([]),
    churn: () => Promise.resolve(new Map()),
    depth: () => Promise.resolve(runs),
    isCutOff: () => Promise.resolve(end === "clone"),
    revert: () => Promise.reject(new Error("not asked for")),
  };
  return () => Promise.resolve(history);
}

test.each<[number, "clone" | "somebody", number, RegExp | undefined]>([
  [0, "somebody", 1, undefined],
  [1, "somebody", 2, undefined],
  [1, "somebody", 1, /was made by Assay itself/u],
  [2, "somebody", 2, /the last 2 runs/u],
  // A clone that ends too early says less than there is: more than the cap is told, less is not believed.
  [1, "clone", 1, /was made by Assay itself/u],
  [1, "clone", 2, /the last run on this branch was .* is not known: fetch the whole history .*fetch-depth: 0/u],
  [2, "clone", 3, /the last 2 runs .* is not known/u],
])("%i runs of Assay's, then the end of the %s; caps.depth %i", async (runs, end, depth, reason) => {
  const halted = await readDepth("HEAD", { ...DEFAULT_CAPS, depth }, { history: seen(runs, end) });
  if (reason === undefined) expect(halted).toBeUndefined();
  else expect(halted).toMatch(reason);
});
