/** The sum of all lines, in cents. */
export function total(lines) {
  return lines.reduce((sum, line) => sum + line.quantity * line.cents, 0);
}
