import { generateKeyPairSync } from "node:crypto";
import { crc32 } from "node:zlib";
import { ALNUM, BASE64, BASE64URL, DIGITS, HEX, LOWER, UPPER } from "./random.ts";
import type { Random } from "./random.ts";

/** Makes one secret of a kind after its provider's published format. `name` is what a program would call it. */
export interface SecretKind {
  readonly kind: string;
  readonly name: string;
  readonly make: (random: Random) => string;
}

const BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l".toUpperCase();
const BASE32 = `${UPPER}234567`;
const uuid = (r: Random): string => [8, 4, 4, 4, 12].map((length) => r.text(HEX, length)).join("-");
const base62 = (value: number): string => {
  let text = "";
  for (let rest = value; rest > 0; rest = Math.floor(rest / 62)) text = ALNUM.charAt(rest % 62) + text;
  return text.padStart(6, "0");
};
const withCrc = (prefix: string, r: Random): string => {
  const body = r.text(ALNUM, 30);
  return prefix + body + base62(crc32(body));
};
const encoded = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");
const jwt = (r: Random): string =>
  `${encoded({ alg: "HS256", typ: "JWT" })}.${encoded({ sub: r.text(DIGITS, 10), iat: 1700000000 + r.below(1e6) })}.${r.text(BASE64URL, 43)}`;

function privateKey(type: "rsa" | "ec" | "ed25519"): string {
  const options = { type: "pkcs8", format: "pem" } as const;
  if (type === "rsa") return generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey.export(options).toString();
  if (type === "ec") {
    return generateKeyPairSync("ec", { namedCurve: "P-256" })
      .privateKey.export({ ...options, type: "sec1" })
      .toString();
  }
  return generateKeyPairSync("ed25519").privateKey.export(options).toString();
}

const kind = (name: string, kindName: string, make: (random: Random) => string): SecretKind => ({
  kind: kindName,
  name,
  make,
});

