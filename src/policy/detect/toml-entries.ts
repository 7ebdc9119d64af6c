/** `key = value` of a TOML text; or a table's header, then with an empty key and value. */
export interface TomlEntry {
  /** Dotted, without quotes: `tool.ruff.lint`; empty before the first header. */
  readonly table: string;
  readonly key: string;
  /** The raw text of the value, comments taken out; a list that goes over several lines is whole. */
  readonly value: string;
}

const HEADER = /^\s*\[{1,2}\s*([^\]]*?)\s*\]{1,2}\s*$/u;
const PAIR = /^\s*([\w.\-"']+)\s*=\s*(.*)$/u;
const STRING = /"(?:[^"\\]|\\.)*"|'[^']*'/gu;

/** A line without its comment; a `#` inside quotes is none. */
function withoutComment(line: string): string {
  const blanked = line.replaceAll(STRING, (quoted) => "_".repeat(quoted.length));
  const at = blanked.indexOf("#");
  return at === -1 ? line : line.slice(0, at);
}

/** How many brackets a text leaves open. */
function openBrackets(text: string): number {
  const bare = text.replaceAll(STRING, "");
  return (bare.match(/[[{]/gu)?.length ?? 0) - (bare.match(/[\]}]/gu)?.length ?? 0);
}

/**
 * As much of TOML as detection needs: which tables there are, and the raw text of each value. Takes a broken text for
 * what can be read of it; never throws.
 */
export function tomlEntries(text: string): readonly TomlEntry[] {
  const entries: { table: string; key: string; value: string }[] = [];
  let table = "";
  let open = 0;
  let closing: string | undefined;
  for (const raw of text.split(/\r?\n/u)) {
    const last = entries.at(-1);
    if (closing !== undefined) {
      if (raw.includes(closing)) closing = undefined;
      continue;
    }
    const line = withoutComment(raw);
    if (open > 0 && last !== undefined) {
      last.value += ` ${line.trim()}`;
      open += openBrackets(line);
      continue;
    }
    const header = HEADER.exec(line)?.[1];
    if (header !== undefined) {
      table = header.replaceAll(/["'\s]/gu, "");
      entries.push({ table, key: "", value: "" });
      continue;
    }
    const [, key, value = ""] = PAIR.exec(line) ?? [];
    if (key === undefined) continue;
    entries.push({ table, key: key.replaceAll(/["']/gu, ""), value });
    const long = /^(?:"""|''')/u.exec(value)?.[0];
    if (long !== undefined && !value.slice(3).includes(long)) closing = long;
    open = long === undefined ? Math.max(0, openBrackets(value)) : 0;
  }
  return entries;
}
