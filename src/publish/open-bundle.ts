import type { Manifest } from "../domain/bundle.ts";
import type { Problem } from "../domain/errors.ts";
import { parseManifest } from "./parse-manifest.ts";
import { MANIFEST_FILE, REPORT_FILE } from "./to-bundle.ts";

/** A bundle whose parts belong together. Nothing is known yet of whether they may be published. */
export interface OpenBundle {
  readonly manifest: Manifest;
  /** Patch text by task id. */
  readonly patches: ReadonlyMap<string, string>;
  readonly reportText: string;
}

export type OpenedBundle =
  { readonly ok: true; readonly bundle: OpenBundle } | { readonly ok: false; readonly problems: readonly Problem[] };

const REMEDY = "Nothing of this bundle may be published; make a new one with assay propose.";

/**
 * Puts a bundle together from the files of its directory (texts by relative path): the manifest is well-formed, exactly
 * the files that it names are there, and each has the digest that it states. Never throws. Whoever made the files can
 * have made a manifest that fits: `verifyBundle` compares with what is known from elsewhere.
 */
export function openBundle(files: ReadonlyMap<string, string>, digest: (text: string) => string): OpenedBundle {
  const manifestText = files.get(MANIFEST_FILE);
  const reportText = files.get(REPORT_FILE);
  if (manifestText === undefined || reportText === undefined) {
    const missing = manifestText === undefined ? MANIFEST_FILE : REPORT_FILE;
    return { ok: false, problems: [{ place: missing, message: "is missing in the bundle", remedy: REMEDY }] };
  }
  const parsed = parseManifest(manifestText);
  if (!parsed.ok) return parsed;
  const { manifest } = parsed;
  const problems: Problem[] = [];
  const stated = new Map([
    [REPORT_FILE, manifest.reportSha256],
    ...manifest.entries.map(({ patch, patchSha256 }): [string, string] => [patch, patchSha256]),
  ]);
  for (const [name, sha256] of stated) {
    const text = files.get(name);
    if (text === undefined) problems.push({ place: name, message: "is missing in the bundle", remedy: REMEDY });
    else if (digest(text) !== sha256) {
      problems.push({
        place: name,
        message: "is not the file that the manifest names: its digest differs",
        remedy: REMEDY,
      });
    }
  }
  for (const name of files.keys()) {
    if (name !== MANIFEST_FILE && !stated.has(name)) {
      problems.push({ place: JSON.stringify(name), message: "is not part of the bundle", remedy: REMEDY });
    }
  }
  if (problems.length > 0) return { ok: false, problems };
  const patches = new Map(manifest.entries.map(({ task, patch }) => [task, files.get(patch) ?? ""]));
  return { ok: true, bundle: { manifest, patches, reportText } };
}
