/** What a benchmark found: a table to read, and plain figures by key. */
export interface Measurement {
  readonly table: string;
  readonly keys: Readonly<Record<string, number | string>>;
}

/** The middle of the values; of an even number of them the mean of the two in the middle. NaN for none. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const high = sorted[Math.floor(middle)] ?? Number.NaN;
  return Number.isInteger(middle) ? ((sorted[middle - 1] ?? Number.NaN) + high) / 2 : high;
}

/** Rows of cells as aligned columns; the first row is the head. Figures are aligned to the right. */
export function renderTable(rows: readonly (readonly (string | number)[])[]): string {
  const texts = rows.map((row) => row.map(String));
  const widths = (texts[0] ?? []).map((_, column) => Math.max(...texts.map((row) => (row[column] ?? "").length)));
  const renderRow = (row: readonly string[], index: number) =>
    row
      .map((cell, column) => {
        const width = widths[column] ?? 0;
        return index > 0 && typeof rows[index]?.[column] === "number" ? cell.padStart(width) : cell.padEnd(width);
      })
      .join("  ")
      .trimEnd();
  return texts.map(renderRow).join("\n");
}
