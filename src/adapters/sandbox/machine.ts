import { access, readFile, realpath } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findControlGroups } from "./cgroup.ts";
import { highestInherited } from "./descriptors.ts";
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
function userId(): number | undefined {
  return process.geteuid?.();
}

/** Where tool chains look below the home directory, which a command's own home does not have. */
const HOME_VARIABLES = [
  ["CARGO_HOME", ".cargo"],
  ["GOMODCACHE", "go/pkg/mod"],
  ["PYENV_ROOT", ".pyenv"],
  ["RUSTUP_HOME", ".rustup"],
] as const;

function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

/** Where Maven keeps what it has fetched, below the home directory. Its settings beside it may hold passwords. */
const MAVEN_REPOSITORY = ".m2/repository";

async function withToolchains(env: MachineOptions["env"]): Promise<MachineOptions["env"]> {
  // The caller's own may hold passwords as properties: commands get nothing of it.
  const found: Record<string, string | undefined> = Object.fromEntries(
    Object.entries(env).filter(([name]) => name !== "MAVEN_OPTS"),
  );
  const home = env["HOME"];
  if (home === undefined || home === "") return found;
  const repository = join(home, MAVEN_REPOSITORY);
  // Maven has no variable for the repository but this one, whose words end at blanks.
  if (!/\s/u.test(repository) && (await isThere(repository))) found["MAVEN_OPTS"] = `-Dmaven.repo.local=${repository}`;
  for (const [name, path] of HOME_VARIABLES) {
    const directory = join(home, path);
    if (await isThere(directory)) found[name] ??= directory;
  }
  return found;
}

/** Reads what all launches share. */
export async function readRunnerContext(options: MachineOptions): Promise<RunnerContext> {
  const env = await withToolchains(options.env);
  const named = [env["GITHUB_WORKSPACE"] ?? "", env["RUNNER_TEMP"] ?? "", ...(options.hidden ?? [])];
  const hidden = named.filter((path) => path !== "" && path !== "/");
  const node = await realpath(process.execPath);
  const linux = process.platform === "linux";
  const [parent, system, site, inherited, prlimit, setpriv] = await Promise.all([
    realpath(options.temporaryDirectory ?? tmpdir()),
    linux ? readSystemView({ env, node, hidden }) : [],
    findControlGroups(),
    linux ? highestInherited() : 2,
    findLauncher("prlimit"),
    findLauncher("setpriv"),
  ]);
  return { env, parent, uid: userId(), node, system, site, highestInherited: inherited, prlimit, setpriv };
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
