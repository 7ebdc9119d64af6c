import type { PackageSource } from "../../../code/modules/package-source.ts";
import type { MovedPackage } from "../../../code/modules/move-package.ts";

export type { MovedPackage };

/** The packages of a repository: the files with code of each, by its `package.json`. */
export async function packagesOf(paths: ReadonlySet<string>): Promise<ReadonlyMap<string, readonly string[]>> {
  const { codeByManifest } = await import("../../../code/modules/package-source.ts");
  return codeByManifest(paths);
}

/** What a package would be as ES modules, by its own files alone: nothing that is installed is looked at. */
export async function planMove(source: PackageSource): Promise<MovedPackage> {
  const { movePackage } = await import("../../../code/modules/move-package.ts");
  return movePackage(source);
}
