/** One place in the file system as a fenced-in process sees it. All paths are absolute. */
export type Mount =
  | { readonly type: "read-only"; readonly source: string; readonly path: string }
  | { readonly type: "writable"; readonly source: string; readonly path: string }
  /** The contents of `path`, writable, but what is written stays in memory and ends with the launch. */
  | { readonly type: "overlay"; readonly path: string }
  /** Empty, in memory, counted against the launch's memory disk. */
  | { readonly type: "memory"; readonly path: string }
  /** A read-only file of this text. */
  | { readonly type: "text"; readonly text: string; readonly path: string }
  | { readonly type: "link"; readonly target: string; readonly path: string };

/** What a launch sees of the machine. What is not named does not exist for it: no repository, no home, no runner files. */
export interface ViewParts {
  /** /usr, /etc files and tool chains, the same for every launch. */
  readonly system: readonly Mount[];
  readonly workspaceRoot: string;
  /** What `.git` of the workspace is: nothing that runs in there may change it. */
  readonly git: "file" | "directory" | "none";
  readonly scratch: string;
  readonly home: string;
  readonly linked: readonly string[];
  /** Whether dependencies can be given a writable face. */
  readonly linkedAs: "overlay" | "read-only";
}

/** These characters have a meaning in overlay mount options. */
const OVERLAY_SPECIAL = /[:,\\\s]/u;
/** The same of the directory that holds what is written, which is not a list. */
const OVERLAY_UPPER_SPECIAL = /[,\\]/u;

function gitMount(parts: ViewParts): readonly Mount[] {
  const path = `${parts.workspaceRoot}/.git`;
  if (parts.git === "none") return [];
  return parts.git === "file" ? [{ type: "read-only", source: path, path }] : [{ type: "memory", path }];
}

/** The mounts of one launch, parents before what lies in them. */
export function launchView(parts: ViewParts): readonly Mount[] {
  const linkedAs = OVERLAY_UPPER_SPECIAL.test(parts.scratch) ? "read-only" : parts.linkedAs;
  const linked = [...new Set(parts.linked)].map((path): Mount => {
    if (linkedAs === "overlay" && !OVERLAY_SPECIAL.test(path)) return { type: "overlay", path };
    return { type: "read-only", source: path, path };
  });
  const mounts: readonly Mount[] = [
    ...parts.system,
    { type: "memory", path: "/tmp" },
    { type: "memory", path: "/dev/shm" },
    { type: "memory", path: parts.home },
    ...linked,
    { type: "writable", source: parts.workspaceRoot, path: parts.workspaceRoot },
    { type: "writable", source: parts.scratch, path: parts.scratch },
    ...gitMount(parts),
  ];
  const last = new Map(mounts.map((mount) => [mount.path, mount]));
  return [...last.values()].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}
