import type { InstalledPackages } from "../../../src/check/gate.ts";
import { buildCopyIndex } from "../../../src/check/license/copy-index.ts";

/** Installed packages from texts by path. */
export function toInstalled(
  files: Readonly<Record<string, string>>,
  copies?: Parameters<typeof buildCopyIndex>[0],
): InstalledPackages {
  const paths = Object.keys(files);
  return {
    read: (path) => Promise.resolve(files[path]),
    list: (folder) =>
      Promise.resolve([
        ...new Set(
          paths
            .filter((path) => path.startsWith(`${folder}/`))
            .map((path) => path.slice(folder.length + 1).split("/")[0] ?? ""),
        ),
      ]),
    copies: () => (copies === undefined ? Promise.resolve(undefined) : buildCopyIndex(copies)),
  };
}
