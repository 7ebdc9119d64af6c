import {
  addBranches,
  ratioOf,
  sumBranches,
  toCount,
  toCoverageResult,
  type Ratio,
  type CoverageResult,
  type FileCoverage,
} from "./coverage.ts";
import { toWorkspacePath } from "./workspace-path.ts";

interface Draft {
  readonly lines: Map<number, number>;
  readonly branches: Map<string, number>;
  readonly functions: Map<string, number>;
}

/**
 * Reads an lcov tracefile (https://manpages.debian.org/testing/lcov/geninfo.1.en.html#TRACEFILE_FORMAT): lines,
 * branches and functions per file, records of the same file added up. Never throws.
 */
export function parseLcov(text: string, root: string): CoverageResult {
  const drafts = new Map<string, Draft>();
  let current: Draft | undefined;
  let outside: string | undefined;
  for (const [index, raw] of text.split(/\r?\n/u).entries()) {
    const line = raw.trim();
    if (line === "" || line.startsWith("#")) continue;
    const place = `line ${index + 1} of the lcov file`;
    if (line === "end_of_record") {
      if (current === undefined) return { ok: false, reason: `${place} ends a record that has not begun` };
      current = undefined;
      continue;
    }
    const colon = line.indexOf(":");
    const [key, value] = [line.slice(0, colon), line.slice(colon + 1)];
    if (colon < 1 || !/^[A-Z]+$/u.test(key)) return { ok: false, reason: `${place} is no lcov record` };
    if (key === "SF") {
      const path = toWorkspacePath(value, root);
      if (path === undefined) outside ??= value;
      current = draftOf(drafts, path);
    } else if (key !== "TN" && !addTo(current, key, value)) return { ok: false, reason: `${place} cannot be read` };
  }
  if (current !== undefined) return { ok: false, reason: "the lcov file ends in the middle of a record" };
  return toCoverageResult(new Map([...drafts].map(([path, draft]) => [path, finish(draft)])), outside);
}

/** The draft of a path; one that is thrown away for a file outside the workspace. */
function draftOf(drafts: Map<string, Draft>, path: string | undefined): Draft {
  const known = path === undefined ? undefined : drafts.get(path);
  if (known !== undefined) return known;
  const draft: Draft = { lines: new Map(), branches: new Map(), functions: new Map() };
  if (path !== undefined) drafts.set(path, draft);
  return draft;
}

/** Adds one record; false where it has not the shape that its key asks for. Sums and unknown keys are not needed. */
function addTo(draft: Draft | undefined, key: string, value: string): boolean {
  if (draft === undefined) return false;
  const parts = value.split(",");
  if (key === "DA") {
    const [line, hits] = [toCount(parts[0]), toCount(parts[1])];
    return line !== undefined && line > 0 && hits !== undefined && add(draft.lines, line, hits);
  }
  if (key === "BRDA") {
    // lcov 2 names a branch by its expression, which may hold commas.
    const taken = parts.at(-1);
    const hits = taken === "-" ? 0 : toCount(taken);
    const isWhole = parts.length >= 4 && toCount(parts[0]) !== undefined;
    return isWhole && hits !== undefined && add(draft.branches, parts.slice(0, -1).join(","), hits);
  }
  if (key === "FNDA") {
    const hits = toCount(parts[0]);
    return hits !== undefined && add(draft.functions, parts.slice(1).join(","), hits);
  }
  return true;
}

function add<Key>(counts: Map<Key, number>, key: Key, hits: number): true {
  counts.set(key, (counts.get(key) ?? 0) + hits);
  return true;
}

function finish(draft: Draft): FileCoverage {
  const branchLines = new Map<number, Ratio>();
  for (const [key, hits] of draft.branches) {
    addBranches(branchLines, Number(key.slice(0, key.indexOf(","))), ratioOf([hits]));
  }
  return {
    lines: draft.lines,
    branches: sumBranches(branchLines),
    branchLines,
    functions: ratioOf(draft.functions.values()),
  };
}
