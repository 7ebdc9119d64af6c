import type { Diagnostic } from "../../domain/diagnostic.ts";
import type { GateAnswer } from "../../domain/gate.ts";
import type { Gate, GateContext } from "../gate.ts";
import { countChanges } from "../../code/line-diff.ts";

/**
 * Files, changed lines and removed lines stay within the policy's limits. The limits are per candidate; the accepted
 * edits together may be as large as all their candidates may be, so they are measured against the limits times the
 * number of tasks: the sum adds nothing that no candidate was allowed.
 */
export const sizeGate: Gate = { name: "size", cost: "static", check: checkSize };

function checkSize({ subject, policy }: GateContext): GateAnswer {
  let [files, added, removed] = [0, 0, 0];
  for (const { before, after } of subject.files) {
    if (before === after) continue;
    files += 1;
    const changes = countChanges(before ?? "", after ?? "");
    added += changes.added;
    removed += changes.removed;
  }
  const share = subject.scope === "sum" ? Math.max(1, subject.tasks.length) : 1;
  const { limits } = policy;
  const measured = [
    ["files", files, limits.files * share, "files are changed"],
    ["lines", added + removed, limits.lines * share, "lines are added or removed"],
    ["deletions", removed, limits.deletions * share, "lines are removed"],
  ] as const;
  const diagnostics = measured
    .filter(([, value, limit]) => value > limit)
    .map(([name, value, limit, what]): Diagnostic => ({
      source: "size",
      code: name,
      severity: "error",
      message: `${value} ${what}, at most ${limit} are allowed (limits.${name})`,
    }));
  const figures = { files, added, removed };
  return diagnostics.length === 0 ? { status: "passed", figures } : { status: "failed", diagnostics, figures };
}
