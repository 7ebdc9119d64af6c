import { z } from "zod";
import { parseJson } from "../domain/parse-json.ts";
import { TASK_KINDS, type TaskKind } from "../domain/task.ts";

const reportSchema = z.object({
  plan: z.object({
    skips: z.array(z.object({ path: z.string().optional(), kind: z.enum(TASK_KINDS).optional(), reason: z.string() })),
  }),
  outcomes: z.array(z.object({ type: z.string(), task: z.object({ id: z.string() }), fault: z.string().optional() })),
});

/** What a run came to, as far as others have to go by it. */
export interface RunEnds {
  /** Tasks that there is a verdict on. */
  readonly judged: readonly string[];
  /** Tasks that the run was kept from judging. */
  readonly unjudged: readonly string[];
  readonly skips: readonly { readonly path: string; readonly kind?: TaskKind; readonly reason: string }[];
}

/** Reads the ends of a `report.json`; nothing where it cannot be read. Never throws. */
export function parseEnds(reportText: string): RunEnds {
  const json = parseJson(reportText);
  const parsed = json.ok ? reportSchema.safeParse(json.value) : undefined;
  if (parsed?.success !== true) return { judged: [], unjudged: [], skips: [] };
  const { outcomes, plan } = parsed.data;
  const idsOf = (fault: "with" | "without"): readonly string[] =>
    outcomes.filter((one) => (one.fault === undefined) === (fault === "without")).map(({ task }) => task.id);
  const skips = plan.skips.flatMap(({ path, kind, reason }) =>
    path === undefined ? [] : [{ path, reason, ...(kind && { kind }) }],
  );
  return { judged: idsOf("without"), unjudged: idsOf("with"), skips };
}
