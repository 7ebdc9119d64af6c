import { lstat, readdir, readlink, realpath, stat } from "node:fs/promises";
import { delimiter, dirname, join, sep } from "node:path";
import type { Mount } from "./view.ts";

/** What may be read of /etc: the loader's cache, certificates, alternatives, time zone, where tools lie. Never passwords or private keys. */
const ETC = [
  "/etc/ld.so.cache",
  "/etc/ld.so.conf",
  "/etc/ld.so.conf.d",
  "/etc/alternatives",
  "/etc/localtime",
  "/etc/maven/logging",
  "/etc/maven/m2.conf",
  "/etc/mime.types",
  "/etc/ssl/certs",
  "/etc/ssl/openssl.cnf",
  "/etc/pki/tls/certs",
  "/etc/os-release",
];

/** Debian keeps a JDK's configuration in /etc. Its management folder is where passwords of remote access go. */
async function javaConfiguration(): Promise<readonly string[]> {
  const homes = (await readdir("/etc").catch(() => [])).filter((name) => /^java-\d+-openjdk$/u.test(name));
  const entries = homes.sort().map(async (name) => {
    const inside = await readdir(`/etc/${name}`).catch(() => []);
    return inside.filter((entry) => entry !== "management").map((entry) => `/etc/${name}/${entry}`);
  });
  return (await Promise.all(entries)).flat().sort();
}

/** Tool chains that people install into their home directory; their folders with credentials are not among these. */
const HOME_TOOLCHAINS = [
  ".asdf/installs",
  ".bun/bin",
  ".cargo/bin",
  ".cargo/registry",
  ".deno/bin",
  ".m2/repository",
  ".local/share/mise/installs",
  ".local/share/uv/python",
  ".nvm/versions",
  ".pyenv",
  ".rbenv/versions",
  ".rustup",
  ".sdkman/candidates",
  ".volta",
  "go/pkg/mod",
  "sdk",
];

/** Always visible; some of them are symbolic links into /usr on most systems. */
const ROOTS = ["/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32"];

const ACCOUNTS = {
  passwd:
    "root:x:0:0:root:/root:/bin/sh\nassay:x:1000:1000:assay:/home/assay:/bin/sh\nnobody:x:65534:65534:nobody:/:/bin/false\n",
  group: "root:x:0:\nassay:x:1000:\nnogroup:x:65534:\n",
  hosts: "127.0.0.1 localhost\n::1 localhost\n",
  "nsswitch.conf": "passwd: files\ngroup: files\nhosts: files\n",
} as const;

async function rootMount(path: string): Promise<readonly Mount[]> {
  const found = await lstat(path).catch(() => undefined);
  if (found === undefined) return [];
  if (found.isSymbolicLink()) return [{ type: "link", target: await readlink(path), path }];
  return found.isDirectory() ? [{ type: "read-only", source: path, path }] : [];
}

/** Whether `path` is `parent` or lies in it. */
export function isWithin(path: string, parent: string): boolean {
  return path === parent || path.startsWith(parent.endsWith(sep) ? parent : parent + sep);
}

/** The directory that a tool of a PATH entry needs: `/opt/go/bin` belongs to `/opt/go`. Never a top-level directory. */
export function toolPrefix(directory: string): string {
  const parent = dirname(directory);
  const isBin = /^s?bin$/u.test(directory.slice(parent.length).replaceAll(sep, ""));
  return isBin && dirname(parent) !== parent && parent.split(sep).length > 2 ? parent : directory;
}

export interface SystemViewOptions {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The Node executable. */
  readonly node: string;
  /** Directories that nothing may show: the user's repository, the runner's temporary files. */
  readonly hidden: readonly string[];
}

async function isShown(path: string, options: SystemViewOptions): Promise<boolean> {
  if (options.hidden.some((hidden) => isWithin(path, hidden) || isWithin(hidden, path))) return false;
  const found = await stat(path).catch(() => undefined);
  if (found?.isDirectory() !== true) return false;
  // A directory with a repository in it is somebody's work, with the credentials that its configuration may hold.
  return (await lstat(join(path, ".git")).catch(() => undefined)) === undefined || path.endsWith("/.pyenv");
}

async function toolDirectories(options: SystemViewOptions): Promise<readonly string[]> {
  const home = options.env["HOME"] ?? "/nonexistent";
  const onPath = (options.env["PATH"] ?? "").split(delimiter).filter((path) => path.startsWith("/"));
  const wanted = [
    ...onPath.filter((path) => !isWithin(path, home) && !path.includes("/node_modules/")).map(toolPrefix),
    ...HOME_TOOLCHAINS.map((path) => join(home, path)),
  ];
  const shown: string[] = [];
  for (const path of [...new Set(wanted)].sort()) {
    const covered = [...ROOTS, ...shown].some((parent) => isWithin(path, parent));
    if (!covered && (await isShown(path, options))) shown.push(path);
  }
  return shown;
}

/** Account files that a launch sees in place of the machine's own. */
function accountFiles(): readonly Mount[] {
  return Object.entries(ACCOUNTS).map(([name, text]): Mount => ({ type: "text", text, path: `/etc/${name}` }));
}

/** What every launch sees of the machine: the system's programs, certificates, tool chains and our Node, all read-only. */
export async function readSystemView(options: SystemViewOptions): Promise<readonly Mount[]> {
  const roots = (await Promise.all(ROOTS.map(rootMount))).flat();
  const etc: Mount[] = [];
  for (const path of [...ETC, ...(await javaConfiguration())]) {
    const source = await realpath(path).catch(() => undefined);
    if (source !== undefined) etc.push({ type: "read-only", source, path });
  }
  const node = toolPrefix(dirname(await realpath(options.node)));
  const tools = [...new Set([...(await toolDirectories(options)), node])];
  const shown = tools
    .filter((path) => !isWithin(path, "/usr"))
    .map((path): Mount => ({ type: "read-only", source: path, path }));
  return [...roots, ...etc, ...accountFiles(), ...shown];
}
