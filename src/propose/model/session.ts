import type { Proposal, ProposedPlan } from "../../domain/proposal.ts";
import type { ModelCall, ModelRequest } from "../../domain/model-exchange.ts";
import type { ProposeRequest } from "../../ports.ts";
import type { Conversation } from "./conversation.ts";
import type { Draft } from "./draft.ts";
import { renderFeedback, renderFound } from "./goal.ts";
import { parseJson } from "../../domain/parse-json.ts";
import { MAX_ARGUMENTS, parseCall, type ToolUse } from "./parse-call.ts";
import { checkPlan } from "./check-plan.ts";
import { refused, runTool, type ToolAnswer, type ToolScene } from "./run-tool.ts";
import { testsFirst, unfilled } from "./scaffold-order.ts";
import type { Reply, Sent } from "./send.ts";

/** What a session needs from the engine. */
export interface SessionOptions {
  readonly conversation: Conversation;
  readonly draft: Draft;
  /** Whether the first message says what the tools say of the target; where not, it follows the first turn. */
  readonly found: "told" | "untold";
  /** Sends the conversation as it is; the request's messages are the session's. */
  readonly send: (request: Pick<ModelRequest, "messages">, upperInput: number) => Promise<Sent>;
  /** Told after each turn which tools were called. */
  readonly onTurn: (turn: number, tools: readonly string[]) => void;
  /** Requests that the budget leaves for the task. */
  readonly turnsLeft: () => number;
  /** Bound in tokens above which old tool results are folded. */
  readonly foldAbove: number;
  /** Makes the first message shorter, where the endpoint finds it too long; returns whether it could. */
  readonly shrink: () => Promise<boolean>;
}

/** Replies in a row without one call that could be carried out, after which the attempt is over. */
const MAX_STRIKES = 3;
/** Characters of a reply's text that the next request carries. */
const MAX_KEPT_TEXT = 100_000;
/** The model is told when so few turns are left. */
const FEW_TURNS = 2;

type Finish = Extract<ToolUse, { tool: "finish" }>;
type End = { readonly type: "finish"; readonly use: Finish } | { readonly type: "decline"; readonly reason: string };

/** One task's work with the model, over all attempts. */
export class Session {
  readonly #options: SessionOptions;
  #plan: ProposedPlan | undefined;
  #turn = 0;
  /** The call that handed in the last edits: what the gates said is its result. */
  #handedIn: ModelCall | undefined;
  /** The first reply, where it was asked for ahead of time. */
  #begun: Promise<Sent> | undefined;
  /** Whether the model knows what the tools say of the untouched target. */
  #told: "told" | "untold";

  constructor(options: SessionOptions) {
    this.#options = options;
    this.#told = options.found;
  }

