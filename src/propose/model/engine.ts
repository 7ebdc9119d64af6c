import { DEFAULT_BUDGET, DEFAULT_CONTEXT, type ContextPolicy } from "../../domain/model-policy.ts";
import type { ModelPolicy } from "../../domain/model-policy.ts";
import type { Policy } from "../../domain/policy.ts";
import type { Proposal } from "../../domain/proposal.ts";
import type { Task } from "../../domain/task.ts";
import type { CountTokens, ModelRequest } from "../../domain/model-exchange.ts";
import type { BeginRequest, Engine, Events, Model, Sources } from "../../ports.ts";
import { assembleContext } from "./context.ts";
import { Conversation, type Redact } from "./conversation.ts";
import { Draft } from "./draft.ts";
import { renderGoal } from "./goal.ts";
import { createLedger, type Ledger } from "./ledger.ts";
import { createDialect, type Dialect } from "./dialect.ts";
import { modelFor, modelKinds } from "./model-kinds.ts";
import { SYSTEM_PROMPT } from "./prompt.ts";
import { renderMeasures } from "./refactor-goal.ts";
import type { Line, Sleep } from "./send.ts";
import { Session } from "./session.ts";
import { TOOLS } from "./tools.ts";

/** What the model engine takes from outside. */
export interface ModelEngineOptions {
  /** Its `model` is there. */
  readonly policy: Policy & { readonly model: ModelPolicy };
  readonly model: Model;
  readonly sources: Sources;
  readonly redact: Redact;
  readonly events: Events;
  /** Milliseconds that only ever grow. */
  readonly monotonic: () => number;
  readonly sleep: Sleep;
  /** In [0, 1). */
  readonly random: () => number;
  /** Absent: tokens are bounded by bytes alone. */
  readonly countTokens?: CountTokens;
}

/** Tokens of conversation above which old tool results are folded, beside what a task begins with. */
const FOLD_ROOM = 24_000;

/** Characters of a reply after which it is told again how much has come. */
const TOLD_EVERY = 100;

/** The engine that asks a language model, within the policy's budget. */
export function createModelEngine(options: ModelEngineOptions): Engine {
  const { policy, monotonic } = options;
  const { model } = policy;
  const ledger = createLedger({
    budget: policy.budget ?? DEFAULT_BUDGET,
    ...(model.prices === undefined ? {} : { prices: model.prices }),
    monotonic,
  });
  const dialect = createDialect();
  const closed: Line["closed"] = new Map();
  const works = new Map<string, Work>();
  const workOn = (request: BeginRequest): Work => {
    const { task } = request;
    const work = works.get(task.id) ?? openWork(request, { options, ledger, dialect, closed });
    works.set(task.id, work);
    return work;
  };
  return {
    name: "model",
    kinds: modelKinds(model),
    async propose(request) {
      const { workspace } = request;
      const refusal = refusalOf(request, options);
      if (refusal !== undefined) return refusal;
      const { session, draft, roots } = workOn({ ...request, root: workspace.root });
      roots.add(workspace.root);
      return (await session).propose(request, { request, sources: options.sources, draft });
    },
    async begin(request) {
      if (refusalOf(request, options) !== undefined) return;
      const [opened] = await Promise.allSettled([workOn(request).session, options.model.open?.()]);
      // What went wrong is told when the work is taken up.
      if (opened.status === "fulfilled") opened.value.begin();
    },
    spending: (task) => ledger.spending(task),
    notes: () => renderNotes(policy, ledger),
  };
}

function createDraft(task: Task, { sources, redact }: ModelEngineOptions): Draft {
  return new Draft({ read: (path) => sources.read(path), writable: task.writable, redact });
}

function refusalOf({ task }: BeginRequest, { policy, sources }: ModelEngineOptions): Proposal | undefined {
  if (modelFor(policy.model, task.kind) === undefined) {
    return { type: "declined", reason: `model.name in the policy names no model for ${task.kind}` };
  }
  const glob = sources.hiddenBy(task.target);
  if (glob === undefined) return undefined;
  return { type: "declined", reason: `the policy keeps ${task.target} from the model (${glob} in context.never)` };
}

