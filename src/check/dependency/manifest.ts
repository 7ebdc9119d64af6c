import { isRecord, parseJson } from "../parse/json.ts";
import { tableSource } from "./package-source.ts";
import type { Dependency, SourceKind } from "./package-source.ts";
import { pipfile, pyproject, requirementsTxt, setupCfg, setupPy } from "./python-manifests.ts";
import { parseToml } from "./toml.ts";

const NPM_TABLES = [
  "dependencies",
  "devDependencies",
  "optionalDependencies",
  "peerDependencies",
  "overrides",
  "resolutions",
];

/** The kind of source that an npm specifier names (npm's own rules, https://docs.npmjs.com/cli/configuring-npm/package-json#dependencies). */
export function npmSource(spec: string): SourceKind {
  if (/^(?:workspace|catalog|portal):/u.test(spec)) return "workspace";
  if (/^(?:file|link):|^\.{0,2}\/|^~\//u.test(spec)) return "file";
  if (/^git(?:\+|:|@)|^ssh:|^(?:github|gitlab|bitbucket|gist):|\.git(?:#|$)/u.test(spec)) return "git";
  if (/^https?:/u.test(spec)) return "url";
  if (/^[\w.-]+\/[\w.-]+(?:#.*)?$/u.test(spec)) return "git";
  return "registry";
}

function lineOf(text: string, needle: string): number {
  const at = text.indexOf(needle);
  return at < 0 ? 1 : text.slice(0, at).split("\n").length;
}

/** Names and specifiers of a table; `overrides` nest, with `.` for the package itself. */
function npmEntries(table: unknown, around = ""): readonly (readonly [string, string])[] {
  if (!isRecord(table)) return [];
  return Object.entries(table).flatMap(([name, spec]): readonly (readonly [string, string])[] => {
    const own = name === "." ? around : name.replace(/^.*>/u, "").replace(/(?<=.)@.*$/u, "");
    return typeof spec === "string" ? [[own, spec]] : npmEntries(spec, own);
  });
}

function packageJson(text: string): readonly Dependency[] {
  const json = parseJson(text);
  if (!json.ok || !isRecord(json.value)) return [];
  const found: Dependency[] = [];
  const manifest = json.value;
  const pnpm = isRecord(manifest["pnpm"]) ? manifest["pnpm"] : {};
  for (const table of [...NPM_TABLES.map((key) => manifest[key]), pnpm["overrides"]]) {
    for (const [name, spec] of npmEntries(table)) {
      const real = /^npm:(?<name>@?[^@]+)(?:@|$)/u.exec(spec)?.groups?.["name"];
      found.push({
        ecosystem: "npm",
        name: real ?? name,
        spec,
        source: npmSource(spec),
        line: lineOf(text, `"${name}"`),
      });
    }
  }
  return found;
}

function cargoToml(text: string): readonly Dependency[] {
  return parseToml(text).flatMap((entry): readonly Dependency[] => {
    const { table, key, value, line } = entry;
    const own = /(?:^|\.)(?:dev-|build-)?dependencies\.(?<name>[\w-]+)$/u.exec(table)?.groups?.["name"];
    if (own !== undefined) {
      const source = tableSource(`${key} = ${value}`);
      return [{ ecosystem: "cargo", name: own, spec: `${key} = ${value}`, source, line }];
    }
    if (!/(?:^|\.)(?:dev-|build-)?dependencies$|^patch\b|^replace$/u.test(table)) return [];
    const [name = key, ...rest] = key.split(".");
    const spec = rest.length === 0 ? value : `${rest.join(".")} = ${value}`;
    const real = /\bpackage\s*=\s*"(?<name>[\w-]+)"/u.exec(spec)?.groups?.["name"];
    return [{ ecosystem: "cargo", name: real ?? name, spec, source: tableSource(spec), line }];
  });
}

/** One line of a block of go.mod, or a whole directive. */
function goDirective(word: string, rest: string, line: number): Dependency | undefined {
  const required = /^(?<name>[^\s(]+\.[^\s]+)\s+(?<version>v[^\s]+)$/u.exec(rest)?.groups;
  if (word === "require" && required !== undefined) {
    const { name = "", version = "" } = required;
    return { ecosystem: "go", name, spec: version, source: "registry", line };
  }
  const replaced = /^(?<name>\S+)(?:\s+v\S+)?\s+=>\s+(?<target>\S+)/u.exec(rest)?.groups;
  if (word !== "replace" || replaced === undefined) return undefined;
  const { name = "", target = "" } = replaced;
  return { ecosystem: "go", name, spec: rest, source: /^\.{0,2}\//u.test(target) ? "file" : "git", line };
}

function goMod(text: string): readonly Dependency[] {
  const found: Dependency[] = [];
  let block = "";
  text.split(/\r?\n/u).forEach((raw, index) => {
    const line = raw.replace(/\/\/.*$/u, "").trim();
    const open = /^(?<word>require|replace|exclude|retract|tool)\s*\(/u.exec(line)?.groups?.["word"];
    if (open !== undefined) block = open;
    else if (line === ")") block = "";
    const [word = "", ...rest] = line.split(/\s+/u);
    const one = goDirective(block === "" ? word : block, block === "" ? rest.join(" ") : line, index + 1);
    if (one !== undefined) found.push(one);
  });
  return found;
}

const READERS: readonly (readonly [RegExp, (text: string) => readonly Dependency[]])[] = [
  [/(?:^|\/)package\.json$/u, packageJson],
  [
    /(?:^|\/)(?:requirements|constraints)[\w.-]*\.(?:txt|in)$|(?:^|\/)requirements\/[\w.-]+\.(?:txt|in)$/u,
    requirementsTxt,
  ],
  [/(?:^|\/)pyproject\.toml$/u, pyproject],
  [/(?:^|\/)setup\.cfg$/u, setupCfg],
  [/(?:^|\/)setup\.py$/u, setupPy],
  [/(?:^|\/)Pipfile$/u, pipfile],
  [/(?:^|\/)go\.mod$/u, goMod],
  [/(?:^|\/)Cargo\.toml$/u, cargoToml],
];

/** What a manifest asks for: package.json, requirements.txt, pyproject.toml, setup.cfg, setup.py, Pipfile, go.mod, Cargo.toml. Never throws; no other file has any. */
export function manifestDependencies(path: string, text: string): readonly Dependency[] {
  return READERS.find(([pattern]) => pattern.test(path))?.[1](text) ?? [];
}