  /** Asks for the first reply ahead of {@link propose}, which takes it up. Never throws. */
  begin(): void {
    this.#begun = this.#ask();
    // Whoever takes it up is told of an error; nobody may.
    void Promise.allSettled([this.#begun]);
  }

  /** Goes on until edits are handed in or it is over. Never throws for anything that the model does. */
  async propose(request: ProposeRequest, scene: ToolScene): Promise<Proposal> {
    await this.#addFeedback(request);
    let strikes = 0;
    let shrunk = false;
    for (;;) {
      const sent = await (this.#begun ?? this.#ask());
      this.#begun = undefined;
      if (sent.type !== "reply") {
        if (sent.type === "refused" || sent.fault !== "too-long" || shrunk) return toFailed(sent);
        shrunk = true;
        if (!(await this.#shrink())) return toFailed(sent);
        continue;
      }
      const problem = replyProblem(sent.reply);
      if (problem?.end === "attempt") return { type: "malformed", reason: problem.text };
      const step = await this.#takeTurn(sent.reply, problem?.text, scene);
      if (step.end !== undefined) return this.#toProposal(step.end);
      await this.#tellFound(request);
      strikes = step.progress === "some" ? 0 : strikes + 1;
      if (strikes >= MAX_STRIKES) {
        return { type: "malformed", reason: `${MAX_STRIKES} replies in a row could not be used: ${step.problem}` };
      }
      this.#foldWhereFull();
    }
  }

  async #addFeedback({ feedback }: ProposeRequest): Promise<void> {
    if (feedback === undefined) return;
    const text = renderFeedback(feedback);
    const call = this.#handedIn;
    this.#handedIn = undefined;
    if (call === undefined) await this.#options.conversation.addText("user", text);
    else await this.#options.conversation.addResult(call, text);
  }

  /** What the tools say came after the first request was sent. */
  async #tellFound(request: ProposeRequest): Promise<void> {
    const found = this.#told === "told" ? "" : renderFound(request);
    this.#told = "told";
    if (found !== "") await this.#options.conversation.addText("user", found);
  }

  async #ask(): Promise<Sent> {
    const { conversation, send } = this.#options;
    const sent = await send({ messages: conversation.messages }, conversation.upperTokens());
    if (sent.type === "reply" && sent.inputTokens !== undefined) conversation.noteCount(sent.inputTokens);
    return sent;
  }

  async #shrink(): Promise<boolean> {
    const folded = this.#options.conversation.fold();
    return (await this.#options.shrink()) || folded > 0;
  }

  #foldWhereFull(): void {
    const { conversation, foldAbove } = this.#options;
    if (conversation.upperTokens() > foldAbove) conversation.fold();
  }

  async #takeTurn(
    reply: Reply,
    problem: string | undefined,
    scene: ToolScene,
  ): Promise<{ readonly end?: End; readonly progress: "some" | "none"; readonly problem: string }> {
    const { conversation, onTurn } = this.#options;
    this.#turn += 1;
    const calls = toUniqueIds(reply.calls);
    conversation.addReply(reply.text.toWellFormed().slice(0, MAX_KEPT_TEXT), calls.map(keptCall));
    onTurn(
      this.#turn,
      calls.map((call) => call.name.slice(0, 40)),
    );
    if (calls.length === 0) {
      const text = problem ?? "there was no tool call in it";
      await conversation.addText(
        "user",
        `Your reply cannot be used: ${text}. Answer with tool calls.${this.#turnsNote()}`,
      );
      return { progress: "none", problem: text };
    }
    return this.#runCalls(calls, problem, scene);
  }

  async #runCalls(
    calls: readonly ModelCall[],
    problem: string | undefined,
    scene: ToolScene,
  ): Promise<{ readonly end?: End; readonly progress: "some" | "none"; readonly problem: string }> {
    const parsed = calls.map((call) => ({ call, result: parseCall(call.name, call.arguments) }));
    const ends = parsed.filter(({ call }) => call.name === "finish" || call.name === "decline").length;
    let progress: "some" | "none" = "none";
    let said = problem ?? "";
    let end: End | undefined;
    for (const [index, { call, result }] of parsed.entries()) {
      const answer = await this.#answer(call, result, { scene, ends, cut: problem });
      if ("end" in answer) {
        end = answer.end;
        continue;
      }
      if (answer.status === "done") progress = "some";
      else said = answer.text;
      const note = index === parsed.length - 1 ? this.#turnsNote() : "";
      await this.#options.conversation.addResult(call, answer.text + note);
    }
    return { ...(end === undefined ? {} : { end }), progress, problem: said };
  }

  async #answer(
    call: ModelCall,
    result: ReturnType<typeof parseCall>,
    { scene, ends, cut }: { readonly scene: ToolScene; readonly ends: number; readonly cut: string | undefined },
  ): Promise<ToolAnswer | { readonly end: End }> {
    if (!result.ok) return refused(cut === undefined ? result.problem : `${cut}; ${result.problem}`);
    const { use } = result;
    switch (use.tool) {
      case "plan":
        return this.#notePlan(use.plan, scene);
      case "decline":
      case "finish": {
        const whole = endProblem(use, { ends, cut, edited: scene.draft.files().length });
        const problem = whole ?? (use.tool === "finish" ? await unfilled(scene) : undefined);
        if (problem !== undefined) return refused(problem);
        if (use.tool === "decline") return { end: { type: "decline", reason: use.reason } };
        this.#handedIn = call;
        return { end: { type: "finish", use } };
      }
      case "edit":
      case "write": {
        const early = this.#plan === undefined ? "call plan first" : await testsFirst(use.path, scene);
        return early === undefined ? runTool(use, scene) : refused(early);
      }
      default:
        return runTool(use, scene);
    }
  }

  #notePlan(plan: ProposedPlan, { request }: ToolScene): ToolAnswer {
    const problem = checkPlan(plan, request.task);
    if (problem !== undefined) return refused(problem);
    this.#plan ??= plan;
    return { status: "done", text: "The plan is noted." };
  }

  #turnsNote(): string {
    const left = this.#options.turnsLeft();
    return left > FEW_TURNS ? "" : `\n(${left} ${left === 1 ? "turn is" : "turns are"} left: finish or decline)`;
  }

  #toProposal(end: End): Proposal {
    if (end.type === "decline") return { type: "declined", reason: `the model declines: ${oneLine(end.reason)}` };
    const { rationale, confidence, lookAt } = end.use;
    const look = lookAt.length === 0 ? "" : ` Worth a look: ${lookAt.map(oneLine).join("; ")}.`;
    return {
      type: "proposed",
      edits: this.#options.draft.edits(),
      rationale: `${oneLine(rationale)} (confidence: ${confidence})${look}`,
      // What the model itself doubts has to have been run by a test.
      ...(confidence === "low" ? { confidence: "guess" as const } : {}),
      ...(this.#plan === undefined ? {} : { plan: this.#plan }),
    };
  }
}

