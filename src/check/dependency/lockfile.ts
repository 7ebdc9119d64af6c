import { isList, isRecord, parseJson } from "../parse/json.ts";
import { npmSource } from "./manifest.ts";
import { pythonName } from "./python-manifests.ts";
import type { Ecosystem, SourceKind } from "./package-source.ts";
import { parseToml, tomlStrings } from "./toml.ts";

/** One package that a lockfile resolves. */
export interface Locked {
  readonly ecosystem: Ecosystem;
  readonly name: string;
  readonly version: string;
  readonly source: SourceKind;
  /** Host that it is fetched from, where the lockfile tells. */
  readonly host?: string;
  /** The lockfile says that it runs a script when it is installed. */
  readonly installScript: boolean;
  /** It is there for one package alone, below others of the same name: what the manifest asks for is another entry. */
  readonly nested?: true;
  /** False where the format records checksums of fetched packages and this one has none. */
  readonly checksum: boolean;
}

function hostOf(address: string | undefined): { readonly host?: string } {
  const host = /^[a-z+]+:\/\/(?:[^/@]*@)?(?<host>[^/:]+)/u.exec(address ?? "")?.groups?.["host"];
  return host === undefined ? {} : { host };
}

const textOf = (value: unknown): string => (typeof value === "string" ? value : "");

/** Where a resolved npm package comes from; a tarball of a registry has `/-/` in its address. */
function resolvedSource(resolved: string): SourceKind {
  if (resolved === "" || /^https?:\/\/[^/]+\/.*\/-\//u.test(resolved)) return "registry";
  const source = npmSource(resolved);
  return source === "registry" ? "url" : source;
}

/** One entry of an npm lockfile; its key is a path from version 2 on, else a name. */
function npmEntry(key: string, value: Readonly<Record<string, unknown>>): Locked {
  const resolved = textOf(value["resolved"]);
  const source = value["link"] === true ? "workspace" : resolvedSource(resolved);
  const levels = key.split("node_modules/");
  return {
    ecosystem: "npm",
    name: textOf(value["name"]) || (levels.at(-1) ?? key),
    version: textOf(value["version"]),
    source,
    ...hostOf(resolved),
    installScript: value["hasInstallScript"] === true,
    ...(levels.length > 2 ? { nested: true } : {}),
    checksum: source !== "registry" || resolved === "" || typeof value["integrity"] === "string",
  };
}

/** package-lock.json and npm-shrinkwrap.json, lockfile versions 2 and 3 (`packages`) and 1 (`dependencies`). */
function npmLock(text: string): readonly Locked[] {
  const json = parseJson(text);
  if (!json.ok || !isRecord(json.value)) return [];
  const { packages, dependencies } = json.value;
  const entries = isRecord(packages) ? packages : isRecord(dependencies) ? dependencies : {};
  return Object.entries(entries).flatMap(([key, value]) => {
    const isPackage = key !== "" && (packages === undefined || key.includes("node_modules/"));
    return isRecord(value) && isPackage ? [npmEntry(key, value)] : [];
  });
}

/** pnpm-lock.yaml: the entries of `packages:`, at two blanks. */
function pnpmLock(text: string): readonly Locked[] {
  const found: Locked[] = [];
  const body = /^packages:\r?\n(?<body>(?:[ \t].*\r?\n|\r?\n)*)/mu.exec(text)?.groups?.["body"] ?? "";
  for (const block of body.split(/^(?= {2}\S)/mu)) {
    const key = /^ {2}['"]?\/?(?<name>@?[^@'"(]+)@(?<version>[^'":(]+)[^:\n]*:?/u.exec(block)?.groups;
    if (key === undefined) continue;
    const tarball = /tarball:\s*(?<tarball>[^,}\s]+)/u.exec(block)?.groups?.["tarball"];
    const git = /type:\s*git|\brepo:/u.test(block);
    found.push({
      ecosystem: "npm",
      name: key["name"] ?? "",
      version: key["version"] ?? "",
      source: git ? "git" : tarball === undefined ? "registry" : resolvedSource(tarball),
      ...hostOf(tarball),
      installScript: /requiresBuild:\s*true/u.test(block),
      checksum: git || block.includes("integrity:"),
    });
  }
  return found;
}

/** One entry of a yarn.lock, of Yarn 1 (`resolved`) or later (`resolution`); undefined for the repository's own packages. */
function yarnEntry(block: string): Locked | undefined {
  const name = /^"?(?<name>@?[^@"\s]+)@/u.exec(block)?.groups?.["name"];
  if (name === undefined || block.includes("@virtual:")) return undefined;
  const field = (pattern: RegExp): string => pattern.exec(block)?.groups?.["value"] ?? "";
  const version = field(/^ {2}version:?\s+"?(?<value>[^"\s]+)/mu);
  const resolved = field(/^ {2}resolved\s+"(?<value>[^"]+)"/mu);
  const spec = field(/^ {2}resolution:\s+"@?[^@"]+@(?:npm:|patch:)?(?<value>[^"]+)"/mu);
  const source = resolved === "" ? npmSource(spec) : resolvedSource(resolved);
  const checksum = source !== "registry" || resolved.includes("#") || /^ {2}(?:integrity|checksum)/mu.test(block);
  return { ecosystem: "npm", name, version, source, ...hostOf(resolved), installScript: false, checksum };
}

