import { createHash, randomUUID } from "node:crypto";
import { mkdir, open, readdir, readFile, realpath, rename, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { toFileText } from "../../domain/file-text.ts";
import { parseJson } from "../../domain/parse-json.ts";
import type { InstalledFile, InstalledFiles } from "../../ports.ts";
import { findPackageStores } from "./package-stores.ts";
import type { PackageStores, StoreEnvironment } from "./package-stores.ts";

/** Folders whose content is somebody else's, wherever they stand. */
const INSTALLED = new Set(["node_modules", ".venv", "venv", "site-packages", "vendor", "vendored", "third_party"]);
/** Folders that hold no source that somebody wrote. */
const SKIPPED = /^(?:\.bin|\.cache|__pycache__|bin|Scripts)$|\.(?:dist|egg)-info$/u;
/** What names of folders outside the tree begin with. */
const STORE = /^@(?:python|go|cargo)$/u;
/** Those of them that stand at the root and are walked whole. */
const WALKED = ["node_modules", "vendor", "vendored", "third_party", ".venv", "venv"];
/** Larger files are bundles or data: nobody copies a function out of them. */
const MAX_FILE_BYTES = 262_144;
const MAX_FILES = 40_000;
const MAX_TOTAL_BYTES = 268_435_456;
/** Metadata and licence texts. */
const MAX_READ_BYTES = 1_048_576;
const KEPT_MS = 30 * 24 * 3_600_000;
/** What says exactly which packages are installed, best first. */
const LOCKS = [
  "node_modules/.package-lock.json",
  "node_modules/.modules.yaml",
  "node_modules/.yarn-state.yml",
  "node_modules/.yarn-integrity",
];

/** What {@link createInstalledFiles} needs. */
export interface InstalledFilesOptions {
  /** Absolute path of the user's working tree. */
  readonly root: string;
  /** Absolute directory for what is kept between runs. */
  readonly cache: string;
  /** Says where packages are installed outside the tree; absent: nowhere. */
  readonly env?: StoreEnvironment;
}

/** Third-party files of a working tree. Links are followed as package managers make them, but never out of their store. */
export function createInstalledFiles({ root, cache, env }: InstalledFilesOptions): InstalledFiles {
  let found: Promise<PackageStores> | undefined;
  const stores = (): Promise<PackageStores> =>
    (found ??= env === undefined ? Promise.resolve(new Map()) : findPackageStores(env));
  const resolve = createResolver(root, stores);
  return {
    async read(name) {
      const file = await resolve(name);
      return file === undefined ? undefined : readTextFile(file, MAX_READ_BYTES);
    },
    async list(name) {
      if (STORE.test(name)) {
        const names = [...(await stores()).keys()].filter((key) => key.startsWith(`${name}/`));
        return names.map((key) => key.slice(name.length + 1));
      }
      const directory = await resolve(name);
      return directory === undefined ? [] : readdir(directory).catch(() => []);
    },
    files: (wanted) => walk(root, wanted),
    async readKept() {
      const file = await keptFile(root, cache);
      return file === undefined ? undefined : readFile(file).catch(() => undefined);
    },
    async keep(bytes) {
      const file = await keptFile(root, cache);
      if (file === undefined) return;
      // What cannot be kept is built again by the next run.
      await writeWhole(file, bytes).catch(() => undefined);
      await forgetOld(cache);
    },
  };
}

/** The real path of a name below a folder of installed code; undefined where it is none or leaves its store. */
function createResolver(
  root: string,
  stores: () => Promise<PackageStores>,
): (name: string) => Promise<string | undefined> {
  return async (name) => {
    const segments = name.split("/");
    const [first = "", second = ""] = segments;
    if (STORE.test(first)) {
      const place = (await stores()).get(`${first}/${second}`);
      return place === undefined ? undefined : insideOf(path.join(place, ...segments.slice(2)), [place]);
    }
    if (!segments.some((segment) => INSTALLED.has(segment)) || segments.includes("..")) return undefined;
    const top = path.join(root, ...segments.slice(0, segments.findIndex((segment) => INSTALLED.has(segment)) + 1));
    return insideOf(path.join(root, name), [top, root]);
  };
}

/** The real path of a file; undefined where there is none or it leads out of all of the folders. */
async function insideOf(file: string, folders: readonly string[]): Promise<string | undefined> {
  const [real, ...bases] = await Promise.all([file, ...folders].map((one) => realpath(one).catch(() => undefined)));
  if (real === undefined) return undefined;
  const isIn = bases.some((base) => base !== undefined && (real === base || real.startsWith(base + path.sep)));
  return isIn ? real : undefined;
}

async function readTextFile(file: string, limit: number): Promise<string | undefined> {
  const handle = await open(file).catch(() => undefined);
  if (handle === undefined) return undefined;
  try {
    const facts = await handle.stat();
    if (!facts.isFile() || facts.size > limit) return undefined;
    const text = toFileText(await handle.readFile());
    return text.type === "text" ? text.text : undefined;
  } finally {
    await handle.close();
  }
}

async function* walk(root: string, wanted: (path: string) => boolean): AsyncGenerator<InstalledFile> {
  const left = { files: MAX_FILES, bytes: MAX_TOTAL_BYTES };
  for (const top of WALKED) {
    for await (const file of walkFolder({ root, folder: top, owner: undefined }, wanted)) {
      left.files -= 1;
      left.bytes -= file.text.length;
      if (left.files < 0 || left.bytes < 0) return;
      yield file;
    }
  }
}

/** A folder on the way, and the package that it belongs to as far as that is known. */
interface Stop {
  readonly root: string;
  readonly folder: string;
  readonly owner: Pick<InstalledFile, "package" | "licence"> | undefined;
}

/** Depth first, in name order; links are not followed, so that each package of a store is seen once. */
async function* walkFolder(stop: Stop, wanted: (path: string) => boolean): AsyncGenerator<InstalledFile> {
  const { root, folder } = stop;
  const entries = await readdir(path.join(root, folder), { withFileTypes: true }).catch(() => []);
  const owner = entries.some(({ name }) => name === "package.json")
    ? ((await readOwner(path.join(root, folder, "package.json"))) ?? stop.owner)
    : stop.owner;
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const name = `${folder}/${entry.name}`;
    // What lies in Python's folder of packages is named after its modules.
    const own = folder.endsWith("/site-packages") ? { package: entry.name.replace(/\.py$/u, "") } : owner;
    if (entry.isDirectory() && !SKIPPED.test(entry.name)) yield* walkFolder({ root, folder: name, owner: own }, wanted);
    if (!entry.isFile() || !wanted(name)) continue;
    const text = await readTextFile(path.join(root, name), MAX_FILE_BYTES);
    if (text !== undefined) yield { path: name, ...(own ?? { package: folder }), text };
  }
}

