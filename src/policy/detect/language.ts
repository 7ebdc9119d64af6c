/** Languages whose tools are detected, in order of precedence where a repository shows several alike. */
export const LANGUAGES = ["javascript", "python", "go", "rust", "java"] as const;
/** `javascript` stands for TypeScript, too, `java` for Kotlin. */
export type Language = (typeof LANGUAGES)[number];

/** File name extensions of each language, without the dot. */
export const EXTENSIONS: Readonly<Record<Language, readonly string[]>> = {
  javascript: ["ts", "tsx", "mts", "cts", "js", "jsx", "mjs", "cjs"],
  python: ["py"],
  go: ["go"],
  rust: ["rs"],
  java: ["java", "kt"],
};
