import { importedModules } from "../imports.ts";
import { parseSource } from "../source.ts";
import { syntaxErrors } from "../syntax.ts";
import { withModuleType } from "../../domain/module-type.ts";
import { field, parseJson } from "../../domain/parse-json.ts";
import { isCommonJs, passedOnRequire, readCommonJs, type CommonJsFile } from "./common-js.ts";
import { fileAmong, findLoop, linksOf, requiredFiles, type PackageModules } from "./package-links.ts";
import { hasSince, lowestNode } from "./lowest-node.ts";
import { moveFile } from "./move-file.ts";
import { namesOfObject } from "./object-names.ts";
import { outsideImports, type OutsideImport } from "./outside-imports.ts";
import { relativeName, type PackageSource } from "./package-source.ts";

/** A package as ES modules. */
export type MovedPackage =
  /** The texts of the files that change, `package.json` among them, by path; and how many calls of `require` became imports. */
  | { readonly type: "moved"; readonly texts: ReadonlyMap<string, string>; readonly requires: number }
  /** What keeps it from moving: a place and what stands there. */
  | { readonly type: "stays"; readonly reason: string };

function stays(path: string, reason: string, line?: number): MovedPackage {
  return { type: "stays", reason: `${path}${line === undefined ? "" : `, line ${line}`}: ${reason}` };
}

/** Code that stays what it is by its name. */
const FIXED = /\.[cm]js$/u;

/**
 * Writes every file of a CommonJS package as an ES module: `require` becomes `import`, `module.exports` `export`, and
 * `package.json` says so. All of them or none: a form that cannot be written safely keeps the package as it is.
 */
export function movePackage(source: PackageSource): MovedPackage {
  const { manifest, read, unwritable } = source;
  const text = read(manifest) ?? "";
  const typed = withModuleType(text);
  if (typed === undefined) return stays(manifest, "it says already what kind of modules it has, or is no manifest");
  const lowest = lowestNode(text);
  if (!hasSince(lowest, [12, 20], [14, 13]))
    return stays(manifest, `it allows Node ${lowest?.join(".") ?? ""}, which has no ES modules`);
  const odd = endlessBin(manifest, text);
  if (odd !== undefined)
    return stays(odd, "its name has no ending, so it would be read as a module, and it is started as it is");
  const files = readFiles(source);
  if (!(files instanceof Map)) return files;
  const moving = [...files.values()].filter(isMoving);
  if (moving.length === 0) return stays(manifest, "no file of it is CommonJS");
  for (const { path } of [...moving, { path: manifest }]) {
    const why = unwritable(path);
    if (why !== undefined) return stays(path, why);
  }
  const loop = findLoop(source, files);
  if (loop !== undefined) return stays(loop.join(", "), "they require each other in a circle");
  const texts = moveAll({ source, files, lowest, byName: new Set() }, moving);
  if (!(texts instanceof Map)) return texts;
  const requires = moving.reduce((sum, file) => sum + file.requires.length, 0);
  return { type: "moved", texts: new Map([...texts, [manifest, typed]]), requires };
}

/** A command of the package whose file has no ending: Node goes by the type of the package there, too. */
function endlessBin(manifest: string, text: string): string | undefined {
  const parsed = parseJson(text);
  const bin = parsed.ok ? field(parsed.value, "bin") : undefined;
  const names: readonly unknown[] = typeof bin === "object" && bin !== null ? Object.values(bin) : [bin];
  const found = names.find((name) => typeof name === "string" && !/\.\w+$/u.test(name));
  if (typeof found !== "string") return undefined;
  return `${manifest.slice(0, -"package.json".length)}${found.replace(/^\.\//u, "")}`;
}

function isMoving({ requires, exported, places }: CommonJsFile): boolean {
  return requires.length + exported.length + places.length > 0;
}

