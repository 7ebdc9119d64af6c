import type { FileChange } from "../domain/change.ts";
import { withModuleType } from "../domain/module-type.ts";
import type { Task } from "../domain/task.ts";

/**
 * Whether a change is the one that a protected `package.json` may have: a task that moves its package as a whole, as the
 * policy asks for, and the text is as it was but for `"type": "module"`, letter for letter.
 */
export function isModuleTypeAlone({ path, before, after }: FileChange, tasks: readonly Task[]): boolean {
  if (before === undefined || after === undefined || !tasks.some(({ moves }) => moves === path)) return false;
  return withModuleType(before) === after;
}
