import type { Language } from "./language.ts";
import type { Project } from "./project.ts";

/** Where tests lie, as `write` templates. */
export interface TestLayout {
  readonly templates: readonly string[];
  /** The test file that shows it; absent for the default. */
  readonly from?: string;
}

type Layout = readonly [pattern: RegExp, template: string];

const LAYOUTS: Readonly<Record<Language, readonly Layout[]>> = {
  javascript: [
    [/^src\/__tests__\/[^/]+\.test\.\w+$|^__tests__\/[^/]+\.test\.\w+$/u, "{dir}/__tests__/{name}.test.{ext}"],
    [/^(?:src|lib)\/[^/]+\.spec\.\w+$/u, "{dir}/{name}.spec.{ext}"],
    [/^(?:src|lib)\/[^/]+\.test\.\w+$/u, "{dir}/{name}.test.{ext}"],
    [/^test\/[^/]+\.test\.\w+$/u, "test/{name}.test.{ext}"],
    [/^test\/[^/]+\.spec\.\w+$/u, "test/{name}.spec.{ext}"],
    [/^tests\/[^/]+\.test\.\w+$/u, "tests/{name}.test.{ext}"],
    [/^tests\/[^/]+\.spec\.\w+$/u, "tests/{name}.spec.{ext}"],
    [/^[^/]+\.spec\.\w+$/u, "{dir}/{name}.spec.{ext}"],
  ],
  python: [
    [/^tests\/test_[^/]+\.py$/u, "tests/test_{name}.py"],
    [/^test\/test_[^/]+\.py$/u, "test/test_{name}.py"],
    [/^tests\/[^/]+_test\.py$/u, "tests/{name}_test.py"],
    [/^(?:[^/]+\/)?test_[^/]+\.py$/u, "{dir}/test_{name}.py"],
    [/^(?:[^/]+\/)?[^/]+_test\.py$/u, "{dir}/{name}_test.py"],
  ],
  go: [[/^(?:[^/]+\/)?[^/]+_test\.go$/u, "{dir}/{name}_test.go"]],
  rust: [[/^tests\/[^/]+\.rs$/u, "tests/{name}.rs"]],
  java: [],
};

/** Where nothing is seen. In Java's layout tests mirror the sources in another tree, which no template can name. */
const DEFAULTS: Readonly<Record<Language, readonly string[]>> = {
  javascript: ["{dir}/{name}.test.{ext}"],
  python: ["tests/test_{name}.py"],
  go: ["{dir}/{name}_test.go"],
  rust: ["tests/{name}.rs"],
  java: [],
};

/** Told from the test files at most two levels deep; without any, the language's custom. */
export function detectTestLayout(project: Project, language: Language): TestLayout {
  const paths = [...project.paths].toSorted();
  for (const [pattern, template] of LAYOUTS[language]) {
    const from = paths.find((path) => pattern.test(path));
    if (from !== undefined) return { templates: [template], from };
  }
  return { templates: DEFAULTS[language] };
}
