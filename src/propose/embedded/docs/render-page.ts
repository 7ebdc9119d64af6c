import type { ModuleEntry } from "../../../code/docs/module-reference.ts";
import type { MemberEntry } from "../../../code/docs/reference.ts";

/** One module of a page. */
export interface ReferenceModule {
  readonly path: string;
  readonly entries: readonly ModuleEntry[];
}

export const PAGE_BEGIN = "<!-- assay:api begin -->";
export const PAGE_END = "<!-- assay:api end -->";

/** GitHub's anchors: lower case, no punctuation, hyphens for blanks, a number behind what is there already. */
function createAnchors(): (heading: string) => string {
  const seen = new Map<string, number>();
  return (heading) => {
    const plain = heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, "")
      .trim()
      .replaceAll(/\s/gu, "-");
    const count = seen.get(plain) ?? 0;
    seen.set(plain, count + 1);
    return count === 0 ? plain : `${plain}-${count}`;
  };
}

/** Headings of a Markdown text, outside of fences. */
function headingsOf(text: string): readonly string[] {
  let isFenced = false;
  return text.split(/\r?\n/u).flatMap((line) => {
    if (/^\s*(?:```|~~~)/u.test(line)) isFenced = !isFenced;
    const heading = isFenced ? undefined : /^#{1,6}\s+(.*?)\s*#*$/u.exec(line)?.[1];
    return heading === undefined ? [] : [heading];
  });
}

/** Links of comments become code spans or links to sections of the page. */
function withLinks(text: string, anchors: ReadonlyMap<string, string>): string {
  return text.replaceAll(
    /\{@link(?:code|plain)?\s+([^\s|}]+)(?:\s*\|?\s*([^}]*))?\}/gu,
    (_, target: string, label: string | undefined) => {
      const given = label?.trim() ?? "";
      const anchor = anchors.get(target);
      if (anchor !== undefined) return `[${given === "" ? `\`${target}\`` : given}](#${anchor})`;
      if (/^https?:/u.test(target)) return `[${given === "" ? target : given}](${target})`;
      return given === "" ? `\`${target}\`` : given;
    },
  );
}

function tagLine(line: string): string {
  const [, name = "", rest = ""] = /^@(\w+)\s*(.*)$/u.exec(line) ?? [];
  if (/^param$/u.test(name)) {
    const [, type, parameter = "", text = ""] =
      /^(?:\{([^}]*)\}\s*)?(\[[^\]]*\]|\S+)\s*(?:-\s*)?(.*)$/u.exec(rest) ?? [];
    return `- \`${parameter}\`${type === undefined ? "" : ` (\`${type}\`)`}${text === "" ? "" : `: ${text}`}`;
  }
  const words: Readonly<Record<string, string>> = {
    returns: "Returns",
    return: "Returns",
    throws: "Throws",
    deprecated: "Deprecated",
    see: "See",
  };
  const typed = rest.replace(/^\{([^}]*)\}\s*/u, (_, type: string) => `\`${type}\` `).trim();
  return `- **${words[name] ?? name}** ${typed}`.trim();
}

/** A comment as Markdown: its text, its tags as a list, its examples as fences. */
function commentLines({ comment }: MemberEntry): readonly string[] {
  const made: string[] = [];
  let [isFenced, isExample] = [false, false];
  const closeBare = (): void => {
    if (isExample && isFenced) made.push("```");
    if (isExample) isFenced = false;
    isExample = false;
  };
  for (const line of comment) {
    if (/^\s*```/u.test(line)) {
      isFenced = !isFenced;
      isExample = false;
      made.push(line);
    } else if (!isFenced || isExample) {
      if (!line.startsWith("@")) {
        if (isExample && !isFenced && line !== "") {
          isFenced = true;
          made.push("```js");
        }
        made.push(line);
        continue;
      }
      closeBare();
      isExample = line.startsWith("@example");
      const before = made.at(-1) ?? "";
      if (before !== "" && (isExample || !before.startsWith("- "))) made.push("");
      if (!isExample) made.push(tagLine(line));
    } else made.push(line);
  }
  closeBare();
  return made;
}

function tidy(lines: readonly string[]): string {
  return lines
    .join("\n")
    .replaceAll(/\n{3,}/gu, "\n\n")
    .trim();
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

function told(entry: MemberEntry, { names }: Places): readonly string[] {
  const text = withLinks(tidy(commentLines(entry)), names);
  return text === "" ? [] : [text, ""];
}

function entryLines(entry: ModuleEntry, path: string, places: Places): readonly string[] {
  const language = /\.[cm]?tsx?$/iu.test(path) ? "ts" : "js";
  const signature = [`\`\`\`${language} signature`, entry.signature, "```"];
  const members = entry.members.flatMap((member) => [`#### \`${member.name}\``, "", ...told(member, places)]);
  return [`### \`${entry.name}\``, "", ...signature, "", ...told(entry, places), ...members];
}

/** The reference between its markers: a table of contents, then module by module. `above` is the page's text before it. */
function renderReference(modules: readonly ReferenceModule[], above: string): string {
  const places = placesOf(modules, above);
  const sections = modules.flatMap((module) => [
    `## \`${module.path}\``,
    "",
    ...passedOnLines(module, modules, places),
    ...module.entries
      .filter((entry) => !isToldElsewhere(entry, modules))
      .flatMap((entry) => entryLines(entry, module.path, places)),
  ]);
  return [PAGE_BEGIN, "", ...places.contents, "", ...sections, PAGE_END].join("\n");
}

/** The page with its reference renewed; undefined where one marker stands without the other. */
export function renewPage(
  page: string | undefined,
  modules: readonly ReferenceModule[],
  title: string,
): string | undefined {
  const text = page ?? `# ${title}\n\n${PAGE_BEGIN}\n${PAGE_END}\n`;
  const newline = text.includes("\r\n") ? "\r\n" : "\n";
  const [begin, end] = [text.indexOf(PAGE_BEGIN), text.indexOf(PAGE_END)];
  if (begin < 0 !== end < 0 || (begin >= 0 && end < begin)) return undefined;
  if (begin < 0) {
    const above = `${text.trimEnd()}${newline}${newline}`;
    return `${above}${renderReference(modules, above).replaceAll("\n", newline)}${newline}`;
  }
  const above = text.slice(0, begin);
  return above + renderReference(modules, above).replaceAll("\n", newline) + text.slice(end + PAGE_END.length);
}
