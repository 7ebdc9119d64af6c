import type { EffectivePolicy, Policy, PublishMode, Rule } from "../domain/policy.ts";
import type { Settings } from "../domain/settings.ts";
import type { Task, TaskKind } from "../domain/task.ts";
import type { Matcher } from "../policy/match.ts";

/** A piece of work, as far as its rule depends on it. */
export interface Work {
  readonly kind: TaskKind;
  readonly target: string;
}

interface RuleScene {
  readonly effective: EffectivePolicy;
  readonly matcher: Matcher;
}

/**
 * The rule that a piece of work is done under: its target's; a page of the policy lies under the first rule that asks for
 * docs, as in the plan. The same for who gates, who groups and who publishes.
 */
export function ruleOfWork(
  { kind, target }: Work,
  { matcher, effective }: RuleScene,
): { readonly rule: Rule; readonly index: number } | undefined {
  const { docs, rules } = effective.policy;
  const own = matcher.ruleOf(target);
  if (own?.rule.tasks.includes(kind) === true || kind !== "docs") return own;
  if (docs?.pages.some(({ path }) => path === target) !== true) return own;
  const index = rules.findIndex(({ tasks }) => tasks.includes("docs"));
  const rule = rules[index];
  return rule === undefined ? own : { rule, index };
}

/** The rules that tasks were planned under. */
export function rulesOf(tasks: readonly Pick<Task, "rule">[], { rules }: Pick<Policy, "rules">): readonly Rule[] {
  return tasks.flatMap(({ rule }) => rules.slice(rule, rule + 1));
}

/** The setting's, else the rule's, else the policy's. */
export function publishModeOf(work: Work, scene: RuleScene & { readonly settings: Settings }): PublishMode {
  return scene.settings.publish ?? ruleOfWork(work, scene)?.rule.publish ?? scene.effective.policy.publish;
}
