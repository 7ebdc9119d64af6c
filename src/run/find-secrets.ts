import { toConfidential, toSpellings } from "../check/secrets/environment.ts";
import { SECRET_RULES } from "../check/secrets/rules.ts";
import { scanForValues, scanViews, type Found } from "../check/secrets/scan.ts";
import { createSecretlint, type Secretlint } from "../check/secrets/secretlint.ts";
import { toViews } from "../check/secrets/views.ts";
import type { FindSecrets } from "../propose/model/redact.ts";
import { findKeyBlocks } from "./key-blocks.ts";

/** A run of characters that base64, base64url and hex are written with. */
const RUN = /[A-Za-z0-9+/_=-]{8,}/gu;

/** What stands before each line of data that a model is shown. */
const PREFIX = /^\d*\|/gmu;

/** What a text may not carry to a model, by the rules of the secrets gate: token formats and the environment's values. */
export function createSecretFinder(environment: Readonly<Record<string, string | undefined>>): FindSecrets {
  const confidential = toConfidential(environment);
  let secretlint: Promise<Secretlint> | undefined;
  return async (text) => {
    const blocks = findKeyBlocks(text);
    // Taken out first: lines of a key, joined or decoded, look like secrets of their own. Who asks, asks again.
    if (blocks.length > 0)
      return { secrets: blocks.map(({ value, form }) => ({ value, forms: [form] })), entangled: "no" };
    // Without its prefixes: what goes over several lines is told by what stands on them.
    const bare = text.replaceAll(PREFIX, "");
    const views = toViews(bare);
    const theirs = await (await (secretlint ??= createSecretlint()))([bare]);
    const found = [...scanForValues(views, confidential), ...scanViews(views, SECRET_RULES), ...theirs.flat()];
    const secrets = found.map((one) => ({ value: one.value, forms: formsOf(one, text, bare) }));
    return { secrets, entangled: secrets.some(({ forms }) => forms.length === 0) ? "yes" : "no" };
  };
}

/** The pieces of the text that give a secret away; empty where they cannot be told. */
function formsOf({ value, offset, encoding }: Found, text: string, bare: string): readonly string[] {
  const spelled = toSpellings(value).flatMap((spelling) => piecesOf(spelling, text));
  if (encoding !== "base64" && encoding !== "hex") return spelled;
  // More than the value may be encoded there, and belong to it: the other lines of a key.
  const run = [...bare.matchAll(RUN)].find((match) => match.index <= offset && offset < match.index + match[0].length);
  return run === undefined || !text.includes(run[0]) ? spelled : [...spelled, run[0]];
}

/** A spelling as it stands in a text; over several lines with what is before each of them. */
function piecesOf(spelling: string, text: string): readonly string[] {
  if (spelling === "") return [];
  if (text.includes(spelling)) return [spelling];
  if (!spelling.includes("\n")) return [];
  const lines = spelling.split("\n").map((line) => line.replaceAll(/[$()*+.?[\\\]^{|}]/gu, String.raw`\$&`));
  return text.match(new RegExp(lines.join(String.raw`\n\d*\|`), "gu")) ?? [];
}
