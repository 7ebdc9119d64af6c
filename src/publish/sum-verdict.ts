import { z } from "zod";
import type { Problem } from "../domain/errors.ts";
import { parseJson } from "../domain/parse-json.ts";
import { MAX_DROPPED_REASON, type DroppedChange, type SumVerdict } from "../domain/sum-verdict.ts";
import { TASK_ID } from "../domain/task.ts";

/** No plan has more. */
const MAX_TASKS = 10_000;
const MAX_BUNDLES = 256;

const sha256 = z.string().regex(/^[0-9a-f]{64}$/u);
const task = z.string().regex(TASK_ID);
const verdictSchema = z.strictObject({
  schema: z.literal("assay/verdict@1"),
  bundles: z.array(sha256).max(MAX_BUNDLES),
  kept: z.array(task).max(MAX_TASKS),
  dropped: z
    .array(z.strictObject({ task, reason: z.string().max(MAX_DROPPED_REASON), because: z.enum(["gates", "fault"]) }))
    .max(MAX_TASKS),
  tree: z.string().regex(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/u),
});

/** A verdict as the phase `verify` hands it on; undefined where the text is none. Never throws. */
export function parseVerdict(text: string): SumVerdict | undefined {
  const json = parseJson(text);
  return json.ok ? verdictSchema.safeParse(json.value).data : undefined;
}

/** A bundle, as far as a verdict is about it. */
export interface JudgedBundle {
  /** SHA-256 of its manifest. */
  readonly sha256: string;
  readonly tasks: readonly string[];
}

const AGAIN = "Nothing was published. Hand on the output verdict of the phase verify as it is, or run the jobs again.";

function isSame(one: readonly string[], other: readonly string[]): boolean {
  const [sorted, wanted] = [one.toSorted(), other.toSorted()];
  return sorted.length === wanted.length && sorted.every((text, index) => text === wanted[index]);
}

/**
 * Why the changes of these bundles may not be published by this verdict. Changes of one bundle have been run together by
 * the job that made it; those of several have not, unless a verdict on exactly these bundles says so.
 */
export function verdictProblems(bundles: readonly JudgedBundle[], verdict: SumVerdict | undefined): readonly Problem[] {
  const place = "verdict";
  if (verdict === undefined) {
    const count = bundles.filter(({ tasks }) => tasks.length > 0).length;
    if (count < 2) return [];
    const remedy =
      "Nothing was published. Add a job with the phase verify, and hand on its output verdict to this one.";
    return [{ place, message: `the changes of ${count} bundles have not been run together`, remedy }];
  }
  if (
    !isSame(
      verdict.bundles,
      bundles.map(({ sha256: digest }) => digest),
    )
  ) {
    return [{ place, message: "it is about other bundles than these", remedy: AGAIN }];
  }
  const judged = [...verdict.kept, ...verdict.dropped.map((one) => one.task)];
  if (
    !isSame(
      judged,
      bundles.flatMap(({ tasks }) => tasks),
    )
  ) {
    return [{ place, message: "it does not say of each change of the bundles, once, whether it holds", remedy: AGAIN }];
  }
  return [];
}

/** A reason that fits into a verdict: on one line, cut where it is too long. */
export function toDropped(id: string, reason: string, because: DroppedChange["because"]): DroppedChange {
  const line = reason.toWellFormed().replaceAll(/\s+/gu, " ").slice(0, MAX_DROPPED_REASON).toWellFormed();
  return { task: id, reason: line, because };
}
