import type { FileChange } from "../../domain/change.ts";
import type { RepoPath } from "../../domain/repo-path.ts";
import { lineDiff, toLines } from "../../code/line-diff.ts";

/** A module that a candidate changed. */
export interface ChangedModule {
  readonly path: RepoPath;
  readonly before: string;
  readonly after: string;
  /** Whether a line (1-based) of a version is another in the other version. */
  readonly isChanged: (version: "before" | "after", line: number) => boolean;
  /** The lines of the untouched text in whose place a changed line stands; none for one that was added. */
  readonly linesBefore: (line: number) => readonly number[];
}

/** Texts that people read; nothing runs them. */
const PROSE = /(^|\/)(LICENSE|NOTICE|CHANGELOG)[^/]*$|\.(md|mdx|txt|rst|adoc)$/iu;
const CODE = /\.[cm]?[jt]sx?$/u;

function toModule(path: RepoPath, before: string, after: string): ChangedModule {
  const blocks = lineDiff(toLines(before), toLines(after));
  return {
    path,
    before,
    after,
    isChanged: (version, line) =>
      blocks.some((block) =>
        version === "before"
          ? block.beforeStart < line && line <= block.beforeEnd
          : block.afterStart < line && line <= block.afterEnd,
      ),
    linesBefore: (line) =>
      blocks
        .filter((block) => block.afterStart < line && line <= block.afterEnd)
        .flatMap(({ beforeStart, beforeEnd }) =>
          Array.from({ length: beforeEnd - beforeStart }, (_, index) => beforeStart + index + 1),
        ),
  };
}

/** The files of a candidate, by what can be said of them. */
export interface SortedFiles {
  /** Files that are there before and after. */
  readonly modules: readonly ChangedModule[];
  /** Files with code that went away. */
  readonly removed: readonly RepoPath[];
  /** Files that are neither JavaScript nor TypeScript and may matter to what runs. */
  readonly foreign: readonly RepoPath[];
}

/** Sorts the files of a candidate. New files are judged through those that use them. */
export function sortFiles(files: readonly FileChange[]): SortedFiles {
  const modules: ChangedModule[] = [];
  const removed: RepoPath[] = [];
  const foreign: RepoPath[] = [];
  for (const { path, before, after } of files) {
    if (before === after || (PROSE.test(path) && !CODE.test(path))) continue;
    if (!CODE.test(path)) foreign.push(path);
    else if (before !== undefined && after !== undefined) modules.push(toModule(path, before, after));
    else if (after === undefined) removed.push(path);
  }
  return { modules, removed, foreign };
}
