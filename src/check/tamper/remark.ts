/** What the tamper gate says of one place. */
export interface Remark {
  /** kebab-case: `test-removed`, `assertion-weakened`, … */
  readonly code: string;
  readonly message: string;
  readonly path: string;
  /** 1-based, in the new version; absent where the place is gone. */
  readonly line?: number;
}
