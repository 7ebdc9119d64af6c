import { dirOf, type RepoPath } from "../../domain/repo-path.ts";

/** `import … from "x"`, `export … from "x"`, `require("x")`, `import("x")`. */
const SCRIPT_IMPORT = /(?:\bfrom\s*|\bimport\s*\(?\s*|\brequire\s*\(\s*)["']([^"'\n]{1,400})["']/gu;
const PYTHON_IMPORT = /^\s*(?:from\s+(\.*[\w.]*)\s+import\s+([\w, *()]+)|import\s+([\w.]+(?:\s*,\s*[\w.]+)*))/gmu;
const SCRIPT = /\.[cm]?[jt]sx?$/u;
const EXTENSIONS = ["ts", "tsx", "mts", "cts", "js", "jsx", "mjs", "cjs"];

/** Joins and resolves `.` and `..`; undefined where it leaves the root. */
function join(directory: string, relative: string): string | undefined {
  const segments = directory === "" ? [] : directory.split("/");
  for (const segment of relative.split("/")) {
    if (segment === "" || segment === ".") continue;
    if (segment !== "..") segments.push(segment);
    else if (segments.pop() === undefined) return undefined;
  }
  return segments.join("/");
}

function scriptCandidates(path: string): readonly string[] {
  const bare = path.replace(/\.[cm]?js(x?)$/u, "");
  return [
    path,
    ...EXTENSIONS.map((extension) => `${bare}.${extension}`),
    ...EXTENSIONS.map((extension) => `${path}.${extension}`),
    ...EXTENSIONS.map((extension) => `${path}/index.${extension}`),
  ];
}

function pythonModules(match: RegExpMatchArray): readonly string[] {
  const [, from, names, plain] = match;
  if (plain !== undefined) return plain.split(",").map((name) => name.trim());
  if (from === undefined) return [];
  const inside = (names ?? "").split(/[,()\s]+/u).filter((name) => /^\w+$/u.test(name));
  const separator = from.endsWith(".") || from === "" ? "" : ".";
  return [from, ...inside.map((name) => `${from}${separator}${name}`)];
}

function pythonCandidates(directory: string, module: string): readonly string[] {
  const dots = /^\.*/u.exec(module)?.[0].length ?? 0;
  const rest = module.slice(dots).replaceAll(".", "/");
  const up = "../".repeat(Math.max(0, dots - 1));
  const bases = dots > 0 ? [join(directory, `${up}${rest}`)] : [rest, join(directory, rest), `src/${rest}`];
  return bases.flatMap((base) => (base === undefined || base === "" ? [] : [`${base}.py`, `${base}/__init__.py`]));
}

/** The repository's files that a source text imports, in the order in which they are named; only those in `known`. */
export function importedPaths(path: RepoPath, text: string, known: ReadonlySet<string>): readonly string[] {
  const found = new Set<string>();
  const take = (candidates: readonly string[]): void => {
    const hit = candidates.find((candidate) => known.has(candidate));
    if (hit !== undefined && hit !== path) found.add(hit);
  };
  const directory = dirOf(path);
  if (SCRIPT.test(path)) {
    for (const [, specifier = ""] of text.matchAll(SCRIPT_IMPORT)) {
      const joined = specifier.startsWith(".") ? join(directory, specifier) : undefined;
      if (joined !== undefined) take(scriptCandidates(joined));
    }
  }
  if (path.endsWith(".py")) {
    for (const match of text.matchAll(PYTHON_IMPORT)) {
      for (const module of pythonModules(match)) take(pythonCandidates(directory, module));
    }
  }
  return [...found];
}
