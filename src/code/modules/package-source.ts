/** A package that is to move, and what it needs of its repository. Paths are relative to the root. */
export interface PackageSource {
  /** The `package.json` of the package. */
  readonly manifest: string;
  /** Files with code that belong to the package. */
  readonly code: readonly string[];
  /** Whether the repository has a file. */
  readonly exists: (path: string) => boolean;
  /** Text of a file; undefined where there is none. */
  readonly read: (path: string) => string | undefined;
  /** Why a file must not be written; undefined where it may. */
  readonly unwritable: (path: string) => string | undefined;
  /** The text of an installed package's file as a file of the repository finds it: `debug/package.json`; absent: nothing is installed. */
  readonly installed?: (importer: string, path: string) => string | undefined;
  /** Files with code of the whole repository, those of the package among them; absent: not known. */
  readonly others?: () => readonly string[];
}

const CODE = /\.(?:[cm]?js|jsx|[cm]?tsx?)$/u;

/** The folder of a path; empty for the root. */
function folderOfPath(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}

/** The nearest `package.json` of a file, upwards. */
function manifestOf(paths: ReadonlySet<string>, path: string): string | undefined {
  for (let folder = folderOfPath(path); ; folder = folderOfPath(folder)) {
    const manifest = folder === "" ? "package.json" : `${folder}/package.json`;
    if (paths.has(manifest)) return manifest;
    if (folder === "") return undefined;
  }
}

/** Files with code that belong to each package, sorted, by its `package.json`; declarations of types are none. */
export function codeByManifest(paths: ReadonlySet<string>): ReadonlyMap<string, readonly string[]> {
  const sorted = [...paths].sort();
  const manifests = sorted.filter((path) => /(?:^|\/)package\.json$/u.test(path));
  const found = new Map(manifests.map((manifest): [string, string[]] => [manifest, []]));
  for (const path of sorted) {
    if (!CODE.test(path) || /\.d\.[cm]?ts$/u.test(path)) continue;
    const manifest = manifestOf(paths, path);
    if (manifest !== undefined) found.get(manifest)?.push(path);
  }
  return found;
}

/** `a/./b/../c` without the dots; undefined where it leaves the repository. */
function withoutDots(path: string): string | undefined {
  const parts: string[] = [];
  for (const part of path.split("/")) {
    if (part === "." || part === "") continue;
    if (part !== "..") parts.push(part);
    else if (parts.pop() === undefined) return undefined;
  }
  return parts.join("/");
}

/** A file that `require` finds by a relative name, by Node's own rules for CommonJS; a text says why there is none. */
export function findRequired(
  { manifest, exists, read }: PackageSource,
  importer: string,
  specifier: string,
): { readonly path: string } | string {
  const place = withoutDots(`${folderOfPath(importer)}/${specifier}`);
  if (place === undefined) return `${specifier} lies outside of the repository`;
  const isFolder = /(?:^|\/)\.{0,2}$/u.test(specifier);
  const found = isFolder ? undefined : asFile(exists, place);
  if (found !== undefined) return { path: found };
  const own = place === "" ? "package.json" : `${place}/package.json`;
  const main = exists(own) ? mainOf(read(own)) : undefined;
  if (main !== undefined && own !== manifest) return `${specifier} is a package of its own`;
  const start = main === undefined ? undefined : withoutDots(`${place}/${main}`);
  const inside = (start === undefined ? undefined : asFile(exists, start)) ?? asFile(exists, start ?? place, "/index");
  const last = inside ?? asFile(exists, place === "" ? "index" : `${place}/index`);
  return last === undefined ? `${specifier} is not there` : { path: last };
}

function asFile(exists: PackageSource["exists"], place: string, more = ""): string | undefined {
  return ["", ".js", ".json", ".node"].map((ending) => `${place}${more}${ending}`).find(exists);
}

function mainOf(text: string | undefined): string | undefined {
  return /"main"\s*:\s*"([^"]+)"/u.exec(text ?? "")?.[1];
}

/** How one file names another in an import. */
export function relativeName(importer: string, path: string): string {
  const from = folderOfPath(importer).split("/").filter(Boolean);
  const to = path.split("/");
  let common = 0;
  while (common < from.length && common < to.length - 1 && from[common] === to[common]) common += 1;
  const up = "../".repeat(from.length - common);
  return `${up === "" ? "./" : up}${to.slice(common).join("/")}`;
}
