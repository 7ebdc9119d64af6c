import type { Rule } from "../domain/policy.ts";
import { baseOf, stemOf, toRepoPath } from "../domain/repo-path.ts";
import type { RepoPath } from "../domain/repo-path.ts";
import type { TaskKind } from "../domain/task.ts";
import { isSpecification } from "../domain/stubs.ts";
import { expandTemplate } from "./write-template.ts";

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
      const result = toRepoPath(expandTemplate(template, target));
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
