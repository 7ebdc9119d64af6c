import type { Problem } from "../domain/errors.ts";
import type { Policy } from "../domain/policy.ts";
import type { Spending, Subject } from "../domain/report.ts";
import type { Task } from "../domain/task.ts";
import type { Engine } from "../ports.ts";
import { createModelEngine } from "../propose/model/engine.ts";
import { createRedactor } from "../propose/model/redact.ts";
import type { RunDependencies } from "./dependencies.ts";
import { createSecretFinder } from "./find-secrets.ts";
import { createSources } from "./sources.ts";

/** The engines of a run, and what keeps the model from being one of them. */
export interface OpenedEngines {
  readonly engines: readonly Engine[];
  /** Absent where the model is there. */
  readonly missing?: Problem;
}

/** The engines that the policy's choice leaves; opens the model that it names. Sends nothing. */
export function openEngines(policy: Policy, subject: Subject, dependencies: RunDependencies): OpenedEngines {
  const opened = openAll(policy, subject, dependencies);
  const engines = opened.engines.filter((engine) => policy.engine === "auto" || engine.name === policy.engine);
  return { ...opened, engines };
}

function openAll(policy: Policy, subject: Subject, dependencies: RunDependencies): OpenedEngines {
  const { engines, repository, environment, events, clock } = dependencies;
  const { model } = policy;
  if (policy.engine === "embedded") return { engines };
  if (model === undefined) {
    const remedy =
      "Write at least `model: { name: … }` into the policy and set OPENAI_API_KEY, or name another provider; see docs/model.md. embedded and auto need no model.";
    return { engines, missing: { place: "model in the policy", message: "the policy names no model", remedy } };
  }
  const opened = dependencies.openModel(model);
  if (!opened.ok) return { engines, missing: opened.problem };
  const engine = createModelEngine({
    policy: { ...policy, model },
    model: opened.model,
    sources: createSources(repository, subject, policy),
    redact: createRedactor(createSecretFinder(environment)),
    events,
    monotonic: () => clock.monotonic(),
    sleep: dependencies.sleep,
    random: dependencies.random,
  });
  return { engines: [...engines, engine] };
}

/**
 * The engines for a task, best first. What can be mended by tools alone is the embedded engine's first: free, and the
 * same every time. Everything else is the model's first, and what it cannot do falls back to the embedded engine.
 */
export function enginesFor(task: Task, engines: readonly Engine[]): readonly Engine[] {
  const first = task.kind === "fix" ? "embedded" : "model";
  const usable = engines.filter((engine) => engine.kinds.includes(task.kind));
  return [...usable.filter(({ name }) => name === first), ...usable.filter(({ name }) => name !== first)];
}

/** What all engines have spent together. */
export function spendingOf(engines: readonly Engine[]): Spending {
  const sum = { requests: 0, inputTokens: 0, outputTokens: 0, usd: 0 };
  for (const engine of engines) {
    const spent = engine.spending?.();
    if (spent === undefined) continue;
    sum.requests += spent.requests;
    sum.inputTokens += spent.inputTokens;
    sum.outputTokens += spent.outputTokens;
    sum.usd += spent.usd;
  }
  return sum;
}