async function readOwner(file: string): Promise<Stop["owner"]> {
  const text = await readTextFile(file, MAX_READ_BYTES);
  const parsed = parseJson(text ?? "");
  if (!parsed.ok || typeof parsed.value !== "object" || parsed.value === null) return undefined;
  const { value } = parsed;
  // Nested package.json files that only say "type": "module" have no name.
  if (!("name" in value) || typeof value.name !== "string") return undefined;
  const licence = "license" in value && typeof value.license === "string" ? { licence: value.license } : {};
  return { package: value.name, ...licence };
}

/** The file for exactly what is installed now; undefined where nothing says what that is. */
async function keptFile(root: string, cache: string): Promise<string | undefined> {
  const hash = createHash("sha256");
  const distributions = await distributionNames(root);
  let told = distributions.length > 0;
  if (told) hash.update(`${distributions.join("\n")}\n`);
  for (const name of LOCKS) {
    const bytes = await readFile(path.join(root, name)).catch(() => undefined);
    if (bytes === undefined) continue;
    hash.update(bytes);
    told = true;
    break;
  }
  return told ? path.join(cache, `copies-${hash.digest("hex")}`) : undefined;
}

/** Names and versions of the distributions in the tree's own Python environments, sorted. */
async function distributionNames(root: string): Promise<readonly string[]> {
  const names: string[] = [];
  for (const environment of [".venv", "venv"]) {
    const lib = path.join(root, environment, "lib");
    for (const version of await readdir(lib).catch(() => [])) {
      const entries = await readdir(path.join(lib, version, "site-packages")).catch(() => []);
      names.push(...entries.filter((entry) => /\.(?:dist|egg)-info$/u.test(entry)));
    }
  }
  return names.sort();
}

/** Under a name of its own first: a run that is killed leaves no half file to read. */
async function writeWhole(file: string, bytes: Uint8Array): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  const temporary = `${file}.${randomUUID()}`;
  try {
    await writeFile(temporary, bytes, { mode: 0o600 });
    await rename(temporary, file);
  } finally {
    await rm(temporary, { force: true });
  }
}

/** Removes what was kept for packages that nobody has installed for a month. */
async function forgetOld(cache: string): Promise<void> {
  const oldest = Date.now() - KEPT_MS;
  for (const name of await readdir(cache).catch(() => [])) {
    const file = path.join(cache, name);
    const facts = name.startsWith("copies-") ? await stat(file).catch(() => undefined) : undefined;
    if (facts !== undefined && facts.mtimeMs < oldest) await rm(file, { force: true });
  }
}
