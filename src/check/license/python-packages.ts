import { toRepoPath } from "../../domain/repo-path.ts";
import type { FileChange } from "../../domain/change.ts";
import { addedLines } from "../added-lines.ts";
import { manifestDependencies } from "../dependency/manifest.ts";
import { pythonName } from "../dependency/python-manifests.ts";
import { parseToml, tomlStrings } from "../dependency/toml.ts";
import type { InstalledPackages, StaticContext } from "../gate.ts";
import type { ImportedPackage } from "./imports.ts";

const IMPORT =
  /^\s*(?:import\s+(?<list>[\w.]+(?:\s+as\s+\w+)?(?:\s*,\s*[\w.]+(?:\s+as\s+\w+)?)*)|from\s+(?<module>\w[\w.]*)\s+import\b\s*\(?\s*(?<names>[\w ,]*))|\b(?:import_module|__import__)\(\s*["'](?<dynamic>\w[\w.]*)["']/u;
const METADATA = /^(?<package>[\w.]+?)(?:-[\w.!+]+?)?(?:-py[\d.]+)?\.(?:dist|egg)-info\/?$/u;

/** Modules that added lines of a Python file import, in full (`google.cloud.storage`); each once. Relative imports are none. */
export function importedModules(change: FileChange): readonly ImportedPackage[] {
  if (!/\.pyi?$/u.test(change.path)) return [];
  const found = new Map<string, number>();
  for (const { number, text } of addedLines(change)) {
    const { list, module, names = "", dynamic } = IMPORT.exec(text)?.groups ?? {};
    const listed = list?.split(",").map((one) => one.trim().replace(/\s.*$/u, "")) ?? [];
    // `from google.cloud import storage`: the last part may be a module as well.
    const first = /^\w+/u.exec(names.trim())?.[0];
    const from = module === undefined ? [] : [first === undefined ? module : `${module}.${first}`];
    for (const name of [...listed, ...from, ...(dynamic === undefined ? [] : [dynamic])]) {
      if (!found.has(name)) found.set(name, number);
    }
  }
  return [...found].map(([name, line]) => ({ name, line }));
}

/** Folders of installed Python packages: the tree's own environments, then those outside it. */
export async function siteFolders(installed: InstalledPackages): Promise<readonly string[]> {
  const found: string[] = [];
  for (const root of [".venv", "venv"]) {
    for (const lib of ["lib", "lib64"]) {
      for (const version of await installed.list(`${root}/${lib}`)) {
        found.push(`${root}/${lib}/${version.replace(/\/$/u, "")}/site-packages`);
      }
    }
    found.push(`${root}/Lib/site-packages`);
  }
  return [...found, ...(await installed.list("@python")).map((name) => `@python/${name}`)];
}

/** The distribution that a metadata folder's name tells of, as the index writes it; undefined for any other name. */
export function distributionOf(entry: string): string | undefined {
  const name = METADATA.exec(entry)?.groups?.["package"];
  return name === undefined ? undefined : pythonName(name);
}

/** How many parts of a module's name a distribution brings along: by its list of files, else by its list of top names. */
async function partsOf(installed: InstalledPackages, folder: string, module: string): Promise<number> {
  const parts = module.split(".");
  const record = (await installed.read(`${folder}/RECORD`)) ?? (await installed.read(`${folder}/SOURCES.txt`));
  if (record === undefined) {
    const tops = (await installed.read(`${folder}/top_level.txt`)) ?? "";
    return tops.split(/\s+/u).includes(parts[0] ?? "") ? 1 : 0;
  }
  const files = `\n${record}`;
  for (let count = parts.length; count > 0; count -= 1) {
    const base = `\n${parts.slice(0, count).join("/")}`;
    if (["/__init__.py", ".py", ".cpython", ".abi3", ".pyd", ".so"].some((end) => files.includes(base + end)))
      return count;
    if (count > 1 && files.includes(`${base}/`)) return count;
  }
  return 0;
}

/** The installed distribution that brings a module along; undefined where none does. */
export async function distributionOfModule(installed: InstalledPackages, module: string): Promise<string | undefined> {
  const [top = ""] = module.split(".");
  for (const site of await siteFolders(installed)) {
    const entries = await installed.list(site);
    if (!entries.some((entry) => entry === top || entry.startsWith(`${top}.`) || entry === `${top}/`)) continue;
    const folders = entries
      .filter((entry) => distributionOf(entry) !== undefined)
      .sort((a, b) => Number(distributionOf(b) === pythonName(top)) - Number(distributionOf(a) === pythonName(top)));
    let best: { readonly name: string; readonly parts: number } | undefined;
    for (const entry of folders) {
      const name = distributionOf(entry) ?? "";
      const parts = await partsOf(installed, `${site}/${entry.replace(/\/$/u, "")}`, module);
      // A distribution of the module's own name is it, unless others share the name.
      if (parts > 0 && name === pythonName(top)) return name;
      if (parts > (best?.parts ?? 0)) best = { name, parts };
    }
    if (best !== undefined) return best.name;
  }
  return undefined;
}

/** Names under which Python projects keep their manifests, at the root or beside a package. */
const MANIFESTS = [
  "pyproject.toml",
  "setup.cfg",
  "setup.py",
  "Pipfile",
  ...["", "-dev", "_dev", "-test", "_test", "-tests", "-docs", "-prod"].flatMap((end) => [
    `requirements${end}.txt`,
    `requirements${end}.in`,
  ]),
  ...["dev", "test", "docs"].flatMap((start) => [`${start}-requirements.txt`, `${start}_requirements.txt`]),
  ...["base", "dev", "test", "tests", "prod", "production", "local", "common", "main", "docs"].map(
    (name) => `requirements/${name}.txt`,
  ),
];

/** Distributions that the manifests from a file's folder up to the root ask for, the project's own name included. */
async function declaredDistributions(context: StaticContext, file: string): Promise<ReadonlySet<string>> {
  const names = new Set<string>();
  const segments = file.split("/").slice(0, -1);
  const read = async (name: string): Promise<void> => {
    const path = toRepoPath(name);
    const text = path.ok ? await context.workspace.read(path.path) : undefined;
    if (text === undefined) return;
    for (const one of manifestDependencies(name, text)) names.add(one.name);
    const own = parseToml(name.endsWith("pyproject.toml") ? text : "").find(
      ({ table, key }) => /^(?:project|tool\.poetry)$/u.test(table) && key === "name",
    );
    if (own !== undefined) names.add(pythonName(tomlStrings(own.value)[0] ?? ""));
  };
  for (let depth = segments.length; depth >= 0; depth -= 1) {
    for (const name of MANIFESTS) await read([...segments.slice(0, depth), name].join("/"));
  }
  for (const { path } of context.subject.files) await read(path);
  return names;
}

/** Whether the repository has a module of this name itself: beside the file, at the root, or in `src`. */
async function isOwnModule(context: StaticContext, file: string, module: string): Promise<boolean> {
  const [top = ""] = module.split(".");
  const segments = file.split("/").slice(0, -1);
  const folders = [...segments.keys(), segments.length].map((depth) => segments.slice(0, depth).join("/"));
  for (const folder of [...folders, "src"]) {
    for (const name of [`${top}.py`, `${top}/__init__.py`]) {
      const path = toRepoPath(folder === "" ? name : `${folder}/${name}`);
      if (path.ok && (await context.workspace.read(path.path)) !== undefined) return true;
    }
  }
  return false;
}

/** Distributions whose modules the added lines of a Python file import, which are installed and no manifest asks for. */
export async function undeclaredDistributions(
  context: StaticContext,
  change: FileChange,
): Promise<readonly ImportedPackage[]> {
  const { installed } = context;
  const modules = installed === undefined ? [] : importedModules(change);
  if (installed === undefined || modules.length === 0) return [];
  const found: ImportedPackage[] = [];
  let declared: ReadonlySet<string> | undefined;
  for (const { name: module, line } of modules) {
    if (await isOwnModule(context, change.path, module)) continue;
    const name = await distributionOfModule(installed, module);
    if (name === undefined) continue;
    declared ??= await declaredDistributions(context, change.path);
    if (!declared.has(name)) found.push({ name, line });
  }
  return found;
}
