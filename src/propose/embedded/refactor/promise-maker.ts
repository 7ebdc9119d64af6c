import { LIMIT_MS, timeLimit, type Maker } from "./maker.ts";

/** A chain may stand inside of another one. */
const MOST_ROUNDS = 4;
const CHAIN = /\.\s*(?:then|catch|finally)\s*\(/u;

/** Chains of promises as the compiler writes them with `await`; it has to know the types for it. */
export function promiseMaker(monotonic: () => number): Maker {
  return {
    name: "prefer-await",
    title: "Awaits promises instead of chaining them",
    make: async ({ task, workspace }, text, isLeft) => {
      if (!CHAIN.test(text)) return undefined;
      const { openProjectOf } = await import("../../../code/project-of.ts");
      const { findPromiseChains } = await import("../../../code/refactor/promise-chains.ts");
      const { applyInRounds } = await import("../../../code/refactor/apply-places.ts");
      const { project, path } = openProjectOf(workspace.root, task.target);
      const expired = timeLimit(monotonic, LIMIT_MS);
      return applyInRounds(task.target, text, MOST_ROUNDS, (current, round) => {
        // Lines of the untouched text are known in it alone.
        if (expired() || (round > 0 && isLeft !== undefined)) return [];
        project.setText(path, current);
        return findPromiseChains(project, path, expired).filter(({ line }) => isLeft?.(line) !== true);
      });
    },
  };
}
