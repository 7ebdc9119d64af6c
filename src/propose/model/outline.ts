import { toLines } from "./data.ts";

/** A declaration, by its first line. */
export interface OutlineEntry {
  /** 1-based. */
  readonly line: number;
  readonly text: string;
}

/** Lines that declare something, in the languages that most repositories are written in. */
const DECLARATIONS: readonly RegExp[] = [
  // JavaScript and TypeScript
  /^\s{0,4}(?:export\s+)?(?:default\s+)?(?:declare\s+)?(?:abstract\s+)?(?:async\s+)?(?:function\*?|class|interface|enum|namespace)\s+[\w$]+/u,
  /^(?:export\s+)?(?:declare\s+)?(?:type\s+[\w$]+[^=]*=|(?:const|let|var)\s+[\w$]+)/u,
  /^export\s+(?:default\b|\*|\{)/u,
  /^\s{2,4}(?:(?:public|private|protected|static|readonly|override|async|get|set)\s+)*[#\w$]+\s*(?:<[^>]*>)?\([^)]*\)\s*(?::[^{=]+)?\{\s*$/u,
  // Python, Ruby
  /^\s*(?:async\s+)?(?:def|class|module)\s+[\w.?!]+/u,
  // Go, Rust, Swift, Kotlin
  /^\s*(?:pub(?:\([\w:]+\))?\s+)?(?:async\s+|unsafe\s+|const\s+|open\s+|suspend\s+|override\s+)*(?:func|fn|struct|trait|impl|enum|protocol|extension|fun|object|mod)\b\s*[\w(<]/u,
  /^type\s+\w+\s+(?:struct|interface|func)\b/u,
  // Java, C#, PHP
  /^\s*(?:(?:public|private|protected|internal|static|final|abstract|sealed|virtual|override|async)\s+)+[\w<>[\],.?\s]+(?:\(|\{|$)/u,
];

/** Statements that look like methods. */
const NO_DECLARATION = /^\s*(?:if|for|while|switch|catch|return|else|do|try|with|await|throw|new)\b/u;

/** Longest line of an outline, in UTF-16 units. */
const MAX_TEXT = 160;

/** The declarations of a source text by the look of their lines, whatever the language; nothing is executed or parsed. */
export function toOutline(text: string): readonly OutlineEntry[] {
  const entries: OutlineEntry[] = [];
  for (const [index, line] of toLines(text).entries()) {
    if (line.length > 1_000 || NO_DECLARATION.test(line)) continue;
    if (!DECLARATIONS.some((pattern) => pattern.test(line))) continue;
    const shown = line.trimEnd().replace(/\s*\{\s*$/u, "");
    entries.push({ line: index + 1, text: shown.length <= MAX_TEXT ? shown : `${shown.slice(0, MAX_TEXT)}…` });
  }
  return entries;
}

/** Whether a declaration can be used by other files. */
export function isPublic({ text }: OutlineEntry): boolean {
  return /^(?:(?:export|pub|public)\b|func\s+[A-Z(]|type\s+[A-Z]|(?:async\s+)?(?:def|class)\s+(?!_))/u.test(text);
}
