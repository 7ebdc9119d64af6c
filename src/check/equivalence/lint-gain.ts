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
    const before = await countAll(context, modules, rule, "before");
    // Fewer than none, or than nobody knows, there cannot be.
    const after = before > 0 ? await countAll(context, modules, rule, "after") : before;
    const figure = `lint ${rule}`;
    if (after < before) return { figures: { [figure]: `${before} → ${after}` }, improved: [figure] };
  }
  return undefined;
}

async function countAll(
  context: Surroundings,
  modules: readonly ChangedModule[],
  rule: string,
  version: "before" | "after",
): Promise<number> {
  let sum = 0;
  for (const module of modules) sum += await count(context, module, rule, version);
  return sum;
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
