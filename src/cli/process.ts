import { runCommandLine } from "./main.ts";
import { toOutput } from "./output.ts";
import { listenToSignals } from "./signals.ts";

/** Runs the command line in this process and sets its exit code. */
export async function runInProcess(): Promise<void> {
  process.exitCode = await runCommandLine({
    argv: process.argv.slice(2),
    env: process.env,
    stdout: toOutput(process.stdout),
    stderr: toOutput(process.stderr),
    signal: listenToSignals(),
    loadApplication: async (env) => (await import("./wire.ts")).createApplication(env),
  });
}
