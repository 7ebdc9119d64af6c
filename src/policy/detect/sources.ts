import { EXTENSIONS, LANGUAGES } from "./language.ts";
import type { Language } from "./language.ts";
import type { Project } from "./project.ts";

/** Globs of the files that Assay works on where a policy has no rules, and what the languages were told from. */
export interface DetectedSources {
  readonly globs: readonly string[];
  /** Absent where nothing was found and TypeScript and JavaScript are taken. */
  readonly from?: string;
}

/** Tests, and what is generated, vendored or only data for tests, in any language. */
const NOT_SOURCES = [
  ...["**/test/**", "**/tests/**", "**/fixtures/**", "**/testdata/**", "e2e/**"],
  ...["**/vendor/**", "**/third_party/**", "**/dist/**", "**/build/**", "**/out/**", "**/target/**"],
  ...["**/coverage/**", "**/generated/**", "**/*.generated.*"],
];

/** The same for one language alone. */
const NOT_SOURCES_OF: Readonly<Record<Language, readonly string[]>> = {
  javascript: [
    ...["**/*.d.ts", "**/*.d.mts", "**/*.d.cts", "**/*.test.*", "**/*.spec.*"],
    ...["**/__tests__/**", "**/__mocks__/**", "**/__fixtures__/**"],
    ...["**/node_modules/**", "**/__generated__/**", "**/*.min.*"],
  ],
  python: [
    ...["**/test_*.py", "**/*_test.py", "**/conftest.py", "**/setup.py", "**/noxfile.py"],
    ...["**/.venv/**", "**/venv/**", "**/site-packages/**", "**/migrations/**", "**/*_pb2.py", "**/*_pb2_grpc.py"],
  ],
  go: ["**/*_test.go", "**/*.pb.go", "**/*_gen.go", "**/*_string.go", "**/zz_generated*", "**/mocks/**"],
  rust: ["**/build.rs", "**/benches/**"],
  java: ["**/src/test/**", "**/*Test.java", "**/*Test.kt", "**/package-info.java", "**/module-info.java"],
};

/** What makes a repository one of a language, whatever files it shows. */
const MANIFESTS: Readonly<Record<Language, readonly string[]>> = {
  javascript: ["tsconfig.json", "package.json"],
  python: ["pyproject.toml", "setup.cfg", "setup.py", "requirements.txt", "Pipfile"],
  go: ["go.mod"],
  rust: ["Cargo.toml"],
  java: ["pom.xml", "build.gradle.kts", "build.gradle"],
};

const TYPESCRIPT = ["ts", "tsx", "mts", "cts"];
const JAVASCRIPT = ["js", "jsx", "mjs", "cjs"];

function endsIn(path: string, extensions: readonly string[]): boolean {
  return extensions.some((extension) => path.endsWith(`.${extension}`));
}

/** The files of a language at most two levels deep, tool configuration and declarations left out. */
export function shownSources(project: Project, language: Language): readonly string[] {
  return [...project.paths].filter(
    (path) => endsIn(path, EXTENSIONS[language]) && !/^[^/]*\.config\.|\.d\.[cm]?ts$/u.test(path),
  );
}

/** The manifest or, without one, a file that shows the language; undefined where nothing does. */
export function findLanguage(project: Project, language: Language): string | undefined {
  return project.firstOf(MANIFESTS[language]) ?? shownSources(project, language)[0];
}

/** The language of which a repository shows most; undefined where it shows none. */
export function mostShown(project: Project): Language | undefined {
  const counted = LANGUAGES.map((language) => ({
    language,
    files: shownSources(project, language).length,
    found: findLanguage(project, language),
  })).filter(({ found }) => found !== undefined);
  return counted.toSorted((a, b) => b.files - a.files)[0]?.language;
}

function toGlobs(extensions: readonly string[], language: Language): readonly string[] {
  const excluded = [...NOT_SOURCES_OF[language], ...NOT_SOURCES];
  return [...extensions.map((extension) => `**/*.${extension}`), ...excluded.map((glob) => `!${glob}`)];
}

function scriptSources(project: Project): DetectedSources {
  const shown = shownSources(project, "javascript");
  const typescript =
    project.firstOf(["tsconfig.json"]) ??
    project.declared("typescript")?.from ??
    shown.find((path) => endsIn(path, TYPESCRIPT));
  const javascript = shown.find((path) => endsIn(path, JAVASCRIPT)) ?? project.firstOf(["package.json"]);
  const found = [...(typescript === undefined ? [] : TYPESCRIPT), ...(javascript === undefined ? [] : JAVASCRIPT)];
  const globs = toGlobs(found.length === 0 ? EXTENSIONS.javascript : found, "javascript");
  const from = [...new Set([typescript, javascript])].filter((each) => each !== undefined).join(" and ");
  return { globs, ...(from === "" ? {} : { from }) };
}

/** Source globs of the language that the commands serve: its sources, no tests, nothing generated or vendored. */
export function detectSources(project: Project, language: Language): DetectedSources {
  if (language === "javascript") return scriptSources(project);
  const from = findLanguage(project, language);
  return { globs: toGlobs(EXTENSIONS[language], language), ...(from === undefined ? {} : { from }) };
}
