import type { Rule } from "../domain/policy.ts";
import { baseOf, dirOf, stemOf, toRepoPath } from "../domain/repo-path.ts";
import type { PathProblem, RepoPath } from "../domain/repo-path.ts";
import type { TaskKind } from "../domain/task.ts";
import type { PatternProblem } from "./glob.ts";
import { choiceRemedy } from "./nearest.ts";
import { isSpecification } from "../domain/stubs.ts";
import { toProtectedTest } from "./protected.ts";

/** What a `write` template may contain: the target's folder, its name without the last extension, the extension without the dot. */
const TEMPLATE_PLACEHOLDERS = ["dir", "name", "ext"] as const;

const PATH_PROBLEMS: Readonly<Record<PathProblem, string>> = {
  empty: "is empty",
  absolute: "is absolute",
  backslash: "has a backslash",
  traversal: "has an empty, `.` or `..` segment",
  "git-directory": "lies in a `.git` folder",
  "control-character": "has a control character",
  "bidirectional-character": "has an invisible character",
  "not-utf8": "is not valid text",
  "reserved-name": "has a name that Windows reserves",
  "trailing-dot-or-space": "has a name that ends with a dot or a space",
  colon: "has a colon",
  "too-long": "is too long",
};

/** The path that a template stands for, as raw text: an empty folder takes its slash with it. */
function expand(template: string, target: RepoPath): string {
  const base = baseOf(target);
  const name = stemOf(target);
  const dir = dirOf(target);
  const values = { dir, name, ext: base.slice(name.length + 1) };
  const rooted = dir === "" ? template.replaceAll("{dir}/", "") : template;
  return rooted.replaceAll(/\{(dir|name|ext)\}/gu, (_, key: keyof typeof values) => values[key]);
}

/** What is wrong with a `write` template for every target; undefined where nothing is. */
export function templateProblem(template: string): PatternProblem | undefined {
  for (const [, name = ""] of template.matchAll(/\{([^{}]*)\}/gu)) {
    if (TEMPLATE_PLACEHOLDERS.some((placeholder) => placeholder === name)) continue;
    const remedy = choiceRemedy(
      `{${name}}`,
      TEMPLATE_PLACEHOLDERS.map((placeholder) => `{${placeholder}}`),
    );
    return { message: `has the unknown placeholder \`{${name}}\``, remedy };
  }
  if (/[*?]/u.test(template)) {
    return { message: "has a wildcard; it names one path for each target", remedy: "Use {dir}, {name} and {ext}" };
  }
  const sample = toRepoPath("folder/sample.ts");
  if (!sample.ok) return undefined;
  const path = expand(template, sample.path);
  if (/[{}]/u.test(path)) return { message: "has a lone brace", remedy: "Write {dir}, {name} or {ext}" };
  const result = toRepoPath(path);
  if (!result.ok) {
    return { message: PATH_PROBLEMS[result.problem], remedy: "Write it relative to the root of the repository" };
  }
  const guard = toProtectedTest([])(path);
  if (guard === undefined) return undefined;
  return {
    message: `lies in the protected set (\`${guard}\`)`,
    remedy: "Write another place: the set cannot be opened",
  };
}

/**
 * Whether a path is a test by the conventions of the common runners: `x.test.ts`, `x.spec.ts`, `__tests__/x.ts`,
 * `test_x.py`, `conftest.py`, `x_test.go`, `src/test/java/XTest.java`.
 */
export function isTestPath(path: RepoPath): boolean {
  if (/[._-](test|tests|spec)$/u.test(stemOf(path))) return true;
  if (/^(?:test_.*|conftest)\.py$|(?:Test|Tests|IT)\.(?:java|kt)$/u.test(baseOf(path))) return true;
  return /\/(?:__tests__|src\/test)\//u.test(`/${path}`);
}

/**
 * The paths that a task may write, in order and each once. Tests go to the rule's `write` templates only, and a
 * file that is itself a test gets none; a scaffold may write its target, where that is not the
 * specification itself, and the templates; every other kind its target. A template that gives no valid path for this target gives none.
 */
export function writablePaths(rule: Pick<Rule, "write">, kind: TaskKind, target: RepoPath): readonly RepoPath[] {
  const expanded = (): RepoPath[] =>
    rule.write.flatMap((template) => {
      const result = toRepoPath(expand(template, target));
      return result.ok ? [result.path] : [];
    });
  switch (kind) {
    case "tests":
      return isTestPath(target) ? [] : [...new Set(expanded().filter((path) => path !== target))];
    case "scaffold":
      return [...new Set([...(isSpecification(target) ? [] : [target]), ...expanded()])].filter(
        (path) => !isSpecification(target) || path !== target,
      );
    case "docs":
    case "fix":
    case "refactor":
      return [target];
  }
}

/**
 * Where a fix of a target may put a new test of the case, best first: where tests of it go, and beside that where such a
 * file exists (`a.regression.test.ts`). Empty where the rule wants no tests.
 */
export function regressionTestPaths(rule: Pick<Rule, "write" | "tasks">, target: RepoPath): readonly RepoPath[] {
  if (!rule.tasks.includes("tests")) return [];
  return writablePaths(rule, "tests", target).flatMap((path) => {
    const beside = toRepoPath(path.replace(/(?=[._-](?:test|tests|spec)\.[^./]+$|\.[^./]+$)/u, ".regression"));
    return beside.ok ? [path, beside.path] : [path];
  });
}
