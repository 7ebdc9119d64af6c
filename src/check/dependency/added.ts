import type { FileChange } from "../../domain/change.ts";
import { lockedPackages } from "./lockfile.ts";
import type { Locked } from "./lockfile.ts";
import { manifestDependencies } from "./manifest.ts";
import type { Dependency } from "./package-source.ts";

/** What a manifest asks for now and did not ask for, or not so, before. */
export function addedDependencies(change: FileChange): readonly Dependency[] {
  const key = (one: Dependency): string => `${one.name}\0${one.spec}`;
  const before = new Set(manifestDependencies(change.path, change.before ?? "").map(key));
  return manifestDependencies(change.path, change.after ?? "").filter((one) => !before.has(key(one)));
}

/** What a lockfile resolves now and did not before: a new name, version, source, host or install script. */
export function addedLocked(change: FileChange): readonly Locked[] {
  const key = (one: Locked): string => JSON.stringify(one);
  const before = new Set((lockedPackages(change.path, change.before ?? "") ?? []).map(key));
  return (lockedPackages(change.path, change.after ?? "") ?? []).filter((one) => !before.has(key(one)));
}