/** Formats as the providers (or the scanners that they register with) publish them. */
export const SECRET_KINDS: readonly SecretKind[] = [
  kind("GH_AUTH", "GitHub personal token", (r) => withCrc("ghp_", r)),
  kind("GH_APP", "GitHub server token", (r) => withCrc("ghs_", r)),
  kind("GH_FINE", "GitHub fine-grained token", (r) => `github_pat_${r.text(ALNUM, 22)}_${r.text(ALNUM, 59)}`),
  kind("GL", "GitLab personal token", (r) => `glpat-${r.text(BASE64URL, 20)}`),
  kind("GL_RUNNER", "GitLab runner token", (r) => `glrt-${r.text(BASE64URL, 20)}`),
  kind("REGISTRY", "npm token", (r) => withCrc("npm_", r)),
  kind("UPLOAD", "PyPI token", (r) => `pypi-AgEIcHlwaS5vcmc${r.text(BASE64URL, 150)}`),
  kind("GEM", "RubyGems key", (r) => `rubygems_${r.text(HEX, 48)}`),
  kind("HUB", "Docker Hub token", (r) => `dckr_pat_${r.text(BASE64URL, 27)}`),
  kind("AWS_ID", "AWS access key id", (r) => `AKIA${r.text(BASE32, 16)}`),
  kind("AWS_STS", "AWS temporary key id", (r) => `ASIA${r.text(BASE32, 16)}`),
  kind("AWS_SECRET_ACCESS_KEY", "AWS secret access key", (r) => r.text(BASE64, 40)),
  kind("MAPS", "Google API key", (r) => `AIza${r.text(BASE64URL, 35)}`),
  kind("GOOGLE", "Google OAuth client secret", (r) => `GOCSPX-${r.text(BASE64URL, 28)}`),
  kind(
    "STORAGE",
    "Azure storage connection string",
    (r) =>
      `DefaultEndpointsProtocol=https;AccountName=store${r.text(LOWER, 6)};AccountKey=${r.text(BASE64, 86)}==;EndpointSuffix=core.windows.net`,
  ),
  kind("AZURE", "Azure client secret", (r) => `${r.text(ALNUM, 3)}${r.text(DIGITS, 1)}Q~${r.text(ALNUM, 34)}`),
  kind("OPENAI", "OpenAI project key", (r) => `sk-proj-${r.text(BASE64URL, 74)}T3BlbkFJ${r.text(BASE64URL, 74)}`),
  kind("OPENAI_OLD", "OpenAI key", (r) => `sk-${r.text(ALNUM, 20)}T3BlbkFJ${r.text(ALNUM, 20)}`),
  kind("ANTHROPIC", "Anthropic key", (r) => `sk-ant-api03-${r.text(BASE64URL, 93)}AA`),
  kind("HF", "Hugging Face token", (r) => `hf_${r.text(LOWER + UPPER, 34)}`),
  kind("GROQ", "Groq key", (r) => `gsk_${r.text(ALNUM, 52)}`),
  kind("STRIPE", "Stripe live key", (r) => `sk_live_${r.text(ALNUM, 99)}`),
  kind("STRIPE_OLD", "Stripe key, old length", (r) => `sk_live_${r.text(ALNUM, 24)}`),
  kind("SLACK", "Slack bot token", (r) => `xoxb-${r.text(DIGITS, 12)}-${r.text(DIGITS, 13)}-${r.text(ALNUM, 24)}`),
  kind(
    "SLACK_HOOK",
    "Slack webhook",
    (r) => `https://hooks.slack.com/services/T${r.text(UPPER, 8)}/B${r.text(UPPER, 10)}/${r.text(ALNUM, 24)}`,
  ),
  kind("TWILIO", "Twilio API key", (r) => `SK${r.text(HEX, 32)}`),
  kind("SENDGRID", "SendGrid key", (r) => `SG.${r.text(BASE64URL, 22)}.${r.text(BASE64URL, 43)}`),
  kind("MAILGUN", "Mailgun key", (r) => `key-${r.text(HEX, 32)}`),
  kind("MAILCHIMP", "Mailchimp key", (r) => `${r.text(HEX, 32)}-us${1 + r.below(20)}`),
  kind("SHOP", "Shopify token", (r) => `shpat_${r.text(HEX, 32)}`),
  kind("DO", "DigitalOcean token", (r) => `dop_v1_${r.text(HEX, 64)}`),
  kind("HEROKU_API_KEY", "Heroku key", (r) => `HRKU-AA${r.text(BASE64URL, 58)}`),
  kind(
    "BOT",
    "Discord bot token",
    (r) =>
      `${Buffer.from(`1${r.text(DIGITS, 17)}`).toString("base64url")}.G${r.text(BASE64URL, 5)}.${r.text(BASE64URL, 38)}`,
  ),
  kind("TELEGRAM", "Telegram bot token", (r) => `${1 + r.below(9)}${r.text(DIGITS, 9)}:AA${r.text(BASE64URL, 33)}`),
  kind("DBX", "Databricks token", (r) => `dapi${r.text(HEX, 32)}`),
  kind("DOPPLER", "Doppler token", (r) => `dp.pt.${r.text(ALNUM, 43)}`),
  kind("LINEAR", "Linear key", (r) => `lin_api_${r.text(ALNUM, 40)}`),
  kind("NOTION", "Notion token", (r) => `ntn_${r.text(DIGITS, 11)}${r.text(ALNUM, 35)}`),
  kind("FIGMA", "Figma token", (r) => `figd_${r.text(BASE64URL, 40)}`),
  kind("TFC", "Terraform Cloud token", (r) => `${r.text(ALNUM, 14)}.atlasv1.${r.text(ALNUM, 67)}`),
  kind("VAULT", "Vault token", (r) => `hvs.${r.text(BASE64URL, 91)}`),
  kind("GRAFANA", "Grafana service token", (r) => `glsa_${r.text(ALNUM, 32)}_${r.text(HEX, 8)}`),
  kind("NR", "New Relic user key", (r) => `NRAK-${r.text(DIGITS + UPPER, 27)}`),
  kind("DATADOG_API_KEY", "Datadog key", (r) => r.text(HEX, 32)),
  kind("SENTRY", "Sentry user token", (r) => `sntryu_${r.text(HEX, 64)}`),
  kind("ATLASSIAN", "Atlassian token", (r) => `ATATT3xFfGF0${r.text(BASE64URL, 171)}=${r.text(HEX.toUpperCase(), 8)}`),
  kind("DROPBOX", "Dropbox token", (r) => `sl.${r.text(BASE64URL, 135)}`),
  kind("SQUARE", "Square token", (r) => `sq0atp-${r.text(BASE64URL, 22)}`),
  kind(
    "BRAINTREE",
    "Braintree token",
    (r) => `access_token$production$${r.text(DIGITS + LOWER, 16)}$${r.text(HEX, 32)}`,
  ),
  kind(
    "MAPBOX",
    "Mapbox secret token",
    (r) => `sk.${encoded({ u: r.text(LOWER, 8), a: r.text(LOWER + DIGITS, 25) })}.${r.text(BASE64URL, 22)}`,
  ),
  kind("IDENTITY", "age key", (r) => `AGE-SECRET-KEY-1${r.text(BECH32, 58)}`),
  kind("RSA", "RSA private key", () => privateKey("rsa")),
  kind("EC", "EC private key", () => privateKey("ec")),
  kind("ED", "Ed25519 private key", () => privateKey("ed25519")),
  kind("SESSION", "JSON web token", jwt),
  kind(
    "DSN",
    "database URL with password",
    (r) => `postgres://app:${r.text(ALNUM, 18)}@db.${r.text(LOWER, 8)}.net:5432/shop`,
  ),
  kind(
    "PROXY",
    "URL with basic auth",
    (r) => `https://${r.text(LOWER, 7)}:${r.text(ALNUM, 16)}@registry.${r.text(LOWER, 7)}.io/pkg`,
  ),
  kind(
    "SQLSERVER",
    "SQL Server connection string",
    (r) =>
      `Server=tcp:${r.text(LOWER, 8)}.database.windows.net,1433;User ID=app;Password=${r.text(ALNUM, 20)};Encrypt=True;`,
  ),
  kind("PASSWORD", "password literal", (r) => r.text(`${ALNUM}!#^*_`, 20)),
  kind("CLIENT_SECRET", "random client secret", (r) => r.text(BASE64URL, 32)),
  kind("ENCRYPTION_KEY", "random hex key", (r) => r.text(HEX, 64)),
  kind("POSTMAN", "Postman key", (r) => `PMAK-${r.text(HEX, 24)}-${r.text(HEX, 34)}`),
  kind("AIRTABLE", "Airtable token", (r) => `pat${r.text(ALNUM, 14)}.${r.text(HEX, 64)}`),
  kind("HUBSPOT", "HubSpot token", (r) => `pat-na1-${uuid(r)}`),
  kind("PULUMI", "Pulumi token", (r) => `pul-${r.text(HEX, 40)}`),
];

