import type { BundleEntry, Manifest } from "../domain/bundle.ts";
import type { Problem } from "../domain/errors.ts";
import type { DroppedChange, SumVerdict } from "../domain/sum-verdict.ts";
import type { OpenBundle } from "./open-bundle.ts";
import { byText } from "./to-bundle.ts";

/** Bundles that are published together. */
export interface MergedBundle {
  /** Each as it came, with the name of its directory. */
  readonly parts: readonly NamedBundle[];
  /** All of it; the tree is that of the first part until that of all has been made. */
  readonly manifest: Manifest;
  /** Patch text by task id. */
  readonly patches: ReadonlyMap<string, string>;
  readonly reportTexts: readonly string[];
  /** Digest of the report that a task's evidence is in, by task id. */
  readonly reportOf: ReadonlyMap<string, string>;
  /** What holds alone and not together with the others: it is in no entry of the manifest. */
  readonly dropped: readonly (Omit<DroppedChange, "task"> & BundleEntry)[];
  /** What was said of several bundles together; absent: there is one. */
  readonly verdict?: SumVerdict;
}

export interface NamedBundle {
  readonly name: string;
  /** SHA-256 of its manifest. */
  readonly sha256: string;
  readonly bundle: OpenBundle;
}

export type MergedBundles =
  { readonly ok: true; readonly merged: MergedBundle } | { readonly ok: false; readonly problems: readonly Problem[] };

/** What two parts both want to say. */
function conflicts(parts: readonly NamedBundle[]): readonly Problem[] {
  const remedy = "Nothing was published. A plan gives each task and each file to one shard: run the workflow again.";
  const tasks = new Map<string, string>();
  const paths = new Map<string, string>();
  const problems: Problem[] = [];
  const take = (taken: Map<string, string>, key: string, what: string, name: string): void => {
    const other = taken.get(key);
    if (other !== undefined && other !== name) {
      problems.push({
        place: `bundle ${JSON.stringify(name)}`,
        message: `${what}, and so does ${JSON.stringify(other)}`,
        remedy,
      });
    }
    taken.set(key, name);
  };
  for (const { name, bundle } of parts) {
    for (const entry of bundle.manifest.entries) {
      take(tasks, entry.task, `holds the task ${entry.task}`, name);
      // Two names that a file system may take for one are one here.
      for (const path of entry.paths) take(paths, path.normalize("NFC").toLowerCase(), `changes ${path}`, name);
    }
  }
  return problems;
}

/**
 * Bundles of several shards as one, or why they cannot be: two hold the same task, or change the same file. What each is
 * about is not compared here: all of them are compared with what publish knows for itself.
 */
export function mergeBundles(parts: readonly NamedBundle[], digest: (text: string) => string): MergedBundles {
  const problems = conflicts(parts);
  const [first, ...others] = parts;
  if (problems.length > 0 || first === undefined) return { ok: false, problems };
  const { manifest } = first.bundle;
  const reportOf = new Map(
    parts.flatMap(({ bundle }) =>
      bundle.manifest.entries.map(({ task }): [string, string] => [task, bundle.manifest.reportSha256]),
    ),
  );
  const reports = parts.map(({ bundle }) => bundle.manifest.reportSha256);
  const all: Manifest = {
    ...manifest,
    entries: parts.flatMap(({ bundle }) => bundle.manifest.entries).toSorted((a, b) => byText(a.task, b.task)),
    // One report has its own digest; several are told by the digest of theirs.
    reportSha256: others.length === 0 ? manifest.reportSha256 : digest(reports.toSorted(byText).join("\n")),
  };
  const patches = new Map(parts.flatMap(({ bundle }) => [...bundle.patches]));
  const reportTexts = parts.map(({ bundle }) => bundle.reportText);
  return { ok: true, merged: { parts, manifest: all, patches, reportTexts, reportOf, dropped: [] } };
}

/** What a verdict leaves of merged bundles; it has been compared with them. */
export function keepVerdict(merged: MergedBundle, verdict: SumVerdict): MergedBundle {
  const { entries } = merged.manifest;
  const kept = new Set(verdict.kept);
  const dropped = verdict.dropped.flatMap((one) =>
    entries.filter(({ task }) => task === one.task).map((entry) => ({ ...entry, ...one })),
  );
  const manifest = { ...merged.manifest, entries: entries.filter(({ task }) => kept.has(task)) };
  return { ...merged, manifest, dropped, verdict };
}
