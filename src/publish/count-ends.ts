import { z } from "zod";
import { parseJson } from "../domain/parse-json.ts";
import type { EndCounts } from "../domain/publication.ts";
import type { SkipReason } from "../domain/plan.ts";
import type { MergedBundle } from "./merge-bundles.ts";

const reportSchema = z.object({
  plan: z.object({
    tasks: z.array(z.object({ id: z.string() })),
    skips: z.array(z.object({ path: z.string().optional(), kind: z.string().optional(), reason: z.string() })),
  }),
  outcomes: z.array(z.object({ type: z.string(), task: z.object({ id: z.string() }) })),
});

/** How many tasks ended where there were none. */
export const NO_ENDS: EndCounts = { tasks: 0, accepted: 0, rejected: 0, declined: 0, skipped: 0 };

/** What one shard leaves to the others has been left out by nobody. */
const ELSEWHERE: SkipReason = "not-selected";

/**
 * How the tasks of bundles ended: accepted is what has been verified now, the rest is what the jobs say that proposed
 * (a report that cannot be read says nothing). Never throws.
 */
export function countEnds({ manifest, dropped, reportTexts }: MergedBundle): EndCounts {
  const reports = reportTexts.flatMap((text) => {
    const json = parseJson(text);
    const parsed = json.ok ? reportSchema.safeParse(json.value).data : undefined;
    return parsed === undefined ? [] : [parsed];
  });
  const accepted = new Set(manifest.entries.map(({ task }) => task));
  const idsOf = (type: string): ReadonlySet<string> => {
    const ids = reports.flatMap(({ outcomes }) => outcomes.flatMap((one) => (one.type === type ? [one.task.id] : [])));
    return new Set(ids.filter((id) => !accepted.has(id)));
  };
  const rejected = new Set([...idsOf("rejected"), ...dropped.map(({ task }) => task)]);
  const declined = idsOf("declined");
  const planned = reports.flatMap(({ plan }) => plan.tasks.map(({ id }) => id));
  const skips = reports
    .flatMap(({ plan }) => plan.skips)
    .filter(({ reason }) => reportTexts.length === 1 || reason !== ELSEWHERE)
    .map(({ path, kind, reason }) => JSON.stringify([path, kind, reason]));
  return {
    tasks: new Set([...accepted, ...rejected, ...declined, ...planned]).size,
    accepted: accepted.size,
    rejected: rejected.size,
    declined: declined.size,
    skipped: new Set(skips).size,
  };
}
