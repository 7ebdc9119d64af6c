import type { CommentContent } from "./compose.ts";
import type { DocStyle } from "./doc-style.ts";

/** Breaks a text into lines at blanks outside of code spans. */
function wrap(text: string, width: number, hanging: string): readonly string[] {
  const words = text.match(/(?:`[^`]*`|\{@link [^}]*\}|[^\s`{]|\{)+/gu) ?? [];
  const lines: string[] = [];
  let line = "";
  for (const word of words) {
    const next = line === "" ? word : `${line} ${word}`;
    if (next.length > width && line.trim() !== "") {
      lines.push(line);
      line = `${hanging}${word}`;
    } else line = next;
  }
  return line === "" ? lines : [...lines, line];
}

function exampleLines(example: readonly string[], { fence }: DocStyle): readonly string[] {
  if (example.length === 0) return [];
  return fence === "none" ? ["@example", ...example] : ["@example", `\`\`\`${fence}`, ...example, "```"];
}

/** A doc comment in front of what stands at `indent`, with the line break after it. */
export function renderComment(content: CommentContent, indent: string, style: DocStyle, newline: string): string {
  const width = style.width - indent.replaceAll("\t", "    ").length - " * ".length;
  const summary = wrap(content.summary.join(" "), width, "");
  const tags = content.tags.flatMap((tag) => wrap(tag, width, "  "));
  const rest = [...tags, ...exampleLines(content.example, style)];
  const [only] = summary;
  if (only !== undefined && summary.length === 1 && rest.length === 0 && style.short === "one-line") {
    if (only.length + "/**  */".length <= width + " * ".length) return `${indent}/** ${only} */${newline}`;
  }
  const lines = [...summary, ...(summary.length > 0 && rest.length > 0 ? [""] : []), ...rest];
  const body = lines.map((line) => (line === "" ? `${indent} *` : `${indent} * ${line}`));
  return [`${indent}/**`, ...body, `${indent} */`, ""].join(newline);
}
