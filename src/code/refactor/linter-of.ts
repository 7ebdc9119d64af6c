/** The linter that a rule of the policy is of, how people write its name, and what it calls the rule. */
export interface LinterRule {
  readonly tool: "biome" | "oxlint" | "eslint";
  readonly title: string;
  readonly rule: string;
}

/** `prefer-const` is ESLint's, `biome:style/useConst` Biome's, `oxlint:prefer-const` Oxlint's. */
export function linterOf(name: string): LinterRule {
  const [, tool, rule = name] = /^(biome|oxlint):(.*)$/u.exec(name) ?? [];
  if (tool === "biome") return { tool, title: "Biome", rule };
  if (tool === "oxlint") return { tool, title: "Oxlint", rule };
  return { tool: "eslint", title: "ESLint", rule: name };
}
