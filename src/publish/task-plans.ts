import type { ProposedPlan } from "../domain/proposal.ts";
import { parseJson } from "../domain/parse-json.ts";
import { z } from "zod";

const texts = z.array(z.string());
const attempt = z.object({
  proposedPlan: z.object({ steps: texts, files: texts, risks: texts, verify: z.string() }).optional(),
});
const reportSchema = z.object({
  outcomes: z.array(z.object({ type: z.string(), task: z.object({ id: z.string() }), attempts: z.array(attempt) })),
});

/** What was planned for each accepted change of a `report.json`, by task id; none where it cannot be read. Never throws. */
export function toTaskPlans(reportText: string): ReadonlyMap<string, ProposedPlan> {
  const json = parseJson(reportText);
  const parsed = json.ok ? reportSchema.safeParse(json.value) : undefined;
  const plans = new Map<string, ProposedPlan>();
  if (parsed?.success !== true) return plans;
  for (const { type, task, attempts } of parsed.data.outcomes) {
    const plan = attempts.at(-1)?.proposedPlan;
    if (type === "accepted" && plan !== undefined) plans.set(task.id, plan);
  }
  return plans;
}