interface Opening {
  readonly options: ModelEngineOptions;
  readonly ledger: Ledger;
  readonly dialect: Dialect;
  readonly closed: Line["closed"];
}

/** One task's work, over all attempts. */
interface Work {
  readonly session: Promise<Session>;
  readonly draft: Draft;
  /** Where its workspaces lie: that says nothing to the model, and differs from run to run. */
  readonly roots: Set<string>;
}

function openWork(request: BeginRequest, opening: Opening): Work {
  const draft = createDraft(request.task, opening.options);
  const roots = new Set(request.root === undefined ? [] : [request.root]);
  return { session: openSession(request, { draft, roots }, opening), draft, roots };
}

async function openSession(
  request: BeginRequest,
  { draft, roots }: Pick<Work, "draft" | "roots">,
  { options, ledger, dialect, closed }: Opening,
): Promise<Session> {
  const { policy, sources, redact, events } = options;
  const { task } = request;
  const context = policy.context ?? DEFAULT_CONTEXT;
  const budget = policy.budget ?? DEFAULT_BUDGET;
  const conversation = new Conversation(TOOLS, (text) =>
    redact([...roots].reduce((shown, root) => shown.split(root).join("."), text)),
  );
  const firstText = async (limits: ContextPolicy): Promise<string> => {
    const shown = await assembleContext(task, sources, limits);
    const target = task.kind === "refactor" ? ((await sources.read(task.target)) ?? "") : "";
    const measures = task.kind === "refactor" ? await renderMeasures(task.target, target) : "";
    return [shown, renderGoal(request), measures].filter((part) => part !== "").join("\n\n");
  };
  let turn = 0;
  const onTextOf = (coming: number): ((characters: number) => void) => {
    let told = 0;
    return (characters) => {
      if (characters < told + TOLD_EVERY) return;
      told = characters;
      events.emit({ type: "streaming", task, turn: coming, characters, spending: ledger.spending(task.id) });
    };
  };
  await conversation.addText("system", SYSTEM_PROMPT);
  await conversation.addText("user", await firstText(context));
  return new Session({
    conversation,
    draft,
    found: task.kind === "fix" ? "told" : "untold",
    send: (part, upperInput) => {
      const line = { ...options, ledger, closed, signal: request.signal, onText: onTextOf(turn + 1) };
      return dialect.send(line, task.id, toRequest(task, policy.model, part), upperInput);
    },
    onTurn: (ended, tools) => {
      turn = ended;
      events.emit({ type: "turn", task, turn, tools, spending: ledger.spending(task.id) });
    },
    turnsLeft: () => Math.max(0, budget.perTask.turns - ledger.spending(task.id).requests),
    foldAbove: context.tokens + FOLD_ROOM,
    shrink: async () => {
      await conversation.replaceFirst("user", await firstText({ ...context, tokens: Math.floor(context.tokens / 3) }));
      return true;
    },
  });
}

function toRequest(task: Task, model: ModelPolicy, { messages }: Pick<ModelRequest, "messages">): ModelRequest {
  const { temperature, seed, reasoningEffort } = model;
  return {
    model: modelFor(model, task.kind) ?? "",
    messages,
    tools: TOOLS,
    maxOutputTokens: model.maxOutputTokens,
    ...(temperature === undefined ? {} : { temperature }),
    ...(seed === undefined ? {} : { seed }),
    ...(reasoningEffort === undefined ? {} : { reasoningEffort }),
  };
}

function renderNotes({ model }: ModelEngineOptions["policy"], ledger: Ledger): readonly string[] {
  const { requests } = ledger.spending();
  const unpriced =
    model.prices === undefined && requests > 0
      ? ["The policy gives no model.prices, so money is not counted: only the caps in tokens, turns and minutes hold."]
      : [];
  const unseeded =
    model.api === "responses" && model.seed !== undefined && requests > 0
      ? ["model.seed was not sent: the responses API takes none."]
      : [];
  const reached = ledger.refusals().map(({ reason }) => `The model engine stopped at a cap of its budget: ${reason}.`);
  return [...unpriced, ...unseeded, ...reached];
}
