import { disarm } from "../domain/disarm.ts";
import { stripTerminal } from "../domain/neutralise.ts";
import type { OwnCommit } from "../domain/undo.ts";
import { shorten } from "./message.ts";

const MAX_SUBJECT = 72;

/** A subject in the middle of a line, where no `Name:` at its start can be a trailer. */
function quote(subject: string): string {
  return disarm(`* ${subject}`).slice(2);
}

/**
 * The message of the commit that takes commits back. `Assay-Undo` names each, so that doing it again is known to be done;
 * `Assay-Run` keeps the commit from starting work.
 */
export function undoMessage(commits: readonly OwnCommit[], run: string): string {
  const [only] = commits;
  const what = commits.length === 1 && only !== undefined ? quote(only.subject) : `${commits.length} changes of Assay`;
  const lines = commits.map(({ id, subject }) => `* ${id.slice(0, 12)} ${shorten(quote(subject), 200)}`);
  const trailers = [
    ...commits.map(({ id }) => `Assay-Undo: ${id}`),
    `Assay-Run: ${stripTerminal(run).replaceAll(/\s+/gu, " ").trim()}`,
  ];
  return [shorten(`revert: ${what}`, MAX_SUBJECT), lines.join("\n"), `${trailers.join("\n")}\n`].join("\n\n");
}
