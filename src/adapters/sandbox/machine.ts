import { readFile, realpath } from "node:fs/promises";
import { tmpdir } from "node:os";
import { findControlGroups } from "./cgroup.ts";
import { findLauncher } from "./mechanism.ts";
import type { MachineFacts } from "./remedies.ts";
import type { RunnerContext } from "./runner.ts";
import { readSystemView } from "./system-view.ts";

/** What a sandbox is made from besides the machine. */
export interface MachineOptions {
  /** The caller's environment; nothing but tool chain paths is handed on to commands. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Existing directory for the launches' own directories; default: the system's. */
  readonly temporaryDirectory?: string;
  /** Directories that no command may see, even where PATH leads into them: the user's repository. */
  readonly hidden?: readonly string[];
}

/** The effective user id; undefined where the system has none. */
export function userId(): number | undefined {
  return process.geteuid?.();
}

/** Reads what all launches share. */
export async function readRunnerContext(options: MachineOptions): Promise<RunnerContext> {
  const { env } = options;
  const named = [env["GITHUB_WORKSPACE"] ?? "", env["RUNNER_TEMP"] ?? "", ...(options.hidden ?? [])];
  const hidden = named.filter((path) => path !== "" && path !== "/");
  const node = await realpath(process.execPath);
  const linux = process.platform === "linux";
  const [parent, system, site, prlimit, setpriv] = await Promise.all([
    realpath(options.temporaryDirectory ?? tmpdir()),
    linux ? readSystemView({ env, node, hidden }) : [],
    findControlGroups(),
    findLauncher("prlimit"),
    findLauncher("setpriv"),
  ]);
  return { env, parent, uid: userId(), node, system, site, prlimit, setpriv };
}

async function kernelSwitch(name: string): Promise<string | undefined> {
  const text = await readFile(`/proc/sys/${name}`, "utf8").catch(() => undefined);
  return text?.trim();
}

/** Reads what decides which sandbox this machine can have. */
export async function readMachineFacts(context: RunnerContext): Promise<MachineFacts> {
  const [bwrap, apparmorRestricts, unprivilegedClone, maxUserNamespaces] = await Promise.all([
    findLauncher("bwrap"),
    kernelSwitch("kernel/apparmor_restrict_unprivileged_userns"),
    kernelSwitch("kernel/unprivileged_userns_clone"),
    kernelSwitch("user/max_user_namespaces"),
  ]);
  return {
    platform: process.platform,
    uid: context.uid,
    bubblewrap: bwrap === undefined ? "missing" : "installed",
    controlGroups: context.site.type === "none" ? "none" : "writable",
    apparmorRestricts,
    unprivilegedClone,
    maxUserNamespaces,
  };
}
