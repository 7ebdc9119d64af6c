import { readFile } from "node:fs/promises";
import { z } from "zod";

const figures = z.record(z.string(), z.union([z.number(), z.string()])).optional();
const gate = z.object({
  gate: z.string(),
  status: z.string(),
  figures,
  reason: z.string().optional(),
  diagnostics: z.array(z.object({ message: z.string() })).optional(),
});
const reportSchema = z.object({
  conclusion: z.string(),
  plan: z.object({ skips: z.array(z.object({ path: z.string().optional(), reason: z.string() })) }),
  baseline: z.array(gate),
  outcomes: z.array(
    z.object({
      type: z.string(),
      task: z.object({ kind: z.string(), target: z.string() }),
      reason: z.string().optional(),
      attempts: z.array(z.object({ rationale: z.string().optional(), patch: z.string(), gates: z.array(gate) })),
    }),
  ),
  sum: z.array(gate),
  publication: z.object({ type: z.string() }),
});

type Gate = z.infer<typeof gate>;

/** Gates whose figures are about the sample; those of the others count rules and packages, too. */
const ABOUT_THE_SAMPLE = new Set(["size", "lint", "types", "tests", "coverage", "failing"]);

/** `tests passed passed=3 …`: figures of zero are left out. */
function toLine({ gate: name, status, figures: all = {}, reason }: Gate): string {
  const kept = Object.entries(all).filter(([, value]) => value !== 0 && ABOUT_THE_SAMPLE.has(name));
  const words = kept.map(([key, value]) => `${key}=${value}`);
  return [name, status, ...words, ...(status === "skipped" ? [`(${reason ?? ""})`] : [])].join(" ");
}

/** A report in words that do not depend on the machine: the whole of it, but for commands, times and ids. */
export async function readScenario(file: string): Promise<unknown> {
  const report = reportSchema.parse(JSON.parse(await readFile(file, "utf8")));
  const outcomes = report.outcomes.map(({ type, task, reason, attempts }) => [
    `${task.kind} ${task.target}`,
    {
      type,
      ...(reason === undefined ? {} : { reason }),
      attempts: attempts.map(({ rationale, patch, gates }) => ({
        rationale: rationale?.split("\n").at(-1),
        changes: patch.split("\n").filter((line) => /^[+-](?![+-]{2})/u.test(line)),
        gates: gates.map(toLine),
        said: gates.flatMap(({ diagnostics = [] }) => diagnostics.map(({ message }) => message.split("\n")[0])),
      })),
    },
  ]);
  return {
    conclusion: report.conclusion,
    skipped: report.plan.skips.map(({ path = "", reason }) => `${path}: ${reason}`),
    baseline: report.baseline.map(toLine),
    outcomes: Object.fromEntries(outcomes) as unknown,
    sum: report.sum.map(toLine),
    publication: report.publication.type,
  };
}
