import { isPlaceholder } from "./checks.ts";
import type { Found } from "./scan.ts";

/** Looks through texts with secretlint's recommended rules; the answers are in the order of the texts. */
export type Secretlint = (texts: readonly string[]) => Promise<readonly (readonly Found[])[]>;

/** Gives each text what was found in it, by the offsets in all texts joined by line ends. */
function distribute(texts: readonly string[], found: readonly Found[]): readonly (readonly Found[])[] {
  let start = 0;
  return texts.map((text) => {
    const [from, to] = [start, start + text.length];
    start = to + 1;
    return found
      .filter(({ offset }) => from <= offset && offset <= to)
      .map((one) => ({ ...one, offset: one.offset - from }))
      .map((one) => ({ ...one, value: text.slice(one.offset, one.offset + one.value.length) }));
  });
}

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
  return async (texts) => {
    // One run over all of them: each one registers every rule anew, which costs more than the search itself.
    // Comments that make secretlint look away (`secretlint-disable`) are the candidate's own, and do not count.
    const text = texts.join("\n").replaceAll("secretlint-", "secretlint_");
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
    return distribute(
      texts,
      found.filter(({ value }) => !isPlaceholder(value)),
    );
  };
}
