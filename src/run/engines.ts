import type { Problem } from "../domain/errors.ts";
import type { ModelPolicy } from "../domain/model-policy.ts";
import type { Policy } from "../domain/policy.ts";
import type { Spending, Subject } from "../domain/report.ts";
import type { Settings } from "../domain/settings.ts";
import type { Task } from "../domain/task.ts";
import type { Engine } from "../ports.ts";
import { createModelEngine } from "../propose/model/engine.ts";
import type { Redact } from "../propose/model/conversation.ts";
import { createRedactor } from "../propose/model/redact.ts";
import { createRecordingModel, createReplayModel } from "../propose/model/transcript.ts";
import type { OpenedModel, RunDependencies } from "./dependencies.ts";
import { createSecretFinder } from "./find-secrets.ts";
import { createModelElsewhere, leavesKeyToOthers } from "./model-elsewhere.ts";
import { createSources } from "./sources.ts";

/** The engines of a run, and what keeps the model from being one of them. */
export interface OpenedEngines {
  readonly engines: readonly Engine[];
  /** Absent where the model is there. */
  readonly missing?: Problem;
}

/** What a run is about, as far as its engines are concerned. */
export interface EnginesScene {
  readonly settings: Pick<Settings, "transcript" | "replay" | "ci" | "phase">;
  readonly policy: Policy;
  readonly subject: Subject;
}

/** The engines that the policy's choice leaves; opens the model that it names, or a transcript in its place. Sends nothing. */
export async function openEngines(scene: EnginesScene, dependencies: RunDependencies): Promise<OpenedEngines> {
  const { policy } = scene;
  const opened = await openAll(scene, dependencies);
  const engines = opened.engines.filter((engine) => policy.engine === "auto" || engine.name === policy.engine);
  return { ...opened, engines };
}

async function openAll(scene: EnginesScene, dependencies: RunDependencies): Promise<OpenedEngines> {
  const { policy, subject } = scene;
  const { engines, repository, environment, events, clock } = dependencies;
  const { model } = policy;
  if (policy.engine === "embedded") return { engines };
  if (model === undefined) {
    const remedy =
      "Write at least `model: { name: … }` into the policy and set OPENAI_API_KEY, or name another provider; see docs/model.md. embedded and auto need no model.";
    return { engines, missing: { place: "model in the policy", message: "the policy names no model", remedy } };
  }
  const redact = createRedactor(createSecretFinder(environment));
  const opened = await openModel(model, scene.settings, { dependencies, redact });
  if (!opened.ok) {
    if (opened.lacks !== "key" || !leavesKeyToOthers(scene.settings)) return { engines, missing: opened.problem };
    const { place, message } = opened.problem;
    const told = `${message} (${place}) here; it is taken to be set in the jobs that propose`;
    if (scene.settings.phase === "plan") events.emit({ type: "note", message: told });
    return { engines: [...engines, createModelElsewhere(model)] };
  }
  const engine = createModelEngine({
    policy: { ...policy, model },
    model: opened.model,
    sources: createSources(repository, subject, policy),
    redact,
    events,
    monotonic: () => clock.monotonic(),
    sleep: dependencies.sleep,
    random: dependencies.random,
    ...(dependencies.tokenCounter !== undefined && { countTokens: dependencies.tokenCounter(model) }),
  });
  return { engines: [...engines, engine] };
}

/** The model itself, a recorder around it, or a transcript that answers in its place. */
async function openModel(
  policy: ModelPolicy,
  { transcript, replay }: EnginesScene["settings"],
  { dependencies, redact }: { readonly dependencies: RunDependencies; readonly redact: Redact },
): Promise<OpenedModel> {
  const { files, digest } = dependencies;
  if (replay !== undefined) return { ok: true, model: createReplayModel(await files.readAll(replay), { digest }) };
  const opened = dependencies.openModel(policy);
  if (!opened.ok || transcript === undefined) return opened;
  const save = async (name: string, text: string): Promise<void> => {
    await files.writeAll(transcript, new Map([[name, text]]));
  };
  return { ok: true, model: createRecordingModel(opened.model, { digest, redact, save }) };
}

/**
 * The engines for a task, best first. What can be mended by tools alone is the embedded engine's first: free, and the
 * same every time; so are pages, which are made from comments that stand already. Everything else is the model's first, and what it cannot do falls back to the embedded engine.
 */
export function enginesFor(task: Task, engines: readonly Engine[]): readonly Engine[] {
  const isPage = task.kind === "docs" && /\.(?:md|markdown)$/iu.test(task.target);
  const first = task.kind === "fix" || isPage ? "embedded" : "model";
  const usable = engines.filter(
    ({ kinds, name }) => kinds.includes(task.kind) && (task.moves === undefined || name === "embedded"),
  );
  return [...usable.filter(({ name }) => name === first), ...usable.filter(({ name }) => name !== first)];
}

/** What all engines have spent together. */
export function spendingOf(engines: readonly Engine[]): Spending {
  const sum = { requests: 0, inputTokens: 0, outputTokens: 0, usd: 0 };
  const models = new Set<string>();
  for (const engine of engines) {
    const spent = engine.spending?.();
    if (spent === undefined) continue;
    sum.requests += spent.requests;
    sum.inputTokens += spent.inputTokens;
    sum.outputTokens += spent.outputTokens;
    sum.usd += spent.usd;
    for (const model of spent.models ?? []) models.add(model);
  }
  return models.size === 0 ? sum : { ...sum, models: [...models] };
}
