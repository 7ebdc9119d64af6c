import type { RepairEnd } from "../domain/ci-repair.ts";
import type { RunDependencies } from "./dependencies.ts";
import { createSecretFinder } from "./find-secrets.ts";

const WITHHELD = "[withheld: it holds what looks like a secret]";

/**
 * What is said of a repair quotes commands and models, and goes to where everybody reads it: it cannot bring a secret
 * along, neither in one text nor over several.
 */
export async function withholdSecrets(
  { reasons, tasks, more }: RepairEnd,
  { environment }: Pick<RunDependencies, "environment">,
): Promise<RepairEnd> {
  const find = createSecretFinder(environment);
  const holds = async (text: string): Promise<boolean> => (await find(text)).secrets.length > 0;
  const texts = [...reasons, ...tasks.flatMap(({ target, reason }) => [target, reason])];
  if (!(await holds(texts.join("\n")))) return { reasons, tasks, more };
  const clean = new Set<string>();
  for (const text of texts) if (!(await holds(text))) clean.add(text);
  // One that stands in a text of its own does not speak for the others: what is left may hold one between them.
  if (await holds(texts.filter((text) => clean.has(text)).join("\n"))) clean.clear();
  const shown = (text: string): string => (clean.has(text) ? text : WITHHELD);
  return {
    reasons: reasons.map(shown),
    tasks: tasks.map((task) => ({ ...task, target: shown(task.target), reason: shown(task.reason) })),
    more,
  };
}
