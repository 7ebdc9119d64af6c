import type { Clock, Events, Workspace } from "../ports.ts";

/** Wall time during which at least one of the repository's own commands was running. */
export interface Meter {
  elapsedMs(): number;
  /** The same workspace, with its commands counted and announced. */
  watch(workspace: Workspace): Workspace;
}

/** Counts overlapping commands once, so that Assay's own time is what is left of the run's wall time. */
export function createMeter(clock: Clock, events: Events): Meter {
  let running = 0;
  let since = 0;
  let total = 0;
  const enter = (): void => {
    if (running === 0) since = clock.monotonic();
    running += 1;
  };
  const leave = (): void => {
    running -= 1;
    if (running === 0) total += clock.monotonic() - since;
  };
  return {
    elapsedMs: () => total,
    watch: (workspace) => ({
      root: workspace.root,
      reset: () => workspace.reset(),
      apply: (files) => workspace.apply(files),
      applyPatch: (...request) => workspace.applyPatch(...request),
      read: (path) => workspace.read(path),
      tree: () => workspace.tree(),
      patch: () => workspace.patch(),
      strayChanges: () => workspace.strayChanges(),
      async run(spec, signal) {
        enter();
        try {
          const result = await workspace.run(spec, signal);
          const { command } = spec;
          const line = command.type === "shell" ? command.line : [command.file, ...command.args].join(" ");
          events.emit({ type: "command", line, durationMs: result.durationMs });
          return result;
        } finally {
          leave();
        }
      },
      [Symbol.asyncDispose]: () => workspace[Symbol.asyncDispose](),
    }),
  };
}
