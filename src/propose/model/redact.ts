import type { Redact } from "./conversation.ts";
import { renderPlaceholder } from "./placeholder.ts";

/** What was found in a text: each secret by all the forms in which it stands there. */
interface SecretsFound {
  readonly secrets: readonly { readonly value: string; readonly forms: readonly string[] }[];
  /** A secret stands there in a form that cannot be cut out: split over pieces, or encoded twice. */
  readonly entangled: "yes" | "no";
}

export type FindSecrets = (text: string) => Promise<SecretsFound>;

const WITHHELD = "(this text is withheld: it holds a secret that cannot be taken out of it)";

/**
 * Puts a placeholder in place of each secret; the same secret gets the same one in a whole run. What cannot be cut
 * out takes the whole text with it.
 */
export function createRedactor(find: FindSecrets): Redact {
  const numbers = new Map<string, number>();
  const placeholderOf = (value: string): string => {
    const number = numbers.get(value) ?? numbers.size + 1;
    numbers.set(value, number);
    return renderPlaceholder(number);
  };
  return async (text) => {
    const { secrets, entangled } = await find(text);
    if (entangled === "yes") return WITHHELD;
    // Longest first: a form may be part of another.
    const forms = secrets
      .flatMap(({ value, forms: spelled }) => spelled.map((form) => ({ form, placeholder: placeholderOf(value) })))
      .sort((a, b) => b.form.length - a.form.length);
    let redacted = text;
    for (const { form, placeholder } of forms) redacted = redacted.split(form).join(placeholder);
    return redacted;
  };
}
