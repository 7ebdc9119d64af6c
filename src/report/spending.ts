import type { Report, Spending } from "../domain/report.ts";

/** One line of the table of what the model cost, in words. */
export interface SpendingRow {
  /** The task, or what the line sums up. */
  readonly name: string;
  readonly end: string;
  readonly requests: string;
  readonly inputTokens: string;
  readonly outputTokens: string;
  /** Empty where no prices are known. */
  readonly usd: string;
}

const NOTHING: Spending = { requests: 0, inputTokens: 0, outputTokens: 0, usd: 0 };

function addSpending(a: Spending, b: Spending): Spending {
  return {
    requests: a.requests + b.requests,
    inputTokens: a.inputTokens + b.inputTokens,
    outputTokens: a.outputTokens + b.outputTokens,
    usd: a.usd + b.usd,
  };
}

function toRow(name: string, end: string, { requests, inputTokens, outputTokens, usd }: Spending): SpendingRow {
  const whole = (count: number): string => String(Math.round(count));
  return {
    name,
    end,
    requests: whole(requests),
    inputTokens: whole(inputTokens),
    outputTokens: whole(outputTokens),
    usd: usd === 0 ? "" : usd.toFixed(4),
  };
}

/** What the model cost: a line for each task that asked it, all of them, and one accepted change; empty where nobody asked. */
export function toSpendingRows({ outcomes, spending }: Report): readonly SpendingRow[] {
  if (spending.requests === 0) return [];
  const tasks = outcomes.flatMap(({ type, task, attempts }) => {
    const sum = attempts.flatMap((attempt) => attempt.spending ?? []).reduce(addSpending, NOTHING);
    return sum.requests === 0 ? [] : [toRow(`${task.kind} ${task.target}`, type, sum)];
  });
  const accepted = outcomes.filter(({ type }) => type === "accepted").length;
  const { requests, inputTokens, outputTokens, usd } = spending;
  const each = {
    requests: requests / accepted,
    inputTokens: inputTokens / accepted,
    outputTokens: outputTokens / accepted,
    usd: usd / accepted,
  };
  return [
    ...tasks,
    toRow("all", "", spending),
    ...(accepted === 0 ? [] : [toRow("per accepted change", `${accepted} accepted`, each)]),
  ];
}
