import type { Project } from "./project.ts";

/** Globs of the files that Assay works on where a policy has no rules, and what the languages were told from. */
export interface DetectedSources {
  readonly globs: readonly string[];
  /** Absent where nothing was found and all known languages are taken. */
  readonly from?: string;
}

const TYPESCRIPT = ["ts", "tsx", "mts", "cts"];
const JAVASCRIPT = ["js", "jsx", "mjs", "cjs"];

/** Tests, declarations, and what is generated, vendored or only data for tests. */
const NOT_SOURCES = [
  ...["**/*.d.ts", "**/*.d.mts", "**/*.d.cts"],
  ...["**/*.test.*", "**/*.spec.*", "**/__tests__/**", "**/__mocks__/**", "**/__fixtures__/**", "**/fixtures/**"],
  ...["e2e/**", "**/test/**", "**/tests/**"],
  ...["**/node_modules/**", "**/vendor/**", "**/third_party/**", "**/dist/**", "**/build/**", "**/out/**"],
  ...["**/coverage/**", "**/generated/**", "**/__generated__/**", "**/*.generated.*", "**/*.min.*"],
];

function endsIn(path: string, extensions: readonly string[]): boolean {
  return extensions.some((extension) => path.endsWith(`.${extension}`));
}

/** Source globs of the languages that the repository shows. */
export function detectSources(project: Project): DetectedSources {
  const shown = [...project.paths].filter((path) => !/^[^/]*\.config\.|\.d\.[cm]?ts$/u.test(path));
  const typescript =
    project.firstOf(["tsconfig.json"]) ??
    project.declared("typescript")?.from ??
    shown.find((path) => endsIn(path, TYPESCRIPT));
  const javascript = shown.find((path) => endsIn(path, JAVASCRIPT)) ?? project.firstOf(["package.json"]);
  const found = [...(typescript === undefined ? [] : TYPESCRIPT), ...(javascript === undefined ? [] : JAVASCRIPT)];
  const extensions = found.length === 0 ? [...TYPESCRIPT, ...JAVASCRIPT] : found;
  const globs = [...extensions.map((extension) => `**/*.${extension}`), ...NOT_SOURCES.map((glob) => `!${glob}`)];
  const from = [...new Set([typescript, javascript])].filter((each) => each !== undefined).join(" and ");
  return { globs, ...(from === "" ? {} : { from }) };
}
