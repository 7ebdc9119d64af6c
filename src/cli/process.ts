import { runCommandLine } from "./main.ts";
import { toOutput } from "./output.ts";
import { listenToSignals } from "./signals.ts";

/** Whatever the run came to: its answer has not reached anybody. */
function endAsFailed(): void {
  process.once("exit", () => {
    process.exitCode = 3;
  });
}

/** Runs the command line in this process and sets its exit code. */
export async function runInProcess(): Promise<void> {
  const stderr = toOutput(process.stderr, endAsFailed);
  process.exitCode = await runCommandLine({
    argv: process.argv.slice(2),
    env: process.env,
    stdout: toOutput(process.stdout, (error) => {
      stderr.write(`standard output cannot be written: ${error.message}. Write it to another place.\n`);
      endAsFailed();
    }),
    stderr,
    signal: listenToSignals(),
    loadApplication: async (env) => (await import("./wire.ts")).createApplication(env),
  });
}
