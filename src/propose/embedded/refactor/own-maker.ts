import type { Rewrite } from "../../../code/refactor/rewrite.ts";
import type { Maker } from "./maker.ts";

/** A large file has its fill by then. */
const LIMIT_MS = 20_000;

/** A rewrite that needs nothing but the file and what its imports do. */
export function ownMaker(rewrite: Rewrite, monotonic: () => number): Maker {
  return {
    name: rewrite.name,
    title: rewrite.title,
    make: async ({ task, workspace }, text, isLeft) => {
      const { applyRewrite } = await import("../../../code/refactor/rewrites.ts");
      const { readImportFacts } = await import("../../../code/refactor/import-facts.ts");
      const imports = readImportFacts(workspace.root, task.target);
      const deadline = monotonic() + LIMIT_MS;
      const expired = (): boolean => monotonic() > deadline;
      const made = applyRewrite(task.target, text, rewrite, {
        imports,
        expired,
        ...(isLeft === undefined ? {} : { isLeft }),
      });
      return made ?? (expired() ? `nothing found within ${LIMIT_MS / 1000} s` : undefined);
    },
  };
}
