import type { Problem } from "../domain/errors.ts";
import type { NamedCommit, OwnCommit } from "../domain/undo.ts";

/** What was asked to be undone: the words, and the commit that they name as a revision, where they do. */
export interface WantedUndo {
  readonly text: string;
  readonly commit?: string;
}

/** Which commits to take back. */
export type UndoSelection =
  /** Newest first. */
  | { readonly type: "selected"; readonly commits: readonly OwnCommit[]; readonly notes: readonly string[] }
  /** Everything that was asked for has been taken back already. */
  | { readonly type: "done"; readonly by: readonly NamedCommit[] }
  | { readonly type: "unknown"; readonly problems: readonly Problem[] };

function isRun(run: string, text: string): boolean {
  return run === text || (/^\d+$/u.test(text) && new RegExp(`/runs/${text}(?:/|$)`, "u").test(run));
}

/** By the commits that take others back, oldest first: a commit that takes back such a commit brings its work back. */
function readUndone(own: readonly OwnCommit[]): ReadonlyMap<string, OwnCommit> {
  const undone = new Map<string, OwnCommit>();
  const byId = new Map(own.map((commit) => [commit.id, commit]));
  for (const commit of own.toReversed()) {
    for (const id of commit.undoes) {
      undone.set(id, commit);
      for (const back of byId.get(id)?.undoes ?? []) undone.delete(back);
    }
  }
  return undone;
}

function unknown({ text, commit }: WantedUndo, own: readonly OwnCommit[]): Problem {
  const runs = [...new Set(own.flatMap((one) => one.runs))].slice(0, 3);
  const known = runs.length === 0 ? "No commit of this branch is Assay's." : `The latest runs: ${runs.join(", ")}.`;
  return commit === undefined
    ? { place: text, message: "is no run of Assay's on this branch, and no commit", remedy: known }
    : {
        place: text,
        message: `commit ${commit.slice(0, 7)} is not one that Assay made on this branch`,
        remedy: `Take it back with git revert. ${known}`,
      };
}

/**
 * The commits that runs or commits stand for, from all of Assay's own on the branch (newest first). A run is told by its
 * address, the number at the end of that, or its time. Never throws.
 */
export function selectUndo(own: readonly OwnCommit[], wanted: readonly WantedUndo[]): UndoSelection {
  const chosen = new Set<OwnCommit>();
  const problems: Problem[] = [];
  const notes: string[] = [];
  for (const one of wanted) {
    const ofRun = own.filter(({ runs }) => runs.some((run) => isRun(run, one.text)));
    const found = ofRun.length > 0 ? ofRun : own.filter(({ id }) => id === one.commit);
    if (found.length === 0) problems.push(unknown(one, own));
    for (const commit of found) chosen.add(commit);
    for (const { id, runs } of ofRun) {
      const others = runs.filter((run) => !isRun(run, one.text));
      if (others.length > 0) notes.push(`commit ${id.slice(0, 7)} also holds the run ${others.join(", ")}`);
    }
  }
  if (problems.length > 0) return { type: "unknown", problems };
  const undone = readUndone(own);
  const commits = own.filter((commit) => chosen.has(commit) && !undone.has(commit.id));
  if (commits.length > 0) return { type: "selected", commits, notes };
  return { type: "done", by: [...new Set([...chosen].flatMap(({ id }) => undone.get(id) ?? []))] };
}
