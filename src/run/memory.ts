import { EMPTY_STATE, type RunState } from "../domain/run-state.ts";
import { mergeStates, parseState, renderState } from "../publish/run-state.ts";
import type { RunDependencies } from "./dependencies.ts";

/** What earlier runs have left, or why that cannot be known: then nobody may act as if they had left nothing. */
export type Memory =
  /** `partial`: why there may be more, elsewhere; tries can be made again, but counts are not to be relied on. */
  | { readonly ok: true; readonly state: RunState; readonly partial?: string }
  | { readonly ok: false; readonly reason: string };

const REMEDY =
  "Run again; where it is damaged for good, delete the ref (git push origin :refs/assay/state), and what was counted and tried is forgotten";

/** Reads what earlier runs have left; tells where it cannot be read. */
export async function readMemory({ state, events }: Pick<RunDependencies, "state" | "events">): Promise<Memory> {
  const read = (await state?.read()) ?? { ok: true };
  const memory = read.ok ? { ...parseMemory(read.text), ...(read.partial && { partial: read.partial }) } : read;
  if (!memory.ok) {
    const message = `What earlier runs have left (refs/assay/state) cannot be read: ${memory.reason}. ${REMEDY}`;
    events.emit({ type: "note", message });
  }
  return memory;
}

/** The same for a text that is there, or is not. */
export function parseMemory(text: string | undefined): Memory {
  return text === undefined ? { ok: true, state: EMPTY_STATE } : parseState(text);
}

/** Adds to what earlier runs have left. What cannot be understood is left as it is; what cannot be written is told. */
export async function writeMemory(
  { state, events }: Pick<RunDependencies, "state" | "events">,
  more: RunState,
): Promise<void> {
  let unread: string | undefined;
  const failure = await state?.update((text) => {
    const memory = parseMemory(text);
    unread = memory.ok ? undefined : memory.reason;
    return memory.ok ? renderState(mergeStates(memory.state, more)) : undefined;
  });
  tellLost({ events }, failure ?? unread);
}

/** Tells that what a run has to say to later ones has got lost; nothing where it has not. */
export function tellLost({ events }: Pick<RunDependencies, "events">, failure: string | undefined): void {
  if (failure === undefined) return;
  const message = `What this run has to say to later ones (refs/assay/state) is lost: ${failure}`;
  events.emit({ type: "note", message });
}
