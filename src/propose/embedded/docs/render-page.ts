import type { ModuleEntry } from "../../../code/docs/module-reference.ts";
import type { MemberEntry } from "../../../code/docs/reference.ts";
import { createAnchors, headingsOf } from "./anchors.ts";
import { renderCommentText } from "./comment-markdown.ts";
import { findMarkers, PAGE_BEGIN, PAGE_END } from "./page-markers.ts";

/** One module of a page. */
export interface ReferenceModule {
  readonly path: string;
  readonly entries: readonly ModuleEntry[];
}

/** Where the sections of a page are. */
interface Places {
  /** By path of the module, by `path name` of what it declares. */
  readonly anchors: ReadonlyMap<string, string>;
  /** By name: what a link in a comment leads to. */
  readonly names: ReadonlyMap<string, string>;
  readonly contents: readonly string[];
}

/** Whether an entry has its section in the module that declares it. */
function isToldElsewhere({ from }: ModuleEntry, modules: readonly ReferenceModule[]): boolean {
  return from !== undefined && modules.some(({ path }) => path === from);
}

/** Gives every heading its anchor, in the order of the page, and makes the table of contents. */
function placesOf(modules: readonly ReferenceModule[], above: string): Places {
  const anchorOf = createAnchors();
  for (const heading of headingsOf(above)) anchorOf(heading);
  const anchors = new Map<string, string>();
  const names = new Map<string, string>();
  const contents: string[] = [];
  const note = (path: string, name: string): string => {
    const anchor = anchorOf(name);
    anchors.set(`${path} ${name}`, anchor);
    if (!names.has(name)) names.set(name, anchor);
    return anchor;
  };
  for (const { path, entries } of modules) {
    const anchor = anchorOf(path);
    anchors.set(path, anchor);
    contents.push(`- [\`${path}\`](#${anchor})`);
    for (const entry of entries.filter((one) => !isToldElsewhere(one, modules))) {
      contents.push(`  - [\`${entry.name}\`](#${note(path, entry.name)})`);
      for (const { name } of entry.members) note(path, name);
    }
  }
  return { anchors, names, contents };
}

/** What a module exports from others of the page, module by module. */
function passedOnLines(
  { entries }: ReferenceModule,
  modules: readonly ReferenceModule[],
  places: Places,
): readonly string[] {
  const others = entries.filter((entry) => isToldElsewhere(entry, modules));
  const lines = [...new Set(others.map(({ from }) => from ?? ""))].map((from) => {
    const links = others
      .filter((entry) => entry.from === from)
      .map(({ name, own = name }) => {
        const link = `[\`${own}\`](#${places.anchors.get(`${from} ${own}`) ?? places.anchors.get(from) ?? ""})`;
        return name === own ? link : `${link} as \`${name}\``;
      });
    return `- from [\`${from}\`](#${places.anchors.get(from) ?? ""}): ${links.join(", ")}`;
  });
  return lines.length === 0 ? [] : ["Passes on:", "", ...lines, ""];
}

interface Shown {
  readonly path: string;
  readonly page: string;
  readonly places: Places;
}

function told(entry: MemberEntry, module: string, { page, places }: Shown): readonly string[] {
  const text = renderCommentText(entry, { module, page, names: places.names });
  return text === "" ? [] : [text, ""];
}

/** A fence that nothing in a text closes. */
function fenceFor(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/gu)].map(([marks]) => marks.length));
  return "`".repeat(longest + 1);
}

function entryLines(entry: ModuleEntry, shown: Shown): readonly string[] {
  const module = entry.from ?? shown.path;
  const language = /\.[cm]?tsx?$/iu.test(shown.path) ? "ts" : "js";
  const fence = fenceFor(entry.signature);
  const signature = [`${fence}${language} signature`, entry.signature, fence];
  const members = entry.members.flatMap((member) => [`#### \`${member.name}\``, "", ...told(member, module, shown)]);
  return [`### \`${entry.name}\``, "", ...signature, "", ...told(entry, module, shown), ...members];
}

/** The reference between its markers: a table of contents, then module by module. `above` is the page's text before it. */
function renderReference(modules: readonly ReferenceModule[], above: string, page: string): string {
  const places = placesOf(modules, above);
  const sections = modules.flatMap((module) => [
    `## \`${module.path}\``,
    "",
    ...passedOnLines(module, modules, places),
    ...module.entries
      .filter((entry) => !isToldElsewhere(entry, modules))
      .flatMap((entry) => entryLines(entry, { path: module.path, page, places })),
  ]);
  return [PAGE_BEGIN, "", ...places.contents, "", ...sections, PAGE_END].join("\n");
}

/** The page with its reference renewed; undefined where its markers are damaged. `path` is where it lies in the repository. */
export function renewPage(
  page: string | undefined,
  modules: readonly ReferenceModule[],
  title: string,
  path = "",
): string | undefined {
  const text = page ?? `# ${title}\n\n${PAGE_BEGIN}\n${PAGE_END}\n`;
  const newline = text.includes("\r\n") ? "\r\n" : "\n";
  const place = findMarkers(text);
  if (place.type === "damaged") return undefined;
  if (place.type === "unmarked") {
    const above = `${text.trimEnd()}${newline}${newline}`;
    return `${above}${renderReference(modules, above, path).replaceAll("\n", newline)}${newline}`;
  }
  const above = text.slice(0, place.start);
  return above + renderReference(modules, above, path).replaceAll("\n", newline) + text.slice(place.end);
}