/** Every file whose meaning changes with the type of the package, read. */
function readFiles(source: PackageSource): Map<string, CommonJsFile> | MovedPackage {
  const files = new Map<string, CommonJsFile>();
  const fixed: string[] = [];
  for (const path of source.code) {
    const text = source.read(path);
    if (text === undefined) return stays(path, "it is no text, or too large");
    if (FIXED.test(path)) {
      fixed.push(path);
      continue;
    }
    if (!path.endsWith(".js")) return stays(path, "it is compiled: what it becomes is up to its compiler");
    if (syntaxErrors(path, text).length > 0) return stays(path, "it has syntax errors");
    const tree = parseSource(path, text);
    // A configuration of a tool that is no CommonJS may be anything.
    if (!isCommonJs(tree) && source.unwritable(path) !== undefined && tree.statements.length === 0) continue;
    const file = readCommonJs(path, tree);
    if ("reason" in file) return stays(path, file.reason, file.line);
    files.set(path, file);
  }
  return checkFixed(source, files, fixed) ?? files;
}

/** Files that stay CommonJS, or are modules already, and load files that move. */
function checkFixed(
  source: PackageSource,
  files: ReadonlyMap<string, CommonJsFile>,
  fixed: readonly string[],
): MovedPackage | undefined {
  for (const path of fixed) {
    for (const { module, line } of importedModules(path, source.read(path) ?? "")) {
      const found = fileAmong(source, files, path, module);
      if (found !== undefined)
        return stays(path, `it loads ${found} and keeps its kind: what it gets would be another value`, line);
    }
  }
  return undefined;
}

/**
 * Writes all files. Objects that are exported go out by their names where all that require them only ask for names; where
 * one asks for the object itself, it is the default.
 */
function moveAll(modules: PackageModules, moving: readonly CommonJsFile[]): Map<string, string> | MovedPackage {
  const hasMetaPlaces = hasSince(modules.lowest, [20, 11], [21, 2]);
  const outside = outsideImports(modules.source, modules.files);
  const whole = outside.find(({ takes, file }) => takes === "namespace" || file === undefined);
  if (whole !== undefined) return staysFor(whole);
  const byName = new Set(moving.filter((file) => isNameable(file)).map(({ path }) => path));
  for (const { file } of outside) {
    for (const path of file === undefined ? [] : passingOn(modules, file)) byName.delete(path);
  }
  for (;;) {
    const links = linksOf({ ...modules, byName });
    const nameless = outside.find(({ file }) => !hasDefault(links, modules.source, file));
    if (nameless !== undefined) return staysFor(nameless);
    const texts = new Map<string, string>();
    let retry = false;
    for (const file of moving) {
      const terms = { linkOf: links(file.path), byName: byName.has(file.path), hasMetaPlaces };
      const made = moveFile(file, terms);
      if (typeof made === "string") {
        texts.set(file.path, made);
        continue;
      }
      const asked = requiredFiles(modules.source, modules.files, file.path).filter((path) => byName.has(path));
      if (asked.length === 0) return stays(file.path, made.reason, made.line);
      for (const path of asked) byName.delete(path);
      retry = true;
      break;
    }
    if (!retry) return texts;
  }
}

/** A file and those whose exports it passes on as its own. */
function passingOn({ source, files }: Pick<PackageModules, "source" | "files">, path: string): readonly string[] {
  const file = files.get(path);
  const passed = file === undefined ? undefined : passedOnRequire(file);
  const next = passed === undefined ? undefined : fileAmong(source, files, path, passed.specifier);
  return next === undefined ? [path] : [path, ...passingOn({ source, files }, next)];
}

function hasDefault(links: ReturnType<typeof linksOf>, { manifest }: PackageSource, path: string | undefined): boolean {
  const link = path === undefined ? undefined : links(manifest)(relativeName(manifest, path));
  return typeof link === "object" && link.hasDefault;
}

function staysFor({ by, module, line }: OutsideImport): MovedPackage {
  return stays(by, `it imports ${module} as one value and does not move: it would get another value, or none`, line);
}

/** Whether a file exports an object whose properties can be exports, and reads nothing but them itself. */
function isNameable({ exported, wholeReads }: CommonJsFile): boolean {
  const [only] = exported;
  if (only === undefined || only.names.length > 0 || only.declares !== undefined) return false;
  const names = namesOfObject(only.value);
  if (names === undefined) return false;
  return wholeReads.every((node) => {
    const { parent } = node;
    const name = "name" in parent ? parent.getText().slice(node.getText().length + 1) : "";
    return names.some((one) => one.name === name) && !/^\s*=[^=]/u.test(parent.getSourceFile().text.slice(parent.end));
  });
}
