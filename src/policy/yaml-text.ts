/** Texts that mean the same without quotes, in a list as well as in a mapping. */
const PLAIN = /^[A-Za-z0-9_][\w./+-]*$/u;
/** Plain words that YAML takes for something else than text. */
const SPECIAL = /^(?:null|true|false|yes|no|on|off|y|n|[\d.+-]+(?:e[\d+-]+)?|0[xo][\da-f]+)$/iu;

/** A scalar as YAML: text without quotes where that is safe, else in double quotes. */
export function renderScalar(value: string | number): string {
  if (typeof value === "number") return String(value);
  // Gate levels are read as text by the core schema, `off` included.
  if (value === "off" || (PLAIN.test(value) && !SPECIAL.test(value))) return value;
  return JSON.stringify(value).replaceAll(/[\u007f-\u009f\u2028\u2029\ufeff]/gu, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
  });
}

/** A list on one line. */
export function renderList(values: readonly string[]): string {
  return `[${values.map(renderScalar).join(", ")}]`;
}
