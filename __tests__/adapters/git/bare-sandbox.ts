import { spawnSync } from "node:child_process";
import type { Sandbox } from "../../../src/adapters/sandbox/sandbox.ts";

/** Runs commands for real and fences nothing in: what a workspace needs of a sandbox, for tests of git alone. */
export const bareSandbox: Pick<Sandbox, "level" | "run"> = {
  level: "L0",
  run(spec, place) {
    const started = performance.now();
    const [file, args] =
      spec.command.type === "shell"
        ? ["/bin/sh", ["-c", spec.command.line]]
        : [spec.command.file, [...spec.command.args]];
    const done = spawnSync(file, args, { cwd: place.workspaceRoot, encoding: "utf8", timeout: spec.timeoutMs });
    return Promise.resolve({
      end: { type: "exited", code: done.status ?? 1 },
      stdout: done.stdout,
      stderr: done.stderr,
      durationMs: performance.now() - started,
      isolation: "L0",
      scratch: new Map(),
    });
  },
};
