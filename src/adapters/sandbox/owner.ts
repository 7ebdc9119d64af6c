import { chmod, lstat } from "node:fs/promises";
import { dirname } from "node:path";
import { launchProcess } from "./launch.ts";
import { LAUNCHER_PATH } from "./mechanism.ts";
import { dropPrivileges } from "./namespaces.ts";
import { isWithin } from "./system-view.ts";

async function runTool(command: readonly string[]): Promise<string | undefined> {
  const [file = "", ...args] = command;
  const { end, stderr } = await launchProcess({
    file,
    args,
    cwd: "/",
    env: { PATH: LAUNCHER_PATH },
    timeoutMs: 60_000,
    outputLimit: 4096,
  });
  return end.type === "exited" && end.code === 0 ? undefined : `${end.type} ${stderr.trim()}`;
}

/**
 * Hands files to another user: links themselves, not what they point to, and no file that has a second name, which may
 * lie anywhere. Throws where that fails.
 */
export async function changeOwner(paths: readonly string[], owner: string, elevate: readonly string[]): Promise<void> {
  const filter = ["(", "-type", "d", "-o", "-links", "1", ")"];
  const command = [...elevate, "find", ...paths, "-xdev", ...filter, "-exec", "chown", "-h", owner, "{}", "+"];
  const problem = await runTool(command);
  if (problem !== undefined) throw new Error(`cannot hand ${paths.join(", ")} to user ${owner}: ${problem}`);
}

/** Lets another user pass through the directories above a path, up to the run's own temporary directory. */
export async function openParents(path: string, top: string): Promise<void> {
  for (let directory = dirname(path); isWithin(directory, top); directory = dirname(directory)) {
    const { mode } = await lstat(directory);
    if ((mode & 0o001) === 0) await chmod(directory, (mode & 0o7777) | 0o001);
    if (directory === top) return;
  }
}

/** Ends every process of a user id that no account has; never throws. */
export async function killUser(uid: number): Promise<void> {
  // Answers with an error where there is none left, which is what is wanted.
  await runTool([...dropPrivileges(uid), "sh", "-c", "kill -KILL -1"]);
}
