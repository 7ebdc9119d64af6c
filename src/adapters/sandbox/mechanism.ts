import { access, constants } from "node:fs/promises";
import { join } from "node:path";
import type { IsolationLevel } from "../../domain/command.ts";
import { launchProcess } from "./launch.ts";

/** A way to fence a command in. What it really holds is measured; `ceiling` is the best it can be measured at. */
export type Mechanism =
  | { readonly type: "bubblewrap"; readonly bwrap: string; readonly linkedAs: "overlay" | "read-only" }
  | { readonly type: "namespaces"; readonly elevate: readonly string[]; readonly uid: number }
  | { readonly type: "user"; readonly uid: number }
  | { readonly type: "plain" };

/** Where launchers are looked for: never in the caller's PATH, which a repository may have added to. */
export const LAUNCHER_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

/** The first of the ids (user and group) that commands get where root drops to a user of its own; no account has them. */
const DEDICATED_UID = 64_512;
/** How many ids from there on are used. */
export const DEDICATED_UIDS = 512;

/** The best level that a mechanism can be measured at. */
export function ceilingOf(mechanism: Mechanism): IsolationLevel {
  switch (mechanism.type) {
    case "bubblewrap":
      return "L3";
    case "namespaces":
      return "L2";
    case "user":
    case "plain":
      return "L1";
  }
}

/** In a few words, for findings and `assay doctor`. */
export function renderMechanism(mechanism: Mechanism): string {
  switch (mechanism.type) {
    case "bubblewrap":
      return mechanism.linkedAs === "overlay" ? "bubblewrap with overlays" : "bubblewrap";
    case "namespaces":
      return mechanism.elevate.length > 0 ? "namespaces through sudo, dedicated user" : "namespaces, dedicated user";
    case "user":
      return "dedicated user, no namespaces";
    case "plain":
      return "process group, environment and limits only";
  }
}

/** Absolute path of a program of the system's own directories. */
export async function findLauncher(name: string, path = LAUNCHER_PATH): Promise<string | undefined> {
  for (const directory of path.split(":")) {
    const file = join(directory, name);
    const found = await access(file, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (found) return file;
  }
  return undefined;
}

async function sudoWorks(): Promise<boolean> {
  if ((await findLauncher("sudo")) === undefined) return false;
  const result = await launchProcess({
    file: "sudo",
    args: ["-n", "true"],
    cwd: "/",
    env: { PATH: LAUNCHER_PATH },
    timeoutMs: 2000,
    outputLimit: 1024,
  });
  return result.end.type === "exited" && result.end.code === 0;
}

/** What this machine offers, strongest first; `plain` is always the last. */
export async function findMechanisms(uid: number | undefined): Promise<readonly Mechanism[]> {
  const names = ["bwrap", "unshare", "setpriv", "prlimit", "pivot_root"];
  const [bwrap, unshare, setpriv, prlimit, pivot] = await Promise.all(names.map((name) => findLauncher(name)));
  const found: Mechanism[] = [];
  if (bwrap !== undefined && prlimit !== undefined) {
    if (unshare !== undefined) found.push({ type: "bubblewrap", bwrap, linkedAs: "overlay" });
    found.push({ type: "bubblewrap", bwrap, linkedAs: "read-only" });
  }
  if (unshare !== undefined && setpriv !== undefined && prlimit !== undefined && pivot !== undefined) {
    if (uid === 0) found.push({ type: "namespaces", elevate: [], uid: DEDICATED_UID });
    else if (await sudoWorks()) found.push({ type: "namespaces", elevate: ["sudo", "-n"], uid: DEDICATED_UID });
  }
  if (uid === 0 && setpriv !== undefined) found.push({ type: "user", uid: DEDICATED_UID });
  return [...found, { type: "plain" }];
}
