import type { FileChange } from "../../domain/change.ts";
import { isRecord, parseJson } from "../parse/json.ts";
import type { Remark } from "./remark.ts";

/** Files that decide what linters, type checkers, test runners and coverage tools look at. */
const CONFIG = new RegExp(
  [
    "eslint\\.config\\.\\w+|\\.eslintrc(?:\\.\\w+)?|\\.eslintignore|biome\\.jsonc?|\\.?oxlint(?:rc)?\\.jsonc?|\\.jshintrc|tslint\\.json|\\.xo-config.*|xo\\.config\\.\\w+",
    "\\.prettierrc(?:\\.\\w+)?|\\.prettierignore|prettier\\.config\\.\\w+|\\.?stylelintrc?(?:\\.\\w+)?|stylelint\\.config\\.\\w+|\\.editorconfig|dprint\\.jsonc?",
    "[tj]sconfig(?:\\.[\\w.-]+)?\\.json|\\.flowconfig|deno\\.jsonc?",
    "jest\\.(?:config|setup)(?:\\.[\\w-]+)?\\.\\w+|vite(?:st)?\\.(?:config|workspace|setup)(?:\\.[\\w-]+)?\\.\\w+|\\.mocharc(?:\\.\\w+)?|karma\\.conf\\.\\w+|ava\\.config\\.\\w+|playwright\\.config\\.\\w+|cypress\\.config\\.\\w+|\\.taprc|mocha\\.opts|(?:setup-?tests|test-?setup|jest-?setup|vitest-?setup)\\.\\w+|wdio\\.conf\\.\\w+|bunfig\\.toml",
    "babel\\.config\\.\\w+|\\.babelrc(?:\\.\\w+)?|\\.swcrc",
    "\\.nycrc(?:\\.\\w+)?|nyc\\.config\\.\\w+|\\.c8rc(?:\\.\\w+)?|\\.istanbul\\.yml|\\.?codecov\\.ya?ml|\\.coveragerc|\\.lcovrc|sonar-project\\.properties|stryker\\.(?:conf|config)\\.\\w+",
    "setup\\.cfg|tox\\.ini|pytest\\.ini|\\.pytest\\.ini|noxfile\\.py|\\.?mypy\\.ini|pyrightconfig\\.json|\\.?ruff\\.toml|\\.flake8|\\.?pylintrc|\\.bandit",
    "\\.golangci\\.(?:ya?ml|toml|json)|staticcheck\\.conf|\\.?clippy\\.toml|\\.?rustfmt\\.toml|rust-toolchain(?:\\.toml)?|deny\\.toml|tarpaulin\\.toml|nextest\\.toml",
    "checkstyle[\\w.-]*\\.xml|pmd[\\w.-]*\\.xml|spotbugs[\\w.-]*\\.xml|detekt\\.ya?ml|lint\\.xml|junit-platform\\.properties|testng\\.xml",
    "\\.rubocop(?:_todo)?\\.ya?ml|\\.rspec|\\.simplecov|phpunit\\.xml(?:\\.dist)?|phpstan\\.neon(?:\\.dist)?|psalm\\.xml|\\.?phpcs\\.xml(?:\\.dist)?",
    "\\.pre-commit-config\\.ya?ml|lefthook\\.ya?ml|\\.lintstagedrc(?:\\.\\w+)?|lint-staged\\.config\\.\\w+|\\.clang-(?:tidy|format)|\\.shellcheckrc|knip\\.(?:json|ts)|\\.dependency-cruiser\\.\\w+|\\.secretlintrc.*|\\.gitleaks\\.toml|\\.semgrepignore",
  ].join("|"),
  "u",
);

const isConfigName = (name: string): boolean => CONFIG.exec(name)?.[0] === name || /^setupTests\.\w+$/u.test(name);

/** Keys of `package.json` that configure the tools, and scripts that start them. */
const MANIFEST_KEYS = [
  "jest",
  "eslintConfig",
  "eslintIgnore",
  "nyc",
  "c8",
  "mocha",
  "ava",
  "vitest",
  "prettier",
  "stylelint",
  "xo",
  "tap",
  "babel",
  "lint-staged",
  "type",
];
const TOOL_SCRIPT = /test|lint|type|check|coverage|verify|^ci$|^pre|^post/u;

function toRecord(text: string | undefined): Readonly<Record<string, unknown>> {
  const result = parseJson(text ?? "{}");
  return result.ok && isRecord(result.value) ? result.value : {};
}

function member(value: unknown, key: string): unknown {
  return isRecord(value) ? value[key] : undefined;
}

/** The parts of a `package.json` that the tools read: keys that differ. */
function manifestChanges(change: FileChange): readonly string[] {
  const [before, after] = [toRecord(change.before), toRecord(change.after)];
  const differs = (a: unknown, b: unknown): boolean => JSON.stringify(a) !== JSON.stringify(b);
  const keys = MANIFEST_KEYS.filter((key) => differs(before[key], after[key]));
  const scripts = new Set(
    [before["scripts"], after["scripts"]].flatMap((one) => (isRecord(one) ? Object.keys(one) : [])),
  );
  const changed = [...scripts].filter(
    (name) => TOOL_SCRIPT.test(name) && differs(member(before["scripts"], name), member(after["scripts"], name)),
  );
  return [...keys, ...changed.map((name) => `scripts.${name}`)];
}

/** The sections of a TOML or INI file whose header a pattern matches, as one text. */
function sections(text: string | undefined, wanted: RegExp): string {
  const kept: string[] = [];
  let inside = false;
  for (const line of (text ?? "").split("\n")) {
    const header = /^\s*\[+(?<name>[^\]]+)\]+/u.exec(line)?.groups?.["name"];
    if (header !== undefined) inside = wanted.test(header);
    if (inside && line.trim() !== "") kept.push(line.trim());
  }
  return kept.join("\n");
}

/** Manifests of which only some sections configure tools. */
const SECTIONED: readonly (readonly [RegExp, RegExp])[] = [
  [
    /^pyproject\.toml$/u,
    /^tool\.(?:pytest|coverage|ruff|mypy|pylint|flake8|black|isort|pyright|basedpyright|bandit|tox|nox|hatch\.envs)/u,
  ],
  [/^Cargo\.toml$/u, /^(?:workspace\.)?lints|^profile\.test|^(?:lib|\[?test)/u],
];

/**
 * Changes of what decides what the gates' tools look at: their configuration files, new ones included, and the parts
 * of manifests that configure them.
 */
export function configRemarks(change: FileChange): readonly Remark[] {
  const name = change.path.slice(change.path.lastIndexOf("/") + 1);
  const remark = (what: string): Remark => ({
    code: "configuration-changed",
    message: `${what} decides what a gate looks at. A candidate must leave it as it is`,
    path: change.path,
    ...(change.after === undefined ? {} : { line: 1 }),
  });
  if (change.before === change.after) return [];
  if (isConfigName(name) || /(?:^|\/)\.(?:config|husky)\/|(?:^|\/)\.cargo\/config/u.test(change.path))
    return [remark(name)];
  if (name === "package.json") return manifestChanges(change).map((key) => remark(`${key} in package.json`));
  const sectioned = SECTIONED.find(([file]) => file.test(name));
  if (sectioned === undefined || sections(change.before, sectioned[1]) === sections(change.after, sectioned[1]))
    return [];
  return [remark(`a tool's section of ${name}`)];
}
