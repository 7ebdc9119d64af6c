import type { MemberEntry } from "../../../code/docs/reference.ts";
import { fencedLines, openFence } from "./anchors.ts";

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
  const typed = rest.replace(/^\{(?!@)([^}]*)\}\s*/u, (_, type: string) => `\`${type}\` `).trim();
  return `- **${words[name] ?? name}** ${typed}`.trim();
}

/** Whether an example shows its code in blocks: what else it holds is text then. */
function hasBlock(lines: ReturnType<typeof fencedLines>, from: number): boolean {
  return lines.slice(from).find(({ line, isFenced }) => isFenced || line.startsWith("@"))?.isFenced === true;
}

/** A comment as Markdown: its text, its tags as a list, its examples as fences. */
function commentLines({ comment }: MemberEntry): readonly string[] {
  const lines = fencedLines(comment.join("\n"));
  const made: string[] = [];
  let [isBare, isOpen] = [false, false];
  const close = (): void => {
    if (isOpen) made.push("```");
    isOpen = false;
  };
  for (const [index, { line, isFenced }] of lines.entries()) {
    if (isFenced || !line.startsWith("@")) {
      if (isBare && !isOpen && line !== "") {
        isOpen = true;
        made.push("```js");
      }
      made.push(line);
      continue;
    }
    close();
    const isExample = line.startsWith("@example");
    isBare = isExample && !hasBlock(lines, index + 1);
    const before = made.at(-1) ?? "";
    if (before !== "" && (isExample || !before.startsWith("- "))) made.push("");
    if (!isExample) made.push(tagLine(line));
  }
  close();
  return made;
}

/** Where a comment stands and where it is shown. */
export interface CommentPlace {
  /** Path of the module that holds it, of the page that shows it. */
  readonly module: string;
  readonly page: string;
  /** Anchors of the page's sections by the names that links give. */
  readonly names: ReadonlyMap<string, string>;
}

function folderOf(path: string): readonly string[] {
  return path.split("/").slice(0, -1);
}

/** A relative link of a module's comment as it leads to the same from the page; undefined where it leaves the repository. */
function movedLink(target: string, { module, page }: CommentPlace): string | undefined {
  const [file = "", hash] = target.split("#");
  const parts = [...folderOf(module)];
  for (const part of file.split("/")) {
    if (part === "..") {
      if (parts.pop() === undefined) return undefined;
    } else if (part !== "." && part !== "") parts.push(part);
  }
  const from = folderOf(page);
  const same = parts.findIndex((part, index) => part !== from[index]);
  const shared = same < 0 ? Math.min(parts.length, from.length) : same;
  const path = [...from.slice(shared).map(() => ".."), ...parts.slice(shared)].join("/");
  const suffix = hash === undefined ? "" : `#${hash}`;
  return parts.join("/") === page && suffix !== "" ? suffix : `${path === "" ? "." : path}${suffix}`;
}

function withMovedLinks(text: string, place: CommentPlace): string {
  // `](<a b.md>)`: between angle brackets a target may hold blanks.
  const link = /\]\((<?)(?![<#/]|[a-z][a-z\d+.-]*:)((?<=<)[^<>]+|(?<!<)[^)\s]+)/giu;
  return text.replaceAll(link, (whole: string, open: string, target: string) => {
    const moved = movedLink(target, place);
    return moved === undefined ? whole : `](${open}${moved}`;
  });
}

/** A line of text, outside of its spans of code. */
function withPlainParts(line: string, change: (text: string) => string): string {
  return line
    .split(/(`+[^`]*`+)/u)
    .map((part, index) => (index % 2 === 1 ? part : change(part)))
    .join("");
}

/** Headings of a comment would stand among those of the page, and what hides text would hide what follows. */
function asText(line: string, next: string | undefined, before: string | undefined): string | undefined {
  const [, heading] = /^\s{0,3}#{1,6}\s+(.*?)(?:\s+#+)?\s*$/u.exec(line) ?? [];
  const isLine = (text: string | undefined): boolean => text !== undefined && /^\s{0,3}(?:=+|-+)\s*$/u.test(text);
  const isParagraph = (text: string | undefined): boolean => text !== undefined && /^\s{0,3}[^\s#>|-]/u.test(text);
  if (isLine(line) && isParagraph(before)) return undefined;
  const title = heading ?? (isParagraph(line) && isLine(next) ? line.trim() : undefined);
  return withPlainParts(title === undefined ? line : `**${title}**`, (text) => text.replaceAll("<!--", "&lt;!--"));
}

/** A comment as Markdown that can stand anywhere in a page: nothing of it reaches beyond its section; links lead where they led. */
export function renderCommentText(entry: MemberEntry, place: CommentPlace): string {
  // A link may go on in the next line; from here on each line is looked at alone.
  const raw = commentLines(entry)
    .join("\n")
    .replaceAll(/\{@link(?:code|plain)?\s(?:[^{}\n]|\n(?!\s*\n))*\}/gu, (link) => link.replaceAll(/\s*\n\s*/gu, " "));
  const fence = openFence(raw);
  const lines = fencedLines(fence === "" ? raw : `${raw}\n${fence}`);
  const made = lines.flatMap(({ line, isFenced }, index): readonly string[] => {
    if (isFenced) return [line];
    const text = asText(line, lines[index + 1]?.line, lines[index - 1]?.line);
    return text === undefined
      ? []
      : [withPlainParts(withLinks(text, place.names), (part) => withMovedLinks(part, place))];
  });
  return made
    .join("\n")
    .replaceAll(/\n{3,}/gu, "\n\n")
    .trim();
}
