import { z } from "zod";
import { parseJson } from "../domain/parse-json.ts";

const reportSchema = z.object({
  outcomes: z.array(z.unknown()),
  spending: z.object({ usd: z.number().nonnegative() }),
});

/** How much a `report.json` says was taken on and spent; undefined where it cannot be read. Never throws. */
export function parseStated(reportText: string): { readonly tasks: number; readonly usd: number } | undefined {
  const json = parseJson(reportText);
  const report = json.ok ? reportSchema.safeParse(json.value).data : undefined;
  return report && { tasks: report.outcomes.length, usd: report.spending.usd };
}
