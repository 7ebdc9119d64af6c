/** What can be imported from a module that a file requires, and how that is written. */
export interface Link {
  /** The module's name as an import writes it: with its ending. */
  readonly specifier: string;
  /** JSON needs to be imported as such. */
  readonly isJson?: true;
  /** Whether the default is what `require` gives. */
  readonly hasDefault: boolean;
  /** Names that can be imported; `any`: all that it has. */
  readonly names: ReadonlySet<string> | "any";
}

/** How links of a file are found; a text says why there is none. */
export type LinkOf = (specifier: string) => Link | string;

/** How a file writes texts and ends statements. */
export interface Layout {
  readonly quote: '"' | "'";
  readonly end: ";" | "";
  readonly newLine: "\n" | "\r\n";
}

/** The specifier as an import ends with it: quoted, and with what JSON needs. */
export function renderFrom({ specifier, isJson }: Link, { quote, end }: Layout): string {
  const attribute = isJson === true ? ` with { type: ${quote}json${quote} }` : "";
  return `${quote}${specifier}${quote}${attribute}${end}`;
}
