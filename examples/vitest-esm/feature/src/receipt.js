/** The sum of all lines, in cents. */
export function total(lines) {
  var sum = 0;
  for (let line of lines) {
    sum += line.quantity * line.cents;
  }
  return sum;
}

/** The sum of the lines of each currency, in cents. */
export function totals(lines) {
  let sums = {};
  for (const { currency: currency, quantity, cents } of lines) {
    sums[currency] = (sums[currency] ?? 0) + quantity * cents;
  }
  return { sums: sums };
}

/** Whether a receipt has to be signed. */
export function needsSignature(lines) {
  return total(lines) > 50_000;
}
