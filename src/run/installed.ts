import type { InstalledPackages } from "../check/gate.ts";
import type { InstalledFiles } from "../ports.ts";

/**
 * What the license gate may know of third-party code. The index of copies is read from what an earlier run kept for the
 * same packages, else built, once per run and only when a gate asks for it.
 */
export function createInstalledPackages(files: InstalledFiles): InstalledPackages {
  let copies: ReturnType<InstalledPackages["copies"]> | undefined;
  return {
    read: (path) => files.read(path),
    list: (path) => files.list(path),
    copies: () => (copies ??= readOrBuild(files)),
  };
}

async function readOrBuild(files: InstalledFiles): ReturnType<InstalledPackages["copies"]> {
  const { buildCopyIndex, isIndexable } = await import("../check/license/copy-index.ts");
  const { parseIndexBytes, toIndexBytes } = await import("../check/license/copy-index-bytes.ts");
  const kept = await files.readKept();
  const index = kept === undefined ? undefined : parseIndexBytes(kept);
  if (index !== undefined) return index;
  const built = await buildCopyIndex(files.files(isIndexable));
  await files.keep(toIndexBytes(built));
  return built;
}
