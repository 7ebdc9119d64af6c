import type { Change, FileMode, RawPath } from "../domain/change.ts";
import type { SkipReason } from "../domain/plan.ts";
import type { Policy, Rule } from "../domain/policy.ts";
import { toRepoPath } from "../domain/repo-path.ts";
import type { RepoPath } from "../domain/repo-path.ts";
import type { TaskKind } from "../domain/task.ts";
import { renderPathProblem } from "./path-problem.ts";

/** One path that may become work: an entry of a diff, or of a tree. */
export interface Entry {
  readonly path: RawPath;
  readonly status: Change["status"] | "present";
  readonly mode?: FileMode;
  readonly blob?: string;
  readonly size?: number;
}

/** An entry that a rule wants work on, as far as can be told without its content. */
export interface Eligible {
  readonly type: "eligible";
  readonly path: RepoPath;
  readonly status: Entry["status"];
  readonly blob: string;
  readonly rule: Rule;
  /** Index of the rule. */
  readonly index: number;
  /** Not empty; in the order in which they are planned. */
  readonly kinds: readonly TaskKind[];
}

/** Why an entry is no work. */
export interface Excluded {
  readonly type: "excluded";
  readonly reason: SkipReason;
  readonly detail: string;
}

/** What the paths are judged by. */
export interface Judge {
  readonly policy: Policy;
  readonly ruleOf: (path: string) => { readonly rule: Rule; readonly index: number } | undefined;
  readonly protectedBy: (path: string) => string | undefined;
  /** Whether `--paths` takes the path in. */
  readonly isSelected: (path: string) => boolean;
  /** The kinds that this run is about. */
  readonly wanted: readonly TaskKind[];
}

/** In which order kinds are planned for one path: what mends first, what builds on it after. */
export const KIND_ORDER: readonly TaskKind[] = ["fix", "tests", "docs", "refactor", "scaffold"];

function exclude(reason: SkipReason, detail: string): Excluded {
  return { type: "excluded", reason, detail };
}

/** Decides on an entry by its name, mode and rule; needs no content. */
export function classifyEntry(entry: Entry, judge: Judge): Eligible | Excluded {
  const named = entry.path.utf8 ? toRepoPath(entry.path.text) : { ok: false as const, problem: "not-utf8" as const };
  if (!named.ok) {
    return exclude("unsupported-name", `the name ${renderPathProblem(named.problem)}; rename it to have it worked on`);
  }
  if (!judge.isSelected(named.path)) return exclude("not-selected", "no glob of --paths matches it");
  return excludeByMode(entry) ?? classifyByRule(entry, named.path, judge);
}

function excludeByMode(entry: Entry): Excluded | undefined {
  if (entry.status === "deleted") return exclude("deleted", "it was deleted, so there is nothing to work on");
  if (entry.mode === "160000") return exclude("submodule", "it is a submodule; run Assay in its own repository");
  if (entry.mode === "120000")
    return exclude("symlink", "it is a symbolic link; links are neither followed nor written");
  return undefined;
}

function classifyByRule(entry: Entry, path: RepoPath, judge: Judge): Eligible | Excluded {
  const guard = judge.protectedBy(path);
  if (guard !== undefined) return exclude("protected", `it is protected by ${guard}`);
  const match = judge.ruleOf(path);
  if (match === undefined) return exclude("no-rule", "no rule of the policy matches it");
  const { rule, index } = match;
  if (rule.tasks.length === 0) return exclude("rule-has-no-task", `rule ${index + 1} of the policy asks for no task`);
  const kinds = KIND_ORDER.filter((kind) => rule.tasks.includes(kind) && judge.wanted.includes(kind));
  if (kinds.length === 0) {
    const [asked, wanted] = [rule.tasks.join(", "), judge.wanted.join(", ")];
    return exclude("not-selected", `rule ${index + 1} asks for ${asked}; this run is about ${wanted}`);
  }
  const limit = judge.policy.limits.fileBytes;
  if (entry.size !== undefined && entry.size > limit) return exclude("too-large", renderTooLarge(limit, entry.size));
  if (entry.blob === undefined) return exclude("deleted", "it has no content at head");
  return { type: "eligible", path, status: entry.status, blob: entry.blob, rule, index, kinds };
}

/** The reason for a file above the limit, in words; `size` where it is known. */
export function renderTooLarge(limit: number, size?: number): string {
  const has = size === undefined ? "it is larger than" : `it has ${size} bytes, more than`;
  return `${has} the limit of ${limit} bytes (limits.file-bytes in the policy)`;
}
