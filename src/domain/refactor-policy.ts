/** How the embedded engine refactors, beyond the rewrites of its own. */
export interface RefactorPolicy {
  /** Rules of the repository's linter whose own fixes are applied, one rule at a time: `prefer-const`. */
  readonly lintRules: readonly string[];
}

/** Where the policy says nothing. */
export const DEFAULT_REFACTOR: RefactorPolicy = { lintRules: [] };
