import type { LintFindings } from "../../../code/refactor/lint-findings.ts";
import { linterOf } from "../../../code/refactor/linter-of.ts";
import type { RewritePlace } from "../../../code/refactor/rewrite.ts";
import type { ProposeRequest } from "../../../ports.ts";
import { timeLimit, type Maker } from "./maker.ts";

/** One fix may make room for another; the linter itself stops after as many looks. */
const MOST_ROUNDS = 10;

async function ask(request: ProposeRequest, rule: string, text: string): Promise<LintFindings> {
  const { parseLintFindings, toLintCommand } = await import("../../../code/refactor/lint-findings.ts");
  const { workspace, task, policy, signal } = request;
  const question = { target: task.target, rule, text, timeoutMs: policy.limits.commandSeconds * 1000 };
  const result = await workspace.run(toLintCommand(question), signal);
  await workspace.reset();
  return parseLintFindings(result, question);
}

/** What the repository's linter mends for one rule that the policy names. */
export function lintMaker(rule: string, monotonic: () => number): Maker {
  const linter = linterOf(rule);
  const inWords = `${linter.title}'s rule ${linter.rule}`;
  return {
    name: `lint ${rule}`,
    title: `Applies the fixes of ${inWords}`,
    make: async (request, text, isLeft) => {
      const { applyPlaces } = await import("../../../code/refactor/apply-places.ts");
      const expired = timeLimit(monotonic, request.policy.limits.commandSeconds * 1000);
      const first = await ask(request, rule, text);
      if (first.type === "failed") return first.reason;
      const places: RewritePlace[] = [];
      let [current, found] = [text, first];
      for (let round = 0; round < MOST_ROUNDS; round += 1) {
        const wanted = found.places.filter(({ line }) => isLeft?.(line) !== true);
        const applied = applyPlaces(request.task.target, current, wanted);
        if (applied === undefined) break;
        places.push(...applied.places);
        current = applied.text;
        const again = await ask(request, rule, current);
        if (again.type === "failed") return again.reason;
        found = again;
        // Lines of the untouched text are known in it alone.
        if (isLeft !== undefined || expired()) break;
      }
      if (places.length === 0) return undefined;
      const gain = { figure: `lint ${rule}`, words: `findings of ${inWords}` };
      const gains = found.count < first.count ? [{ ...gain, before: first.count, after: found.count }] : [];
      return { text: current, places, gains };
    },
  };
}
