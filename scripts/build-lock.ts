import { readFile, rm, writeFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { hasCode } from "../src/adapters/git/error-code.ts";

/** Whether a process is still there. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM means that it lives and belongs to somebody else.
    return hasCode(error, "EPERM");
  }
}

/**
 * Waits until no other build uses the one place in which they are made, and takes it: `file` holds the owner's process
 * id. The lock of a build that was killed is taken over. Answers what gives it back.
 */
export async function takeBuildLock(file: string): Promise<() => Promise<void>> {
  for (;;) {
    try {
      await writeFile(file, String(process.pid), { flag: "wx" });
      return () => rm(file, { force: true });
    } catch (error) {
      if (!hasCode(error, "EEXIST")) throw error;
    }
    const owner = Number(await readFile(file, "utf8").catch(() => ""));
    // A lock without a number is being written this very moment.
    if (owner > 0 && !isAlive(owner)) await rm(file, { force: true });
    await sleep(200);
  }
}
