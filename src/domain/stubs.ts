/** A place where an implementation is missing. */
export interface Stub {
  /** 1-based. */
  readonly line: number;
  /** The line, trimmed. */
  readonly text: string;
}

/** The ways in which source texts say that something is still to be written. */
const STUBS: readonly RegExp[] = [
  // A comment of any language.
  /(?:\/\/|#|--|\/\*|\*|;|%)\s*assay:\s*implement\b/iu,
  // JavaScript, TypeScript, Java, Kotlin, C#, PHP
  /\bthrow\b.*\bnot[ _-]?(?:yet[ _-]?)?implemented/iu,
  /\bthrow\s+new\s+(?:NotImplemented(?:Error|Exception)|UnsupportedOperationException)\b/u,
  /^\s*TODO\(.*\)\s*$/u,
  // Python, Ruby
  /\braise\b.*\bNotImplementedError\b/u,
  // Go, Rust
  /\bpanic!?\(.*\bnot[ _-]?(?:yet[ _-]?)?implemented/iu,
  /\b(?:todo|unimplemented)!\(/u,
];

/** Longest line that is looked at, in UTF-16 units. */
const MAX_LINE = 1_000;

/** The stubs of a source text, in order: comments `assay: implement …`, and code that says that it is not implemented. */
export function findStubs(text: string): readonly Stub[] {
  return text.split(/\r\n|\r|\n/u).flatMap((line, index) => {
    if (line.length > MAX_LINE || !STUBS.some((pattern) => pattern.test(line))) return [];
    return [{ line: index + 1, text: line.trim() }];
  });
}

/** Whether a path is a text that says what is to be built: Markdown. */
export function isSpecification(path: string): boolean {
  return /\.(?:md|markdown)$/iu.test(path);
}
