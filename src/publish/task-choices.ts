import { z } from "zod";
import { parseJson } from "../domain/parse-json.ts";
import type { Choice } from "../domain/proposal.ts";

const choice = z.object({
  groups: z.number(),
  alternatives: z.array(
    z.object({
      path: z.string(),
      line: z.number(),
      description: z.string(),
      patch: z.string(),
      differs: z.object({ call: z.string(), proposed: z.string(), alternative: z.string() }).exactOptional(),
    }),
  ),
});
const reportSchema = z.object({
  outcomes: z.array(z.object({ type: z.string(), task: z.object({ id: z.string() }), choice: choice.exactOptional() })),
});

/** What else would have done for each accepted change of a `report.json`, by task id; none where it cannot be read. Never throws. */
export function toTaskChoices(reportText: string): ReadonlyMap<string, Choice> {
  const json = parseJson(reportText);
  const parsed = json.ok ? reportSchema.safeParse(json.value) : undefined;
  const choices = new Map<string, Choice>();
  if (parsed?.success !== true) return choices;
  for (const outcome of parsed.data.outcomes) {
    if (outcome.type === "accepted" && outcome.choice !== undefined) choices.set(outcome.task.id, outcome.choice);
  }
  return choices;
}