/** How a secret gets into a file. Each gives a few lines of a program or settings file. */
export const SECRET_ENCODINGS: readonly {
  readonly name: string;
  readonly write: (one: SecretKind, value: string, random: Random) => string;
}[] = [
  { name: "plain", write: (one, value) => `export const ${camel(one.name)} = ${JSON.stringify(value)};` },
  {
    name: "base64",
    write: (one, value) =>
      `const ${camel(one.name)} = Buffer.from("${Buffer.from(value).toString("base64")}", "base64").toString();`,
  },
  {
    name: "hex",
    write: (one, value) => `${camel(one.name)} = bytes.fromhex("${Buffer.from(value).toString("hex")}").decode()`,
  },
  {
    name: "url",
    write: (one, value) =>
      `const ${camel(one.name)} = "${Array.from(value)
        .map((c) => (/[A-Za-z0-9]/u.test(c) ? c : `%${c.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`))
        .join("")}";`,
  },
  {
    name: "split",
    write: (one, value, random) => {
      const cut = 3 + random.below(value.length - 6);
      return `const ${camel(one.name)} = ${JSON.stringify(value.slice(0, cut))} + ${JSON.stringify(value.slice(cut))};`;
    },
  },
];

function camel(name: string): string {
  return name.toLowerCase().replace(/_([a-z])/gu, (_, letter: string) => letter.toUpperCase());
}
