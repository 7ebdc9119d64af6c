import type { Project } from "./project.ts";

/** Where tests lie, as `write` templates. */
export interface TestLayout {
  readonly templates: readonly string[];
  /** The test file that shows it; absent for the default. */
  readonly from?: string;
}

const LAYOUTS: readonly (readonly [RegExp, string])[] = [
  [/^src\/__tests__\/[^/]+\.test\.\w+$|^__tests__\/[^/]+\.test\.\w+$/u, "{dir}/__tests__/{name}.test.{ext}"],
  [/^(?:src|lib)\/[^/]+\.spec\.\w+$/u, "{dir}/{name}.spec.{ext}"],
  [/^(?:src|lib)\/[^/]+\.test\.\w+$/u, "{dir}/{name}.test.{ext}"],
  [/^test\/[^/]+\.test\.\w+$/u, "test/{name}.test.{ext}"],
  [/^test\/[^/]+\.spec\.\w+$/u, "test/{name}.spec.{ext}"],
  [/^tests\/[^/]+\.test\.\w+$/u, "tests/{name}.test.{ext}"],
  [/^tests\/[^/]+\.spec\.\w+$/u, "tests/{name}.spec.{ext}"],
  [/^[^/]+\.spec\.\w+$/u, "{dir}/{name}.spec.{ext}"],
];

/** Told from the test files at most two levels deep; without any, the test lies beside its target. */
export function detectTestLayout(project: Project): TestLayout {
  const paths = [...project.paths].toSorted();
  for (const [pattern, template] of LAYOUTS) {
    const from = paths.find((path) => pattern.test(path));
    if (from !== undefined) return { templates: [template], from };
  }
  return { templates: ["{dir}/{name}.test.{ext}"] };
}
