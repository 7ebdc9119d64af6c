import { readFile } from "node:fs/promises";
import { createHash } from "node:crypto";
import { tmpdir } from "node:os";
import { VERSION } from "../version.ts";
import { toOutput } from "../cli/output.ts";
import { listenToSignals } from "../cli/signals.ts";
import { runAction } from "./main.ts";
import { createToolkit } from "./toolkit.ts";

/** What the log does not hold has not reached anybody. */
function endAsFailed(): void {
  process.once("exit", () => {
    process.exitCode = 3;
  });
}

/** Runs the action in this process and sets its exit code; local runners look for it by this name. */
export async function run(): Promise<void> {
  process.exitCode = await runAction({
    env: process.env,
    toolkit: createToolkit(process.env, toOutput(process.stdout, endAsFailed), () => import("@actions/core")),
    readEventText: (file) => readFile(file, "utf8"),
    signal: listenToSignals(),
    openSession: async (options) => {
      const { openSession } = await import("../adapters/github/session.ts");
      const digest = (text: string): string => createHash("sha256").update(text).digest("hex");
      const temporaryDirectory = process.env["RUNNER_TEMP"] ?? tmpdir();
      return openSession({ ...options, version: VERSION, temporaryDirectory, digest });
    },
    loadApplication: async (env) => (await import("../cli/wire.ts")).createApplication(env),
  });
}
