import { tokenize } from "../tokens.ts";

/** Where a table of rows begins: `test.each(`, `parametrize(`, a literal of structs in Go. */
const OPENING = /(?:\.(?:each|for)|parametrize)\s*\((?:\s*(?<name>[A-Za-z_]\w*)\s*\))?/u;
const GO_OPENING = /(?:\[\]|\bmap\[\w+\])(?:struct\s*\{[^{}]*\}|\*?[A-Za-z_][\w.]*)\s*(?=\{)/u;
const PARAMETRIZE_NAME =
  /parametrize\s*\(\s*(?:"[^"]*"|'[^']*'|\([^)]*\)|\[[^\]]*\])\s*,\s*(?<name>[A-Za-z_]\w*)\s*[,)]/u;
const CASES = /#\[(?:case|test_case)(?:::\w+)?\s*\(/gu;

/** Items of the first literal in brackets: texts and commas before it are passed over. */
function countRows(text: string): number | undefined {
  let depth = 0;
  let rows = 0;
  let pending = false;
  for (const { kind, text: token } of tokenize(text, "slashes")) {
    if (depth === 0 && !/^[[({]$/u.test(token)) {
      if (kind === "string" || token === ",") continue;
      return undefined;
    }
    if (/^[[({]$/u.test(token)) depth += 1;
    if (/^[\])}]$/u.test(token)) depth -= 1;
    if (depth === 0) return rows + Number(pending);
    if (depth === 1 && token === ",") {
      rows += Number(pending);
      pending = false;
    } else pending = pending || rows > 0 || depth > 1 || !/^[[{(]$/u.test(token);
  }
  return undefined;
}

/** Rows of the table of a template: the lines below its heading that hold a value. */
function templateRows(text: string): number | undefined {
  const template = /\.each\s*`(?<table>[^`]{0,20000})`/u.exec(text)?.groups?.["table"];
  return template?.split("\n").filter((line) => line.includes("${")).length;
}

/** Rows of a table that is written out under a name elsewhere in the file. */
function namedRows(name: string, file: string): number | undefined {
  const given = new RegExp(`\\b${name}\\b(?:\\s*:[^=\\n]{1,200})?\\s*:?=\\s*(?=\\[)`, "u").exec(file);
  if (given === null) return undefined;
  const rest = file.slice(given.index + given[0].length);
  const literal = GO_OPENING.exec(rest);
  return countRows(literal?.index === 0 ? rest.slice(literal[0].length) : rest);
}

/** Rows of the literal that a loop in Go goes over, written out in the test or under a name. */
function loopRows(text: string, file: string): number | undefined {
  const looped = /\bfor\s+\w+\s*,\s*\w+\s*:=\s*range\b\s*(?<name>\w+)?/u.exec(text);
  if (looped === null) return undefined;
  const literal = GO_OPENING.exec(text);
  if (literal !== null) return countRows(text.slice(literal.index + literal[0].length));
  const name = looped.groups?.["name"];
  return name === undefined ? undefined : namedRows(name, file);
}

/**
 * Rows of the table of `test.each`, `parametrize`, `#[case]` or a loop over a literal in Go; undefined where it is
 * not written out.
 * @param file the whole text, for a table that stands outside the test.
 */
export function tableRows(text: string, file: string = text): number | undefined {
  const counted = text.match(CASES)?.length ?? templateRows(text);
  if (counted !== undefined) return counted;
  const open = OPENING.exec(text);
  const name = open?.groups?.["name"] ?? PARAMETRIZE_NAME.exec(text)?.groups?.["name"];
  if (name !== undefined) return namedRows(name, file);
  return open === null ? loopRows(text, file) : countRows(text.slice(open.index + open[0].length));
}
