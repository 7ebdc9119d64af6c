/** One file of third-party code. */
export interface CopySource {
  /** Package name, or the vendored folder. */
  readonly package: string;
  /** Relative to the tree's root. */
  readonly path: string;
  /** SPDX expression as far as it could be told; absent where it could not. */
  readonly licence?: string;
}

/** Fingerprints and the sources that they stand in: parallel arrays, sorted by hash; a hash may stand several times. */
export interface FingerprintTable {
  readonly hashes: Float64Array;
  /** Index into the sources. */
  readonly owners: Uint32Array;
}

/** Fingerprints of third-party code; plain typed arrays, so that it can be kept between runs. */
export interface CopyIndex {
  readonly sources: readonly CopySource[];
  /** Of the tokens as they are. */
  readonly exact: FingerprintTable;
  /** Of the tokens with every name that a copyist may change replaced by one class. */
  readonly renamed: FingerprintTable;
}
