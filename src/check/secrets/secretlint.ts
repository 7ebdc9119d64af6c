import { isPlaceholder } from "./checks.ts";
import type { Found } from "./scan.ts";

/** Looks through one text with secretlint's recommended rules. */
export type Secretlint = (text: string) => Promise<readonly Found[]>;

/**
 * Loads secretlint and its recommended preset (lazily: neither is needed before the first candidate).
 * Rules that only judge file names or settings are not secrets and are left out by the preset itself.
 */
export async function createSecretlint(): Promise<Secretlint> {
  const [{ lintSource }, { creator }] = await Promise.all([
    import("@secretlint/core"),
    import("@secretlint/secretlint-rule-preset-recommend"),
  ]);
  const config = { rules: [{ id: "@secretlint/secretlint-rule-preset-recommend", rule: creator, options: {} }] };
  return async (text) => {
    const result = await lintSource({
      source: { content: text, filePath: "candidate.txt", ext: ".txt", contentType: "text" },
      options: { config, noPhysicFilePath: true },
    });
    const found = result.messages.map(({ range, ruleId }) => ({
      rule: (ruleId.split("/").pop() ?? ruleId).replace("secretlint-rule-", "secretlint-"),
      title: "secret (secretlint)",
      value: text.slice(range[0], range[1]),
      encoding: "plain" as const,
      offset: range[0],
    }));
    return found.filter(({ value }) => !isPlaceholder(value));
  };
}
