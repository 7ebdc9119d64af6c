/** Amounts by their cents, as the export file names them. */
export function byCents(amounts) {
  const entries = amounts.map((amount) => ["cents-" + amount, amount]);
  return Object.fromEntries(entries);
}
