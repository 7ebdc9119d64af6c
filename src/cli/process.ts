import type { WriteStream } from "node:tty";
import { runCommandLine, type Output } from "./main.ts";
import { listenToSignals } from "./signals.ts";

/** A reader that has gone (EPIPE) is no error: what would have been written is not wanted any more. */
function toOutput(stream: WriteStream | NodeJS.WriteStream): Output {
  let open = true;
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE" && error.code !== "ERR_STREAM_DESTROYED") throw error;
    open = false;
  });
  return {
    write(text) {
      if (open) stream.write(text);
    },
    ...(stream.isTTY && { columns: stream.columns || 80 }),
  };
}

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
