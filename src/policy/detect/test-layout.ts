import { toRepoPath } from "../../domain/repo-path.ts";
import { expandTemplate } from "../write-template.ts";
import { isTestPath } from "../writable.ts";
import { EXTENSIONS } from "./language.ts";
import type { Language } from "./language.ts";
import type { Project } from "./project.ts";

/** Where tests lie, as `write` templates. */
export interface TestLayout {
  readonly templates: readonly string[];
  /** The test file that shows it; absent for the default. */
  readonly from?: string;
}

const SCRIPT_NAMES = ["{name}.test.{ext}", "{name}.spec.{ext}"];
const SCRIPT_FOLDERS = ["__tests__", "test", "tests", "spec", "test/unit", "tests/unit"];
const PYTHON_NAMES = ["test_{name}.py", "{name}_test.py"];

/** Every name in every folder. */
function across(folders: readonly string[], names: readonly string[]): readonly string[] {
  return folders.flatMap((folder) => names.map((name) => `${folder}/${name}`));
}

/**
 * Where a test of a source may lie: beside it, in a folder of tests beside it, in the same folder of another tree, or all
 * in one folder. Of those that show the same number of tests the first counts, which is why a mirrored tree, where no two
 * tests meet, stands before one folder.
 */
const PLACES: Readonly<Record<Language, readonly string[]>> = {
  javascript: [
    ...across(["{dir}"], SCRIPT_NAMES),
    ...across(["{dir}/__tests__"], [...SCRIPT_NAMES, "{name}.{ext}"]),
    ...SCRIPT_FOLDERS.flatMap((folder) => [
      ...across([`{package}/${folder}/{subdir}`, `${folder}/{dir}`], SCRIPT_NAMES),
      ...across([`{package}/${folder}`, `{dir}/${folder}`], SCRIPT_NAMES),
    ]),
    ...across(["{package}/test/{subdir}", "{package}/tests/{subdir}"], ["{name}.{ext}"]),
  ],
  python: across(
    ["tests/{subdir}", "tests/{dir}", "tests", "tests/unit", "test", "{dir}/tests", "{dir}"],
    PYTHON_NAMES,
  ),
  go: ["{dir}/{name}_test.go"],
  rust: ["tests/{name}.rs"],
  java: ["{package}/src/test/{subdir}/{name}Test.{ext}", "{package}/src/test/{subdir}/{name}Tests.{ext}"],
};

type Custom = readonly [pattern: RegExp, template: string];

/** What the place of a test says where no test has the name of a source. */
const CUSTOMS: Readonly<Record<Language, readonly Custom[]>> = {
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
  go: [],
  rust: [],
  java: [],
};

/** Where nothing is seen. */
const DEFAULTS: Readonly<Record<Language, string>> = {
  javascript: "{dir}/{name}.test.{ext}",
  python: "tests/test_{name}.py",
  go: "{dir}/{name}_test.go",
  rust: "tests/{name}.rs",
  java: "{package}/src/test/{subdir}/{name}Test.{ext}",
};

const NOT_OWN = /(?:^|\/)(?:node_modules|dist|build|out|target|vendor|third_party|coverage|\.venv|venv)\//u;
const TEST_FOLDER = /(?:^|\/)(?:tests?|spec)\//u;

/** So many sources are looked at: more say nothing new, and looking takes time. */
const MAX_SOURCES = 2_000;

/** The name that a test has of its source: `a` of `a.test.ts`, `test_a.py`, `ATest.java`, `a_test.go`. */
function testedName(path: string): string {
  const base = path.slice(path.lastIndexOf("/") + 1).replace(/\.[^.]+$/u, "");
  return base.replace(/^test_|[._-](?:test|spec)$|Tests?$/u, "");
}

interface Seen {
  readonly template: string;
  readonly tests: ReadonlySet<string>;
}

/** How many sources have their test where a template says, for each template that has one. */
function seenPlaces(language: Language, files: readonly string[]): readonly Seen[] {
  const known = new Set(files);
  const isTest = (path: string): boolean => {
    const checked = toRepoPath(path);
    return TEST_FOLDER.test(path) || (checked.ok && isTestPath(checked.path));
  };
  const own = new Set(files.filter(isTest));
  const names = new Set([...own].map(testedName));
  const sources = files
    .filter((path) => !own.has(path) && names.has(testedName(path)))
    .slice(0, MAX_SOURCES)
    .flatMap((path) => {
      const checked = toRepoPath(path);
      return checked.ok ? [checked.path] : [];
    });
  const all = files.join("\n");
  const isPossible = (template: string): boolean => template.split(/\{\w+\}\/?/u).every((part) => all.includes(part));
  return PLACES[language].filter(isPossible).flatMap((template) => {
    const places = sources.map((source) => expandTemplate(template, source));
    const tests = new Set(places.filter((place, index) => place !== sources[index] && known.has(place)));
    return tests.size === 0 ? [] : [{ template, tests }];
  });
}

/**
 * Where tests of sources go: the place where most tests are that have a source's name, else what the place of any test
 * says, else the language's custom.
 */
export function detectTestLayout(project: Project, language: Language): TestLayout {
  const files = [...(project.files ?? project.paths)]
    .filter((path) => EXTENSIONS[language].some((extension) => path.endsWith(`.${extension}`)) && !NOT_OWN.test(path))
    .toSorted();
  const [most] = seenPlaces(language, files).toSorted((a, b) => b.tests.size - a.tests.size);
  if (most !== undefined) {
    const [from] = most.tests;
    return { templates: [most.template], ...(from === undefined ? {} : { from }) };
  }
  for (const [pattern, template] of CUSTOMS[language]) {
    const from = files.find((path) => pattern.test(path));
    if (from !== undefined) return { templates: [template], from };
  }
  return { templates: [DEFAULTS[language]] };
}
