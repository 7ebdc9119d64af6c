import { field } from "../../domain/parse-json.ts";
import type { RepoPath } from "../../domain/repo-path.ts";

/** What a repository's configuration of StrykerJS says of mutants. */
export interface StrykerSettings {
  /** Where it says it. */
  readonly path: string;
  /** Globs of what is mutated, `!` in front of what is not, `:5-10` behind lines; absent: Stryker's own choice. */
  readonly mutate?: readonly string[];
  readonly ignorePatterns: readonly string[];
  /** Names of mutators. */
  readonly excludedMutations: readonly string[];
  /** Lowest score in percent; absent: none. */
  readonly break?: number;
}

/** The names under which StrykerJS looks for its configuration, in its order. */
export const STRYKER_FILES: readonly string[] = ["", "."].flatMap((dot) =>
  ["stryker.conf", "stryker.config"].flatMap((name) =>
    ["json", "js", "mjs", "cjs"].map((ending) => `${dot}${name}.${ending}`),
  ),
);

function texts(value: unknown): readonly string[] | undefined {
  return Array.isArray(value) ? value.filter((one) => typeof one === "string") : undefined;
}

/** Reads what the configuration exports; what it says of anything but mutants is left out. */
export function toStrykerSettings(path: string, value: unknown): StrykerSettings {
  const mutate = texts(field(value, "mutate"));
  const limit = field(field(value, "thresholds"), "break");
  return {
    path,
    ...(mutate === undefined ? {} : { mutate }),
    ignorePatterns: texts(field(value, "ignorePatterns")) ?? [],
    excludedMutations: texts(field(field(value, "mutator"), "excludedMutations")) ?? [],
    ...(typeof limit === "number" ? { break: limit } : {}),
  };
}

/** Which lines of a file are mutated. */
export type MutatedLines =
  | { readonly type: "all" }
  | { readonly type: "none" }
  | { readonly type: "lines"; readonly lines: readonly (readonly [number, number])[] };

const RANGE = /:(\d+)(?::\d+)?-(\d+)(?::\d+)?$/u;

/** Whether globs of Stryker match a path: braces and extended patterns count, names that begin with a dot too. */
export type GlobMatch = (path: string, glob: string) => boolean;

/** What of a file the configuration lets be mutated; the last pattern that matches decides. */
export function mutatedLines(
  { mutate, ignorePatterns }: StrykerSettings,
  path: RepoPath,
  matches: GlobMatch,
): MutatedLines {
  if (ignorePatterns.some((glob) => matches(path, glob) || matches(path, `${glob}/**`))) return { type: "none" };
  if (mutate === undefined) return { type: "all" };
  let found: MutatedLines = { type: "none" };
  for (const pattern of mutate) {
    const glob = pattern.replace(RANGE, "").replace(/^!/u, "").replace(/^\.\//u, "");
    if (!matches(path, glob)) continue;
    const [, first, last] = RANGE.exec(pattern) ?? [];
    if (pattern.startsWith("!")) found = { type: "none" };
    else if (first === undefined || last === undefined) found = { type: "all" };
    else {
      const before: readonly (readonly [number, number])[] = found.type === "lines" ? found.lines : [];
      found = found.type === "all" ? found : { type: "lines", lines: [...before, [Number(first), Number(last)]] };
    }
  }
  return found;
}
