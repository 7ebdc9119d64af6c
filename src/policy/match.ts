import type { Policy, Rule } from "../domain/policy.ts";
import { toPathTest } from "./path-test.ts";
import type { PathTest } from "./path-test.ts";
import { toProtectedTest } from "./protected.ts";

/** Answers which rule a path falls under and what protects it. */
export interface Matcher {
  /** The first rule that matches, and its index; undefined where none does. Letter case counts. */
  ruleOf(path: string): { readonly rule: Rule; readonly index: number } | undefined;
  /** The glob that protects the path, built-in or the policy's; undefined where none does. Letter case does not count. */
  protectedBy(path: string): string | undefined;
}

/** Globs as one test: in order, a glob takes in, a glob with `!` takes out again, the last that matches decides. */
export function toListTest(globs: readonly string[]): PathTest {
  const steps = globs.map((glob) =>
    glob.startsWith("!")
      ? { effect: "out" as const, test: toPathTest(glob.slice(1)) }
      : { effect: "in" as const, test: toPathTest(glob) },
  );
  return (path) => {
    let inside = false;
    for (const { effect, test } of steps) {
      if (inside === (effect === "out") && test(path)) inside = effect === "in";
    }
    return inside;
  };
}

/** Compiles a policy's globs once. `policyPath`, where the policy itself lies, is protected too. */
export function createMatcher(policy: Pick<Policy, "rules" | "protected">, policyPath?: string): Matcher {
  const rules = policy.rules.map((rule, index) => ({ found: { rule, index }, test: toListTest(rule.paths) }));
  const protectedTest = toProtectedTest(
    policyPath === undefined ? policy.protected : [...policy.protected, escapeGlob(policyPath)],
  );
  return {
    ruleOf: (path) => rules.find(({ test }) => test(path))?.found,
    protectedBy: protectedTest,
  };
}

/** A glob that matches one path and nothing else. */
function escapeGlob(path: string): string {
  return path.replaceAll(/[[\]*?]/gu, "[$&]");
}
