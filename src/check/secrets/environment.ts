/** A value of the job's environment that must not appear in a candidate. */
export interface ConfidentialValue {
  readonly name: string;
  readonly value: string;
}

/** Names under which jobs hand secrets to programs. */
const TELLING =
  /TOKEN|SECRET|PASSW|PASSPHRASE|PWD|(?:^|_)PASS(?:_|$)|(?:API|ACCESS|PRIVATE|SIGNING|ENCRYPTION|DEPLOY|SSH|_)[_-]?KEY|CREDENTIAL|(?:^|_)(?:AUTH|PAT|JWT|COOKIE|SESSION|BEARER|PEM)(?:_|$)|(?:^|_)AUTH|DSN|CONNECTION_?STRING|WEBHOOK|DATABASE_URL|(?:MONGO|REDIS|POSTGRES|AMQP)\w*_UR[IL]/iu;
const NO_SECRET = /^(?:PWD|OLDPWD|SSH_AUTH_SOCK|XAUTHORITY|GITHUB_(?:ACTION|WORKFLOW|REF|SHA|REPOSITORY)\w*)$/u;
/** Shorter values turn up by chance. */
const MIN_LENGTH = 8;

/** The variables of an environment that hold secrets: a telling name, and a value that is long enough to be told apart. */
export function toConfidential(
  environment: Readonly<Record<string, string | undefined>>,
): readonly ConfidentialValue[] {
  const values: ConfidentialValue[] = [];
  for (const [name, value] of Object.entries(environment)) {
    if (value === undefined || value.trim().length < MIN_LENGTH || NO_SECRET.test(name) || !TELLING.test(name))
      continue;
    if (/^\/[\w./-]+$/u.test(value) || /^(?:true|false|\d+)$/iu.test(value)) continue;
    values.push({ name, value: value.trim() });
  }
  return values;
}

function base64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}

/**
 * The spellings under which a value is looked for: as it is, base64 (at each of the three alignments, without the
 * characters that depend on the neighbours) and base64url, hex, percent-encoded (as a form does it, too), escaped for JSON and HTML, reversed. Spellings in which the value is
 * split over joined strings are covered by looking through every {@link toViews} reading.
 */
export function toSpellings(value: string): readonly string[] {
  const spellings = new Set<string>([value, encodeURIComponent(value), JSON.stringify(value).slice(1, -1)]);
  for (const shift of [0, 1, 2]) {
    const whole = base64("\0".repeat(shift) + value);
    const core = whole.replace(/=+$/u, "").slice(shift === 0 ? 0 : shift + 1, whole.endsWith("=") ? -1 : undefined);
    if (core.length < MIN_LENGTH) continue;
    spellings.add(core);
    spellings.add(core.replaceAll("+", "-").replaceAll("/", "_"));
  }
  const hex = [...new TextEncoder().encode(value)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  spellings.add(hex);
  spellings.add(new URLSearchParams({ a: value }).toString().slice(2));
  spellings.add(
    value.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;"),
  );
  spellings.add(hex.toUpperCase());
  spellings.add(Array.from(value).reverse().join(""));
  return [...spellings];
}
