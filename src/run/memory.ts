import type { RunState } from "../domain/run-state.ts";
import { EMPTY_STATE, mergeStates, parseState, renderState } from "../publish/run-state.ts";
import type { RunDependencies } from "./dependencies.ts";

/** What earlier runs have left; undefined where it cannot be read, which is told. */
export async function readMemory({ state, events }: RunDependencies): Promise<RunState | undefined> {
  if (state === undefined) return undefined;
  const read = await state.read();
  const parsed = read.ok ? (read.text === undefined ? undefined : parseState(read.text)) : read;
  if (parsed === undefined) return EMPTY_STATE;
  if (parsed.ok) return "state" in parsed ? parsed.state : EMPTY_STATE;
  const message = `What earlier runs have left (refs/assay/state) cannot be read, so it counts for nothing: ${parsed.reason}`;
  events.emit({ type: "note", message });
  return undefined;
}

/** Adds to what earlier runs have left. What cannot be understood is left as it is; what cannot be written is told. */
export async function writeMemory({ state, events }: RunDependencies, more: RunState): Promise<void> {
  const failure = await state?.update((text) => {
    const parsed = text === undefined ? ({ ok: true, state: EMPTY_STATE } as const) : parseState(text);
    return parsed.ok ? renderState(mergeStates(parsed.state, more)) : undefined;
  });
  if (failure === undefined) return;
  events.emit({
    type: "note",
    message: `What this run has to say to later ones (refs/assay/state) is lost: ${failure}`,
  });
}
