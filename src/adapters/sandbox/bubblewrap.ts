import type { Limits } from "./limits.ts";
import { shellWord } from "./shell-word.ts";
import type { Mount } from "./view.ts";

/** What is put around a command by bubblewrap, inside an outer user and mount namespace that holds the memory disk. */
export interface BubblewrapRequest {
  readonly bwrap: string;
  /** `shared`: one disk for all, bounded in bytes and entries, made in the outer namespace. `separate`: bwrap's own, each of the bytes, where the system lets nobody but bwrap make namespaces. */
  readonly memoryDisk: "shared" | "separate";
  readonly mounts: readonly Mount[];
  /** Existing empty directory that the memory disk is mounted on, in the outer namespace only. */
  readonly base: string;
  readonly limits: Limits;
  /** Files of control groups that the launch joins by writing its process id. */
  readonly joins: readonly string[];
  readonly cwd: string;
  /** The whole environment of the command. */
  readonly env: Readonly<Record<string, string>>;
  readonly command: readonly string[];
}

const NAMESPACES = [
  "--unshare-user",
  "--unshare-ipc",
  "--unshare-pid",
  "--unshare-net",
  "--unshare-uts",
  "--unshare-cgroup-try",
  "--disable-userns",
  "--die-with-parent",
  "--new-session",
  "--clearenv",
] as const;

/** Directories on the memory disk: one per mount of type `memory` or `overlay`, by index. */
const memoryDirectory = (base: string, index: number): string => `${base}/${index}`;

function mountArguments(mount: Mount, index: number, request: BubblewrapRequest): readonly string[] {
  const { base, limits, memoryDisk } = request;
  switch (mount.type) {
    case "read-only":
      return ["--ro-bind", mount.source, mount.path];
    case "writable":
      return ["--bind", mount.source, mount.path];
    case "memory":
      if (memoryDisk === "separate") {
        return ["--perms", "1777", "--size", String(limits.memoryDiskBytes), "--tmpfs", mount.path];
      }
      return ["--bind", `${memoryDirectory(base, index)}/view`, mount.path];
    case "overlay":
      return ["--bind", `${memoryDirectory(base, index)}/view`, mount.path];
    case "text":
      return ["--ro-bind", memoryDirectory(base, index), mount.path];
    case "link":
      return ["--symlink", mount.target, mount.path];
  }
}

/** Arguments of bwrap itself, command included. */
function bubblewrapArguments(request: BubblewrapRequest): readonly string[] {
  return [
    ...NAMESPACES,
    ...["--uid", "1000", "--gid", "1000", "--cap-drop", "ALL", "--hostname", "assay"],
    ...["--proc", "/proc", "--dev", "/dev"],
    ...request.mounts.flatMap((mount, index) => mountArguments(mount, index, request)),
    // bwrap's own root and /dev lie in memory without a bound. And /proc/sys belongs to root: where root started us, a
    // process without any capability could still set kernel.core_pattern, a program that the kernel runs as root.
    ...["--remount-ro", "/proc", "--remount-ro", "/dev", "--remount-ro", "/"],
    ...["--json-status-fd", "3", "--chdir", request.cwd],
    ...Object.entries(request.env).flatMap(([name, value]) => ["--setenv", name, value]),
    "--",
    ...request.command,
  ];
}

/** One mkdir for all directories of the memory disk: each program that the script starts costs about a millisecond. */
function directoryLine(mounts: readonly Mount[], base: string): string {
  const directories = mounts.flatMap((mount, index) => {
    const directory = memoryDirectory(base, index);
    if (mount.type === "memory") return [`${directory}/view`];
    return mount.type === "overlay" ? ["view", "upper", "work"].map((name) => `${directory}/${name}`) : [];
  });
  return ["mkdir", "-p", "-m", "1777", ...directories.map(shellWord)].join(" ");
}

/** Files of the memory disk that hold a given text. */
export function textLines(mounts: readonly Mount[], base: string): readonly string[] {
  return mounts.flatMap((mount, index) => {
    if (mount.type !== "text") return [];
    return [`printf %s ${shellWord(mount.text)} > ${shellWord(memoryDirectory(base, index))}`];
  });
}

function overlayLine(mount: Mount, index: number, base: string): readonly string[] {
  if (mount.type !== "overlay") return [];
  const directory = memoryDirectory(base, index);
  const options = `lowerdir=${mount.path},upperdir=${directory}/upper,workdir=${directory}/work,userxattr`;
  return [`mount -t overlay -o ${shellWord(options)} overlay ${shellWord(`${directory}/view`)}`];
}

/**
 * The outer step's shell script: joins the control groups, mounts one memory disk bounded in bytes and entries, lays
 * overlays on it, and becomes its arguments. It runs as root of a user namespace of its own and is gone with it.
 */
function outerScript(request: BubblewrapRequest): string {
  const { limits } = request;
  const options = `size=${limits.memoryDiskBytes},nr_inodes=${limits.memoryDiskEntries},mode=755`;
  const disk = [
    `mount -t tmpfs -o ${options} assay ${shellWord(request.base)}`,
    directoryLine(request.mounts, request.base),
    ...request.mounts.flatMap((mount, index) => overlayLine(mount, index, request.base)),
  ];
  return [
    "set -e",
    ...request.joins.map((path) => `echo $$ > ${shellWord(path)}`),
    ...(request.memoryDisk === "shared" ? disk : []),
    ...textLines(request.mounts, request.base),
    'exec "$@"',
  ].join("\n");
}

/**
 * The whole argument list. Start it with an environment of nothing but PATH: bwrap stays in the sandbox as process 1,
 * and the environment that it was started with can be read there.
 */
export function bubblewrapCommand(request: BubblewrapRequest): {
  readonly file: string;
  readonly args: readonly string[];
} {
  const script = ["-c", outerScript(request), "sh", request.bwrap, ...bubblewrapArguments(request)];
  return request.memoryDisk === "shared"
    ? { file: "unshare", args: ["-rm", "sh", ...script] }
    : { file: "/bin/sh", args: script };
}
