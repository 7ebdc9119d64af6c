import { exportedNames } from "../exports.ts";
import { field, parseJson } from "../../domain/parse-json.ts";
import type { Link } from "./link.ts";

type ReadInstalled = (path: string) => string | undefined;

const CONDITIONS: ReadonlySet<string> = new Set(["node", "import", "module-sync", "default"]);

/** The file that `import` gets of a package's `exports`, by the conditions that Node knows. */
function target(value: unknown): string | undefined {
  if (typeof value === "string") return value;
  if (Array.isArray(value)) return value.map(target).find((one) => one !== undefined);
  if (typeof value !== "object" || value === null) return undefined;
  for (const [condition, inner] of Object.entries(value)) {
    if (!CONDITIONS.has(condition)) continue;
    const found = target(inner);
    if (found !== undefined) return found;
  }
  return undefined;
}

function split(specifier: string): { readonly name: string; readonly inner: string } {
  const name = /^(?:@[^/]+\/)?[^/]+/u.exec(specifier)?.[0] ?? specifier;
  return { name, inner: specifier.slice(name.length + 1) };
}

/** `exports` of a manifest for one path inside of the package; undefined where that is not given or has a pattern. */
function exportsFor(exports: unknown, inner: string): unknown {
  const keys = typeof exports === "object" && exports !== null && !Array.isArray(exports) ? Object.keys(exports) : [];
  if (!keys.some((key) => key.startsWith("."))) return inner === "" ? exports : undefined;
  return field(exports, inner === "" ? "." : `./${inner}`);
}

/**
 * What can be imported of an installed package. A CommonJS one gives all of its exports as the default, by Node's rule; a
 * module what it exports by name, and a default where it has one. `read` reads installed files: `debug/package.json`.
 */
export function installedLink(specifier: string, read: ReadInstalled): Link {
  const { name, inner } = split(specifier);
  const plain: Link = { specifier, hasDefault: true, names: new Set() };
  const manifest = parseJson(read(`${name}/package.json`) ?? "");
  if (!manifest.ok) return plain;
  const exports = field(manifest.value, "exports");
  const isModule = field(manifest.value, "type") === "module";
  if (exports !== undefined && exports !== null) {
    const file = target(exportsFor(exports, inner));
    return file === undefined ? plain : moduleLink(plain, { name, file, isModule }, read);
  }
  if (inner === "") {
    const main = field(manifest.value, "main");
    return moduleLink(plain, { name, file: typeof main === "string" ? main : "index.js", isModule }, read);
  }
  // Without exports an import has to name the file.
  const ending = ["", ".js", ".json", "/index.js"].find((one) => read(`${name}/${inner}${one}`) !== undefined) ?? "";
  const whole = { ...plain, specifier: specifier + ending };
  if (`${inner}${ending}`.endsWith(".json")) return { ...whole, isJson: true };
  return moduleLink(whole, { name, file: inner + ending, isModule }, read);
}

interface ModuleFile {
  readonly name: string;
  readonly file: string;
  readonly isModule: boolean;
}

function moduleLink(link: Link, { name, file, isModule }: ModuleFile, read: ReadInstalled): Link {
  const isOne = file.endsWith(".mjs") || (isModule && !file.endsWith(".cjs"));
  if (!isOne) return link;
  const path = `${name}/${file.replace(/^\.\//u, "")}`;
  const text = read(path);
  if (text === undefined) return { ...link, hasDefault: false, names: "any" };
  const names = new Set(exportedNames(path, text).map((one) => one.name));
  return { ...link, hasDefault: names.has("default"), names: names.has("*") ? "any" : names };
}
