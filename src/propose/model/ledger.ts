import type { BudgetPolicy, ModelPrices } from "../../domain/model-policy.ts";
import type { Spending } from "../../domain/report.ts";
import type { ModelUsage } from "../../domain/model-exchange.ts";

/** Tokens that a request may cost at most. */
interface Need {
  readonly input: number;
  /** Tokens of reply that are wanted; less may be granted. */
  readonly output: number;
}

/** What is set aside for one request until it is known what it cost. */
export interface Reservation {
  readonly type: "reserved";
  readonly task: string;
  readonly input: number;
  /** The cap on the reply that the request has to carry. */
  readonly output: number;
  readonly usd: number;
}

/** A cap that leaves no room. */
interface Refusal {
  readonly type: "refused";
  /** Whose cap it is: a task that uses up its own would do so again. */
  readonly of: "run" | "task";
  /** The policy's key: `budget.usd`. */
  readonly cap: string;
  readonly reason: string;
}

/** Holds every cap of the budget: what could pass one is not sent. */
export interface Ledger {
  /** Whether all of it fits below every cap in tokens and money. */
  hasRoom(task: string, need: Need): boolean;
  reserve(task: string, need: Need): Reservation | Refusal;
  /** Books what a request cost: `upper` is the whole reservation; `model`: who answered. Each reservation once. */
  settle(reservation: Reservation, cost: ModelUsage | "upper" | "nothing", model?: string): void;
  /** Milliseconds until the minutes are over, from the first reservation on; a request in flight ends with them. */
  timeLeft(): number;
  /** What a request is told that the end of the minutes has cut off. */
  refuseTime(): Refusal;
  spending(task?: string): Spending;
  /** The caps that have refused a request, in order. */
  refusals(): readonly Refusal[];
}

interface Account {
  requests: number;
  input: number;
  output: number;
  usd: number;
  /** Set aside and not yet known. */
  heldTokens: number;
  heldUsd: number;
  /** Who has answered. */
  readonly models: Set<string>;
}

/** A reply that is shorter cannot hold a useful tool call. */
const LEAST_OUTPUT = 256;
const MILLION = 1_000_000;

function emptyAccount(): Account {
  return { requests: 0, input: 0, output: 0, usd: 0, heldTokens: 0, heldUsd: 0, models: new Set() };
}

/** USD of tokens, with nothing cached where that is not said. */
export function toUsd(usage: ModelUsage, prices: ModelPrices | undefined): number {
  if (prices === undefined) return 0;
  const fresh = usage.inputTokens - usage.cachedTokens;
  const cached = usage.cachedTokens * (prices.cachedInput ?? prices.input);
  return (fresh * prices.input + cached + usage.outputTokens * prices.output) / MILLION;
}

/** What {@link createLedger} needs. */
export interface LedgerOptions {
  readonly budget: BudgetPolicy;
  /** Absent: money is unknown, and only the caps in tokens, turns and minutes hold. */
  readonly prices?: ModelPrices;
  readonly monotonic: () => number;
}

/** A ledger of a run; its caps hold across tasks that work at the same time. */
export function createLedger(options: LedgerOptions): Ledger {
  return new BudgetLedger(options);
}

class BudgetLedger implements Ledger {
  readonly #options: LedgerOptions;
  readonly #run = emptyAccount();
  readonly #tasks = new Map<string, Account>();
  readonly #refusals: Refusal[] = [];
  #started: number | undefined;

  constructor(options: LedgerOptions) {
    this.#options = options;
  }

