import { lstat, mkdtemp, readFile, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { hasCode } from "./error-code.ts";
import { removeTree } from "./remove-tree.ts";

/** Who made a run directory: a process id alone is given again after a while. */
interface Owner {
  readonly pid: number;
  /** Clock ticks after boot at which the process started; absent where the system does not tell. */
  readonly started?: string;
  readonly boot?: string;
}

const OWNER_FILE = "owner.json";
const NAME = /^assay-(\d+)-(?:launch-|probe-)?[A-Za-z0-9]{6}$/u;

/** How the names begin of what a process leaves behind when it is killed; six letters or digits follow. */
export function ownPrefix(kind?: "launch" | "probe"): string {
  return `assay-${process.pid}-${kind === undefined ? "" : `${kind}-`}`;
}

/** Whether a name is one of ours whose process is gone. */
export function isAbandonedName(name: string): boolean {
  const pid = NAME.exec(name)?.[1];
  return pid !== undefined && !isRunning(Number(pid));
}

/** Makes the directory that everything of this run lies in. The caller removes it. */
export async function makeRunDirectory(parent: string): Promise<string> {
  const path = await mkdtemp(join(parent, ownPrefix()));
  await writeFile(join(path, OWNER_FILE), JSON.stringify(await readOwner(process.pid)));
  return path;
}

/** Removes what runs that were killed have left in `parent`. Directories of living processes and of other users stay. */
export async function removeAbandoned(parent: string): Promise<readonly string[]> {
  const removed: string[] = [];
  for (const name of await readdir(parent).catch(() => [])) {
    const pid = NAME.exec(name)?.[1];
    const path = join(parent, name);
    if (pid === undefined || !(await isOurs(path)) || (await isAlive(path, Number(pid)))) continue;
    try {
      await removeTree(path);
      removed.push(path);
    } catch {
      // Another run may be removing it at the same moment; what stays is tried again next time.
    }
  }
  return removed;
}

async function isOurs(path: string): Promise<boolean> {
  try {
    const stats = await lstat(path);
    return stats.isDirectory() && stats.uid === (process.getuid?.() ?? stats.uid);
  } catch {
    return false;
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM means that it lives and belongs to somebody else.
    return hasCode(error, "EPERM");
  }
}

async function isAlive(path: string, pid: number): Promise<boolean> {
  if (!isRunning(pid)) return false;
  const recorded = await readRecordedOwner(path);
  const now = await readOwner(pid);
  // Killed before it could write who it is: the process id in the name is all there is.
  return recorded === undefined || (recorded.started === now.started && recorded.boot === now.boot);
}

async function readRecordedOwner(path: string): Promise<Partial<Owner> | undefined> {
  try {
    const value: unknown = JSON.parse(await readFile(join(path, OWNER_FILE), "utf8"));
    return typeof value === "object" && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Reads `/proc/<pid>/stat` (field 22, starttime; see proc(5)) and the boot id; elsewhere than on Linux only the id is known. */
async function readOwner(pid: number): Promise<Owner> {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, "utf8");
    // The second field is the program's name in brackets and may hold blanks.
    const started = stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19];
    const boot = (await readFile("/proc/sys/kernel/random/boot_id", "utf8")).trim();
    return started === undefined ? { pid, boot } : { pid, started, boot };
  } catch {
    return { pid };
  }
}
