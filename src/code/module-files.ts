import type ts from "typescript";
import { folderOf, type FileView } from "./file-view.ts";

const TYPESCRIPT = [".ts", ".tsx", ".mts", ".cts"];
const JAVASCRIPT = [".js", ".jsx", ".mjs", ".cjs"];
/** What TypeScript allows to be written for the file that will be made. */
const MADE_FROM: ReadonlyMap<string, readonly string[]> = new Map([
  [".js", [".ts", ".tsx"]],
  [".jsx", [".tsx"]],
  [".mjs", [".mts"]],
  [".cjs", [".cts"]],
]);
/** Files that bundlers and test runners let code import; they hold nothing to call. */
const ASSET =
  /\.(css|scss|sass|less|styl|svg|png|jpe?g|gif|webp|avif|ico|woff2?|ttf|eot|mp[34]|webm|wasm|html?|txt|md|graphql|gql)$/iu;

/** What an import leads to: a file of the repository, something without code, or what Node itself has to find. */
export type ImportedFile =
  { readonly type: "file"; readonly path: string } | { readonly type: "asset" } | { readonly type: "external" };

function extensionOf(path: string): string {
  const name = path.slice(path.lastIndexOf("/") + 1);
  const dot = name.lastIndexOf(".");
  return dot <= 0 ? "" : name.slice(dot);
}

function candidates(path: string, importer: string): readonly string[] {
  const isTyped = TYPESCRIPT.includes(extensionOf(importer));
  const order = isTyped ? [...TYPESCRIPT, ...JAVASCRIPT] : [...JAVASCRIPT, ...TYPESCRIPT];
  const extension = extensionOf(path);
  const made = (MADE_FROM.get(extension) ?? []).map((source) => path.slice(0, -extension.length) + source);
  const exact = isTyped ? [...made, path] : [path, ...made];
  const completed = [...order, ".json"].map((ending) => path + ending);
  const index = order.map((ending) => `${path}/index${ending}`);
  return [...exact, ...completed, ...index];
}

/** `a/./b/../c` without the dots; the path is absolute. */
function normalised(path: string): string {
  const parts: string[] = [];
  for (const part of path.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "." && part !== "") parts.push(part);
  }
  return `/${parts.join("/")}`;
}

/** Places that the `paths` and `baseUrl` of a compiler configuration give a name, absolute. */
function aliased(specifier: string, options: ts.CompilerOptions, configFolder: string): readonly string[] {
  // Out of use since TypeScript 6, but still written in most repositories.
  const baseUrl: unknown = Reflect.get(options, "baseUrl");
  const base = typeof baseUrl === "string" ? baseUrl : configFolder;
  let best: { readonly length: number; readonly places: readonly string[] } | undefined;
  for (const [pattern, targets] of Object.entries(options.paths ?? {})) {
    const [head = "", tail] = pattern.split("*");
    const matches = tail === undefined ? specifier === pattern : specifier.startsWith(head) && specifier.endsWith(tail);
    if (!matches || (best !== undefined && best.length >= head.length)) continue;
    const middle = tail === undefined ? "" : specifier.slice(head.length, specifier.length - tail.length);
    const places = targets.map((target) => target.replace("*", () => middle));
    best = { length: head.length, places: places.map((place) => (place.startsWith("/") ? place : `${base}/${place}`)) };
  }
  const viaBase = typeof baseUrl === "string" ? [`${baseUrl}/${specifier}`] : [];
  return [...(best?.places ?? []), ...viaBase];
}

/**
 * Finds what an import of a file leads to: relative names, and the aliases of the repository's compiler configuration.
 * `importer` is absolute; `configFolder` is where the configuration lies that `options` come from.
 */
export function findImportedFile(
  view: Pick<FileView, "fileExists">,
  specifier: string,
  importer: string,
  config: { readonly options: ts.CompilerOptions; readonly folder: string },
): ImportedFile {
  const isRelative = /^\.{1,2}(\/|$)/u.test(specifier);
  const places = isRelative
    ? [`${folderOf(importer)}/${specifier}`]
    : aliased(specifier, config.options, config.folder);
  for (const place of places.map(normalised)) {
    const path = candidates(place, importer).find((candidate) => view.fileExists(candidate));
    if (path !== undefined && isOwn(path)) return ASSET.test(path) ? { type: "asset" } : { type: "file", path };
  }
  return ASSET.test(specifier) && (isRelative || places.length > 0) ? { type: "asset" } : { type: "external" };
}

function isOwn(path: string): boolean {
  return !path.includes("/node_modules/") && !/\.d\.[cm]?ts$/u.test(path);
}
