import type { Workspace } from "../../ports.ts";
import type { GateContext } from "../gate.ts";
import type { ChangedModule } from "./changed-modules.ts";
import type { Gain } from "./gain.ts";

type Surroundings = Pick<GateContext, "policy" | "signal"> & { readonly workspace: Pick<Workspace, "run"> };

/**
 * The first rule of the linter that the policy names for refactorings of which the changed modules have fewer findings
 * afterwards; undefined where there is none, or the linter does not answer.
 */
export async function lintGain(context: Surroundings, modules: readonly ChangedModule[]): Promise<Gain | undefined> {
  for (const rule of context.policy.refactor?.lintRules ?? []) {
    let [before, after] = [0, 0];
    for (const module of modules) {
      before += await count(context, module, rule, "before");
      after += await count(context, module, rule, "after");
    }
    const figure = `lint ${rule}`;
    if (after < before) return { figures: { [figure]: `${before} → ${after}` }, improved: [figure] };
  }
  return undefined;
}

/** Findings in one version; NaN, which is neither more nor less than anything, where they are not known. */
async function count(
  { workspace, policy, signal }: Surroundings,
  module: ChangedModule,
  rule: string,
  version: "before" | "after",
): Promise<number> {
  const { parseLintFindings, toLintCommand } = await import("../../code/refactor/lint-findings.ts");
  const timeoutMs = policy.limits.commandSeconds * 1000;
  const question = { target: module.path, rule, text: module[version], timeoutMs };
  const found = parseLintFindings(await workspace.run(toLintCommand(question), signal), question);
  return found.type === "found" ? found.count : Number.NaN;
}
