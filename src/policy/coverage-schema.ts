import * as z from "zod/mini";
import type { GateLevel } from "../domain/gate.ts";
import { toRepoPath } from "../domain/repo-path.ts";
import type { PatternProblem } from "./glob.ts";
import { checkedBy, described } from "./schema-parts.ts";

function pointsSchema(what: string) {
  const points = z.number().check(z.minimum(-100), z.maximum(100));
  return z.exactOptional(described(`Percentage points that the target's ${what} coverage has to rise by.`, points));
}

function percentSchema(what: string) {
  const percent = z.number().check(z.minimum(0), z.maximum(100));
  return z.exactOptional(described(`Percentage of ${what} that have to be covered.`, percent));
}

/** The mapping of the coverage gate: its level and thresholds. */
export function coverageGateSchema<Level extends z.core.$ZodType<GateLevel>>(level: Level) {
  return z.strictObject({
    level: z.exactOptional(level),
    "min-delta": pointsSchema("line"),
    "min-branch-delta": pointsSchema("branch"),
    "min-changed-lines": percentSchema("changed executable lines"),
    "min-changed-branches": percentSchema("branches on changed lines"),
  });
}

/** What is wrong with a source root; undefined where it is a folder of the repository, `.` for its root. */
function sourceRootProblem(text: string): PatternProblem | undefined {
  if (text === "." || toRepoPath(text.replace(/\/$/u, "")).ok) return undefined;
  return {
    message: "is no folder of the repository",
    remedy: "Write it from the root, for example `app/src/main/java`",
  };
}

/** Folders that a coverage report's file names begin in, where it does not say so itself. */
export function sourceRootsSchema() {
  const roots = z.array(z.string().check(checkedBy(sourceRootProblem))).check(z.minLength(1), z.maxLength(256));
  return described("Folders that file names of a coverage report begin in, looked in before the usual ones.", roots);
}
