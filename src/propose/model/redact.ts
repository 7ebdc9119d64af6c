import type { Redact } from "./conversation.ts";
import { mentionsPlaceholder, renderPlaceholder } from "./placeholder.ts";

/** What was found in a text: each secret by all the forms in which it stands there. */
interface SecretsFound {
  readonly secrets: readonly { readonly value: string; readonly forms: readonly string[] }[];
  /** A secret stands there in a form that cannot be cut out: split over pieces, or encoded twice. */
  readonly entangled: "yes" | "no";
}

/** Whoever takes out what was found has to ask again: one secret may have stood before another. */
export type FindSecrets = (text: string) => Promise<SecretsFound>;

const WITHHELD = "(this text is withheld: it holds a secret that cannot be taken out of it)";

/** Looks at one text, after which it is withheld. */
const MAX_PASSES = 5;

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
  const cut = (text: string, { secrets }: SecretsFound): string => {
    // Longest first: a form may be part of another.
    const forms = secrets
      .flatMap(({ value, forms: spelled }) => spelled.map((form) => ({ form, placeholder: placeholderOf(value) })))
      .sort((a, b) => b.form.length - a.form.length);
    let redacted = text;
    for (const { form, placeholder } of forms) redacted = redacted.split(form).join(placeholder);
    return redacted;
  };
  const look = async (text: string): Promise<SecretsFound> => {
    const { secrets, entangled } = await find(text);
    return { secrets: secrets.filter(({ value }) => !mentionsPlaceholder(value)), entangled };
  };
  return async (text) => {
    let redacted = text;
    // What stood there plainly may have hidden that it stands there in another form as well.
    for (let pass = 0; pass < MAX_PASSES; pass += 1) {
      const found = await look(redacted);
      if (found.secrets.length === 0) return redacted;
      if (found.entangled === "yes") return WITHHELD;
      redacted = cut(redacted, found);
    }
    return WITHHELD;
  };
}
