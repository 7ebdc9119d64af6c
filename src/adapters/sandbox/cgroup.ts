import { mkdir, readFile, readdir, rmdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { isAbandonedName } from "../git/run-directory.ts";
import type { Limits } from "./limits.ts";

/** Control groups of one launch. */
export interface ControlGroup {
  /** Files that take the id of a process that joins. */
  readonly joins: readonly string[];
  /** Ends whatever still runs in it and removes it; never throws. */
  dispose(): Promise<void>;
}

/** Where new groups can be made; found once. */
export type ControlGroupSite =
  | { readonly type: "v1"; readonly pids: string; readonly memory: string }
  | { readonly type: "v2"; readonly parent: string }
  | { readonly type: "none"; readonly reason: string };

/** Lines of /proc/self/cgroup: `8:pids:/path`; the one of version 2 is `0::/path`. */
function ownPath(text: string, controller: string): string | undefined {
  for (const line of text.split("\n")) {
    const [, controllers, ...path] = line.split(":");
    if (controllers === undefined) continue;
    if (controller === "" ? controllers === "" : controllers.split(",").includes(controller)) return path.join(":");
  }
  return undefined;
}

async function canMake(parent: string): Promise<boolean> {
  const probe = join(parent, `assay-probe-${process.pid}`);
  try {
    await mkdir(probe);
    await rmdir(probe);
    return true;
  } catch {
    // Not mounted, read-only or not ours: there are no control groups to be had here.
    return false;
  }
}

async function findV2(root: string, own: string): Promise<ControlGroupSite | undefined> {
  // A group with processes cannot hand controllers to its children, so the new group is our group's sister.
  const parent = own === "/" ? root : dirname(join(root, own));
  const enabled = await readFile(join(parent, "cgroup.subtree_control"), "utf8").catch(() => "");
  const words = enabled.trim().split(/\s+/u);
  if (!words.includes("pids") || !words.includes("memory")) return undefined;
  return (await canMake(parent)) ? { type: "v2", parent } : undefined;
}

/** Looks for a place where this process may make control groups; needs root on most systems. */
export async function findControlGroups(root = "/sys/fs/cgroup"): Promise<ControlGroupSite> {
  const text = await readFile("/proc/self/cgroup", "utf8").catch(() => "");
  const [pids, memory] = [ownPath(text, "pids"), ownPath(text, "memory")];
  if (pids !== undefined && memory !== undefined) {
    const site = { type: "v1", pids: join(root, "pids", pids), memory: join(root, "memory", memory) } as const;
    if ((await canMake(site.pids)) && (await canMake(site.memory))) return site;
  }
  const own = ownPath(text, "");
  const v2 = own === undefined ? undefined : await findV2(root, own);
  return v2 ?? { type: "none", reason: "no control group with pids and memory can be made by this user" };
}

/** Directories that the groups of launches lie in; none where there can be none. */
function parentsOf(site: ControlGroupSite): readonly string[] {
  if (site.type === "none") return [];
  return site.type === "v1" ? [site.pids, site.memory] : [site.parent];
}

/** Removes the groups of runs that were killed; those that still hold a process stay. Never throws. */
export async function removeAbandonedGroups(site: ControlGroupSite): Promise<void> {
  for (const parent of parentsOf(site)) {
    const names = (await readdir(parent).catch(() => [])).filter(isAbandonedName);
    await Promise.all(names.map((name) => rmdir(join(parent, name)).catch(() => undefined)));
  }
}

async function killAll(directory: string): Promise<void> {
  // Bounded: the group's own limit on processes bounds how many there can be.
  for (let round = 0; round < 50; round += 1) {
    const text = await readFile(join(directory, "cgroup.procs"), "utf8").catch(() => "");
    const ids = text.split("\n").filter((line) => line !== "");
    if (ids.length === 0) return;
    for (const id of ids) {
      try {
        process.kill(Number(id), "SIGKILL");
      } catch {
        // Already gone.
      }
    }
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}

/** Makes the groups of one launch; undefined where the site went away since it was found. */
export async function makeControlGroup(
  site: ControlGroupSite,
  name: string,
  limits: Limits,
): Promise<ControlGroup | undefined> {
  if (site.type === "none") return undefined;
  const directories = parentsOf(site).map((parent) => join(parent, name));
  const [pids = "", memory = pids] = directories;
  const memoryFile = site.type === "v1" ? "memory.limit_in_bytes" : "memory.max";
  const dispose = async (): Promise<void> => {
    for (const directory of directories) {
      await killAll(directory);
      await rmdir(directory).catch(() => undefined);
    }
  };
  try {
    for (const directory of directories) await mkdir(directory);
    await writeFile(join(pids, "pids.max"), String(limits.processes));
    await writeFile(join(memory, memoryFile), String(limits.memoryBytes));
  } catch {
    // The self-test has measured that groups work; a launch without one must not pass for a bounded launch.
    await dispose();
    return undefined;
  }
  return { joins: directories.map((directory) => join(directory, "cgroup.procs")), dispose };
}
