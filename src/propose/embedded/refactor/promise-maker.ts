import type { RewritePlace } from "../../../code/refactor/rewrite.ts";
import type { Maker } from "./maker.ts";

/** A chain may stand inside of another one. */
const MOST_ROUNDS = 4;
const CHAIN = /\.\s*(?:then|catch|finally)\s*\(/u;

/** Chains of promises as the compiler writes them with `await`; it has to know the types for it. */
export const promiseMaker: Maker = {
  name: "prefer-await",
  title: "Awaits promises instead of chaining them",
  make: async ({ task, workspace }, text, isLeft) => {
    if (!CHAIN.test(text)) return undefined;
    const { openProjectOf } = await import("../../../code/project-of.ts");
    const { findPromiseChains } = await import("../../../code/refactor/promise-chains.ts");
    const { applyPlaces } = await import("../../../code/refactor/apply-places.ts");
    const { project, path } = openProjectOf(workspace.root, task.target);
    const places: RewritePlace[] = [];
    let current = text;
    for (let round = 0; round < MOST_ROUNDS; round += 1) {
      project.setText(path, current);
      const found = findPromiseChains(project, path).filter(({ line }) => isLeft?.(line) !== true);
      const applied = applyPlaces(task.target, current, found);
      if (applied === undefined) break;
      places.push(...applied.places);
      current = applied.text;
      // Lines of the untouched text are known in it alone.
      if (isLeft !== undefined) break;
    }
    return places.length === 0 ? undefined : { text: current, places };
  },
};
