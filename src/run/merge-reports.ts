import type { Outcome } from "../domain/outcome.ts";
import type { Publication } from "../domain/publication.ts";
import type { Report, Spending } from "../domain/report.ts";
import type { FailLevel } from "../domain/settings.ts";
import { toConclusion } from "../report/conclusion.ts";
import type { Combined } from "./combine.ts";

interface Whole {
  readonly publication: Publication;
  readonly failLevel: FailLevel;
  /** What the changes of all came to together; absent where one alone has any. */
  readonly together?: Pick<Combined, "outcomes" | "sum">;
}

function unique<Value>(values: readonly Value[]): readonly Value[] {
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
}

function toSum(all: readonly Spending[]): Spending {
  const models = unique(all.flatMap((one) => one.models ?? []));
  const sumOf = (pick: (one: Spending) => number): number => all.reduce((sum, one) => sum + pick(one), 0);
  return {
    requests: sumOf(({ requests }) => requests),
    inputTokens: sumOf(({ inputTokens }) => inputTokens),
    outputTokens: sumOf(({ outputTokens }) => outputTokens),
    usd: sumOf(({ usd }) => usd),
    ...(models.length > 0 && { models }),
  };
}

/** Reports of parts of one run as one; at least one. What did not hold together with the rest is rejected in it. */
export function mergeReports(reports: readonly Report[], { publication, failLevel, together }: Whole): Report {
  const [first] = reports;
  if (first === undefined) throw new Error("there is no report");
  const said = new Map<string, Outcome>((together?.outcomes ?? []).map((outcome) => [outcome.task.id, outcome]));
  const outcomes = reports
    .flatMap((report) => report.outcomes)
    .map((outcome) => {
      const later = said.get(outcome.task.id);
      if (later?.type !== "rejected") return outcome;
      return { ...later, attempts: [...outcome.attempts, ...later.attempts] };
    });
  const sum = together?.sum ?? reports.find((report) => report.sum.length > 0)?.sum ?? [];
  return {
    ...first,
    durationMs: reports.reduce((total, { durationMs }) => total + durationMs, 0),
    commandMs: reports.reduce((total, { commandMs }) => total + commandMs, 0),
    plan: {
      tasks: reports.flatMap(({ plan }) => plan.tasks),
      skips: unique(reports.flatMap(({ plan }) => plan.skips)),
    },
    outcomes,
    sum,
    spending: toSum(reports.map(({ spending }) => spending)),
    publication,
    conclusion: toConclusion({ outcomes, sum, publication }, failLevel),
    notes: unique(reports.flatMap(({ notes }) => notes)),
  };
}
