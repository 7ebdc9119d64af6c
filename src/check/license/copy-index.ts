import { toFingerprints } from "./fingerprints.ts";

/** One file of third-party code. */
export interface CopySource {
  /** Package name, or the vendored folder. */
  readonly package: string;
  /** Relative to the tree's root. */
  readonly path: string;
  /** SPDX expression as far as it could be told; absent where it could not. */
  readonly licence?: string;
}

/** A source with its text, as the index is built from it. */
export interface ThirdPartyFile extends CopySource {
  readonly text: string;
}

/** Sources that a table can tell apart: the owner takes 20 bits of a key. */
const MAX_SOURCES = 2 ** 20;
/** Postings that are kept for one fingerprint; the same helper stands in hundreds of packages. */
const MAX_POSTINGS = 4;

/**
 * Fingerprints of third-party code. A key is a 32-bit fingerprint × 2^20 + index of its source; tables are sorted. Plain
 * data, so that it can be kept between runs.
 */
export interface CopyIndex {
  readonly sources: readonly CopySource[];
  /** Of the tokens as they are. */
  readonly exact: Float64Array;
  /** Of the tokens with every name that a copyist may change replaced by one class. */
  readonly renamed: Float64Array;
}

/** Endings of source files that are worth an index entry; declarations and minified bundles are not. */
export function isIndexable(path: string): boolean {
  return (
    /\.(?:[cm]?[jt]sx?|py|go|rs|java|kt|c|cc|cpp|h|hpp|cs|rb|php|swift|scala)$/u.test(path) &&
    !/\.d\.[cm]?ts$|[.-]min\./u.test(path)
  );
}

/** Sorts the keys and keeps at most {@link MAX_POSTINGS} of one fingerprint. */
function toTable(keys: readonly number[]): Float64Array {
  const sorted = Float64Array.from(keys).sort();
  let kept = 0;
  let postings = 0;
  let last = -1;
  for (const key of sorted) {
    const hash = Math.floor(key / MAX_SOURCES);
    postings = hash === last ? postings + 1 : 1;
    last = hash;
    if (postings > MAX_POSTINGS || (kept > 0 && sorted[kept - 1] === key)) continue;
    sorted[kept] = key;
    kept += 1;
  }
  return sorted.slice(0, kept);
}

/** Builds the index from the files of the installed packages and vendored folders; once per lockfile. Linear in their text. */
export async function buildCopyIndex(
  files: AsyncIterable<ThirdPartyFile> | Iterable<ThirdPartyFile>,
): Promise<CopyIndex> {
  const sources: CopySource[] = [];
  const exact: number[] = [];
  const renamed: number[] = [];
  for await (const { text, ...source } of files) {
    if (sources.length === MAX_SOURCES) break;
    const owner = sources.push(source) - 1;
    const prints = toFingerprints(source.path, text);
    for (const { hash } of prints.exact) exact.push(hash * MAX_SOURCES + owner);
    for (const { hash } of prints.renamed) renamed.push(hash * MAX_SOURCES + owner);
  }
  return { sources, exact: toTable(exact), renamed: toTable(renamed) };
}

/** Indexes of the sources that hold a fingerprint. Logarithmic in the table. */
export function ownersOf(table: Float64Array, hash: number): readonly number[] {
  const wanted = hash * MAX_SOURCES;
  let low = 0;
  let high = table.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((table[middle] ?? 0) < wanted) low = middle + 1;
    else high = middle;
  }
  const owners: number[] = [];
  for (let at = low; at < table.length; at += 1) {
    const owner = (table[at] ?? 0) - wanted;
    if (owner >= MAX_SOURCES) break;
    owners.push(owner);
  }
  return owners;
}
