import type { Problem } from "../domain/errors.ts";
import { MANIFEST_FILE } from "./to-bundle.ts";

/** Files of one bundle, by path relative to its directory. */
export interface BundlePart {
  /** Name of its directory; empty where it is the only one. */
  readonly name: string;
  readonly files: ReadonlyMap<string, string>;
}

/**
 * The bundles of a directory: itself, or each directory in it, as they are downloaded. Files beside directories of
 * bundles are a problem: they belong to none.
 */
export function splitBundles(
  files: ReadonlyMap<string, string>,
):
  | { readonly ok: true; readonly parts: readonly BundlePart[] }
  | { readonly ok: false; readonly problems: readonly Problem[] } {
  if (files.has(MANIFEST_FILE)) return { ok: true, parts: [{ name: "", files }] };
  const parts = new Map<string, Map<string, string>>();
  const problems: Problem[] = [];
  for (const [file, text] of files) {
    const end = file.indexOf("/");
    if (end < 0) {
      const remedy = "Name a directory with one bundle, or with one directory for each.";
      problems.push({ place: JSON.stringify(file), message: "is not part of a bundle", remedy });
      continue;
    }
    const name = file.slice(0, end);
    const part = parts.get(name) ?? new Map<string, string>();
    part.set(file.slice(end + 1), text);
    parts.set(name, part);
  }
  if (parts.size === 0) {
    const remedy = "Name the directory that assay propose has written, or one with several of them.";
    problems.push({ place: MANIFEST_FILE, message: "is missing: there is no bundle", remedy });
  }
  if (problems.length > 0) return { ok: false, problems };
  return {
    ok: true,
    parts: [...parts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, own]) => ({ name, files: own })),
  };
}
