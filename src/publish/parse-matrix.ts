import { z } from "zod";
import { GITHUB_LIMITS } from "../domain/github-limits.ts";
import type { Matrix } from "../domain/matrix.ts";
import { parseJson } from "../domain/parse-json.ts";

const shardSchema = z.strictObject({ shard: z.int().min(1).max(GITHUB_LIMITS.matrixJobs), only: z.string() });
const matrixSchema = z.strictObject({ include: z.array(shardSchema).max(GITHUB_LIMITS.matrixJobs) });

/** A matrix as the phase `plan` hands it on; undefined where the text is none. Never throws. */
export function parseMatrix(text: string): Matrix | undefined {
  const json = parseJson(text);
  const parsed = json.ok ? matrixSchema.safeParse(json.value) : undefined;
  if (parsed?.success !== true) return undefined;
  const numbers = new Set(parsed.data.include.map(({ shard }) => shard));
  return numbers.size === parsed.data.include.length ? parsed.data : undefined;
}
