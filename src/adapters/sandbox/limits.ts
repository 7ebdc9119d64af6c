/** What one launch may use, besides wall clock and output. Every figure is an upper bound of the whole launch or of each process. */
export interface Limits {
  /** Processes and threads of the launch. */
  readonly processes: number;
  /** Bytes of memory of the launch where a control group holds it, else of address space per process. */
  readonly memoryBytes: number;
  /** Open files per process. */
  readonly openFiles: number;
  /** Bytes of one file. */
  readonly fileBytes: number;
  /** Bytes and entries that fit into everything that lies in memory: /tmp, /dev/shm, home, changes to dependencies. */
  readonly memoryDiskBytes: number;
  readonly memoryDiskEntries: number;
}

const MIB = 1024 * 1024;

/**
 * Node does not start under 1 GiB of address space; 4 GiB gives it an allocation error that it can report.
 * Few real test suites open 4,096 files or start 512 threads at once.
 */
export const DEFAULT_LIMITS: Limits = {
  processes: 512,
  memoryBytes: 4096 * MIB,
  openFiles: 4096,
  fileBytes: 256 * MIB,
  memoryDiskBytes: 512 * MIB,
  memoryDiskEntries: 50_000,
};

/** What decides which of the limits the kernel can hold per process. */
export interface LimitContext {
  readonly timeoutMs: number;
  /** Processors of the machine: a process with threads uses that many seconds of CPU per second. */
  readonly processors: number;
  /** Tasks that already run under the same user id; undefined where counting per user would hit others or nobody. */
  readonly tasksBefore: number | undefined;
  /** Whether a control group bounds the memory of the whole launch. */
  readonly memoryHeldBy: "control-group" | "address-space";
}

/** Arguments for `prlimit`, up to and including `--`. */
export function prlimitArguments(limits: Limits, context: LimitContext): readonly string[] {
  const cpuSeconds = Math.ceil((context.timeoutMs / 1000) * context.processors) + 1;
  return [
    ...(context.tasksBefore === undefined ? [] : [`--nproc=${context.tasksBefore + limits.processes}`]),
    `--nofile=${limits.openFiles}`,
    `--fsize=${limits.fileBytes}`,
    "--core=0",
    `--cpu=${cpuSeconds}`,
    ...(context.memoryHeldBy === "address-space" ? [`--as=${limits.memoryBytes}`] : []),
    "--",
  ];
}
