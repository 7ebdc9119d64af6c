/** A value with the keys of every object in code unit order; arrays keep theirs. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  // fromEntries defines `__proto__` as an ordinary key, so that it stays visible and unequal.
  return Object.fromEntries(entries.map(([key, one]) => [key, sorted(one)]));
}

/** The one text of a JSON value: sorted keys, two blanks of indentation, one line end at the end. */
export function renderCanonicalJson(value: unknown): string {
  return `${JSON.stringify(sorted(value), null, 2)}\n`;
}
