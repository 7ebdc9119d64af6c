import { textLines } from "./bubblewrap.ts";
import type { Limits } from "./limits.ts";
import { shellWord } from "./shell-word.ts";
import type { Mount } from "./view.ts";

/** What is put around a command by root alone, where bubblewrap or user namespaces are missing. */
export interface NamespacesRequest {
  /** `sudo -n` where we are not root ourselves. */
  readonly elevate: readonly string[];
  readonly mounts: readonly Mount[];
  /** Existing empty directory that the new root is built on, in the new mount namespace only. */
  readonly base: string;
  readonly limits: Limits;
  readonly joins: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** The dedicated user and group id that the command runs under. */
  readonly uid: number;
  readonly command: readonly string[];
}

const DEVICES = ["null", "zero", "full", "random", "urandom", "tty"] as const;

function bind(source: string, target: string, options: string): readonly string[] {
  const [from, to] = [shellWord(source), shellWord(target)];
  return [
    `if [ -d ${from} ]; then mkdir -p ${to}; else mkdir -p "$(dirname ${to})"; [ -e ${to} ] || : > ${to}; fi`,
    `mount --bind ${from} ${to}`,
    `mount -o remount,bind,${options} ${to}`,
  ];
}

function mountLines(mount: Mount, index: number, request: NamespacesRequest): readonly string[] {
  const directory = `${request.base}/${index}`;
  const target = `${request.base}/root${mount.path}`;
  switch (mount.type) {
    case "read-only":
      return bind(mount.source, target, "ro,nosuid,nodev");
    case "writable":
      return bind(mount.source, target, "nosuid,nodev");
    case "memory":
      return [`mkdir -p -m 1777 ${shellWord(directory)}`, ...bind(directory, target, "nosuid,nodev")];
    case "overlay": {
      const options = `lowerdir=${mount.path},upperdir=${directory}/upper,workdir=${directory}/work`;
      return [
        `mkdir -p -m 777 ${shellWord(`${directory}/upper`)} ${shellWord(`${directory}/work`)} ${shellWord(target)}`,
        `mount -t overlay -o nosuid,nodev,${shellWord(options)} overlay ${shellWord(target)}`,
      ];
    }
    case "text":
      return bind(directory, target, "ro,nosuid,nodev");
    case "link":
      return [`ln -s ${shellWord(mount.target)} ${shellWord(target)}`];
  }
}

/**
 * The script that runs as root in new namespaces: builds a root directory of nothing but the view, moves into it, and starts
 * its arguments, which drop every privilege.
 */
function namespacesScript(request: NamespacesRequest): string {
  const { base, limits } = request;
  const root = `${base}/root`;
  const options = `size=${limits.memoryDiskBytes},nr_inodes=${limits.memoryDiskEntries},mode=755`;
  return [
    "set -e",
    ...request.joins.map((path) => `echo $$ > ${shellWord(path)}`),
    `mount -t tmpfs -o ${options} assay ${shellWord(base)}`,
    `mkdir -p ${shellWord(root)}/proc ${shellWord(root)}/dev ${shellWord(root)}/.old`,
    `mount --bind ${shellWord(root)} ${shellWord(root)}`,
    ...DEVICES.flatMap((name) => [
      `: > ${shellWord(`${root}/dev/${name}`)}`,
      `mount --bind /dev/${name} ${shellWord(`${root}/dev/${name}`)}`,
    ]),
    `ln -s /proc/self/fd ${shellWord(`${root}/dev/fd`)}`,
    ...textLines(request.mounts, base),
    ...request.mounts.flatMap((mount, index) => mountLines(mount, index, request)),
    `mount -t proc -o ro,nosuid,nodev,noexec proc ${shellWord(root)}/proc`,
    "ip link set lo up 2>/dev/null || ifconfig lo up 2>/dev/null || true",
    `mount -o remount,bind,ro ${shellWord(root)}`,
    `cd ${shellWord(root)}`,
    "pivot_root . .old",
    "umount -l /.old",
    `cd ${shellWord(request.cwd)}`,
    // sudo closes the descriptor; then nobody waits for the word either.
    "{ echo started >&3; } 2>/dev/null || true",
    // Not exec: process 1 of a namespace ignores signals, which a command has to be able to die of.
    '"$@" 3>&-',
  ].join("\n");
}

/** Arguments of setpriv that leave nothing of root's: dedicated ids, no capabilities, no way to get any. */
export function dropPrivileges(uid: number): readonly string[] {
  return [
    "setpriv",
    `--reuid=${uid}`,
    `--regid=${uid}`,
    "--clear-groups",
    "--no-new-privs",
    "--bounding-set=-all",
    "--inh-caps=-all",
    "--",
  ];
}

/** The whole argument list; start it with an environment of nothing but PATH. */
export function namespacesCommand(request: NamespacesRequest): {
  readonly file: string;
  readonly args: readonly string[];
} {
  // Through sudo the first program's parent is sudo, which outlives us only until its pipe breaks.
  const unshare = [
    "setpriv",
    "--pdeathsig=KILL",
    "unshare",
    "--mount",
    "--net",
    "--pid",
    "--ipc",
    "--uts",
    "--fork",
    "--kill-child=SIGKILL",
  ];
  const environment = Object.entries(request.env).map(([name, value]) => `${name}=${value}`);
  const [file = "unshare", ...args] = [
    ...request.elevate,
    ...unshare,
    ...["--propagation", "private", "sh", "-c", namespacesScript(request), "sh"],
    ...dropPrivileges(request.uid),
    ...["env", "-i", ...environment],
    ...request.command,
  ];
  return { file, args };
}
