import { toConfidential, toSpellings } from "../check/secrets/environment.ts";
import { SECRET_RULES } from "../check/secrets/rules.ts";
import { scanForValues, scanViews, type Found } from "../check/secrets/scan.ts";
import { createSecretlint, type Secretlint } from "../check/secrets/secretlint.ts";
import { toViews } from "../check/secrets/views.ts";
import type { FindSecrets } from "../propose/model/redact.ts";

/** A run of characters that base64, base64url and hex are written with. */
const RUN = /[A-Za-z0-9+/_=-]{8,}/gu;

/** What a text may not carry to a model, by the rules of the secrets gate: token formats and the environment's values. */
export function createSecretFinder(environment: Readonly<Record<string, string | undefined>>): FindSecrets {
  const confidential = toConfidential(environment);
  let secretlint: Promise<Secretlint> | undefined;
  return async (text) => {
    const views = toViews(text);
    const theirs = await (await (secretlint ??= createSecretlint()))([text]);
    const found = [...scanForValues(views, confidential), ...scanViews(views, SECRET_RULES), ...theirs.flat()];
    const secrets = found.map((one) => ({ value: one.value, forms: formsOf(one, text) }));
    return { secrets, entangled: secrets.some(({ forms }) => forms.length === 0) ? "yes" : "no" };
  };
}

/** The pieces of the text that give a secret away; empty where they cannot be told. */
function formsOf({ value, offset, encoding }: Found, text: string): readonly string[] {
  const spelled = toSpellings(value).filter((spelling) => spelling !== "" && text.includes(spelling));
  if (spelled.length > 0) return spelled;
  if (encoding !== "base64" && encoding !== "hex") return [];
  const run = [...text.matchAll(RUN)].find((match) => match.index <= offset && offset < match.index + match[0].length);
  return run === undefined ? [] : [run[0]];
}
