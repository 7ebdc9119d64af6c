import { readFile, rm, writeFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";

/** Whether a process is still there. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
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
      const code = typeof error === "object" && error !== null && "code" in error ? error.code : undefined;
      if (code !== "EEXIST") throw error;
    }
    const owner = Number(await readFile(file, "utf8").catch(() => ""));
    // A lock without a number is being written this very moment.
    if (owner > 0 && !isAlive(owner)) await rm(file, { force: true });
    await sleep(200);
  }
}
