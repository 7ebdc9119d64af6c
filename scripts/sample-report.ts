/** Reads the parts of a `report.json` that the demonstration, the benchmarks and the tests look at. */
import { readFile } from "node:fs/promises";
import { z } from "zod";

const gateSchema = z.object({
  gate: z.string(),
  status: z.string(),
  durationMs: z.number(),
  reason: z.string().optional(),
  diagnostics: z.array(z.object({ message: z.string(), path: z.string().optional() })).optional(),
  commands: z.array(z.object({ command: z.string(), output: z.string() })).optional(),
});

const outcomeSchema = z.object({
  type: z.enum(["accepted", "rejected", "declined"]),
  task: z.object({ id: z.string(), kind: z.string(), target: z.string() }),
  reason: z.string().optional(),
  attempts: z.array(
    z.object({
      number: z.number(),
      rationale: z.string().optional(),
      patch: z.string(),
      gates: z.array(gateSchema),
    }),
  ),
});

const reportSchema = z.object({
  durationMs: z.number(),
  commandMs: z.number(),
  subject: z.object({ base: z.string(), head: z.string() }),
  plan: z.object({
    tasks: z.array(z.object({ id: z.string() })),
    skips: z.array(z.object({ path: z.string().optional(), reason: z.string(), detail: z.string() })),
  }),
  outcomes: z.array(outcomeSchema),
  publication: z.object({ type: z.string() }),
});

export type SampleReport = z.infer<typeof reportSchema>;
export type SampleOutcome = z.infer<typeof outcomeSchema>;

/** Reads a report; throws where it lacks one of the parts. */
export async function readReport(file: string): Promise<SampleReport> {
  return reportSchema.parse(JSON.parse(await readFile(file, "utf8")));
}
