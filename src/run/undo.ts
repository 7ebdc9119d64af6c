import { ConfigError } from "../domain/errors.ts";
import type { Publication } from "../domain/publication.ts";
import type { Settings } from "../domain/settings.ts";
import type { History, NamedCommit, OwnCommit, UndoConflict, Undoer } from "../domain/undo.ts";
import type { Clock, Events, Repository } from "../ports.ts";
import { selectUndo } from "../publish/select-undo.ts";
import { undoMessage } from "../publish/undo-message.ts";
import { renderCount } from "../report/words.ts";

export interface UndoDependencies {
  readonly repository: Pick<Repository, "subject">;
  readonly history: History;
  readonly undoer: Undoer;
  readonly events: Events;
  readonly clock: Clock;
  /** Address of the CI run; absent in a terminal, where a run is told by its time. */
  readonly runAddress?: string;
}

/**
 * Takes back what runs or commits of Assay's did to the branch, in one commit. Refused where later work stands on it;
 * what has been taken back already is not taken back twice. Throws ConfigError for what is no run and no commit of ours.
 */
export async function runUndo(settings: Settings, dependencies: UndoDependencies): Promise<Publication> {
  const { repository, history, undoer, events, clock } = dependencies;
  const at = settings.head ?? "HEAD";
  const subject = await repository.subject({ base: at, head: at });
  const wanted = await Promise.all(
    (settings.undo ?? []).map(async (text) => {
      const commit = await history.resolve(text);
      return { text, ...(commit !== undefined && { commit }) };
    }),
  );
  const selection = selectUndo(await history.own(subject.head), wanted);
  if (selection.type === "unknown") throw new ConfigError(selection.problems.map((one) => withDepth(one, history)));
  if (selection.type === "done") {
    return { type: "none", reason: `taken back already by ${selection.by.map(nameCommit).join(", ")}` };
  }
  const { commits, notes } = selection;
  requireParents(commits);
  for (const message of notes) events.emit({ type: "note", message });
  events.emit({ type: "phase", phase: "publish", detail: `taking back ${renderCount(commits.length, "commit")}` });
  const reverted = await history.revert(subject.head, commits);
  if (reverted.type === "conflict") return refuse(reverted.conflicts);
  if (reverted.patch === "") return { type: "none", reason: "nothing of these changes is left on the branch" };
  const { patch, tree, paths } = reverted;
  const message = undoMessage(commits, dependencies.runAddress ?? clock.now().toISOString());
  return undoer.undo({ subject, patch, tree, paths, message, dryRun: settings.dryRun });
}

function nameCommit({ id, subject }: NamedCommit): string {
  return `${id.slice(0, 7)} (${subject})`;
}

const DEEPER = "Fetch the whole history first: fetch-depth: 0 of the checkout, or git fetch --unshallow.";

function withDepth<T extends { readonly remedy: string }>(problem: T, { shallow }: History): T {
  return shallow ? { ...problem, remedy: `This clone is shallow. ${DEEPER}` } : problem;
}

function requireParents(commits: readonly OwnCommit[]): void {
  const cut = commits.filter(({ base }) => base === undefined);
  if (cut.length === 0) return;
  throw new ConfigError(
    cut.map((commit) => ({ place: nameCommit(commit), message: "the commit before it is not here", remedy: DEEPER })),
  );
}

function refuse(conflicts: readonly UndoConflict[]): Publication {
  const places = conflicts.map(({ path, commit, later }) => {
    const by = later.length === 0 ? "is no text" : `was changed later by ${later.map(nameCommit).join(", ")}`;
    return `${path} (${commit.id.slice(0, 7)}) ${by}`;
  });
  return {
    type: "refused",
    mode: "undo",
    reason: `later work stands on these changes: ${places.join("; ")}`,
    remedy: "Take the later work back first, or revert by hand with git revert",
  };
}