  hasRoom(task: string, need: Need): boolean {
    return Object.values(this.#roomFor(this.#accountOf(task), need)).every((left) => left >= need.output);
  }

  reserve(task: string, need: Need): Reservation | Refusal {
    const { prices } = this.#options;
    const account = this.#accountOf(task);
    const over = this.#overTime() ?? this.#overTurns(account);
    if (over !== undefined) return over;
    const room = this.#roomFor(account, need);
    for (const [cap, left] of Object.entries(room)) {
      if (left >= LEAST_OUTPUT) continue;
      return this.#refuse(cap, `the next request could pass a cap: it may need ${need.input} tokens of input`);
    }
    const output = Math.min(need.output, ...Object.values(room));
    const upper = { inputTokens: need.input, cachedTokens: 0, outputTokens: output };
    const usd = prices === undefined ? 0 : toUsd(upper, { ...prices, input: dearest(prices) });
    for (const one of [this.#run, account]) {
      one.requests += 1;
      one.heldTokens += need.input + output;
      one.heldUsd += usd;
    }
    return { type: "reserved", task, input: need.input, output, usd };
  }

  settle(reservation: Reservation, cost: ModelUsage | "upper" | "nothing", model?: string): void {
    const usage = toUsage(reservation, cost);
    const usd = cost === "upper" ? reservation.usd : toUsd(usage, this.#options.prices);
    for (const one of [this.#run, this.#accountOf(reservation.task)]) {
      one.heldTokens -= reservation.input + reservation.output;
      one.heldUsd -= reservation.usd;
      one.input += usage.inputTokens;
      one.output += usage.outputTokens;
      one.usd += usd;
      if (model !== undefined) one.models.add(model);
    }
  }

  spending(task?: string): Spending {
    const account = task === undefined ? this.#run : this.#accountOf(task);
    const { requests, input, output, usd, models } = account;
    const answered = models.size === 0 ? {} : { models: [...models] };
    return { requests, inputTokens: input, outputTokens: output, usd, ...answered };
  }

  refusals(): readonly Refusal[] {
    return this.#refusals;
  }

  /** Tokens of reply that each cap leaves after the input. */
  #roomFor(account: Account, { input }: Need): Readonly<Record<string, number>> {
    const { budget, prices } = this.#options;
    return {
      "budget.tokens": budget.tokens - this.#run.input - this.#run.output - this.#run.heldTokens - input,
      "budget.usd": outputLeft(budget.usd - this.#run.usd - this.#run.heldUsd, input, prices),
      "budget.per-task.usd": outputLeft(budget.perTask.usd - account.usd - account.heldUsd, input, prices),
    };
  }

  #accountOf(task: string): Account {
    const account = this.#tasks.get(task) ?? emptyAccount();
    this.#tasks.set(task, account);
    return account;
  }

  timeLeft(): number {
    const { budget, monotonic } = this.#options;
    this.#started ??= monotonic();
    return Math.max(0, Math.ceil(budget.minutes * 60_000 - (monotonic() - this.#started)));
  }

  refuseTime(): Refusal {
    return this.#refuse("budget.minutes", `the model's ${this.#options.budget.minutes} minutes are over`);
  }

  #overTime(): Refusal | undefined {
    return this.timeLeft() > 0 ? undefined : this.refuseTime();
  }

  #overTurns({ requests }: Account): Refusal | undefined {
    const { turns } = this.#options.budget.perTask;
    if (requests < turns) return undefined;
    return this.#refuse("budget.per-task.turns", `the task has used its ${turns} turns`);
  }

  #refuse(cap: string, reason: string): Refusal {
    const of = cap.startsWith("budget.per-task.") ? "task" : "run";
    const refusal: Refusal = { type: "refused", of, cap, reason: `${reason} (${cap} in the policy)` };
    if (!this.#refusals.some((known) => known.cap === cap)) this.#refusals.push(refusal);
    return refusal;
  }
}

/** Tokens of reply that an amount of USD leaves after the input; negative where it leaves none. */
function outputLeft(usd: number, input: number, prices: ModelPrices | undefined): number {
  if (prices === undefined) return Number.POSITIVE_INFINITY;
  const rest = usd * MILLION - input * dearest(prices);
  if (rest < 0) return -1;
  return prices.output === 0 ? Number.POSITIVE_INFINITY : Math.floor(rest / prices.output);
}

function toUsage({ input, output }: Reservation, cost: ModelUsage | "upper" | "nothing"): ModelUsage {
  if (cost === "upper") return { inputTokens: input, cachedTokens: 0, outputTokens: output };
  return cost === "nothing" ? { inputTokens: 0, cachedTokens: 0, outputTokens: 0 } : cost;
}

/** A cache may cost more to write than plain input; what is dearer counts for the bound. */
function dearest(prices: ModelPrices): number {
  return Math.max(prices.input, prices.cachedInput ?? 0);
}
