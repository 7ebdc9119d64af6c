/**
 * A name for a secret that can be written into the policy: `sha256-` and the first 16 hex digits of the SHA-256 of its
 * UTF-8 bytes. The prefix keeps YAML from reading sixteen digits as a number.
 */
export async function toFingerprint(value: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(value));
  const hex = [...new Uint8Array(digest).slice(0, 8)].map((byte) => byte.toString(16).padStart(2, "0"));
  return `sha256-${hex.join("")}`;
}

/** What may be shown of a secret: at most its first four characters, never more than a fifth of it, and its length. */
export function toMask(value: string): string {
  const shown = Math.min(4, Math.floor(value.length / 5));
  return `"${value.slice(0, shown).replace(/[^\u0020-\u007e]/gu, "?")}…" (${value.length} characters)`;
}
