import { z } from "zod";
import type { Manifest } from "../domain/bundle.ts";
import { REPAIR_LIMITS, type CiRepair } from "../domain/ci-repair.ts";
import { DOUBT_LIMITS } from "../domain/doubt.ts";
import { ENGINE_NAMES } from "../domain/engine-name.ts";
import type { Problem } from "../domain/errors.ts";
import { GATE_NAMES } from "../domain/gate.ts";
import { stripTerminal } from "../domain/neutralise.ts";
import { parseJson } from "../domain/parse-json.ts";
import { PUBLISH_MODES } from "../domain/policy.ts";
import { MAX_ATTEMPT, RUN_NUMBER } from "../domain/run-origin.ts";
import { toRepoPath } from "../domain/repo-path.ts";
import { TASK_ID, TASK_KINDS } from "../domain/task.ts";
import { renderCanonicalJson } from "./canonical-json.ts";
import { MANIFEST_FILE, patchFile } from "./to-bundle.ts";

/** Limits of a manifest; an honest one stays far below. */
const MAX_MANIFEST = 6 * 1024 * 1024;
const MAX_ENTRIES = 1000;
const MAX_PATHS = 1000;
const MAX_RATIONALE = 65_536;
const MAX_PROBLEMS = 20;

const objectId = z.string().regex(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/u);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/u);
const number = z.string().regex(RUN_NUMBER);
const repoPath = z.string().refine((raw) => toRepoPath(raw).ok, "is no path inside the repository");
/** What git's check-ref-format allows for a branch, in printable characters. */
const branch = z
  .string()
  .max(255)
  .regex(/^(?![-/.])(?!.*(?:\.\.|@\{|\/\/|\/\.|\.lock(?:\/|$)))[^\p{C}\p{Z}~^:?*[\\]+(?<![/.])$/u);

/** A text on one line, in which nothing is hidden. */
const lineOf = (most: number): z.ZodString =>
  z
    .string()
    .max(most)
    .refine((text) => stripTerminal(text) === text && !/[\t\n\r]/u.test(text), "is no plain line");
const doubtSchema = z.strictObject({
  title: lineOf(DOUBT_LIMITS.title),
  text: lineOf(DOUBT_LIMITS.text),
  path: repoPath,
  line: z.int().positive().optional(),
});

const entrySchema = z.strictObject({
  task: z.string().regex(TASK_ID),
  kind: z.enum(TASK_KINDS),
  target: repoPath,
  engine: z.enum(ENGINE_NAMES),
  rationale: z.string().max(MAX_RATIONALE),
  paths: z.array(repoPath).min(1).max(MAX_PATHS),
  patch: z.string(),
  patchSha256: sha256,
  publish: z.enum(PUBLISH_MODES),
  gates: z
    .array(z.strictObject({ gate: z.enum(GATE_NAMES), status: z.enum(["passed", "failed", "errored", "skipped"]) }))
    .max(GATE_NAMES.length),
  doubts: z.array(doubtSchema).min(1).max(DOUBT_LIMITS.doubts).optional(),
});

const repairSchema = z.strictObject({
  failedRun: z.strictObject({ id: z.int().positive(), attempt: z.int().min(1).max(MAX_ATTEMPT) }).optional(),
  reasons: z.array(lineOf(REPAIR_LIMITS.reason)).max(REPAIR_LIMITS.reasons),
  tasks: z
    .array(
      z.strictObject({
        target: repoPath,
        end: z.enum(["accepted", "rejected", "declined"]),
        reason: lineOf(REPAIR_LIMITS.taskReason),
      }),
    )
    .max(REPAIR_LIMITS.tasks),
  more: z.int().nonnegative(),
});

/** The form of `manifest.json`. */
const manifestSchema = z.strictObject({
  schema: z.literal("assay/bundle@1"),
  tool: z.strictObject({ name: z.literal("assay"), version: z.string().max(64) }),
  run: z.strictObject({ repositoryId: number, runId: number, attempt: z.int().min(1).max(MAX_ATTEMPT) }).optional(),
  subject: z.strictObject({ base: objectId, mergeBase: objectId, head: objectId, branch: branch.optional() }),
  policy: z.strictObject({ path: repoPath, sha256 }),
  entries: z.array(entrySchema).max(MAX_ENTRIES),
  tree: objectId,
  reportSha256: sha256,
  repair: repairSchema.optional(),
});
type Shape = z.infer<typeof manifestSchema>;

export type ParsedManifest =
  { readonly ok: true; readonly manifest: Manifest } | { readonly ok: false; readonly problems: readonly Problem[] };

function problem(where: string, message: string): Problem {
  const place = where === "" ? MANIFEST_FILE : `${MANIFEST_FILE} ${where}`;
  return { place, message, remedy: "Nothing of this bundle may be published; make a new one with assay propose." };
}

function isAscending(texts: readonly string[]): boolean {
  return texts.every((text, index) => index === 0 || (texts[index - 1] ?? "") < text);
}

/** What a form cannot say: order, uniqueness, names that follow from others. */
function relationProblems({ entries }: Shape): readonly Problem[] {
  const problems: Problem[] = [];
  if (!isAscending(entries.map(({ task }) => task))) problems.push(problem("entries", "are not sorted and unique"));
  const owner = new Map<string, string>();
  for (const [index, entry] of entries.entries()) {
    const where = `entries.${index}`;
    if (!entry.task.startsWith(`${entry.kind}-`)) problems.push(problem(where, "kind and task do not belong together"));
    if (entry.patch !== patchFile(entry.task)) problems.push(problem(where, "the patch has another task's name"));
    if (!isAscending(entry.paths)) problems.push(problem(`${where}.paths`, "are not sorted and unique"));
    if (new Set(entry.gates.map(({ gate }) => gate)).size < entry.gates.length) {
      problems.push(problem(`${where}.gates`, "name a gate twice"));
    }
    for (const path of entry.paths) {
      // Two names that a file system may take for one are one here.
      const key = path.normalize("NFC").toLowerCase();
      const other = owner.get(key);
      if (other !== undefined) problems.push(problem(`${where}.paths`, `two changes want ${path} (${other})`));
      owner.set(key, entry.task);
    }
  }
  return problems;
}

function toRepair({ failedRun, ...rest }: z.infer<typeof repairSchema>): CiRepair {
  return { ...rest, ...(failedRun && { failedRun }) };
}

function toEntry({ doubts, ...rest }: Shape["entries"][number]): Manifest["entries"][number] {
  const stated = doubts?.map(({ line, ...doubt }) => ({ ...doubt, ...(line !== undefined && { line }) }));
  return { ...rest, ...(stated && { doubts: stated }) };
}

function withoutUndefined(shape: Shape): Manifest {
  const { run, repair, entries, ...rest } = shape;
  const { branch: name, ...subject } = shape.subject;
  return {
    ...rest,
    entries: entries.map(toEntry),
    ...(run && { run }),
    ...(repair && { repair: toRepair(repair) }),
    subject: { ...subject, ...(name !== undefined && { branch: name }) },
  };
}

/**
 * Reads a manifest that anybody may have written. Accepts only the canonical text of a well-formed manifest: no unknown
 * or doubled key, no other spelling, sorted and unique tasks and paths. Never throws.
 */
export function parseManifest(text: string): ParsedManifest {
  const fail = (problems: readonly Problem[]): ParsedManifest => ({
    ok: false,
    problems: problems.slice(0, MAX_PROBLEMS),
  });
  if (text.length > MAX_MANIFEST) return fail([problem("", `is longer than ${MAX_MANIFEST} characters`)]);
  const json = parseJson(text);
  if (!json.ok) return fail([problem("", "is no JSON")]);
  const shape = manifestSchema.safeParse(json.value);
  if (!shape.success) {
    return fail(shape.error.issues.map(({ path, message }) => problem(path.join("."), message)));
  }
  const problems = relationProblems(shape.data);
  if (problems.length > 0) return fail(problems);
  const manifest = withoutUndefined(shape.data);
  if (renderCanonicalJson(manifest) !== text) return fail([problem("", "is not in canonical form")]);
  return { ok: true, manifest };
}
