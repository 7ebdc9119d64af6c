import { fencedLines, openFence } from "./anchors.ts";

export const PAGE_BEGIN = "<!-- assay:api begin -->";
export const PAGE_END = "<!-- assay:api end -->";

/** Where a page's reference stands; `damaged`: its markers do not enclose anything. */
export type PagePlace =
  | { readonly type: "marked"; readonly start: number; readonly end: number }
  | { readonly type: "unmarked" }
  | { readonly type: "damaged"; readonly reason: string };

/** Finds the markers of a page: each alone on its line; one that a text or a block of code only mentions is none. */
export function findMarkers(page: string): PagePlace {
  const found: { readonly marker: string; readonly line: number; readonly start: number }[] = [];
  let at = 0;
  for (const [index, { line, isFenced }] of fencedLines(page).entries()) {
    const marker = line.trim();
    if (!isFenced && (marker === PAGE_BEGIN || marker === PAGE_END))
      found.push({ marker, line: index + 1, start: at + line.indexOf(marker) });
    at += line.length;
    at += page.startsWith("\r\n", at) ? 2 : 1;
  }
  const [begin, end, more] = found;
  if (openFence(page) !== "") return { type: "damaged", reason: "a fenced block of it is never closed" };
  if (begin === undefined) return { type: "unmarked" };
  const named = found.map(({ marker, line }) => `${marker} in line ${line}`).join(", ");
  if (end === undefined) {
    const missing = begin.marker === PAGE_BEGIN ? PAGE_END : PAGE_BEGIN;
    return { type: "damaged", reason: `it has only ${named}: add ${missing}, or take both out` };
  }
  if (more !== undefined || begin.marker !== PAGE_BEGIN || end.marker !== PAGE_END)
    return { type: "damaged", reason: `its markers stand in no order that encloses one reference: ${named}` };
  return { type: "marked", start: begin.start, end: end.start + PAGE_END.length };
}
