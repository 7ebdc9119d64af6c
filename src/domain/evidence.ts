import type { BundleEntry } from "./bundle.ts";

/** What a publication of bundles goes by. */
export interface Evidence {
  /** Verified now. */
  readonly entries: readonly BundleEntry[];
  /** Patch text by task id. */
  readonly patches: ReadonlyMap<string, string>;
  /** What did not get through, as the jobs say that proposed. */
  readonly rejected: readonly { readonly kind: string; readonly target: string; readonly reason: string }[];
}
