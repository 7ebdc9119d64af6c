/** Reads values out of what a server sent, which may be anything. */

/** The value under a key; undefined where there is no such mapping. */
export function at(value: unknown, ...keys: readonly (string | number)[]): unknown {
  let current = value;
  for (const key of keys) {
    if (typeof current !== "object" || current === null) return undefined;
    current = Object.getOwnPropertyDescriptor(current, key)?.value;
  }
  return current;
}

/** The text under a key; empty where there is none. */
export function textAt(value: unknown, ...keys: readonly (string | number)[]): string {
  const found = at(value, ...keys);
  return typeof found === "string" ? found : "";
}

/** Longest id of a model that is kept. */
const MAX_ID = 100;

/** The id of a model under a key; undefined where there is none, or where it is no word that can be shown as it is. */
export function modelAt(value: unknown, ...keys: readonly (string | number)[]): string | undefined {
  const found = textAt(value, ...keys);
  return found.length <= MAX_ID && /^[\w./:@+~-]+$/u.test(found) ? found : undefined;
}

/** A whole number that is not negative; undefined where there is none. */
export function countAt(value: unknown, ...keys: readonly (string | number)[]): number | undefined {
  const found = at(value, ...keys);
  return typeof found === "number" && Number.isSafeInteger(found) && found >= 0 ? found : undefined;
}

/** The list under a key; empty where there is none. */
export function listAt(value: unknown, ...keys: readonly (string | number)[]): readonly unknown[] {
  const found = at(value, ...keys);
  return Array.isArray(found) ? found : [];
}
