/** `full`: summaries, tags and examples; `signature`: only what the signature and the body prove. */
export const DOCS_STYLES = ["full", "signature"] as const;
type DocsStyle = (typeof DOCS_STYLES)[number];

/** A Markdown page that holds an API reference between markers. */
export interface DocsPage {
  /** Where it lies; it may not exist yet. */
  readonly path: string;
  /** Glob of the modules that it describes. */
  readonly from: string;
}

/** How documentation is written. */
export interface DocsPolicy {
  readonly style: DocsStyle;
  readonly pages: readonly DocsPage[];
}

/** Where the policy says nothing. */
export const DEFAULT_DOCS: DocsPolicy = { style: "full", pages: [] };
