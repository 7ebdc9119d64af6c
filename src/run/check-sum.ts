import type { GateResult } from "../domain/gate.ts";
import { blocks } from "../domain/gate.ts";
import type { Outcome } from "../domain/outcome.ts";
import type { Workspace } from "../ports.ts";

export type AcceptedOutcome = Extract<Outcome, { type: "accepted" }>;

/** The accepted edits that hold together, those that do not, and what the gates said of the former. */
export interface SumResult {
  readonly kept: readonly AcceptedOutcome[];
  readonly dropped: readonly { readonly outcome: AcceptedOutcome; readonly gates: readonly GateResult[] }[];
  /** Of the kept ones together. */
  readonly gates: readonly GateResult[];
  /** Git tree of head with the kept ones; head's own where none is kept. */
  readonly tree: string;
}

export type CheckTogether = (
  outcomes: readonly AcceptedOutcome[],
  workspace: Workspace,
) => Promise<readonly GateResult[]>;

/**
 * Applies all accepted edits together and runs the gates once more. Where they fail together although each passed
 * alone, a binary search finds a large set that holds: k culprits among n cost about k·log2(n) runs of the gates.
 */
export async function checkSum(
  accepted: readonly AcceptedOutcome[],
  workspace: Workspace,
  check: CheckTogether,
): Promise<SumResult> {
  let kept: readonly AcceptedOutcome[] = [];
  let gates: readonly GateResult[] = [];
  const dropped: { outcome: AcceptedOutcome; gates: readonly GateResult[] }[] = [];

  const admit = async (group: readonly AcceptedOutcome[]): Promise<void> => {
    if (group.length === 0) return;
    const together = [...kept, ...group];
    const results = await applyAndCheck(together, workspace, check);
    if (!results.some(blocks)) {
      kept = together;
      gates = results;
      return;
    }
    const [first] = group;
    if (group.length === 1 && first !== undefined) {
      dropped.push({ outcome: first, gates: results });
      return;
    }
    const middle = Math.ceil(group.length / 2);
    await admit(group.slice(0, middle));
    await admit(group.slice(middle));
  };

  await admit(accepted);
  await workspace.reset();
  await applyAll(kept, workspace);
  return { kept, dropped, gates, tree: await workspace.tree() };
}

async function applyAndCheck(
  outcomes: readonly AcceptedOutcome[],
  workspace: Workspace,
  check: CheckTogether,
): Promise<readonly GateResult[]> {
  await workspace.reset();
  await applyAll(outcomes, workspace);
  return check(outcomes, workspace);
}

/** Writable sets are disjoint and each edit was applied alone before: a problem here is a bug. */
async function applyAll(outcomes: readonly AcceptedOutcome[], workspace: Workspace): Promise<void> {
  if (outcomes.length === 0) return;
  const problems = await workspace.apply(outcomes.flatMap((outcome) => outcome.candidate.files));
  const [problem] = problems;
  if (problem !== undefined) {
    throw new Error(`accepted edits do not apply together: ${problem.path}: ${problem.message}`);
  }
}
