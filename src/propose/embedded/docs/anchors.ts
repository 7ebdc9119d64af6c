/**
 * Makes the anchors that GitHub gives headings: lower case, no punctuation, hyphens for blanks, a number behind what is there
 * already. Call it for every heading of a page, in order of place.
 */
export function createAnchors(): (heading: string) => string {
  const seen = new Map<string, number>();
  return (heading) => {
    const plain = heading
      .trim()
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{M}\p{N}\p{Pc}\s-]/gu, "")
      .replaceAll(/\s/gu, "-");
    let anchor = plain;
    // A heading may bear the name of another one with its number.
    for (let count = seen.get(plain) ?? 0; seen.has(anchor);) {
      count += 1;
      seen.set(plain, count);
      anchor = `${plain}-${count}`;
    }
    seen.set(anchor, 0);
    return anchor;
  };
}

interface FenceWalk {
  readonly lines: readonly { readonly line: string; readonly isFenced: boolean }[];
  /** The marks of a block that is open at the end; empty where none is. */
  readonly open: string;
}

function walkFences(text: string): FenceWalk {
  let open = "";
  const lines = text.split(/\r?\n/u).map((line) => {
    // A block may begin behind the mark of a list's item; it ends on a line of its own.
    const [, item = "", marks = "", rest = ""] =
      /^\s*((?:(?:[-*+]|\d{1,9}[.)])\s+)*)(`{3,}|~{3,})(.*)$/u.exec(line) ?? [];
    const isOpening = open === "" && marks !== "" && !(marks.startsWith("`") && rest.includes("`"));
    const isClosing = open !== "" && item === "" && marks.startsWith(open) && rest.trim() === "";
    const isFenced = open !== "" || isOpening;
    if (isOpening) open = marks;
    else if (isClosing) open = "";
    return { line, isFenced };
  });
  return { lines, open };
}

/** The lines of a Markdown text with whether they stand in a fenced block; the fences themselves do. */
export function fencedLines(text: string): FenceWalk["lines"] {
  return walkFences(text).lines;
}

/** What would close the fenced block that a text leaves open; empty where it leaves none. */
export function openFence(text: string): string {
  return walkFences(text).open;
}

/** What a reader sees of a heading: the words of links, without signs of emphasis. */
function shown(heading: string): string {
  return heading
    .replaceAll(/!?\[([^\]]*)\]\([^)]*\)/gu, "$1")
    .replaceAll(/<[^>]*>/gu, "")
    .replaceAll(/(?<![\w`])_([^_`]+)_(?![\w`])/gu, "$1");
}

/** The headings of a Markdown text outside of fences, those that are underlined too. */
export function headingsOf(text: string): readonly string[] {
  const lines = fencedLines(text);
  return lines.flatMap(({ line, isFenced }, index) => {
    if (isFenced) return [];
    const [, marked] = /^ {0,3}#{1,6}(?:\s+(.*?))?(?:\s+#+)?\s*$/u.exec(line) ?? [];
    if (marked !== undefined) return [shown(marked)];
    const next = lines[index + 1];
    const isParagraph = /^ {0,3}[^\s#>|-]/u.test(line);
    const isUnderlined = next !== undefined && !next.isFenced && /^ {0,3}(?:=+|-+)\s*$/u.test(next.line);
    return isParagraph && isUnderlined ? [shown(line.trim())] : [];
  });
}

/** Links of a Markdown text to places of itself that are not there. */
export function brokenLinks(text: string): readonly string[] {
  const anchorOf = createAnchors();
  const known = new Set(headingsOf(text).map(anchorOf));
  for (const [, id = ""] of text.matchAll(/<[a-z]\w*\s[^>]*?\b(?:id|name)\s*=\s*["']([^"']+)["']/giu)) known.add(id);
  const plain = fencedLines(text)
    .filter(({ isFenced }) => !isFenced)
    .map(({ line }) => line.replaceAll(/`[^`]*`(?!\])/gu, ""))
    .join("\n");
  const links = [...plain.matchAll(/\]\(#([^)\s]*)\)/gu)].map(([, link = ""]) => link);
  return [...new Set(links)].filter((link) => link !== "" && !known.has(link));
}