function yarnLock(text: string): readonly Locked[] {
  return text.split(/\r?\n(?=\S)/u).flatMap((block) => yarnEntry(block) ?? []);
}

/**
 * bun.lock, JSON with trailing commas: `"name": ["name@version", registry, {…}, "sha512-…"]`; of a git package the
 * second is no text, of a workspace the version is `workspace:…`.
 */
function bunLock(text: string): readonly Locked[] {
  const json = parseJson(text.replace(/,(?=\s*[}\]])/gu, ""));
  const packages = json.ok && isRecord(json.value) ? json.value["packages"] : undefined;
  if (!isRecord(packages)) return [];
  return Object.values(packages).flatMap((entry): readonly Locked[] => {
    const [id, registry, , integrity] = isList(entry) ? entry : [];
    const parts = /^(?<name>@?[^@]+)@(?<version>.+)$/u.exec(textOf(id))?.groups;
    if (parts === undefined) return [];
    const { name = "", version = "" } = parts;
    const source = npmSource(version);
    const checksum = source !== "registry" || typeof integrity === "string";
    return [{ ecosystem: "npm", name, version, source, ...hostOf(textOf(registry)), installScript: false, checksum }];
  });
}

function tomlLockSource(source: string): SourceKind {
  if (/^"?git|\bgit\s*=/u.test(source)) return "git";
  if (/^"?(?:path|file|directory|legacy)|\b(?:path|editable|directory)\s*=/u.test(source)) return "file";
  return /^"url|\burl\s*=/u.test(source) ? "url" : "registry";
}

/** Fields of each `[[package]]`; Poetry writes the source as a table of its own below it. */
function tomlPackages(text: string): readonly ReadonlyMap<string, string>[] {
  const packages: Map<string, string>[] = [];
  let current = -1;
  for (const { table, index, key, value } of parseToml(text)) {
    if (table === "package.source" && key === "type") packages.at(-1)?.set("source", value);
    if (table !== "package") continue;
    if (index !== current) packages.push(new Map());
    current = index;
    packages.at(-1)?.set(key, value);
  }
  return packages;
}

/** Cargo.lock, poetry.lock, pdm.lock and uv.lock. */
function tomlLock(ecosystem: "cargo" | "pypi"): (text: string) => readonly Locked[] {
  return (text) =>
    tomlPackages(text).map((fields): Locked => {
      const field = (key: string): string => tomlStrings(fields.get(key) ?? "")[0] ?? "";
      const source = fields.get("source") ?? "";
      const name = ecosystem === "pypi" ? pythonName(field("name")) : field("name");
      const fetched = ecosystem === "cargo" && source.startsWith('"registry');
      const checksum = !fetched || fields.has("checksum");
      return {
        ecosystem,
        name,
        version: field("version"),
        source: tomlLockSource(source),
        installScript: false,
        checksum,
      };
    });
}

function pipfileLock(text: string): readonly Locked[] {
  const json = parseJson(text);
  if (!json.ok || !isRecord(json.value)) return [];
  const tables = [json.value["default"], json.value["develop"]].filter(isRecord);
  return tables.flatMap((table) =>
    Object.entries(table).map(([name, value]): Locked => {
      const fields = isRecord(value) ? value : {};
      const source = "git" in fields ? "git" : "path" in fields ? "file" : "file" in fields ? "url" : "registry";
      return {
        ecosystem: "pypi",
        name: pythonName(name),
        version: textOf(fields["version"]),
        source,
        installScript: false,
        checksum: source !== "registry" || isList(fields["hashes"]),
      };
    }),
  );
}

function goSum(text: string): readonly Locked[] {
  const found = new Map<string, Locked>();
  for (const line of text.split(/\r?\n/u)) {
    const [name, version] = line.split(" ");
    if (name === undefined || version === undefined || version.endsWith("/go.mod")) continue;
    found.set(`${name} ${version}`, {
      ecosystem: "go",
      name,
      version,
      source: "registry",
      installScript: false,
      checksum: true,
    });
  }
  return [...found.values()];
}

/** A lockfile's name, what it locks, and how it is read. */
const LOCKFILES: readonly (readonly [string, Ecosystem, (text: string) => readonly Locked[]])[] = [
  ["package-lock.json", "npm", npmLock],
  ["npm-shrinkwrap.json", "npm", npmLock],
  ["pnpm-lock.yaml", "npm", pnpmLock],
  ["yarn.lock", "npm", yarnLock],
  ["bun.lock", "npm", bunLock],
  ["poetry.lock", "pypi", tomlLock("pypi")],
  ["uv.lock", "pypi", tomlLock("pypi")],
  ["pdm.lock", "pypi", tomlLock("pypi")],
  ["Pipfile.lock", "pypi", pipfileLock],
  ["go.sum", "go", goSum],
  ["Cargo.lock", "cargo", tomlLock("cargo")],
];

/** Names of the lockfiles of an ecosystem. */
export function lockfileNames(ecosystem: Ecosystem): readonly string[] {
  return LOCKFILES.filter(([, of]) => of === ecosystem).map(([name]) => name);
}

/** What a lockfile resolves; undefined for a file that is none. Never throws. */
export function lockedPackages(path: string, text: string): readonly Locked[] | undefined {
  const name = path.slice(path.lastIndexOf("/") + 1);
  return LOCKFILES.find(([file]) => file === name)?.[2](text);
}
