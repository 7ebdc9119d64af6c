import type { Rewrite } from "../../../code/refactor/rewrite.ts";
import { LIMIT_MS, timeLimit, type Maker } from "./maker.ts";

/** A rewrite that needs nothing but the file and what its imports do. */
export function ownMaker(rewrite: Rewrite, monotonic: () => number): Maker {
  return {
    name: rewrite.name,
    title: rewrite.title,
    make: async ({ task, workspace }, text, isLeft) => {
      const { applyRewrite } = await import("../../../code/refactor/rewrites.ts");
      const { readImportFacts } = await import("../../../code/refactor/import-facts.ts");
      const imports = readImportFacts(workspace.root, task.target);
      const expired = timeLimit(monotonic, LIMIT_MS);
      const made = applyRewrite(task.target, text, rewrite, {
        imports,
        expired,
        ...(isLeft === undefined ? {} : { isLeft }),
      });
      return made ?? (expired() ? `nothing found within ${LIMIT_MS / 1000} s` : undefined);
    },
  };
}
