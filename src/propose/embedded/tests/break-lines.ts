const OPENING: Readonly<Record<string, string>> = { "(": ")", "[": "]", "{": "}" };

/** Where strings, templates and regular expressions end: what is in them is no bracket. */
function skipText(line: string, at: number): number {
  const quote = line[at];
  let end = at + 1;
  while (end < line.length && line[end] !== quote) end += line[end] === "\\" ? 2 : 1;
  return end;
}

interface Pair {
  readonly open: number;
  readonly close: number;
  readonly commas: readonly number[];
  /** Ends of statements directly inside. */
  readonly semicolons: readonly number[];
}

function isRegexStart(line: string, at: number): boolean {
  return line[at] === "/" && /[(,=:[\s]\s*$/u.test(line.slice(0, at)) && line.indexOf("/", at + 1) > 0;
}

/** The outermost bracket pairs of a line, with the commas directly inside. */
function outerPairs(line: string): readonly Pair[] {
  const pairs: Pair[] = [];
  const stack: {
    readonly closer: string;
    readonly open: number;
    readonly commas: number[];
    readonly semicolons: number[];
  }[] = [];
  for (let at = 0; at < line.length; at += 1) {
    const letter = line[at] ?? "";
    if (letter === "'" || letter === '"' || letter === "`" || isRegexStart(line, at)) {
      at = skipText(line, at);
      continue;
    }
    const closer = OPENING[letter];
    const top = stack.at(-1);
    if (closer !== undefined) stack.push({ closer, open: at, commas: [], semicolons: [] });
    else if (letter === top?.closer) {
      stack.pop();
      if (stack.length === 0) pairs.push({ open: top.open, close: at, commas: top.commas, semicolons: top.semicolons });
    } else if (letter === ",") top?.commas.push(at);
    else if (letter === ";") top?.semicolons.push(at);
  }
  return pairs;
}

/** Breaks a line of code that is wider than `width` at its brackets, one part to a line, as formatters do. */
export function breakLine(line: string, indent: string, width: number): readonly string[] {
  if (line.length <= width) return [line];
  const lead = /^\s*/u.exec(line)?.[0] ?? "";
  const pair = outerPairs(line).toSorted((a, b) => b.close - b.open - (a.close - a.open))[0];
  if (pair === undefined || pair.close - pair.open < 12) return [line];
  const head = line.slice(0, pair.open + 1);
  const tail = line.slice(pair.close);
  if (/=>\s*\{$/u.test(head)) return block(line, pair, lead, { indent, width });
  const bounds = [pair.open, ...pair.commas, pair.close];
  const parts = bounds.slice(1).map((end, index) => line.slice((bounds[index] ?? 0) + 1, end).trim());
  const only = parts[0] ?? "";
  // A sole argument that is a literal or a function hugs its parentheses.
  if (parts.length === 1 && line[pair.open] === "(" && /^[[{]/u.test(only))
    return hug(head, only, tail, lead, { indent, width });
  const isList = parts.at(-1) === "";
  const given = isList ? parts.slice(0, -1) : parts;
  const trailing = (index: number): string =>
    given.length === 1 && line[pair.open] === "("
      ? ""
      : index < given.length - 1 || line[pair.open] !== "("
        ? ","
        : ",";
  return [
    head,
    ...given.flatMap((part, index) => breakLine(`${lead}${indent}${part}${trailing(index)}`, indent, width)),
    ...breakLine(`${lead}${tail}`, indent, width),
  ];
}

/** The body of a function, one statement to a line. */
function block(
  line: string,
  { open, close, semicolons }: Pair,
  lead: string,
  { indent, width }: { readonly indent: string; readonly width: number },
): readonly string[] {
  const bounds = [open, ...semicolons, close];
  const statements = bounds.slice(1).map((end, index) => line.slice((bounds[index] ?? 0) + 1, end).trim());
  const end = semicolons.length > 0 ? ";" : "";
  return [
    line.slice(0, open + 1),
    ...statements
      .filter((statement) => statement !== "")
      .flatMap((statement) => breakLine(`${lead}${indent}${statement}${end}`, indent, width)),
    ...breakLine(`${lead}${line.slice(close)}`, indent, width),
  ];
}

function hug(
  head: string,
  only: string,
  tail: string,
  lead: string,
  { indent, width }: { readonly indent: string; readonly width: number },
): readonly string[] {
  const broken = breakLine(`${lead}${only}`, indent, Math.min(width, lead.length + only.length - 1));
  if (broken.length === 1) return [`${head}${only}${tail}`];
  const first = (broken[0] ?? "").slice(lead.length);
  return [`${head}${first}`, ...broken.slice(1, -1), `${broken.at(-1) ?? ""}${tail}`];
}
