import { createFileView } from "../file-view.ts";
import type { PackageSource } from "./package-source.ts";

const CODE = [".js", ".mjs", ".cjs", ".jsx", ".ts", ".mts", ".cts", ".tsx"];
/** Files of a repository that are looked at for imports of the package. */
const MOST_FILES = 20_000;

/**
 * A package as it lies in a workspace, with what is installed there; `files` are those that may be written, its
 * `package.json` and others among them.
 */
export function readWorkspacePackage(root: string, manifest: string, files: readonly string[]): PackageSource {
  const view = createFileView(root);
  const at = (path: string): string => `${view.root}/${path}`;
  return {
    manifest,
    code: files.filter((path) => path.endsWith(".js")),
    exists: (path) => view.fileExists(at(path)),
    read: (path) => view.readFile(at(path)),
    unwritable: () => undefined,
    others: () =>
      view
        .readDirectory(view.root, CODE, ["**/node_modules"], ["**/*"])
        .slice(0, MOST_FILES)
        .map((path) => path.slice(view.root.length + 1)),
    installed: (importer, path) => {
      for (let folder = importer; folder !== "";) {
        folder = folder.slice(0, Math.max(0, folder.lastIndexOf("/")));
        const text = view.readFile(at(`${folder === "" ? "" : `${folder}/`}node_modules/${path}`));
        if (text !== undefined) return text;
      }
      return undefined;
    },
  };
}
