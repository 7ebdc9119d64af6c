/** Signals that end a run, and the exit code that shells give them: 128 and the signal's number. */
const SIGNALS = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;

/**
 * The first signal cancels the run, which cleans up; a second one ends the process at once. GitHub sends SIGINT and, 7.5
 * seconds later, SIGTERM (docs.github.com, workflow cancellation): the first has to be enough.
 */
export function listenToSignals(): AbortSignal {
  const controller = new AbortController();
  for (const [name, code] of Object.entries(SIGNALS)) {
    process.on(name, () => {
      if (controller.signal.aborted) process.exit(code);
      controller.abort(code);
    });
  }
  return controller.signal;
}
