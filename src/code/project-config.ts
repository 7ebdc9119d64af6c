import ts from "typescript";
import { folderOf, type FileView } from "./file-view.ts";

/** The repository's own compiler configuration for a file, or why there is none. */
export type ProjectConfig =
  | { readonly type: "found"; readonly path: string; readonly parsed: ts.ParsedCommandLine }
  | { readonly type: "none"; readonly reason: string };

/** Configurations that are read for one target at most; more would be a mistake or an attack. */
const MAX_CONFIGS = 60;

/** Reads one configuration file with everything that it extends; undefined where it cannot be read. */
export function readConfig(view: FileView, path: string): ts.ParsedCommandLine | undefined {
  return ts.getParsedCommandLineOfConfigFile(
    path,
    { noEmit: true },
    {
      ...view,
      useCaseSensitiveFileNames: ts.sys.useCaseSensitiveFileNames,
      getCurrentDirectory: () => view.root,
      onUnRecoverableConfigFileDiagnostic: () => undefined,
    },
  );
}

/** `tsconfig.json` first, then its sisters (`tsconfig.test.json`), then `jsconfig.json`. */
function configsIn(view: FileView, folder: string): readonly string[] {
  const names = view
    .readDirectory(folder, [".json"], undefined, ["*.json"], 1)
    .filter((path) => /\/(ts|js)config(\.[^/]*)?\.json$/u.test(path));
  const order = (path: string): number => (path.endsWith("/tsconfig.json") ? 0 : path.includes("/tsconfig.") ? 1 : 2);
  return names.toSorted((a, b) => order(a) - order(b) || (a < b ? -1 : 1));
}

/**
 * The configuration that a file belongs to: the nearest folder upwards whose `tsconfig.json`, one of the projects
 * that it references, or a sister of it includes the file.
 * `target` is absolute and lies under the view's root.
 */
export function findProjectConfig(view: FileView, target: string): ProjectConfig {
  const seen = new Set<string>();
  const search = (path: string): ProjectConfig | undefined => {
    if (seen.has(path) || seen.size >= MAX_CONFIGS) return undefined;
    seen.add(path);
    const parsed = readConfig(view, path);
    if (parsed === undefined) return undefined;
    if (parsed.fileNames.includes(target)) return { type: "found", path, parsed };
    for (const reference of parsed.projectReferences ?? []) {
      const found = search(ts.resolveProjectReferencePath(reference));
      if (found !== undefined) return found;
    }
    return undefined;
  };
  for (let folder = folderOf(target); ; folder = folderOf(folder)) {
    for (const path of configsIn(view, folder)) {
      const found = search(path);
      if (found !== undefined) return found;
    }
    if (folder === view.root || folder.length <= view.root.length) break;
  }
  const name = target.slice(view.root.length + 1);
  const looked = [...seen].map((path) => path.slice(view.root.length + 1));
  const reason =
    looked.length === 0
      ? `no tsconfig.json lies in the folder of ${name} or above it`
      : `no compiler configuration includes ${name} (read: ${looked.join(", ")}); add it to "include" there`;
  return { type: "none", reason };
}