/** A request without a reply: what has to do with the task itself would be the same another time. */
function toFailed(sent: Exclude<Sent, { type: "reply" }>): Proposal {
  if (sent.type === "refused") {
    return { type: "failed", reason: `over budget: ${sent.reason}`, cause: sent.of === "task" ? "lasting" : "passing" };
  }
  return { type: "failed", reason: sent.message, cause: sent.fault === "too-long" ? "lasting" : "passing" };
}

/** Why the work cannot end here; undefined where it can. */
function endProblem(
  use: Extract<ToolUse, { tool: "finish" | "decline" }>,
  { ends, cut, edited }: { readonly ends: number; readonly cut: string | undefined; readonly edited: number },
): string | undefined {
  if (ends > 1) return "finish or decline, once";
  if (use.tool === "decline") return undefined;
  if (cut !== undefined) return `${cut}; make sure that your edits are whole, then finish again`;
  return edited === 0 ? "there are no edits to hand in. Edit first, or decline" : undefined;
}

/** Longest text of the model's that is passed on. */
const MAX_ONE_LINE = 500;

function oneLine(text: string): string {
  const line = text.replaceAll(/\s+/gu, " ").trim();
  return line.length <= MAX_ONE_LINE ? line : `${line.slice(0, MAX_ONE_LINE)}…`;
}

/** What is wrong with a whole reply; `attempt` where going on makes no sense. */
function replyProblem({
  finish,
  text,
  calls,
}: Reply): { readonly end: "attempt" | "none"; readonly text: string } | undefined {
  switch (finish) {
    case "refusal":
      return { end: "attempt", text: `the model refuses: ${oneLine(text)}` };
    case "content-filter":
      return { end: "attempt", text: "the endpoint's content filter stopped the reply" };
    case "length":
      return {
        end: "none",
        text: "it was cut at the limit of its length (model.max-output-tokens); send less at a time",
      };
    case "done":
      return calls.length === 0 && text.trim() === "" ? { end: "none", text: "it was empty" } : undefined;
  }
}

/** What a conversation keeps of a call: endpoints turn away a history whose arguments are no JSON object, or too long. */
function keptCall(call: ModelCall): ModelCall {
  const usable = call.arguments.length <= MAX_ARGUMENTS && isJsonObject(call.arguments);
  return usable ? call : { ...call, arguments: "{}" };
}

function isJsonObject(text: string): boolean {
  const parsed = parseJson(text);
  return parsed.ok && typeof parsed.value === "object" && parsed.value !== null && !Array.isArray(parsed.value);
}

/** Some endpoints give every call the same id, or none that is usable. */
function toUniqueIds(calls: readonly ModelCall[]): readonly ModelCall[] {
  const seen = new Set<string>();
  return calls.map((call, index) => {
    const name = /^[\w.-]{1,64}$/u.test(call.name) ? call.name : "unknown";
    const id = /^[\w.:-]{1,80}$/u.test(call.id) && !seen.has(call.id) ? call.id : `call_${seen.size}_${index}`;
    seen.add(id);
    return { id, name, arguments: call.arguments.toWellFormed() };
  });
}
