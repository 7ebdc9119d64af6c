import type { Dependency, SourceKind } from "./package-source.ts";
import { tableSource } from "./package-source.ts";
import { parseToml, tomlStrings } from "./toml.ts";

function pythonSource(spec: string): SourceKind {
  if (/(?:^|@\s*)(?:git|hg|svn|bzr)\+/u.test(spec)) return "git";
  if (/@\s*https?:|^https?:/u.test(spec)) return "url";
  return /@\s*file:|^file:|^\.{0,2}\//u.test(spec) ? "file" : "registry";
}

/** Normalised as the index does it (PEP 503). */
export function pythonName(name: string): string {
  return name.toLowerCase().replace(/[-_.]+/gu, "-");
}

/** One requirement after PEP 508, or an address; undefined for an option or a blank. */
function requirement(text: string, line: number): Dependency | undefined {
  const spec = text.replace(/\s+#.*$|^#.*$/u, "").trim();
  const editable = /^(?:-e|--editable)[ =]\s*(?<spec>.+)$/u.exec(spec)?.groups?.["spec"] ?? spec;
  if (editable === "" || (editable === spec && spec.startsWith("-"))) return undefined;
  const source = pythonSource(editable);
  const egg = /[#&]egg=(?<name>[\w.-]+)/u.exec(editable)?.groups?.["name"];
  const name = egg ?? /^(?<name>[A-Za-z0-9][\w.-]*)/u.exec(editable)?.groups?.["name"] ?? editable;
  return {
    ecosystem: "pypi",
    name: source === "registry" || egg !== undefined ? pythonName(name) : name,
    spec: editable,
    source,
    line,
  };
}

/** The requirements of a requirements.txt. */
export function requirementsTxt(text: string): readonly Dependency[] {
  return text.split(/\r?\n/u).flatMap((line, index) => requirement(line, index + 1) ?? []);
}

const POETRY = /^tool\.poetry\.(?:group\.[\w-]+\.)?(?:dev-)?dependencies$/u;

/** The requirements of a pyproject.toml: after PEP 621, in dependency groups, of Poetry and uv. */
export function pyproject(text: string): readonly Dependency[] {
  return parseToml(text).flatMap((entry): readonly Dependency[] => {
    const { table, key, value, line } = entry;
    const listed =
      (table === "project" && key === "dependencies") ||
      /^(?:project\.optional-dependencies|dependency-groups)$/u.test(table) ||
      (table === "build-system" && key === "requires");
    if (listed) return tomlStrings(value).flatMap((spec) => requirement(spec, line) ?? []);
    if (POETRY.test(table) && key !== "python") {
      return [{ ecosystem: "pypi", name: pythonName(key), spec: value, source: tableSource(value), line }];
    }
    // A package in a table of its own: `[tool.poetry.dependencies.x]`, `[tool.uv.sources.x]`.
    const own = /^(?<around>tool\.(?:poetry|uv)\..+)\.(?<name>[\w-]+)$/u.exec(table)?.groups;
    if (own !== undefined && (POETRY.test(own["around"] ?? "") || own["around"] === "tool.uv.sources")) {
      const spec = `${key} = ${value}`;
      return [{ ecosystem: "pypi", name: pythonName(own["name"] ?? ""), spec, source: tableSource(spec), line }];
    }
    if (table !== "tool.uv.sources") return [];
    return [{ ecosystem: "pypi", name: pythonName(key), spec: value, source: tableSource(value), line }];
  });
}

const CFG_LIST = /^(?:install|setup|tests)_requires$/u;

/** Lists of requirements in setup.cfg: `install_requires` and the extras. */
export function setupCfg(text: string): readonly Dependency[] {
  const found: Dependency[] = [];
  let section = "";
  let listed = false;
  for (const [index, line] of text.split(/\r?\n/u).entries()) {
    const header = /^\[(?<name>[^\]]+)\]/u.exec(line)?.groups?.["name"];
    if (header !== undefined) {
      section = header.trim();
      listed = false;
      continue;
    }
    const [, key, value = line] = /^([\w.-]+)\s*[=:]\s*(.*)$/u.exec(line) ?? [];
    if (key !== undefined)
      listed = section === "options.extras_require" || (section === "options" && CFG_LIST.test(key));
    const one = listed ? requirement(value, index + 1) : undefined;
    if (one !== undefined) found.push(one);
  }
  return found;
}

/** Lists of requirements that are written out in a setup.py. */
export function setupPy(text: string): readonly Dependency[] {
  const lists = /\b(?:install|setup|tests|extras)_requires?\s*=\s*(?<list>\[[^\]]{0,8000}\]|\{[^}]{0,8000}\})/gu;
  return [...text.matchAll(lists)].flatMap((match) => {
    const line = text.slice(0, match.index).split("\n").length;
    return tomlStrings(match.groups?.["list"] ?? "").flatMap((spec) => requirement(spec, line) ?? []);
  });
}

/** The packages of a Pipfile. */
export function pipfile(text: string): readonly Dependency[] {
  return parseToml(text).flatMap(({ table, key, value, line }): readonly Dependency[] =>
    /^(?:dev-)?packages$/u.test(table)
      ? [{ ecosystem: "pypi", name: pythonName(key), spec: value, source: tableSource(value), line }]
      : [],
  );
}
