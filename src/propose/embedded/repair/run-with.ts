import type { FailingCheck, ProposeRequest } from "../../../ports.ts";
import { HELD_AGAIN_MS, watchHolds } from "../../../probe/held/watch-holds.ts";
import { changesOf } from "./file-patch.ts";
import type { Patch } from "./search.ts";
import { TOOL_ENV } from "./try-fast.ts";

/** What a run of the command with a patch came to. */
export interface RunWith {
  readonly green: boolean;
  readonly ms: number;
  readonly output: string;
}

/** A real, separate run of the command with patches applied, none for the untouched tree; the workspace is clean afterwards. */
export async function runWith(
  patch: Pick<Patch, "file" | "after" | "beside"> | undefined,
  failing: FailingCheck,
  { workspace, policy, signal }: ProposeRequest,
): Promise<RunWith> {
  const problems = patch === undefined ? [] : await workspace.apply(changesOf(patch));
  if (problems.length > 0) {
    await workspace.reset();
    return { green: false, ms: 0, output: "" };
  }
  const place = failing.held === undefined ? workspace : watchHolds(workspace, HELD_AGAIN_MS).workspace;
  const result = await place.run(
    {
      command: { type: "shell", line: failing.command },
      timeoutMs: policy.limits.commandSeconds * 1000,
      outputLimit: 64 * 1024,
      env: TOOL_ENV,
    },
    signal,
  );
  await workspace.reset();
  const { end, durationMs, stdout, stderr } = result;
  return { green: end.type === "exited" && end.code === 0, ms: durationMs, output: `${stdout}\n${stderr}` };
}
