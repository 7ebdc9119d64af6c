import * as z from "zod/mini";
import type { Policy } from "../domain/policy.ts";
import { MAX_RUNS_A_DAY } from "../domain/run-state.ts";
import { DEFAULT_CAPS, DEFAULT_SCHEDULE } from "../domain/schedule-policy.ts";
import type { Line } from "./model-lines.ts";
import type { PolicyDocument } from "./policy-document.ts";
import { described } from "./schema-parts.ts";

function count(description: string, most: number) {
  return z.exactOptional(described(description, z.int().check(z.minimum(1), z.maximum(most))));
}

/** The schema of the policy's `schedule`. */
export function scheduleSchema() {
  const schema = z.strictObject({
    targets: count("Most targets that a run over hotspots takes on anew.", 1000),
    days: count("Days of history that count as churn.", 3650),
  });
  return described("Runs over hotspots: on schedule, or asked for.", schema);
}

/** The schema of the policy's `caps`. */
export function capsSchema() {
  const schema = z.strictObject({
    depth: count("Runs of Assay's that may follow each other on a branch with nobody's commit between them.", 10),
    runs: count("Most runs in CI that work on something, in a day.", MAX_RUNS_A_DAY),
    tasks: count("Most tasks that runs in CI take on, in a day.", 100_000),
    usd: z.exactOptional(described("Most money that runs in CI spend, in a day.", z.number().check(z.positive()))),
  });
  return described("How much may be done in CI by itself.", schema);
}

/** The policy's `schedule` and `caps` over the defaults; `note` is told the key of each value that the file gives. */
export function resolveSchedule(
  document: PolicyDocument | undefined,
  note: (key: string) => void,
): Pick<Policy, "schedule" | "caps"> {
  const { schedule, caps } = document ?? {};
  for (const key of Object.keys(schedule ?? {})) note(`schedule.${key}`);
  for (const key of Object.keys(caps ?? {})) note(`caps.${key}`);
  return {
    ...(schedule && { schedule: { ...DEFAULT_SCHEDULE, ...schedule } }),
    ...(caps && { caps: { ...DEFAULT_CAPS, ...caps } }),
  };
}

/** The keys of `schedule` and `caps` as lines of the policy; none where it says nothing. */
export function scheduleLines({ schedule, caps }: Policy): readonly Line[] {
  const section = (name: string, values: object | undefined): readonly Line[] => {
    if (values === undefined) return [];
    const lines = Object.entries(values).map(([key, value]) => ({
      text: `  ${key}: ${String(value)}`,
      key: `${name}.${key}`,
    }));
    return [{ text: `${name}:` }, ...lines];
  };
  return [...section("schedule", schedule), ...section("caps", caps)];
}
