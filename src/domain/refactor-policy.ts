/** How the embedded engine refactors, beyond the rewrites of its own. */
export interface RefactorPolicy {
  /** Rules of the repository's linter whose own fixes are applied, one rule at a time: `prefer-const`. */
  readonly lintRules: readonly string[];
  /** `import`: CommonJS packages are written as ES modules, each as a whole. `keep`: they stay what they are. */
  readonly modules: ModulesPolicy;
}

export const MODULES_POLICIES = ["keep", "import"] as const;
type ModulesPolicy = (typeof MODULES_POLICIES)[number];

/** Where the policy says nothing. */
export const DEFAULT_REFACTOR: RefactorPolicy = { lintRules: [], modules: "keep" };
