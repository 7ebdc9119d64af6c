import type { Project } from "./project.ts";
import { tomlEntries } from "./toml-entries.ts";

/** Files of requirements, one a line, that detection reads. */
export const REQUIREMENT_FILES: readonly string[] = [
  ...["", "-dev", "_dev", "-test", "_test", "-tests", "-lint", "-ci"].map((suffix) => `requirements${suffix}.txt`),
  ...["dev", "test", "tests", "lint", "ci"].map((name) => `requirements/${name}.txt`),
  ...["dev-requirements.txt", "test-requirements.txt", "requirements.in", "requirements-dev.in"],
];

/** Files of sections with requirements among other lines. */
const INI_FILES = ["setup.cfg", "tox.ini"] as const;

/** Names of packages compare without regard to case, `-`, `_` and `.` (PEP 503). */
function toPlainName(name: string): string {
  return name.toLowerCase().replaceAll(/[-_.]+/gu, "-");
}

/** The package that a requirement is about: `Pytest` of `Pytest[x] >= 8 ; python_version > "3"`; undefined for an option. */
function requiredName(requirement: string): string | undefined {
  const name = /^\s*([A-Za-z0-9][\w.-]*)\s*(?:\[[^\]]*\]\s*)?(?:$|[=<>~!;@(,#\s])/u.exec(requirement)?.[1];
  return name === undefined ? undefined : toPlainName(name);
}

function inPyproject(project: Project, name: string): string | undefined {
  for (const { table, key, value } of tomlEntries(project.texts.get("pyproject.toml") ?? "")) {
    const place = [table, key].filter((part) => part !== "").join(".");
    if (!/dependenc|dependency-groups/u.test(place) || key === "") continue;
    // Poetry and Pixi name the package in the key, the standard in a list of requirements.
    const named = table.endsWith("dependencies") && toPlainName(key) === name;
    const strings = [...value.matchAll(/"([^"]*)"|'([^']*)'/gu)].map(([, double, single]) => double ?? single ?? "");
    if (named || strings.some((each) => requiredName(each) === name)) return `pyproject.toml ${place}`;
  }
  return undefined;
}

/** What a Python project declares that it needs: where it says so, `requirements-dev.txt`; undefined where it does not. */
export function findPythonPackage(project: Project, wanted: string): string | undefined {
  const name = toPlainName(wanted);
  const pyproject = inPyproject(project, name);
  if (pyproject !== undefined) return pyproject;
  for (const file of [...REQUIREMENT_FILES, ...INI_FILES]) {
    const lines = (project.texts.get(file) ?? "").split(/\r?\n/u);
    // In an INI file the first requirement may stand beside its key.
    if (lines.some((line) => requiredName(line.replace(/^\s*(?:deps|install_requires)\s*=/u, "")) === name))
      return file;
  }
  const pipfile = tomlEntries(project.texts.get("Pipfile") ?? "");
  return pipfile.some(({ table, key }) => table.endsWith("packages") && toPlainName(key) === name)
    ? "Pipfile"
    : undefined;
}

/** Where a tool is configured: `pyproject.toml [tool.ruff]`, a section of an INI file, or a file of its own. */
export function findPythonConfig(
  project: Project,
  places: {
    readonly tables?: readonly string[];
    readonly sections?: readonly string[];
    readonly files?: readonly string[];
  },
): string | undefined {
  const file = project.firstOf(places.files ?? []);
  if (file !== undefined) return file;
  const entries = tomlEntries(project.texts.get("pyproject.toml") ?? "");
  for (const table of places.tables ?? []) {
    if (entries.some((entry) => entry.table === table || entry.table.startsWith(`${table}.`))) {
      return `pyproject.toml [${table}]`;
    }
  }
  for (const name of INI_FILES) {
    const text = project.texts.get(name) ?? "";
    const section = places.sections?.find((each) => text.split(/\r?\n/u).some((line) => line.trim() === `[${each}]`));
    if (section !== undefined) return `${name} [${section}]`;
  }
  return undefined;
}
