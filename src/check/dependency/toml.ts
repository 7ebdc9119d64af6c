/** One `key = value` of a TOML file. */
export interface TomlEntry {
  /** The table's name without brackets: `project`, `tool.poetry.dependencies`, `package`. */
  readonly table: string;
  /** Counts the tables in order, so that the entries of `[[package]]` can be told apart. */
  readonly index: number;
  readonly key: string;
  /** As written; an array or inline table over several lines is one value. */
  readonly value: string;
  /** 1-based. */
  readonly line: number;
}

/** Brackets that are still open at the end of a text; those in texts do not count. */
function openBrackets(text: string): number {
  const plain = text.replace(/"(?:[^"\\]|\\.)*"|'[^']*'|#.*$/gmu, "");
  return (plain.match(/[[{]/gu)?.length ?? 0) - (plain.match(/[\]}]/gu)?.length ?? 0);
}

/** The entries of a TOML file, as far as manifests and lockfiles need it: no multi-line strings. Never throws. */
export function parseToml(text: string): readonly TomlEntry[] {
  const entries: TomlEntry[] = [];
  let table = "";
  let index = 0;
  const lines = text.split(/\r?\n/u);
  for (let at = 0; at < lines.length; at += 1) {
    const line = (lines[at] ?? "").trim();
    const header = /^\[{1,2}\s*(?<name>[^\]]+?)\s*\]{1,2}/u.exec(line)?.groups?.["name"];
    if (header !== undefined && !/^\[[^\]]*=/u.test(line)) {
      table = header.replace(/["']/gu, "");
      index += 1;
      continue;
    }
    const match = /^(?<key>[\w."'-]+)\s*=\s*(?<value>.*)$/u.exec(line);
    if (match === null) continue;
    const start = at;
    let value = match.groups?.["value"] ?? "";
    while (openBrackets(value) > 0 && at + 1 < lines.length) {
      at += 1;
      value += `\n${lines[at] ?? ""}`;
    }
    entries.push({ table, index, key: (match.groups?.["key"] ?? "").replace(/["']/gu, ""), value, line: start + 1 });
  }
  return entries;
}

/** The texts in a value: `["a", 'b']` gives a and b. Comments do not count. */
export function tomlStrings(value: string): readonly string[] {
  const found: string[] = [];
  for (const match of value.matchAll(/"((?:[^"\\]|\\.)*)"|'([^']*)'|#.*$/gmu)) {
    const text = match[1] ?? match[2];
    if (text !== undefined) found.push(text);
  }
  return found;
}
