import type { InstalledPackages } from "../check/gate.ts";
import type { Policy } from "../domain/policy.ts";
import type { Task } from "../domain/task.ts";
import type { InstalledFile, InstalledFiles } from "../ports.ts";
import { facedGates } from "./faced-gates.ts";

/**
 * What the license gate may know of third-party code. The index of copies is read from what an earlier run kept for the
 * same packages, else built, once per run, when it is asked for first; a build ends early when `signal` is aborted.
 */
export function createInstalledPackages(files: InstalledFiles, signal: AbortSignal): InstalledPackages {
  let copies: ReturnType<InstalledPackages["copies"]> | undefined;
  return {
    read: (path) => files.read(path),
    list: (path) => files.list(path),
    copies: () => (copies ??= readOrBuild(files, signal)),
  };
}

/**
 * Has the index of copies made while the repository's own tools run: tens of thousands of files are seconds of work, and
 * the baseline leaves this process idle. Does nothing where no task will face the gate. Never throws.
 */
export function readCopiesAhead(installed: InstalledPackages, tasks: readonly Task[], policy: Policy): void {
  const isCompared = tasks.some((task) => facedGates(task, policy, undefined).some(({ gate }) => gate === "license"));
  // What fails here fails again where the gate asks, which says so.
  if (isCompared) void installed.copies().catch(() => undefined);
}

async function* untilAborted(files: AsyncIterable<InstalledFile>, signal: AbortSignal): AsyncGenerator<InstalledFile> {
  for await (const file of files) {
    signal.throwIfAborted();
    yield file;
  }
}

async function readOrBuild(files: InstalledFiles, signal: AbortSignal): ReturnType<InstalledPackages["copies"]> {
  const { buildCopyIndex, isIndexable } = await import("../check/license/copy-index.ts");
  const { parseIndexBytes, toIndexBytes } = await import("../check/license/copy-index-bytes.ts");
  const kept = await files.readKept();
  const index = kept === undefined ? undefined : parseIndexBytes(kept);
  if (index !== undefined) return index;
  const built = await buildCopyIndex(untilAborted(files.files(isIndexable), signal));
  await files.keep(toIndexBytes(built));
  return built;
}
