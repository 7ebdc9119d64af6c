import type { Diagnostic } from "../../domain/diagnostic.ts";
import type { FileChange } from "../../domain/change.ts";
import type { Task } from "../../domain/task.ts";
import { isModuleTypeAlone } from "../module-type-alone.ts";
import { isTestPath } from "../tamper/test-paths.ts";
import type { ChangedModule } from "./changed-modules.ts";

/** Whether a package moves to ES modules. */
export function isMove(tasks: readonly Task[]): boolean {
  return tasks.some(({ moves }) => moves !== undefined);
}

/**
 * The files of a candidate whose behaviour is to be compared, where a package moves to ES modules: its `package.json` says
 * what the others are, and its tests are run by the gate `tests`, before and after, and compared by `tamper`.
 */
export function withoutMoved(files: readonly FileChange[], tasks: readonly Task[]): readonly FileChange[] {
  if (!isMove(tasks)) return files;
  return files.filter((file) => !isModuleTypeAlone(file, tasks) && !isTestPath(file.path));
}

/** All that a module exports, under the names that whoever requires or imports it reads. */
async function visibleNames(path: string, text: string): Promise<readonly string[]> {
  const { exportedNames } = await import("../../code/exports.ts");
  const names = exportedNames(path, text).map(({ name, from }) => (name === "*" ? `* of ${from ?? ""}` : name));
  const isWhole = names.includes("export=") || names.includes("module.exports");
  return isWhole ? ["module.exports"] : [...new Set(names)].sort();
}

/**
 * What the files of a package export by name, before as CommonJS and after as ES modules. Where `module.exports` is set as
 * a whole, what it holds is compared by the calls; so are names that are passed on from elsewhere.
 */
export async function movedApiRemarks(modules: readonly ChangedModule[]): Promise<readonly Diagnostic[]> {
  const remarks: Diagnostic[] = [];
  for (const { path, before, after } of modules) {
    const [old, now] = [await visibleNames(path, before), await visibleNames(path, after)];
    if (now.includes("module.exports") || now.some((name) => name.startsWith("* of"))) continue;
    const gone = old.filter((name) => !now.includes(name));
    const added = now.filter((name) => !old.includes(name));
    if (gone.length + added.length === 0) continue;
    const message = `the exported API is another: before ${old.join(", ") || "nothing"}; after ${now.join(", ") || "nothing"}`;
    remarks.push({ source: "equivalence", code: "exported-api", severity: "error", message, path });
  }
  return remarks;
}
