import { passedOnRequire, type CommonJsFile } from "./common-js.ts";
import { installedLink } from "./installed-link.ts";
import type { Link, LinkOf } from "./link.ts";
import { hasSince, type NodeVersion } from "./lowest-node.ts";
import { namesOfObject } from "./object-names.ts";
import { findRequired, relativeName, type PackageSource } from "./package-source.ts";
import { isBuiltInName } from "./write-imports.ts";

/** The files of a package that moves. */
export interface PackageModules {
  readonly source: PackageSource;
  readonly files: ReadonlyMap<string, CommonJsFile>;
  /** The lowest version of Node that the package allows; undefined where it does not say. */
  readonly lowest: NodeVersion | undefined;
  /** Files that export the properties of their object by name. */
  readonly byName: ReadonlySet<string>;
}

/** Packages that put something else in the place of what is required, for tests. */
const REPLACERS = new Set(
  "proxyquire proxyquireify rewire rewiremock mock-require mockery sandboxed-module require-inject".split(" "),
);
const RELATIVE = /^\.{1,2}(?:\/|$)/u;

/** The file among these that a module name leads to; undefined where it leads to none of them. */
export function fileAmong(
  source: PackageSource,
  files: ReadonlyMap<string, CommonJsFile>,
  importer: string,
  specifier: string,
): string | undefined {
  const found = RELATIVE.test(specifier) ? findRequired(source, importer, specifier) : undefined;
  return typeof found === "object" && files.has(found.path) ? found.path : undefined;
}

/** The files of the package that a file requires. */
export function requiredFiles(
  source: PackageSource,
  files: ReadonlyMap<string, CommonJsFile>,
  path: string,
): readonly string[] {
  return (files.get(path)?.requires ?? []).flatMap(({ specifier }) => fileAmong(source, files, path, specifier) ?? []);
}

/** Files that require each other in a circle; undefined where there are none. */
export function findLoop(
  source: PackageSource,
  files: ReadonlyMap<string, CommonJsFile>,
): readonly string[] | undefined {
  const done = new Set<string>();
  const visit = (path: string, above: readonly string[]): readonly string[] | undefined => {
    const at = above.indexOf(path);
    if (at >= 0) return above.slice(at);
    if (done.has(path)) return undefined;
    for (const next of requiredFiles(source, files, path)) {
      const loop = visit(next, [...above, path]);
      if (loop !== undefined) return loop;
    }
    done.add(path);
    return undefined;
  };
  for (const path of files.keys()) {
    const loop = visit(path, []);
    if (loop !== undefined) return loop;
  }
  return undefined;
}

/** What a file of the package offers once it has moved. Files do not require each other in a circle. */
function offered(modules: PackageModules, path: string): Omit<Link, "specifier"> {
  const [first] = modules.files.get(path)?.exported ?? [];
  if (first === undefined) return { hasDefault: false, names: new Set() };
  if (first.names.length > 0) {
    const names = modules.files.get(path)?.exported.flatMap((one) => one.names) ?? [];
    return { hasDefault: false, names: new Set(names) };
  }
  const passed = passedOn(modules, path);
  if (passed !== undefined) return passed;
  const names = modules.byName.has(path) ? namesOfObject(first.value) : undefined;
  if (names === undefined) return { hasDefault: true, names: new Set() };
  return { hasDefault: false, names: new Set(names.map(({ name }) => name)) };
}

/** What `module.exports = require("…")` passes on. */
function passedOn(modules: PackageModules, path: string): Omit<Link, "specifier"> | undefined {
  const file = modules.files.get(path);
  const required = file === undefined ? undefined : passedOnRequire(file);
  if (required === undefined) return undefined;
  const link = linksOf(modules)(path)(required.specifier);
  if (typeof link === "string") return undefined;
  return link.hasDefault ? { hasDefault: true, names: new Set() } : { hasDefault: false, names: link.names };
}

/** JSON is imported with an attribute, which came with Node 18.20 and 20.10. */
function jsonProblem({ lowest }: PackageModules, path: string): string | undefined {
  if (hasSince(lowest, [18, 20], [20, 10])) return undefined;
  return `it requires ${path}, and Node ${lowest?.join(".") ?? ""}, which its engines allow, cannot import JSON`;
}

/** How the files of a package find what they require. */
export function linksOf(modules: PackageModules): (importer: string) => LinkOf {
  const { source, files } = modules;
  return (importer) => (specifier) => {
    if (isBuiltInName(specifier)) return { specifier, hasDefault: true, names: "any" };
    if (specifier.startsWith("#") || specifier.startsWith("/"))
      return `it requires ${specifier}, which may be another module when it is imported`;
    if (REPLACERS.has(specifier))
      return `it requires ${specifier}, which changes what require gives: imports go past it`;
    if (!RELATIVE.test(specifier)) {
      const { installed } = source;
      return installedLink(specifier, (path) => installed?.(importer, path));
    }
    const found = findRequired(source, importer, specifier);
    if (typeof found === "string") return `it requires ${found}`;
    const { path } = found;
    const name = relativeName(importer, path);
    if (path.endsWith(".node")) return `it requires the addon ${path}, which cannot be imported`;
    if (path.endsWith(".json"))
      return jsonProblem(modules, path) ?? { specifier: name, isJson: true, hasDefault: true, names: new Set() };
    if (files.has(path)) return { specifier: name, ...offered(modules, path) };
    if (path.endsWith(".mjs")) return { specifier: name, hasDefault: false, names: "any" };
    return { specifier: name, hasDefault: true, names: new Set() };
  };
}
